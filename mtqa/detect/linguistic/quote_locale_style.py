"""Straight or English marks where the language has marks of its own."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import ANCHORS, quotation, with_space
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Pairs in straight marks, or in curly ones that the language does not have as outer pair."""
    own = facts(reading.document.target_lang).quotes
    opening_mark, closing_mark = own[0]
    if opening_mark in '“"':
        return
    depth_end = -1
    for opening, closing in quotation(reading).pairs:
        nested = opening.at < depth_end
        depth_end = max(depth_end, closing.at)
        if nested or opening.char not in '"“':
            continue
        for mark, right in ((opening, opening_mark), (closing, closing_mark)):
            if mark.char != right:
                span, text = with_space(reading, mark, right)
                yield Finding(span, suggest(text))


RULE = Rule(
    id="linguistic/quote_locale_style",
    category="linguistic-conventions/punctuation",
    severity=Severity.NEUTRAL,
    message="The language has quotation marks of its own; these are English or typewriter marks.",
    doc="""Straight or English quotation marks in French, German, Spanish and others.

Systems copy the marks of the English source. Preview and neutral, since much native web text does
the same; nested quotations pass.""",
    find=find,
    target_langs=frozenset({"fr", "de", "es", "it", "ru", "uk", "pl", "cs"}),
    anchors=ANCHORS,
    confidence=0.6,
    preview=True,
    examples=(
        Example("Er nannte es ⟦“⟧einen Anfang” für alle.", fix="„", target_lang="de"),
        Example('Er nannte es "einen Anfang⟦"⟧ für alle.', fix="“", target_lang="de"),
        Example('Il parle d\'un ⟦"⟧bon début".', fix="«\u00a0", target_lang="fr"),
        Example("Il parle d'un « bon “début” ».", target_lang="fr"),
        Example("Er nannte es „einen Anfang“.", target_lang="de"),
    ),
)
