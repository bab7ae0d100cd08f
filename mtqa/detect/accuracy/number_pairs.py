"""Sets the quantities of source and target against each other, segment by segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from mtqa.detect.accuracy.quantities import read_quantities
from mtqa.detect.accuracy.quantity import Quantity
from mtqa.detect.reading import Reading
from mtqa.language.numerals import measures
from mtqa.types import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """A stretch of source with all target sentences that were aligned to it.

    Attributes:
        source: The stretch of source.
        targets: The target sentences, in order.
        theirs: Quantities of the source, by their place in the whole source.
        ours: Quantities of the target, by their place in the whole target.
        known: Whether the numerals of the source language are known.
    """

    source: Span
    targets: tuple[Span, ...]
    theirs: tuple[Quantity, ...]
    ours: tuple[Quantity, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What one pair leaves over.

    Attributes:
        missing: Firm or weak quantities of the source without an equal in the target.
        added: Firm or weak quantities of the target without an equal in the source.
    """

    missing: tuple[Quantity, ...]
    added: tuple[Quantity, ...]


_PAIRS: WeakKeyDictionary[Reading, tuple[Pair, ...]] = WeakKeyDictionary()


def pairs_of(reading: Reading) -> tuple[Pair, ...]:
    """The aligned stretches of a document with their quantities; computed once."""
    found = _PAIRS.get(reading)
    if found is None:
        found = _PAIRS[reading] = tuple(_pairs(reading))
    return found


def _pairs(reading: Reading) -> Iterable[Pair]:
    groups: dict[Span, list[Span]] = {}
    for segment in reading.document.segments:
        if segment.source is not None:
            groups.setdefault(segment.source, []).append(segment.target)
    lang = reading.source_lang or ""
    for source, targets in groups.items():
        theirs = _shifted(read_quantities(source.of(reading.source), lang), source.start)
        ours: list[Quantity] = []
        for target in targets:
            ours += _shifted(read_quantities(target.of(reading.text), reading.lang), target.start)
        yield Pair(source, tuple(targets), tuple(theirs), tuple(ours), _knows(lang))


def _knows(lang: str) -> bool:
    from mtqa.language.numerals import NEUTRAL, numerals

    return numerals(lang) is not NEUTRAL


def _shifted(quantities: Iterable[Quantity], by: int) -> list[Quantity]:
    return [replace(q, start=q.start + by, end=q.end + by) for q in quantities]


def mismatch(pair: Pair, around: Sequence[Pair]) -> Mismatch:
    """What is left over in a pair; what a neighbouring pair explains is not.

    Args:
        pair: The pair.
        around: The pairs before and after it, since alignment may be off by a sentence.
    """
    near_ours = [*pair.ours, *(q for p in around for q in p.ours)]
    near_theirs = [*pair.theirs, *(q for p in around for q in p.theirs)]
    if not pair.known:
        near_theirs = [_any_scale(q) for q in near_theirs]
        near_ours = [*near_ours, *(_any_scale(q) for q in near_ours)]
    missing = [q for q in pair.theirs if _counts(q) and not _explained(q, near_ours)]
    added = [q for q in pair.ours if _counts(q) and not _explained(q, near_theirs)]
    missing, added = (
        [q for q in missing if not _converted(q, pair.ours)],
        [q for q in added if not _converted(q, pair.theirs)],
    )
    return Mismatch(tuple(missing), tuple(added))


def _any_scale(quantity: Quantity) -> Quantity:
    """A figure of a language whose scale words are not known: it may be thousands or millions."""
    values = {v * s for v in quantity.values if not isinstance(v, str) for s in _SCALES}
    return replace(quantity, values=quantity.values | {round(v, 6) for v in values})


_SCALES = (1.0, 1e3, 1e6, 1e9, 1e12, 1e-3, 1e-6, 1e-9)


def _counts(quantity: Quantity) -> bool:
    return (quantity.firm or quantity.weak) and quantity.value not in (0.0, 1.0)


def _explained(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    if any(quantity.shares(other) for other in others):
        return True
    if quantity.parts and all(any(p in o.values for o in others) for p in quantity.parts):
        return True
    for other in others:
        if other.parts and quantity.value in other.parts:
            return True
        if _same_year(quantity, other) or _same_year(other, quantity):
            return True
    return False


def _same_year(short: Quantity, long: Quantity) -> bool:
    return short.value < 100 and 1900 <= long.value < 2100 and long.value % 100 == short.value


def _converted(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the other side gives the same kind of measure in another unit or currency."""
    family = measures().family
    mine = family.get(quantity.unit)
    if mine is None or mine == "time":
        return False
    theirs = {q.unit for q in others if family.get(q.unit) == mine}
    return bool(theirs) and quantity.unit not in theirs
