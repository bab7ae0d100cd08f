"""Which stretches of a text are quoted, for rules that must tell narration from quotation."""

from __future__ import annotations

from bisect import bisect_right
from weakref import WeakKeyDictionary

from mtqa.detect.linguistic.quotation import quotation
from mtqa.detect.reading import Reading
from mtqa.types import Span

_CACHE: WeakKeyDictionary[Reading, list[Span]] = WeakKeyDictionary()


def quoted_spans(reading: Reading) -> list[Span]:
    """The outermost quotations in order, with their marks.

    An opening mark that nothing closes, as at the beginning of each paragraph of a long quotation,
    quotes to the end of its block.
    """
    found = _CACHE.get(reading)
    if found is None:
        found = _CACHE[reading] = _read(reading)
    return found


def _read(reading: Reading) -> list[Span]:
    out: list[Span] = []
    for mark in quotation(reading).marks:
        if not mark.opens or (out and mark.at < out[-1].end):
            continue
        if mark.mate is not None:
            end = mark.mate.at + 1
        else:
            block = reading.block_at(mark.at)
            end = block.span.end if block else len(reading.text)
        out.append(Span(mark.at, max(end, mark.at + 1)))
    return out


def quoted(reading: Reading, offset: int) -> bool:
    """Whether the offset stands inside a quotation."""
    spans = quoted_spans(reading)
    k = bisect_right(spans, Span(offset, len(reading.text) + 1)) - 1
    return k >= 0 and offset < spans[k].end
