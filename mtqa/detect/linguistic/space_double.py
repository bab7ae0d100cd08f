"""Two spaces between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_TWO = re.compile(r"(?<=\S) {2,5}(?=\S)")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Runs of two to five spaces inside a line; longer ones are layout."""
    for match in _TWO.finditer(reading.text, within.start, within.end):
        yield Finding(Span(*match.span()), suggest(" ", safe=True))


RULE = Rule(
    id="linguistic/space_double",
    category="linguistic-conventions/whitespace",
    severity=Severity.NEUTRAL,
    message="There are two spaces here.",
    doc="""Two or more spaces in a row.

Harmless in print and on the web, but removed in clean copy. Neutral: it costs nothing in the score.
Typists' habit of two spaces after a stop falls under it too.""",
    find=find,
    anchors=("  ",),
    scope=Scope.WINDOW,
    confidence=0.6,
    examples=(
        Example("The road⟦  ⟧is closed.", fix=" "),
        Example("The road is closed."),
        Example("Name:            Lyon"),
    ),
)
