"""Paragraphs and headings of plain text: what its lines and blank lines mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from mtqa.types import Block, BlockKind, Span

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_ENDS = re.compile(r"[.!?…:;,。！？：；，؟۔][\"'”’»›“‘)\]）」』\s]*\Z")
_CLOSED = re.compile(r"[.!?…。！？؟۔:][\"'”’»›“‘)\]）」』\s]*\Z")

WRAP_WIDTH = 120
"""Columns: the longest line of a hard-wrapped text has a third of that up to that."""
HEADING_LENGTH = 90
"""Characters: a heading is no longer (half of that in scripts without spaces)."""
HEADING_WORDS = 14
"""Words: a heading has no more."""


def text_blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs and headings of a plain text.

    Every line that is not blank is a block, unless the text is hard-wrapped: then blank lines
    separate the blocks. A short line without final punctuation, before a paragraph, is a heading.

    Args:
        text: Any text; every kind of line ending is understood.

    Returns:
        Blocks in order; their spans hold no white space at either end.
    """
    if not _BREAK.search(text):
        whole = stripped(text, 0, len(text))
        return (Block(BlockKind.PARAGRAPH, whole),) if whole else ()
    lines = [s for m in _LINE.finditer(text) if (s := stripped(text, m.start(), m.end()))]
    groups = list(_paragraphs(text, lines))
    if hard_wrapped(text, groups):
        lines = [Span(group[0].start, group[-1].end) for group in groups]
    return tuple(with_headings(text, lines))


def stripped(text: str, start: int, end: int) -> Span | None:
    """The span without the white space at its ends, None if nothing is left."""
    body = text[start:end]
    left = start + len(body) - len(body.lstrip())
    right = start + len(body.rstrip())
    return Span(left, right) if left < right else None


def _paragraphs(text: str, lines: Sequence[Span]) -> Iterable[list[Span]]:
    """Lines that follow each other without a blank line between them."""
    number = 0
    keyed = []
    for k, line in enumerate(lines):
        if k and len(_BREAK.findall(text, lines[k - 1].end, line.start)) > 1:
            number += 1
        keyed.append((number, line))
    for _, group in groupby(keyed, key=lambda pair: pair[0]):
        yield [line for _, line in group]


def hard_wrapped(text: str, groups: Sequence[Sequence[Span]]) -> bool:
    """Whether the lines were broken to fit a width rather than to end a paragraph.

    That is so where lines are short, where most inner lines are full (the next word would not have
    fitted), and where many of them end in mid-sentence.
    """
    joins = [pair for group in groups for pair in pairwise(group)]
    if len(joins) < 2:
        return False
    width = max(len(line) for group in groups for line in group)
    if not WRAP_WIDTH // 3 <= width <= WRAP_WIDTH:
        return False
    full = sum(_full(text, a, b, width) for a, b in joins)
    open_ended = sum(not _ENDS.search(a.of(text)) for a, _ in joins)
    return full >= 0.7 * len(joins) and open_ended >= 0.4 * len(joins)


def _full(text: str, line: Span, following: Span, width: int) -> bool:
    first = following.of(text).split(None, 1)[0]
    return len(line) + 1 + len(first) > 0.85 * width


def with_headings(text: str, spans: Sequence[Span]) -> Iterable[Block]:
    """The blocks of the spans, those that look like headings marked.

    A heading stands before a paragraph; at the top there may be two (title and subtitle).
    """
    short = [_looks_like_heading(span.of(text)) for span in spans]
    for k, span in enumerate(spans):
        after = k + 2 if k == 0 and short[1:2] == [True] else k + 1
        heading = short[k] and after < len(spans) and _is_paragraph(text, spans[after])
        yield Block(BlockKind.HEADING if heading else BlockKind.PARAGRAPH, span)


def _looks_like_heading(line: str) -> bool:
    """Whether a line may be a title or crosshead: short and not ended like a sentence."""
    words = line[: HEADING_LENGTH + 1].split()
    # Two words that long are a line of a script that writes none apart.
    limit = HEADING_LENGTH if len(words) > 2 else HEADING_LENGTH // 2
    if len(line) > limit or len(words) > HEADING_WORDS or _CLOSED.search(line):
        return False
    return any(map(str.isalpha, line)) and line[0] not in "-–—•*·"


def _is_paragraph(text: str, span: Span) -> bool:
    return len(span) > HEADING_LENGTH or bool(_CLOSED.search(span.of(text)))
