"""A sentence of running text in headline capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

_LONG = re.compile(r"[A-Za-zÀ-ÿ][\w’'\-]{3,}")
_FEWEST = 7
_SHARE = 0.85


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Sentences with a full stop whose long words nearly all begin with a capital."""
    sentence = within.of(reading.text)
    if not sentence.rstrip().endswith((".", ".”", '."')) or reading.is_heading(within.start):
        return
    words = _LONG.findall(sentence)
    capitals = sum(w[0].isupper() and not w.isupper() for w in words)
    if len(words) >= _FEWEST and capitals >= _SHARE * len(words):
        yield Finding(within)


RULE = Rule(
    id="linguistic/case_title",
    category="linguistic-conventions/spelling",
    severity=Severity.NEUTRAL,
    message="This sentence is in headline capitals; running text takes sentence case.",
    doc="""A sentence of running text in the capitals of a headline.

Headlines and captions pasted into the text keep their capitals. Off by default: lists of names look
alike.""",
    find=find,
    examples=(
        Example("⟦Minister Visits Flooded Villages After Record Rainfall Hits Southern Region.⟧"),
        Example("The minister visited flooded villages after record rainfall hit the south."),
        Example("Minister Visits Flooded Villages After Record Rainfall Hits Southern Region"),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    scope=Scope.SEGMENT,
    confidence=0.5,
    preview=True,
)
