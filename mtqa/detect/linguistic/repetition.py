"""Words that come again at once, or soon: shared by the rules on doubled words and loops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    done = -1
    for k, word in enumerate(low):
        before = last.get(word)
        last[word] = k
        if before is None or k - before > _LONGEST:
            continue
        size = k - before
        if k - size < done or low[k - size : k] != low[k : k + size]:
            continue
        times = 2
        while low[k - size : k] == low[k + (times - 1) * size : k + times * size]:
            times += 1
        end = k + (times - 1) * size
        gaps = [reading.text[words[i].end : words[i + 1].start] for i in range(k - size, end - 1)]
        if all(g.strip(" \u00a0") in ("", ",") for g in gaps):
            done = end
            span = Span(words[k - size].start, words[end - 1].end)
            comma = any("," in g for g in gaps[size - 1 :: size])
            yield Repeat(words[k - size : k], times, span, comma)
