"""Source that was not translated at all: empty targets, sentences without a counterpart."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.accuracy.number_pairs import pairs_of
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Side, Span

_DOTS = " .…-–—_*?"


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """The whole target if it is empty, blank units, unaligned stretches of source."""
    if not reading.source.strip():
        return
    if not reading.text.strip():
        yield Finding(Span(0, len(reading.text)), message="The translation is empty.")
        return
    for pair in pairs_of(reading):
        texts = [t.of(reading.text).strip(_DOTS) for t in pair.targets]
        if not any(texts) and any(c.isalnum() for c in pair.source.of(reading.source)):
            yield Finding(pair.targets[0], message="The translation of this sentence is missing.")
    for span in reading.document.unaligned:
        if sum(c.isalpha() for c in span.of(reading.source)) >= 20:
            yield Finding(
                span,
                message="This part of the source has no counterpart in the translation.",
                severity=Severity.MAJOR,
                confidence=0.6,
                side=Side.SOURCE,
            )


RULE = Rule(
    id="accuracy/missing",
    category="accuracy/omission",
    severity=Severity.CRITICAL,
    needs=Needs.SOURCE,
    message="The translation of this part is missing.",
    doc="""Source without a translation: an empty target, or sentences that nothing was aligned to.

A target of dots counts as empty. Sentences without a counterpart are marked in the source.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.9,
    examples=(
        Example("⟦...⟧", source="Le gouvernement a annoncé une aide.", source_lang="fr"),
        Example("The government spoke.", source="Le gouvernement a parlé.", source_lang="fr"),
        Example("...", source="...", source_lang="fr"),
    ),
)
