"""Which stretch of an XLIFF file stands for a span, such that a tag can go around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mtqa.read.mapping import Piece
from mtqa.read.xml_scan import Element, Text
from mtqa.types import Issue, Span

_CDATA = len("<![CDATA["), len("]]>")


@dataclass(slots=True)
class Stretch:
    """A stretch of the file with the issues that it carries."""

    start: int
    end: int
    issues: list[Issue] = field(default_factory=list)


def stretches(
    found: Iterable[tuple[Span, Issue]],
    pieces: Sequence[Piece],
    starts: Sequence[int],
    target: Element,
) -> list[Stretch]:
    """The stretches of one target that carry issues: apart, inside one another, or the same.

    Those that overlap become one, since tags nest.

    Args:
        found: Spans in the text, within the target, with their issues.
        pieces: What stands for what.
        starts: Where each piece begins in the text.
        target: The element whose content the target is.
    """
    groups: list[Stretch] = []
    for span, issue in found:
        new = Stretch(*_balanced(target, *_place(span, pieces, starts)), [issue])
        while (other := next((g for g in groups if _clash(g, new)), None)) is not None:
            groups.remove(other)
            start, end = min(new.start, other.start), max(new.end, other.end)
            new = Stretch(*_balanced(target, start, end), [*other.issues, *new.issues])
        groups.append(new)
    return sorted(groups, key=lambda g: (g.start, -g.end))


def _clash(a: Stretch, b: Stretch) -> bool:
    """Whether two are the same or overlap without one being inside the other."""
    if (a.start, a.end) == (b.start, b.end):
        return True
    first, second = (a, b) if (a.start, a.end) <= (b.start, b.end) else (b, a)
    return first.start < second.start < first.end < second.end


def _place(span: Span, pieces: Sequence[Piece], starts: Sequence[int]) -> tuple[int, int]:
    """Where the characters of a span, at least one of them, stand in the file."""
    first = pieces[max(bisect_right(starts, span.start) - 1, 0)]
    last = pieces[max(bisect_right(starts, span.end - 1) - 1, 0)]
    start = first.start + (span.start - first.at if first.literal else 0)
    end = last.start + span.end - last.at if last.literal else last.end
    return start, end


def _balanced(element: Element, start: int, end: int) -> tuple[int, int]:
    """The stretch, made longer so that it holds no half of an element or of a CDATA section."""
    for inner in element.elements():
        if inner.inner <= start and end <= inner.outer:
            return _balanced(inner, start, end)
    for child in element.children:
        low, high = child.start, child.end
        if isinstance(child, Text):
            if not child.cdata:
                continue
            low, high = low - _CDATA[0], high + _CDATA[1]
        if start < high and low < end:
            start, end = min(start, low), max(end, high)
    return start, end
