"""A country called "he" where a person is mentioned too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.detect.linguistic.antecedents import alternatives, mentions_person
from mtqa.detect.linguistic.pronoun_body import finding, person_near, pronouns
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<=^)|(?<=[.,;] )|(?<=but )|(?<=that )|(?<=while ))"
        rf"(?:{alternatives('country')}) "
        r"(?:(?!(?:and|or|who|that|said|says|told)\b)[\w’'\-]+ ){1,4}?"
        r"(?:one of |all |most of |some of )?(?P<pronoun>his|himself)\b(?! (?:own )?(?:wife|son"
        r"|father|mother|brother|family|body|death|life|arrest|release|trial|name)\b)"
    )


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    for match in pronouns(reading, within):
        if person_near(reading, match, within):
            yield finding(match)
    text = reading.text[within.start : within.end]
    for match in _clause().finditer(text):
        if not mentions_person(text[: match.start("pronoun")] + text[match.end("pronoun") :]):
            at = Span(*match.span("pronoun")).shift(within.start)
            yield Finding(at, suggest("its" if match["pronoun"] == "his" else "itself"))


RULE = Rule(
    id="linguistic/pronoun_body_weak",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de", "ru", "uk"}),
    scope=Scope.SEGMENT,
    anchors=(" his ", " her ", " him"),
    find=_find,
    confidence=0.6,
    message="If “{text}” stands for the country or body, it must be “it” or “its”.",
    doc="""A pronoun bound to a country or body, in a passage that mentions a person too.

As linguistic/pronoun_body, but the pronoun might be that person's, so the rule needs other evidence
that the text is a translation.""",
    examples=(
        Example(
            "Before Donald Trump returns, Ukraine asked NATO allies to invite ⟦him⟧ to join.",
            fix="it",
        ),
        Example("The president says Russia must defend ⟦his⟧ borders.", fix="its"),
        Example("Mexico lost one of ⟦his⟧ best players.", fix="its"),
        Example("Putin says Russia must defend its borders."),
        Example("Ukraine asked NATO countries to send a minister."),
    ),
)
