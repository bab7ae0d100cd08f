"""“3 to 6,000 people” for 3,000 to 6,000: French names the thousand once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_RANGE = re.compile(
    r"(?<![\w.,$€£])(?P<a>[1-9]\d{0,2})(?P<to> to | or |-|–)(?P<b>[1-9]\d{0,2})(?P<tail>,000|00)\b"
    r"(?![.,]\d)(?! ?(?:BC|AD|hours)\b)(?= [a-z])"
)
_FROM = re.compile(r"\b(?:from|between|ages?|score|scale|grades?|outnumbered|ratio of)\s+\Z", re.I)
_MOST = 10
"""The upper end is at most so many times the lower one, or the two are what they say."""


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Ranges whose lower end lacks the thousand (or hundred) of the upper one."""
    text = reading.text
    for match in _RANGE.finditer(text, within.start, within.end):
        low, high = int(match["a"]), int(match["b"])
        hundreds = match["tail"] == "00"
        if not low < high <= _MOST * low or _FROM.search(text, 0, match.start()):
            continue
        if hundreds and (match["to"] == "-" or not low < high < _MOST or high - low > 2):
            continue  # "2 to 300", but not years or codes
        tail = match["tail"]
        yield Finding(Span(*match.span()), suggest(f"{low}{tail}{match['to']}{high}{tail}"))


RULE = Rule(
    id="locale/number_range_short",
    category="locale-conventions/number-format",
    severity=Severity.MAJOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "it", "es", "pt", "de"}),
    scope=Scope.WINDOW,
    anchors=(",000", "00 "),
    find=find,
    confidence=0.8,
    message="“{text}” says the thousand once, as French does; English repeats it.",
    doc="""A range that names thousands or hundreds at its upper end only: "3 to 6,000 people".

“3 à 6.000 personnes” is three to six thousand; English readers see three. Limits: a range after
“from” or “between”, and one whose ends are more than tenfold apart, is taken at its word.""",
    examples=(
        Example("Police expect ⟦3 to 6,000⟧ people in Paris.", fix="3,000 to 6,000"),
        Example("It costs ⟦15 to 20,000⟧ euros.", fix="15,000 to 20,000"),
        Example("Some ⟦2 to 300⟧ people came.", fix="200 to 300"),
        Example("Police expect 3,000 to 6,000 people."),
        Example("Clubs range from 3 to 6,000 members. It seats 5 to 5,000 guests."),
    ),
)
