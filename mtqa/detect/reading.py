"""A document as the rules read it: folded text, words and lookups, each computed once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from mtqa.detect.rule import primary
from mtqa.types import Block, BlockKind, Document, Segment, Side, Span
from mtqa.unit import CODE

WORD = re.compile(r"[^\W_]+(?:[’'\-‑][^\W_]+)*")
LETTERS = re.compile(r"[^\W\d_]+")
_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "}
)


def fold(text: str) -> str:
    """Lower-case, straight apostrophes, plain spaces; the same length as ``text``."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_FOLD)


class Word(NamedTuple):
    """A word of the text: letters and digits, with inner apostrophes and hyphens."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Its span."""
        return Span(self.start, self.end)


class Reading:
    """A view of a document that rules share; every attribute is computed at most once.

    Attributes:
        document: The document.
        text: The target.
        lang: Primary subtag of the target language.
        source: The source text, empty where there is none.
        source_lang: Primary subtag of the source language, where it is known for certain.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.target
        self.lang = primary(document.target_lang)
        self.source = document.source or ""
        self.source_lang = primary(document.source_lang) or None
        self._places: dict[re.Pattern[str], list[int]] = {}

    @cached_property
    def folded(self) -> str:
        """The target as :func:`fold` writes it: same offsets."""
        return fold(self.text)

    @cached_property
    def source_folded(self) -> str:
        """The source as :func:`fold` writes it: same offsets."""
        return fold(self.source)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the target in order."""
        return tuple(Word(m.group(), m.start(), m.end()) for m in WORD.finditer(self.text))

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The runs of letters of the target, as they are written, each once."""
        return frozenset(LETTERS.findall(self.text))

    @cached_property
    def folded_words(self) -> list[str]:
        """The words as :func:`fold` writes them."""
        folded = self.folded
        return [folded[start:end] for _, start, end in self.words]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [w.start for w in self.words]

    def count(self, regex: re.Pattern[str], span: Span | None = None) -> int:
        """How often a pattern stands in the target, or begins in ``span`` of it.

        The target is read once for each pattern, however often rules ask.
        """
        if regex not in self._places:
            self._places[regex] = [m.start() for m in regex.finditer(self.text)]
        places = self._places[regex]
        if span is None:
            return len(places)
        return bisect_left(places, span.end) - bisect_left(places, span.start)

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """The words that begin inside ``span``."""
        a = bisect_right(self._word_starts, span.start - 1)
        b = bisect_right(self._word_starts, span.end - 1)
        return self.words[a:b]

    def folded_words_in(self, span: Span) -> list[str]:
        """The words that begin inside ``span``, as :func:`fold` writes them."""
        a = bisect_right(self._word_starts, span.start - 1)
        b = bisect_right(self._word_starts, span.end - 1)
        return self.folded_words[a:b]

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [s.target.start for s in self.document.segments]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [b.span.start for b in self.document.blocks]

    def segment_at(self, offset: int) -> Segment | None:
        """The sentence that holds this offset of the target, or the one before it."""
        if not self.document.segments:
            return None
        return self.document.segments[max(bisect_right(self._segment_starts, offset) - 1, 0)]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds this offset of the target (or the one that ends there)."""
        k = bisect_right(self._block_starts, offset) - 1
        if k < 0:
            return None
        block = self.document.blocks[k]
        return block if offset <= block.span.end else None

    def segments_in(self, span: Span) -> Iterator[Segment]:
        """The sentences that overlap ``span``."""
        k = max(bisect_right(self._segment_starts, span.start) - 1, 0)
        for segment in self.document.segments[k:]:
            if segment.target.start >= span.end:
                return
            if segment.target.overlaps(span):
                yield segment

    def source_of(self, offset: int) -> str:
        """The source of the sentence at this offset of the target, empty if unknown."""
        segment = self.segment_at(offset)
        return segment.source.of(self.source) if segment and segment.source else ""

    def is_heading(self, offset: int) -> bool:
        """Whether the offset stands in a heading."""
        block = self.block_at(offset)
        return block is not None and block.kind is BlockKind.HEADING

    def starts_sentence(self, offset: int) -> bool:
        """Whether the first letter of a sentence (after opening marks) stands at this offset."""
        segment = self.segment_at(offset)
        if segment is None:
            return True
        before = self.text[segment.target.start : offset]
        return CODE not in before and not any(map(str.isalnum, before))

    def side(self, side: Side) -> str:
        """The text of that side."""
        return self.text if side is Side.TARGET else self.source
