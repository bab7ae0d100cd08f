"""Parties in lower case: "the socialists voted against"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_PARTIES = {
    "socialists": "Socialists", "communists": "Communists", "republicans": "Republicans",
    "ecologists": "Greens", "environmentalists": "Greens", "insoumis": "France Unbowed members",
}  # fmt: skip
_REGEX = re.compile(rf"(?<=\b[Tt]he )(?P<party>{'|'.join(k for k in _PARTIES)})\b(?![-’'])")
_POLITICS = re.compile(
    r"National Assembly|Macron|Mélenchon|Melenchon|\bLFI\b|\bRN\b|\bPS\b|\bEELV\b|Socialist Party"
    r"|France Unbowed|La France insoumise|National Rally|Matignon|Olivier Faure|Bayrou|Lecornu"
    r"|Retailleau|motion of (?:censure|no)|\bLR\b|Bourbon"
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Such words after the article in a text on French politics."""
    if not reading.count(_POLITICS):
        return
    for match in _REGEX.finditer(reading.text, within.start, within.end):
        better = _PARTIES[match["party"]]
        yield Finding(Span(*match.span()), suggest(better))


RULE = Rule(
    id="linguistic/case_party",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    message="“{text}”: the members of a party take its capital in English (“the Socialists”).",
    doc="""Members of a French party in lower case, or under a literal name.

French writes "les socialistes", "les écologistes"; English writes "the Socialists", "the Greens"
for the party. Only in a text that shows other signs of French politics, since English has
"socialists" for people of such views.""",
    find=find,
    examples=(
        Example("The ⟦socialists⟧ voted against it in the National Assembly.", fix="Socialists"),
        Example("Macron met the ⟦ecologists⟧ on Monday.", fix="Greens"),
        Example("The socialists of the nineteenth century met in Lyon."),
        Example("Macron met the Socialists and a few socialists of old."),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr"}),
    anchors=tuple(f"the {p}" for p in _PARTIES),
    scope=Scope.SEGMENT,
    confidence=0.75,
)
