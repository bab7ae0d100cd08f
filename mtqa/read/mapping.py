"""The way back from a text that was taken out of markup to the places it stands in.

A reader of markup adds pieces: a stretch of text and the stretch of the file it stands for. Most
are literal (the same characters); an entity, a run of white space or a line break is not. Edits are
then made in the file itself, and nothing else of it changes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from mtqa.read.format import Edit
from mtqa.types import Block, BlockKind, Span
from mtqa.unit import CODE, Unit

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_REFINED = 40_000  # tokens before times tokens after: a longer edit is made as it is
JOINT = "\n"
"""What stands between two blocks of the text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text and the stretch of the file it stands for.

    Attributes:
        at: Where it begins in the text.
        length: Its characters in the text.
        start: Where it begins in the file (code points).
        end: Where it ends in the file.
        literal: Whether both are the same characters.
        fixed: Whether it stays whatever happens around it: an inline tag.
        raw: Whether the file takes the characters as they are there, as in a CDATA section.
    """

    at: int
    length: int
    start: int
    end: int
    literal: bool
    fixed: bool = False
    raw: bool = False


@dataclass(slots=True)
class Extract:
    """A text under construction, block by block."""

    pieces: list[Piece] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _open: int = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def last(self) -> str:
        """The last character of the open block, empty where it has none."""
        return self._parts[-1][-1] if self._length > self._open else ""

    @property
    def length(self) -> int:
        """Characters so far: where the next one will stand."""
        return self._length

    def add(
        self, text: str, start: int, end: int, *, fixed: bool = False, raw: bool = False
    ) -> None:
        """Add a stretch of text that stands at ``start`` to ``end`` of the file."""
        if not text:
            return
        literal = len(text) == end - start and not fixed
        self.pieces.append(Piece(self._length, len(text), start, end, literal, fixed, raw))
        self._parts.append(text)
        self._length += len(text)

    def literal(self, source: str, start: int, end: int) -> None:
        """Add what stands at ``start`` to ``end`` of the file as it is."""
        self.add(source[start:end], start, end)

    def finish(self) -> str:
        """The whole text, once its last block is closed."""
        return self.text.removesuffix(JOINT)

    def close(self, kind: BlockKind, origin: str = "") -> bool:
        """End the open block; what is left of it without white space at its ends is kept.

        Returns:
            Whether there was anything.
        """
        while self.last and not self._parts[-1].strip():
            self._drop()
        if self._length == self._open:
            return False
        begin = self._open
        body = "".join(self._parts[self._first(begin) :])
        left, right = len(body) - len(body.lstrip()), len(body.rstrip())
        self.blocks.append(Block(kind, Span(begin + left, begin + right), origin))
        self._parts.append(JOINT)
        self._length += len(JOINT)
        self._open = self._length
        return True

    def close_unit(self, kind: BlockKind, origin: str = "", unit: Unit | None = None) -> Block:
        """End the open block of a bilingual file, empty or not; the white space at its ends stays.

        Args:
            kind: What it is.
            origin: Its name in the file.
            unit: What the file says of it; where it stands is put in here.
        """
        begin = self._open
        body = "".join(self._parts[self._first(begin) :])
        stripped = body.strip()
        left = body.index(stripped[0]) if stripped else 0
        whole = Span(begin, self._length)
        span = Span(begin + left, begin + left + len(stripped))
        block = Block(kind, span, origin, replace(unit or Unit(whole), whole=whole))
        self.blocks.append(block)
        self._parts.append(JOINT)
        self._length += len(JOINT)
        self._open = self._length
        return block

    def _drop(self) -> None:
        self._length -= len(self._parts.pop())
        self.pieces.pop()

    def _first(self, begin: int) -> int:
        """Index of the part that begins at ``begin``."""
        index, at = len(self._parts), self._length
        while at > begin:
            index -= 1
            at -= len(self._parts[index])
        return index


def refined(text: str, edit: Edit) -> list[Edit]:
    """The edit as the smallest edits that do the same, so that markup between them is not touched.

    Words that both sides have stay where they are.
    """
    old, new = edit.span.of(text), edit.text
    if old == new:
        return []
    if CODE in old and old.count(CODE) == new.count(CODE):
        return _between_codes(text, edit)
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(before) * len(after) > _REFINED:
        return [edit]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    edits = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            start = edit.span.start + sum(map(len, before[:a]))
            end = start + sum(map(len, before[a:b]))
            edits.append(Edit(Span(start, end), "".join(after[c:d])))
    return edits


def _between_codes(text: str, edit: Edit) -> list[Edit]:
    """The edit as edits of the stretches between inline tags: the tags stay, the words move."""
    at = edit.span.start
    found: list[Edit] = []
    parts = zip(edit.span.of(text).split(CODE), edit.text.split(CODE), strict=True)
    for before, after in parts:
        found += refined(text, Edit(Span(at, at + len(before)), after))
        at += len(before) + len(CODE)
    return found


def most_alike(parts: Sequence[str], new: str) -> int:
    """Index of the part of an old text that a new one has the longest stretch in common with.

    There it goes, so that a word that stays, with another case or ending, keeps its formatting; the
    first part where none is more alike than others.
    """
    if len(parts) == 1 or not new or sum(map(len, parts)) * len(new) > _REFINED:
        return 0
    folded = new.lower()

    def alike(part: str) -> int:
        matcher = SequenceMatcher(None, part.lower(), folded, autojunk=False)
        return matcher.find_longest_match().size

    return max(range(len(parts)), key=lambda k: alike(parts[k]))


def edit_source(
    source: str,
    text: str,
    pieces: Sequence[Piece],
    edits: Sequence[Edit],
    escape: Callable[[str], str],
    *,
    around: str = "",
) -> str:
    """The file with the edits made in the stretches that stand for the edited text.

    Args:
        source: The file.
        text: The text taken out of it.
        pieces: What stands for what, in order.
        edits: Sorted, none overlapping, with spans in ``text``.
        escape: Writes a plain text in the file's markup.
        around: Characters that mark what stands between two of them; they go with the last
            character of it.
    """
    starts = [p.at for p in pieces]
    parts, at = [], 0
    for small in (s for edit in edits for s in refined(text, edit)):
        for start, end, new in _changes(text, pieces, starts, small, escape):
            while not new and at < start and source[start - 1] in around:
                if source[start - 1 : start] != source[end : end + 1]:
                    break
                start, end = start - 1, end + 1  # noqa: PLW2901
            parts += [source[at:start], new]
            at = end
    return "".join([*parts, source[at:]])


def _changes(
    text: str,
    pieces: Sequence[Piece],
    starts: Sequence[int],
    edit: Edit,
    escape: Callable[[str], str],
) -> list[tuple[int, int, str]]:
    """Replacements in the file; the new text goes to the piece that it has most in common with."""
    a, b = edit.span.start, edit.span.end
    k = max(bisect_right(starts, a) - 1, 0)
    touched = []
    while a < b and k < len(pieces) and pieces[k].at < b:
        left, right = max(a, pieces[k].at), min(b, pieces[k].at + pieces[k].length)
        if left < right and not pieces[k].fixed:
            touched.append((pieces[k], left, right))
        k += 1
    inserted = edit.text.replace(CODE, "")
    if not touched:
        at, raw = _insertion(pieces, starts, a)
        return [(at, at, inserted if raw else escape(inserted))] if inserted else []
    home = most_alike([text[left:right] for _, left, right in touched], inserted)
    changes = []
    for j, (piece, left, right) in enumerate(touched):
        write = str if piece.raw else escape
        new = write(inserted) if j == home else ""
        if piece.literal:
            start = piece.start + left - piece.at
            changes.append((start, start + right - left, new))
        else:
            before = write(text[piece.at : left])
            after = write(text[right : piece.at + piece.length])
            changes.append((piece.start, piece.end, before + new + after))
    return changes


def _insertion(pieces: Sequence[Piece], starts: Sequence[int], at: int) -> tuple[int, bool]:
    """Where in the file an insertion before the character ``at`` goes: after the one before it.

    Also whether the file takes the characters as they are there.
    """
    k = bisect_right(starts, at) - 1
    if k > 0 and pieces[k].at == at and pieces[k - 1].at + pieces[k - 1].length == at:
        k -= 1
    if k < 0 or not pieces:
        return (pieces[0].start, pieces[0].raw) if pieces else (0, False)
    piece = pieces[k]
    raw = piece.raw
    if piece.at == at:
        return piece.start, raw
    if piece.literal:
        return piece.start + min(at - piece.at, piece.length), raw
    return piece.end, raw
