"""Spanish inverted marks in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_INVERTED = re.compile(r"(?<!\w)[¿¡]\s?(?=[\w“\"'‘])")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Each ¿ or ¡ before a word, unless a Spanish title is quoted."""
    text = reading.text
    for match in _INVERTED.finditer(text, within.start, within.end):
        if text[match.start() - 1 : match.start()] not in ("“", '"', "‘", "'", "«"):
            yield Finding(Span(*match.span()), suggest("", safe=True))


RULE = Rule(
    id="linguistic/char_inverted_mark",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="Only Spanish opens questions and exclamations with an inverted mark.",
    doc="""¿ or ¡ left over from Spanish.

Titles quoted in Spanish (“¡No pasarán!”) are in order.""",
    find=find,
    target_langs=frozenset({"en", "fr", "de", "it", "pt", "nl", "pl"}),
    source_langs=frozenset({"es"}),
    anchors=("¿", "¡"),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("⟦¿⟧Who will pay for it?", fix=""),
        Example("They cried “¡No pasarán!” in the streets."),
        Example("Who will pay for it?"),
    ),
)
