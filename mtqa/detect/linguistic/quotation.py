"""Quotation marks as a structure: which mark opens, which closes, what belongs together.

A mark is read by its shape (“ opens, ” closes), by its place (a space before it, a letter after it)
and by what is still open. The three disagree only where something is wrong, and the rules say what:
this module makes no judgement, it only keeps what it saw. Paragraphs of one quotation that each
begin with an opening mark, quotations over several units, feet and inches, and apostrophes are
understood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from mtqa.detect.linguistic.quotation_marks import (
    ANCHORS,
    CLOSERS,
    DOUBLE,
    WIDE,
    BlockReader,
    Mark,
)
from mtqa.detect.reading import Reading
from mtqa.language.facts import facts
from mtqa.types import Block, BlockKind, Span

__all__ = ["ANCHORS", "DOUBLE", "Mark", "Quotation", "in_order", "quotation", "with_space"]
_GENITIVE = re.compile(r's"[^\S\n][a-z]')
_REACH = 8  # blocks over which a quotation may run without a mark at each paragraph
_WHOLE = 3  # blocks from which on a text is taken for a whole one


@dataclass(slots=True, eq=False)
class Quotation:
    """All double marks of a document.

    Attributes:
        marks: In order, without inch signs.
        style: The opening and closing mark that the document itself prefers.
        counted: How often each style occurs in pairs that are in order.
    """

    marks: tuple[Mark, ...] = ()
    style: tuple[str, str] = ("“", "”")
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def pairs(self) -> Iterator[tuple[Mark, Mark]]:
        """Opening and closing marks that belong together, in the order of the opening ones."""
        return ((m, m.mate) for m in self.marks if m.opens and m.mate is not None)

    @property
    def orphans(self) -> Iterator[Mark]:
        """Marks whose other half is missing, beyond doubt."""
        return (m for m in self.marks if m.mate is None and not m.carried and not m.doubtful)


_CACHE: WeakKeyDictionary[Reading, Quotation] = WeakKeyDictionary()


def quotation(reading: Reading) -> Quotation:
    """The quotation marks of a document, read once."""
    found = _CACHE.get(reading)
    if found is None:
        found = _CACHE[reading] = _read(reading)
    return found


def _read(reading: Reading) -> Quotation:
    text = reading.text
    blocks = reading.document.blocks or (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    reversed_guillemets = _reversed_guillemets(reading)
    per_block = [BlockReader(reading, b, reversed_guillemets).read() for b in blocks]
    _join_blocks(text, blocks, per_block)
    marks = tuple(m for b in per_block for m in b)
    known = facts(reading.document.target_lang).quotes
    own = known[0]
    counted = Counter(
        (m.char, m.mate.char)
        for m in marks
        if m.opens and m.mate and in_order(m.char, m.mate.char, known)
    )
    style = max(counted, key=lambda s: (counted[s], s == own), default=own)
    return Quotation(marks, style, counted)


def in_order(opening: str, closing: str, own: tuple[tuple[str, str], ...]) -> bool:
    """Whether two marks make a pair in some language (”so” only where it is the text's own)."""
    if opening == closing == "”":
        return (opening, closing) in own
    return closing in CLOSERS.get(opening, "")


def _reversed_guillemets(reading: Reading) -> bool:
    """Whether the document writes »so«, as German books and Danish do."""
    text = reading.text
    if "»" not in text:
        return False
    inward = len(re.findall(r"(?:^|[\s(])»(?=\w)|(?<=[\w.!?,])«(?=[\s.,;:)]|$)", text))
    outward = len(re.findall(r"(?:^|[\s(])«(?=\s?\w)|(?<=[\w.!?,])\s?»(?=[\s.,;:)]|$)", text))
    return inward > outward


def _join_blocks(text: str, blocks: tuple[Block, ...], found: list[list[Mark]]) -> None:
    """Carry quotations over paragraphs, and doubt what the edge of the text may have cut."""
    for k, marks in enumerate(found):
        left = [m for m in marks if m.opens and m.mate is None]
        if not left or any(m.at > left[-1].at and m.opens for m in marks):
            continue  # a later quotation opened in the same block: this one was to be closed
        last = left[-1]
        following = next((b for b in found[k + 1 : k + 2] if b), None)
        if following and _begins(text, blocks[k + 1], following[0], last):
            last.carried = True
            continue
        for after in found[k + 1 : k + 1 + _REACH]:
            first = next((m for m in after if m.mate is None), None)
            if first is None:
                continue  # what is quoted in between is in order
            if not first.opens:
                last.mate, first.mate = first, last
            break
    for marks in found:
        _doubt_genitives(text, marks)
        if len(blocks) < _WHOLE:
            _doubt_edges(marks)


def _begins(text: str, block: Block, mark: Mark, opener: Mark) -> bool:
    """Whether ``mark`` stands at the beginning of the block and repeats ``opener``."""
    at_start = not text[block.span.start : mark.at].strip(" —–-")
    return at_start and (mark.char == opener.char or (opener.char == "«" and mark.char == "»"))


def _doubt_genitives(text: str, marks: list[Mark]) -> None:
    """A straight mark in `the customers" computers` stands for the apostrophe of the genitive."""
    for m in marks:
        if m.mate is None and not m.opens and m.char == '"':
            m.doubtful = m.doubtful or bool(_GENITIVE.match(text, m.at - 1))


def _doubt_edges(marks: list[Mark]) -> None:
    """A text of a block or two may be a piece of a longer one, whose quotation goes on outside."""
    opened_later: set[str] = set()
    for m in reversed(marks):
        if m.mate is None and m.opens:
            m.doubtful = m.char not in opened_later
        elif m.mate is None:
            m.doubtful = m.char == '"' or m is marks[0]
        if m.opens:
            opened_later.add(m.char)


def with_space(reading: Reading, mark: Mark, right: str) -> tuple[Span, str]:
    """The span of a mark with the space inside the quotation, and ``right`` to stand for it.

    The space belongs to the style: it goes with French marks and comes with them.
    """
    text, start, end = reading.text, mark.at, mark.at + 1
    if mark.opens:
        while end < len(text) and text[end] in WIDE:
            end += 1
    else:
        while start > 0 and text[start - 1] in WIDE:
            start -= 1
    space = facts(reading.document.target_lang).spacing.get(right, "")
    return Span(start, end), right + space if mark.opens else space + right
