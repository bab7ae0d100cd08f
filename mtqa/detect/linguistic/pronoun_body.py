"""A country or a company called "he": "Ukraine reopened his borders"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.detect.linguistic.antecedents import alternatives, mentions_person
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_GOVERNS = (
    "of",
    "in",
    "from",
    "to",
    "with",
    "for",
    "and",
    "by",
    "at",
    "on",
    "against",
    "or",
    "than",
)
_IT = {"his": "its", "her": "its", "himself": "itself", "herself": "itself", "him": "it"}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    country = f"(?:{alternatives('country')}|the United States|the United Kingdom|the Netherlands)"
    body = f"(?:[Tt]he (?:\\w+ )?(?:{alternatives('body_with_the')}))"
    free = "".join(f"(?<!{word} )" for word in _GOVERNS)
    subject = rf"(?<![-\w’']){free}(?:{country}|{body})(?![-\w’'])"
    between = r"(?:(?!(?:and|or|who|whose|that)\b)[\w’'\-]+ )"
    return (
        re.compile(
            rf"{subject} {between}{{0,4}}?(?P<pronoun>his|her) (?:\w+ )?"
            rf"(?:{alternatives('belongs')})\b"
        ),
        re.compile(rf"{subject} {between}{{1,4}}?(?P<pronoun>himself|herself)\b"),
        re.compile(
            rf"{subject} [^.;:“”\"]{{0,60}}?"
            rf"\b(?i:{alternatives('asked')}) to (?:{alternatives('ask_to')}) (?P<pronoun>him)\b"
        ),
    )


def pronouns(reading: Reading, within: Span) -> Iterator[re.Match[str]]:
    """Pronouns of a person that stand for a country or a body."""
    for pattern in _patterns():
        yield from pattern.finditer(reading.text, within.start, within.end)


def person_near(reading: Reading, match: re.Match[str], within: Span) -> bool:
    """Whether a person is mentioned in the sentence, or in the one before."""
    text = reading.text
    block = reading.block_at(within.start)
    low = block.span.start if block else 0
    before = reading.segment_at(within.start - 2) if within.start - 2 >= low else None
    start = before.target.start if before and before.target.start >= low else within.start
    around = text[start : match.start("pronoun")] + " " + text[match.end("pronoun") : within.end]
    return mentions_person(around)


def finding(match: re.Match[str]) -> Finding:
    """The finding for a pronoun, with "it"."""
    return Finding(Span(*match.span("pronoun")), suggest(_IT[match["pronoun"]]))


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    for match in pronouns(reading, within):
        if not person_near(reading, match, within):
            yield finding(match)


RULE = Rule(
    id="linguistic/pronoun_body",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de", "ru", "uk"}),
    scope=Scope.SEGMENT,
    anchors=(" his ", " her ", " him", "himself", "herself"),
    find=_find,
    message="A country, company or other body is “it” in English, not “{text}”.",
    doc="""A country or body that the translation took for a person.

Nouns have a gender in most languages, and "son", "lui", "ihn", "su" may be his, her or its. The
rule speaks where the subject is a country or a body, what belongs to it is no person's (borders,
turnover), or the pronoun is bound to the subject, and no person is in sight. Where one is, see
linguistic/pronoun_body_weak.""",
    examples=(
        Example("Poland has closed ⟦his⟧ borders.", fix="its"),
        Example("The company doubled ⟦his⟧ turnover last year.", fix="its"),
        Example("Ukraine can no longer defend ⟦himself⟧.", fix="itself"),
        Example(
            "Ukraine on Tuesday put pressure on NATO countries to invite ⟦him⟧ to join.", fix="it"
        ),
        Example("Poland has closed its borders."),
        Example("The king toured Spain and praised his army."),
        Example("The company fired his brother."),
        Example("The minister asked allies to help him."),
    ),
)
