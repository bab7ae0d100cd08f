"""Words that come again at once, or soon: shared by the rules on doubled words and loops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from weakref import WeakKeyDictionary

from mtqa.detect.reading import Reading, Word
from mtqa.types import Span

_LONGEST = 8  # words of a phrase that is looked for at once again
_CACHE: WeakKeyDictionary[Reading, tuple[Repeat, ...]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A run of words that stands there two or more times in a row.

    Attributes:
        unit: The words, as they stand the first time.
        times: How often they stand there.
        span: From the first word to the last.
        comma: Whether commas stand between the copies.
    """

    unit: tuple[Word, ...]
    times: int
    span: Span
    comma: bool

    @property
    def text(self) -> str:
        """The words in lower case, one space between them."""
        return " ".join(w.text.lower() for w in self.unit)


def repeats(reading: Reading) -> tuple[Repeat, ...]:
    """Every run of words that is repeated at once, shortest unit first, read once."""
    found = _CACHE.get(reading)
    if found is None:
        found = _CACHE[reading] = tuple(_find(reading))
    return found


def _find(reading: Reading) -> Iterator[Repeat]:
    words = reading.words
    low = reading.folded_words
    last: dict[str, int] = {}
    alike: dict[int, int] = {}
    broken: list[int] = []
    done = -1
    for k, word in enumerate(low):
        before = last.get(word)
        last[word] = k
        if before is None or k - before > _LONGEST:
            continue
        size = k - before
        first = k - size
        if first < done or low[first:k] != low[k : k + size]:
            continue
        # as long as each word is the one ``size`` words on, the copies go on
        same = max(alike.get(size, 0), first)
        while same + size < len(low) and low[same] == low[same + size]:
            same += 1
        alike[size] = same
        times = 1 + (same - first) // size
        end = first + times * size
        if not broken:
            broken = _breaks(reading)
        if broken[end - 1] == broken[first]:
            done = end
            span = Span(words[first].start, words[end - 1].end)
            joints = range(k - 1, end - 1, size)
            comma = any("," in reading.text[words[i].end : words[i + 1].start] for i in joints)
            yield Repeat(words[first:k], times, span, comma)


def _breaks(reading: Reading) -> list[int]:
    """For each word, how many gaps before it hold more than spaces and a comma."""
    words, text = reading.words, reading.text
    gaps = (text[a.end : b.start].strip(" \u00a0") for a, b in pairwise(words))
    return list(accumulate((g not in ("", ",") for g in gaps), initial=0))
