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

from mtqa.detect.reading import Reading
from mtqa.language.facts import facts
from mtqa.types import Block, BlockKind, Span

DOUBLE = '"“”„‟«»「」『』'
SINGLE = "'‘’‚‹›"
ANCHORS = tuple(DOUBLE)
"""Anchors for rules that look at double marks."""
_SHAPE = {"“": True, "”": False, "„": True, "‟": True, "«": True, "»": False}
_SHAPE |= {"「": True, "」": False, "『": True, "』": False}
_MARK = re.compile(f"[{DOUBLE}]")
_CLOSERS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "”": "”", '"': '"', "「": "」", "『": "』",
}  # fmt: skip
_BEFORE_OPEN = "([{—–-‑/=…:|•>¿¡" + "'‘‚‹"
_AFTER_CLOSE = ".,;:!?…)]}—–-‑/|%" + "'’›"
_INCHES = re.compile(
    r"(?:\d\s?['’′]\s?\d{1,2}(?:[.,]\d|[½¼¾])?|(?<![\w.,$€£])\d{1,3}(?:[.,]\d)?)\Z"
)
_STOP = re.compile(r"[,;:!?)\]}]|\.(?![.\w])")
_REACH = 8  # blocks over which a quotation may run without a mark at each paragraph
_WHOLE = 3  # blocks from which on a text is taken for a whole one
_WIDE = " \u00a0\u202f\u2009"


@dataclass(slots=True, eq=False)
class Mark:
    """A double quotation mark.

    Attributes:
        at: Where it stands.
        char: The mark.
        opens: Whether it opens a quotation, in the reading that fits best.
        place: Whether its place says that it opens; None where it says nothing.
        mate: The mark that it belongs to, None for an orphan.
        carried: Whether its quotation goes on in the next paragraph.
        doubtful: Whether the quotation may simply have been cut by the edge of the text.
    """

    at: int
    char: str
    opens: bool
    place: bool | None
    mate: Mark | None = None
    carried: bool = False
    doubtful: bool = False

    @property
    def span(self) -> Span:
        """The span of the mark."""
        return Span(self.at, self.at + 1)


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
    per_block = [_Block(reading, b, reversed_guillemets).read() for b in blocks]
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
    return closing in _CLOSERS.get(opening, "")


def _reversed_guillemets(reading: Reading) -> bool:
    """Whether the document writes »so«, as German books and Danish do."""
    text = reading.text
    if "»" not in text:
        return False
    inward = len(re.findall(r"(?:^|[\s(])»(?=\w)|(?<=[\w.!?,])«(?=[\s.,;:)]|$)", text))
    outward = len(re.findall(r"(?:^|[\s(])«(?=\s?\w)|(?<=[\w.!?,])\s?»(?=[\s.,;:)]|$)", text))
    return inward > outward


class _Block:
    """Reads the marks of one block, pairing as it goes."""

    def __init__(self, reading: Reading, block: Block, reversed_guillemets: bool) -> None:
        self.text, self.span = reading.text, block.span
        self.reversed_guillemets = reversed_guillemets
        known = facts(reading.document.target_lang)
        self.closing_openers = any(a == b for a, b in known.quotes)
        self.wide = "«" in known.spacing
        self.low_openers = "„" in reading.text
        self.stack: list[Mark] = []

    def read(self) -> list[Mark]:
        places = [m.start() for m in _MARK.finditer(self.text, self.span.start, self.span.end)]
        inches = self._inches(places)
        return [self._mark(at) for at in places if at not in inches and not self._elision(at)]

    def _elision(self, at: int) -> bool:
        """Whether a straight mark stands for the apostrophe: l"été, in copy of French agencies."""
        left, right = self._sides(at)
        return self.wide and self.text[at] == '"' and left.isalpha() and right.isalpha()

    def _inches(self, places: list[int]) -> set[int]:
        """Straight marks that mean inches: in a block with an odd number of them, or 6'2"."""
        straight = [p for p in places if self.text[p] == '"']
        found: set[int] = set()
        for p in straight:
            before = _INCHES.search(self.text, max(self.span.start, p - 8), p)
            if before is None:
                continue
            feet = any(c in before.group() for c in "'’′")
            goes_on = self.text[p + 1 : p + 2].isspace() and self.text[p + 2 : p + 3].isalnum()
            if feet or ((len(straight) - len(found)) % 2 and goes_on):
                found.add(p)
        return found

    def _sides(self, at: int) -> tuple[str, str]:
        left = self.text[at - 1] if at > self.span.start else ""
        right = self.text[at + 1] if at + 1 < self.span.end else ""
        return left, right

    def _place(self, at: int) -> bool | None:
        left, right = self._sides(at)
        char = self.text[at]
        if char == '"' and self.wide and left.isspace() and right.isspace():
            return None
        if char in "«»" and (self.wide or left in _WIDE or right in _WIDE):
            return None  # the space inside French marks says nothing of the role
        open_left = not left or left.isspace() or left in _BEFORE_OPEN or _SHAPE.get(left, False)
        close_left = bool(left) and not left.isspace()
        open_right = bool(right) and not right.isspace() and not _STOP.match(self.text, at + 1)
        close_right = not right or right.isspace() or right in _AFTER_CLOSE or right in DOUBLE
        opens, closes = open_left and open_right, close_left and close_right
        return None if opens == closes else opens

    def _shape(self, char: str) -> bool | None:
        if char in "«»" and self.reversed_guillemets:
            return char == "»"
        if char == "“" and self.low_openers:  # „so“, unless its place says “otherwise”
            return False if self.stack and self.stack[-1].char == "„" else None
        if char == "”" and self.closing_openers:
            return None
        return _SHAPE.get(char)

    def _mark(self, at: int) -> Mark:
        char = self.text[at]
        shape, place = self._shape(char), self._place(at)
        opens = self._decide(at, char, shape, place)
        mark = Mark(at, char, opens, place)
        if opens:
            self.stack.append(mark)
        elif self.stack:
            mate = self._mate(char)
            mark.mate, mate.mate = mate, mark
        return mark

    def _mate(self, char: str) -> Mark:
        """The innermost open mark that this one may close, else the innermost of all."""
        for k in range(len(self.stack) - 1, -1, -1):
            if char in _CLOSERS.get(self.stack[k].char, ""):
                mate = self.stack[k]
                del self.stack[k:]
                return mate
        return self.stack.pop()

    def _decide(self, at: int, char: str, shape: bool | None, place: bool | None) -> bool:
        if shape is None:
            return place if place is not None else not self.stack
        if place is None or shape == place:
            return shape
        if shape:  # “ where a closing mark belongs
            return not self.stack or self._closed_later(at)
        # a closing mark where an opening one belongs
        return not self.stack

    def _closed_later(self, at: int) -> bool:
        """Whether closing marks follow for this one and for what is open already."""
        later = [self.text[p] for p in range(at + 1, self.span.end) if self.text[p] in DOUBLE]
        shapes = [_SHAPE.get(c) for c in later]
        return shapes.count(False) - shapes.count(True) > len(self.stack)


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
            if first is not None and not first.opens and after[0] is first:
                last.mate, first.mate = first, last
                break
            if after:
                break
    if len(blocks) < _WHOLE:
        for marks in found:
            _doubt_edges(marks)


def _begins(text: str, block: Block, mark: Mark, opener: Mark) -> bool:
    """Whether ``mark`` stands at the beginning of the block and repeats ``opener``."""
    at_start = not text[block.span.start : mark.at].strip(" —–-")
    return at_start and (mark.char == opener.char or (opener.char == "«" and mark.char == "»"))


def _doubt_edges(marks: list[Mark]) -> None:
    """A text of a block or two may be a piece of a longer one, whose quotation goes on outside."""
    for k, m in enumerate(marks):
        if m.mate is not None:
            continue
        if m.opens:
            m.doubtful = not any(later.opens and later.char == m.char for later in marks[k + 1 :])
        else:
            m.doubtful = m.char == '"' or not marks[:k]


def with_space(reading: Reading, mark: Mark, right: str) -> tuple[Span, str]:
    """The span of a mark with the space inside the quotation, and ``right`` to stand for it.

    The space belongs to the style: it goes with French marks and comes with them.
    """
    text, start, end = reading.text, mark.at, mark.at + 1
    if mark.opens:
        while end < len(text) and text[end] in _WIDE:
            end += 1
    else:
        while start > 0 and text[start - 1] in _WIDE:
            start -= 1
    space = facts(reading.document.target_lang).spacing.get(right, "")
    return Span(start, end), right + space if mark.opens else space + right
