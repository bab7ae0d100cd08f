"""The second pass: apostrophes of suggestions, and what the subject of a text opens."""

from __future__ import annotations

from mtqa.detect.judge import detect
from mtqa.detect.origin.evidence import Posterior
from mtqa.detect.origin.subject import subject
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.types import Document, Severity, Span

ABOUT_FRANCE = (
    "The prefecture said so. In Paris, Marseille and Lyon gendarmes were called in. The CGT and the"
    " CFDT agreed with Macron, Le Monde wrote."
)


def document(text: str) -> Document:
    return build_document(content_of(text), target_lang="en")


def literal(name: str, wrong: str, better: str) -> Rule:
    """A rule that finds one literal."""

    def find(reading: Reading, within: Span) -> list[Finding]:
        at = reading.text.find(wrong)
        return [Finding(Span(at, at + len(wrong)), suggest(better))] if at >= 0 else []

    return Rule(
        id=f"test/{name}",
        category="style/awkward",
        severity=Severity.MINOR,
        message="m",
        doc="d",
        find=find,
        scope=Scope.DOCUMENT,
        examples=(Example("x"),),
    )


def found(text: str, *rules: Rule) -> list[tuple[str, str]]:
    issues, _, failures = detect(document(text), rules)
    assert not failures
    return [(i.text, i.suggestions[0].text if i.suggestions else "") for i in issues]


def test_suggestions_write_the_apostrophes_of_the_text() -> None:
    rule = literal("office", "Matignon", "the prime minister's office")
    assert found("It’s at Matignon.", rule) == [("Matignon", "the prime minister’s office")]
    assert found("It's at Matignon.", rule) == [("Matignon", "the prime minister's office")]


def test_the_subject_lowers_the_bar_for_rules_of_its_language_alone() -> None:
    gains = subject(Reading(document(ABOUT_FRANCE)))
    assert set(gains) == {"fr"}
    assert 0.0 < gains["fr"] < 2.0
    assert not subject(Reading(document("The council met in Sydney. It was a warm day.")))
    french = Rule(
        id="test/origin",
        category="style/awkward",
        severity=Severity.MINOR,
        message="m",
        doc="d",
        needs=Needs.ORIGIN,
        source_langs=frozenset({"fr"}),
    )
    plain = Posterior([], 100, None)
    helped = Posterior([], 100, None, subject=gains)
    assert helped._expected("fr", french.id) > plain._expected("fr", french.id)
    assert helped.of("fr") == plain.of("fr")
    assert not helped.opens(french), "the subject alone opens nothing"
