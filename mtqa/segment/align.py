"""Aligns a source to a target: blocks first, then the sentences of blocks that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtqa.segment.anchors import Unit, unit_of
from mtqa.segment.beads import Bead, align_units, fits
from mtqa.segment.belong import BELONGS, MIN_SENTENCES, belonging
from mtqa.types import Span

STRANGE = "the source does not seem to belong to the target: it was left out of the comparison"


@dataclass(frozen=True, slots=True)
class Side:
    """One text, its blocks and the sentences of each block.

    Attributes:
        text: The text.
        blocks: Span of each block, in order.
        sentences: The sentences of each block, in order.
    """

    text: str
    blocks: Sequence[Span]
    sentences: Sequence[Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What was aligned to what.

    Attributes:
        sources: For each target sentence the stretch of source it translates, or None.
        unaligned: Source sentences that no target sentence translates, in order.
        confidence: Probability, 0 to 1, that the source belongs to the target.
        notes: What the user should know.
    """

    sources: tuple[Span | None, ...]
    unaligned: tuple[Span, ...] = ()
    confidence: float = 1.0
    notes: tuple[str, ...] = ()


def align(source: Side, target: Side, *, paired: bool = False) -> Alignment:
    """Align the sentences of a source to those of a target.

    A single sentence is aligned to a single sentence without a question asked. Otherwise a source
    that shares too little with the target is left out as a whole: a wrong file must not give
    nonsense.

    Args:
        source: The source, cut into sentences.
        target: The target, cut into sentences.
        paired: Whether the blocks are known to belong together one to one (a bilingual format).
    """
    wanted = [s for block in target.sentences for s in block]
    given = [s for block in source.sentences for s in block]
    if len(wanted) == 1 and given:
        return Alignment((Span(given[0].start, given[-1].end),))
    confidence = 1.0
    if not paired and len(wanted) >= MIN_SENTENCES and given:
        confidence = belonging(source.text, target.text)
    if confidence < BELONGS:
        return Alignment((None,) * len(wanted), (), confidence, (STRANGE,))
    found: dict[Span, Span] = {}
    for stretch in _stretches(source, target, paired=paired):
        found |= _within(source, target, stretch)
    sources = tuple(found.get(s) for s in wanted)
    return Alignment(sources, _unaligned(given, sources), confidence)


def _stretches(source: Side, target: Side, *, paired: bool) -> list[Bead]:
    """Blocks between which sentences are aligned: pairs of blocks, or all blocks as one stretch.

    Paragraphs merge, split and disappear in translation far more freely than sentences do. So the
    blocks are paired only where their numbers agree and every pair fits.
    """
    n, m = len(source.blocks), len(target.blocks)
    if n == m and (
        paired or n <= 1 or fits(_units(source, source.blocks), _units(target, target.blocks))
    ):
        return [(k, k + 1, k, k + 1) for k in range(n)]
    return [(0, n, 0, m)]


def _units(side: Side, spans: Sequence[Span]) -> list[Unit]:
    return [unit_of(s.of(side.text)) for s in spans]


def _within(source: Side, target: Side, stretch: Bead) -> dict[Span, Span]:
    """Target sentence to source stretch, for the sentences of the blocks of a stretch."""
    left = [s for block in source.sentences[stretch[0] : stretch[1]] for s in block]
    right = [s for block in target.sentences[stretch[2] : stretch[3]] for s in block]
    if not left or not right:
        return {}
    beads = align_units(_units(source, left), _units(target, right))
    return {
        sentence: Span(left[a].start, left[b - 1].end)
        for a, b, c, d in beads
        if a < b
        for sentence in right[c:d]
    }


def _unaligned(given: Sequence[Span], sources: Sequence[Span | None]) -> tuple[Span, ...]:
    used = {s for s in sources if s is not None}
    ends = sorted(used)
    rest = []
    k = 0
    for sentence in given:
        while k < len(ends) and ends[k].end <= sentence.start:
            k += 1
        if k == len(ends) or not sentence.within(ends[k]):
            rest.append(sentence)
    return tuple(rest)
