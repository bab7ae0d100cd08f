"""French "M." before a name that stands only once."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.locale.title_monsieur import misters
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Every "M." that is not among forenames and initials."""
    for match in misters(reading.text):
        yield Finding(Span(match.start(), match.start(1)), suggest("", "Mr. "))


RULE = Rule(
    id="locale/title_monsieur_origin",
    category="locale-conventions/name-format",
    severity=Severity.MAJOR,
    message="“{text}” is a French courtesy title; English news uses the bare surname (or Mr.).",
    doc="""French "M." (Monsieur) before a name, where the text is a translation from French.

"M." is an initial in English; in a text translated from French it is Monsieur.""",
    find=find,
    examples=(
        Example("The plan of ⟦M. ⟧Dupuis was rejected.", fix=""),
        Example("“No,” said ⟦M. ⟧Barnier on Tuesday.", fix=""),
        Example("J. M. Coetzee and M. Night Shyamalan came."),
        Example("The plan of Mr. Dupuis was rejected."),
    ),
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr"}),
    anchors=("m.",),
    scope=Scope.DOCUMENT,
    confidence=0.8,
)
