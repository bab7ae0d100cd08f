"""A paragraph that ends without a stop among others that have one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import BlockKind, Severity, Span

_ENDED = re.compile(r"[.!?…:;][”\"’'»)\]]*\Z")
_LAST_WORD = re.compile(r"(?<![\w’'\-])[^\W\d_][\w’'\-]*(?P<close>[”\"’»)]?)\Z")
_INNER_STOP = re.compile(r"[a-z][.!?][”\"’)]* [“\"(]?[A-ZÀ-Þ]")
_WORD = re.compile(r"[^\W\d_]{5,}")
_TITLE_CASE = 0.6
_TOLD_AGAIN = 3
_LEAST_WORDS = 14  # a shorter one may be a heading, a caption or a name
_LEAST_BLOCKS = 4
_HABIT = 0.75


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Long last words without a stop, where three of four paragraphs have one."""
    if not facts(reading.document.target_lang).spaced:
        return
    blocks = [b for b in reading.document.blocks if b.kind is BlockKind.PARAGRAPH]
    if len(blocks) < _LEAST_BLOCKS:
        return
    bodies = [b.span.of(reading.text) for b in blocks]
    if sum(bool(_ENDED.search(b)) for b in bodies) < _HABIT * len(bodies):
        return
    # one paragraph among many lost its stop; several without one are headings
    unended = sum(not _ENDED.search(b) for b in bodies[1:])
    for k, (block, body) in enumerate(zip(blocks, bodies, strict=True)):
        match = _LAST_WORD.search(body)
        following = bodies[k + 1][:1] if k + 1 < len(bodies) else ""
        if match is None or body.count(" ") < _LEAST_WORDS - 1 or k == 0 or following.islower():
            continue
        if not _INNER_STOP.search(body) and (unended > 1 or _heading(body, bodies[k + 1 : k + 2])):
            continue
        span = Span(block.span.start + match.start(), block.span.end)
        word, close = match.group(), match["close"]
        yield Finding(span, suggest(word + "." if not close or close == ")" else _inside(word)))


def _heading(body: str, following: list[str]) -> bool:
    """Whether a block is a headline: in capitals, or told again by the paragraph after it."""
    words = _WORD.findall(body)
    if sum(w[0].isupper() for w in words) > _TITLE_CASE * len(words):
        return True
    told = {w.lower() for w in words} & {w.lower() for b in following for w in _WORD.findall(b)}
    return len(told) >= _TOLD_AGAIN


def _inside(word: str) -> str:
    return f"{word[:-1]}.{word[-1]}"


RULE = Rule(
    id="linguistic/sentence_no_stop",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="The paragraph ends without a stop; the others have one.",
    doc="""A long paragraph without final punctuation in a text whose paragraphs end with it.

The stop was lost with the end of a segment, or the rest of the sentence was. Headings and short
lines are left alone, and so is the first line; where several have none, only a paragraph of two
sentences counts.""",
    find=find,
    confidence=0.75,
    examples=(
        Example(
            "The road is closed.\nIt is old.\nThe bridge over the river was built by the town in"
            " the last century and is now to be ⟦rebuilt⟧\nNobody knows when.",
            fix="rebuilt.",
        ),
        Example("The road is closed.\nIt is old.\nA bridge for the town\nNobody knows when."),
        Example(
            "The bridge over the river was built by the town in the last century and is now rebuilt"
        ),
    ),
)
