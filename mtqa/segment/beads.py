"""Alignment by dynamic programming: which units of the source make which units of the target.

After Gale and Church (1993): a bead joins a few source units to a few target units, and the
cheapest chain of beads is taken. The cost of a bead is how badly the lengths fit, less what the
anchors say (:mod:`mtqa.segment.anchors`), plus how unusual its shape is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mtqa.segment.anchors import Unit, join, similarity, weights

Bead = tuple[int, int, int, int]
"""Source units ``[0]`` up to ``[1]`` and target units ``[2]`` up to ``[3]``."""

# Cost of a shape, and of a unit without a counterpart: searched on news in ten directions with
# sentences dropped on either side and paragraphs merged.
_SHAPES = {(1, 1): 0.0, (1, 2): 3.5, (2, 1): 3.5, (2, 2): 7.0, (1, 3): 5.5, (3, 1): 5.5}
_SKIP = 2.0
_GAIN = 3.0  # what anchors that fit as well as anchors do in these texts take off the cost
_VARIANCE = 4.0  # of the length, per letter
_LONGEST = 1.2  # a translation is at most that much longer or shorter, on the whole
_WORST = 9.0  # cost of lengths that do not fit at all
_UNFIT = 4.5  # cost of a pair that does not belong together
_FULL = 90_000  # cells; above that only a band around the diagonal is searched
_BAND = 40  # units on either side of the diagonal
_STRETCH = 400  # source units that are searched at a time there; two thirds of what is found stay


@dataclass(frozen=True, slots=True)
class _Texts:
    source: Sequence[Unit]
    target: Sequence[Unit]
    weight: Mapping[str, float]
    ratio: float
    typical: float


def align_units(source: Sequence[Unit], target: Sequence[Unit]) -> list[Bead]:
    """The cheapest chain of beads over all units of both sides, in order.

    Args:
        source: Units of the source in order.
        target: Units of the target in order.

    Returns:
        Beads that cover every unit once; a unit without a counterpart is a bead with an empty side.
    """
    if not source or not target:
        return _skips(0, len(source), 0, len(target))
    if len(source) == len(target) == 1:
        return [(0, 1, 0, 1)]
    texts = _texts(source, target)
    beads = _search(texts)
    better = _ratio_of(beads, texts)
    if abs(math.log(better / texts.ratio)) < 0.1:
        return beads
    return _search(_Texts(source, target, texts.weight, better, texts.typical))


def fits(source: Sequence[Unit], target: Sequence[Unit]) -> bool:
    """Whether as many units on either side plausibly belong together one to one, each pair."""
    texts = _texts(source, target)
    costs = [_cost(a, b, texts, 2) for a, b in zip(source, target, strict=True)]
    return max(costs) < _UNFIT and sum(costs) < _UNFIT / 3 * len(costs)


def _skips(i: int, n: int, j: int, m: int) -> list[Bead]:
    return [(k, k + 1, j, j) for k in range(i, n)] + [(n, n, k, k + 1) for k in range(j, m)]


def _texts(source: Sequence[Unit], target: Sequence[Unit]) -> _Texts:
    weight = weights((*source, *target))
    ratio = sum(u.length for u in target) / sum(u.length for u in source)
    ratio = min(_LONGEST, max(1 / _LONGEST, ratio))  # beyond that something is missing
    best = []
    step = max(1, len(target) // 50)  # a sample is enough to see how much anchors say here
    for j in range(0, len(target), step):
        middle = j * len(source) // len(target)
        near = source[max(0, middle - 10) : middle + 10]
        best.append(max(similarity(s, target[j], weight) for s in near))
    typical = sorted(best)[len(best) // 2]
    return _Texts(source, target, weight, ratio, min(0.2, max(0.06, typical)))


def _ratio_of(beads: Sequence[Bead], texts: _Texts) -> float:
    """Target letters per source letter, over the pairs that anchors hold together."""
    left = right = 0
    for i, after_i, j, after_j in beads:
        if after_i - i == after_j - j == 1:
            a, b = texts.source[i], texts.target[j]
            if similarity(a, b, texts.weight) >= texts.typical / 2:
                left += a.length
                right += b.length
    return right / left if left and right else texts.ratio


def _search(texts: _Texts) -> list[Bead]:
    n, m = len(texts.source), len(texts.target)
    if n * m <= _FULL:
        return _chain(texts, max(n, m))
    beads: list[Bead] = []
    i = j = 0
    while i < n and j < m:
        after_i = min(i + _STRETCH, n)
        after_j = m if after_i == n else min(j + max(1, _STRETCH * (m - j) // (n - i)), m)
        after_j = min(after_j, j + 4 * _STRETCH)
        part = replace(texts, source=texts.source[i:after_i], target=texts.target[j:after_j])
        chain = _chain(part, _width(after_i - i, after_j - j))
        if (after_i, after_j) != (n, m):
            chain = chain[: max(1, len(chain) * 2 // 3)]
        beads += [(i + a, i + b, j + c, j + d) for a, b, c, d in chain]
        i, j = beads[-1][1], beads[-1][3]
    return beads + _skips(i, n, j, m)


def _width(n: int, m: int) -> int:
    """Units on either side of the diagonal; enough for the diagonal itself to hang together."""
    return max(min(_BAND + abs(n - m), 2 * _BAND), 2 * (m // n + 1))


def _chain(texts: _Texts, width: int) -> list[Bead]:
    """The cheapest chain of beads no further than ``width`` from the diagonal."""
    n, m = len(texts.source), len(texts.target)
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    joined: dict[tuple[int, int, bool], Unit] = {}
    for i in range(n + 1):
        middle = i * m // n
        for j in range(max(0, middle - width), min(m, middle + width) + 1):
            if i or j:
                best[i, j] = _cheapest(texts, best, joined, i, j)
    beads: list[Bead] = []
    i, j = n, m
    while i or j:
        _, di, dj = best[i, j]
        beads.append((i - di, i, j - dj, j))
        i, j = i - di, j - dj
    return beads[::-1]


def _cheapest(
    texts: _Texts,
    best: Mapping[tuple[int, int], tuple[float, int, int]],
    joined: dict[tuple[int, int, bool], Unit],
    i: int,
    j: int,
) -> tuple[float, int, int]:
    """Cost and shape of the best bead that ends before source unit ``i`` and target unit ``j``."""
    found = (math.inf, 0, 0)
    for di, dj in ((1, 0), (0, 1)):
        before = best.get((i - di, j - dj))
        if before and before[0] + _SKIP < found[0]:
            found = (before[0] + _SKIP, di, dj)
    for (di, dj), shape in _SHAPES.items():
        before = best.get((i - di, j - dj))
        if before is None or before[0] + shape - _GAIN * (di + dj) / 2 >= found[0]:
            continue
        a = _joined(joined, texts.source, i - di, i, side=True)
        b = _joined(joined, texts.target, j - dj, j, side=False)
        cost = before[0] + shape + _cost(a, b, texts, di + dj)
        if cost < found[0]:
            found = (cost, di, dj)
    return found


def _joined(
    cache: dict[tuple[int, int, bool], Unit], units: Sequence[Unit], a: int, b: int, *, side: bool
) -> Unit:
    if b - a == 1:
        return units[a]
    key = (a, b, side)
    if key not in cache:
        cache[key] = join(units[a:b])
    return cache[key]


def _cost(a: Unit, b: Unit, texts: _Texts, units: int) -> float:
    """How badly the lengths fit, less what the anchors say."""
    expected = a.length * texts.ratio
    spread = math.sqrt(_VARIANCE * (expected + b.length) / 2 + 25)  # 25: a word more or less
    delta = abs(b.length - expected) / spread
    # -log of the two-sided tail of a normal distribution
    fit = min(_WORST, -math.log(max(1e-9, math.erfc(delta / math.sqrt(2)))))
    likeness = min(1.0, similarity(a, b, texts.weight) / texts.typical)
    return fit - _GAIN * likeness * units / 2
