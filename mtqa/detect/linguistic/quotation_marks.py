"""A double quotation mark, and how the marks of one block are read into pairs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtqa.detect.reading import Reading
from mtqa.language.facts import facts
from mtqa.types import Block, Span

DOUBLE = '"“”„‟«»「」『』'
ANCHORS = tuple(DOUBLE)
"""Anchors for rules that look at double marks."""
_SHAPE = {"“": True, "”": False, "„": True, "‟": True, "«": True, "»": False}
_SHAPE |= {"「": True, "」": False, "『": True, "』": False}
_MARK = re.compile(f"[{DOUBLE}]")
CLOSERS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "”": "”", '"': '"', "「": "」", "『": "』",
}  # fmt: skip
_BEFORE_OPEN = "([{—–-‑/=…:|•>¿¡" + "'‘‚‹"
_AFTER_CLOSE = ".,;:!?…)]}—–-‑/|%" + "'’›"
_INCHES = re.compile(
    r"(?:\d\s?['’′]\s?\d{1,2}(?:[.,]\d|[½¼¾])?|(?<![\w.,$€£])\d{1,3}(?:[.,]\d)?)\Z"
)
_STOP = re.compile(r"[,;:!?)\]}]|\.(?![.\w])")
_DEEPEST = 20  # quotations inside one another; beyond that it is no text
WIDE = " \u00a0\u202f\u2009"


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


class BlockReader:
    """Reads the marks of one block, pairing as it goes."""

    def __init__(self, reading: Reading, block: Block, reversed_guillemets: bool) -> None:
        self.text, self.span = reading.text, block.span
        self.reversed_guillemets = reversed_guillemets
        known = facts(reading.document.target_lang)
        self.closing_openers = any(a == b for a, b in known.quotes)
        self.wide = "«" in known.spacing
        self.low_openers = "„" in reading.text
        self.stack: list[Mark] = []
        self.closing_after: dict[int, int] = {}

    def read(self) -> list[Mark]:
        """The marks of the block, those that belong together joined."""
        places = [m.start() for m in _MARK.finditer(self.text, self.span.start, self.span.end)]
        closing = 0
        for at in reversed(places):
            self.closing_after[at] = closing
            shape = _SHAPE.get(self.text[at])
            closing += 0 if shape is None else -1 if shape else 1
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
        if char in "«»" and (self.wide or left in WIDE or right in WIDE):
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
        for k in range(len(self.stack) - 1, max(len(self.stack) - _DEEPEST, 0) - 1, -1):
            if char in CLOSERS.get(self.stack[k].char, ""):
                mate = self.stack[k]
                del self.stack[k:]
                return mate
        return self.stack.pop()

    def _decide(self, at: int, char: str, shape: bool | None, place: bool | None) -> bool:
        if shape is None:
            return place if place is not None else not self.stack
        if place is None and shape and self._spaced_closer(at, char):
            return False
        if place is None or shape == place:
            return shape
        if shape:  # “ where a closing mark belongs
            return not self.stack or self._closed_later(at)
        # a closing mark where an opening one belongs
        return not self.stack

    def _spaced_closer(self, at: int, char: str) -> bool:
        """Whether “ with spaces around it closes the quotation that the same mark opened."""
        right = self._sides(at)[1]
        same = bool(self.stack) and self.stack[-1].char == char
        return same and not right.strip() and not self._closed_later(at)

    def _closed_later(self, at: int) -> bool:
        """Whether closing marks follow for this one and for what is open already."""
        return self.closing_after[at] > len(self.stack)
