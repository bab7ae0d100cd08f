"""Cuts pairs that are longer than the network's window into parts that correspond.

Nothing is cut silently: every word of both sides is in exactly one part.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 150
"""Pieces of a side that the network reads at once."""
AIM = 110
"""Pieces of a side in a part of a longer pair."""

_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*$")
_PAUSE = re.compile(r"[,;:，、；：—–][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A side in pieces.

    Attributes:
        ids: The pieces.
        spans: For each piece the span of the characters it stands for.
        words: Per piece, the text of its word.
    """

    ids: Sequence[int]
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]

    def part(self, start: int, end: int) -> Cut:
        """Some consecutive pieces."""
        return Cut(self.ids[start:end], self.spans[start:end], self.words[start:end])


def parts(target: Cut, source: Cut) -> list[tuple[Cut, Cut]]:
    """The pair in parts, in order; one part where it fits the window.

    Sides are cut at like shares of their length, at the nearest end of a sentence, else at a
    pause, else between words.
    """
    longest = max(len(target.ids), len(source.ids))
    if longest <= MOST:
        return [(target, source)]
    count = math.ceil(longest / AIM)
    while True:
        a, b = _bounds(target, count), _bounds(source, count)
        widest = max(
            max(a[k + 1] - a[k], b[k + 1] - b[k]) for k in range(count)
        )  # a word may be longer than any window: then its own pieces are cut
        if widest <= MOST:
            break
        count += 1
    return [
        (target.part(a[k], a[k + 1]), source.part(b[k], b[k + 1]))
        for k in range(count)
        if a[k + 1] > a[k] or b[k + 1] > b[k]
    ]


def _bounds(side: Cut, count: int) -> list[int]:
    """``count + 1`` rising positions in the pieces of a side, from 0 to its length."""
    n = len(side.ids)
    reach = n // (4 * count)
    bounds = [0]
    for k in range(1, count):
        ideal = round(k * n / count)
        best = max(
            range(max(bounds[-1], ideal - reach), min(n, ideal + reach) + 1),
            key=lambda at: (_ease(side, at), -abs(at - ideal)),
            default=ideal,
        )
        bounds.append(best)
    return [*bounds, n]


def _ease(side: Cut, at: int) -> int:
    """How good a place to cut: 3 after a sentence, 2 after a pause, 1 between words, 0 inside."""
    if at in (0, len(side.ids)):
        return 1
    if side.spans[at - 1] == side.spans[at]:
        return 0
    before = side.words[at - 1]
    if _END.search(before):
        return 3
    return 2 if _PAUSE.search(before) else 1
