"""Patterns of the format rules: a regex whose match is turned into what English writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Finding, Probe, suggest
from mtqa.types import Span

Better = Callable[[re.Match[str]], "str | Sequence[str] | None"]
DIGITS = "0123456789"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"


def before_digit(mark: str) -> tuple[str, ...]:
    """Anchors: the mark before any digit."""
    return tuple(mark + d for d in DIGITS)


def after_digit(mark: str) -> tuple[str, ...]:
    """Anchors: the mark after any digit."""
    return tuple(d + mark for d in DIGITS)


def probe(
    anchors: tuple[str, ...], pattern: str, better: Better | str | None, *, safe: bool = False
) -> Probe:
    """A probe that reports each match of a pattern.

    Args:
        anchors: As those of a rule.
        pattern: Regular expression; the group ``mark``, where there is one, is the span.
        better: What to write instead: computed from the match (None for "no error here", an empty
            sequence for "no suggestion"), an expansion template, or None for no suggestion.
        safe: Whether the suggestion may be applied unseen.
    """
    regex = re.compile(pattern)

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        for match in regex.finditer(reading.text, within.start, within.end):
            if callable(better):
                found = better(match)
                if found is None:
                    continue
            else:
                found = () if better is None else match.expand(better)
            texts = (found,) if isinstance(found, str) else tuple(found)
            span = Span(*match.span("mark" if "mark" in regex.groupindex else 0))
            if texts and texts[0] == span.of(reading.text):
                continue
            yield Finding(span, suggest(*texts, safe=safe))

    return Probe(anchors, find)


def day_first(reading: Reading) -> bool:
    """Whether a text writes "3 May" rather than "May 3" (where it does neither: no)."""
    return reading.count(_DAY_MONTH) > reading.count(_MONTH_DAY)


_DAY_MONTH = re.compile(rf"\b[0-3]?\d(?:st|nd|rd|th)? (?:{MONTHS})\b")
_MONTH_DAY = re.compile(rf"\b(?:{MONTHS}) [0-3]?\d\b(?!:)")


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def clock(hour: int, minute: int) -> str:
    """The time of day with a.m. and p.m.; noon and midnight by name."""
    if minute == 0 and hour in (0, 24, 12):
        return "noon" if hour == 12 else "midnight"
    shown = hour % 12 or 12
    half = "p.m." if 12 <= hour < 24 else "a.m."
    return f"{shown}:{minute:02d} {half}" if minute else f"{shown} {half}"
