"""“The ministry recalled on Tuesday”: French "a rappelé" is no act of memory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.attribution import WEEKDAY, Attribution, attributions, comma_before
from mtqa.detect.linguistic.rewording import reporting_form
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_DATED = re.compile(
    rf"(?:\s+in\s+(?:[A-Z][\w\-]+|a (?:statement|press release|communiqué|tweet|letter|report)))?"
    rf"\s*(?:(?:on |this )?{WEEKDAY}\b|(?<=t|e)(?=[.,;]))"
)


def _speaks(reading: Reading, found: Attribution) -> bool:
    if (
        found.inverted
        or found.form.lemma != "recall"
        or found.frame not in ("end", "that", "quote")
    ):
        return False
    if found.frame == "end" and not (
        found.after_quote or comma_before(reading, found.clause.start)
    ):
        return False
    dated = _DATED.match(reading.text, found.verb.end)
    return found.subject.kind == "body" or bool(dated and dated.group().strip())


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    for found in attributions(reading, within):
        if _speaks(reading, found):
            better = [reporting_form(reading, b, found) for b in ("say", "point out")]
            if found.frame == "that":
                better.reverse()
            yield Finding(found.verb, suggest(*better))


RULE = Rule(
    id="style/reporting_recall",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.SEGMENT,
    anchors=("recalled", "recalls", "recall"),
    find=_find,
    message="“{text}” means “remembered” in English; to repeat a known point is to “say” or "
    "“point out”.",
    doc="""A ministry, union or person with a date "recalls" a point that is only being made again.

French "rappeler" (Spanish "recordar", Italian "ricordare") reminds the audience of something;
English "recall" is what memory does. The rule speaks where the speaker is a body, which has no
memories, or where the statement is dated ("recalled on Tuesday"); other cases, which may be real
memories, are in style/reporting_verb_weak.""",
    examples=(
        Example(
            "Membership is the only guarantee, the Foreign Ministry ⟦recalled⟧ on Tuesday.",
            fix="said",
        ),
        Example("Kyiv needs weapons, the minister ⟦recalled⟧ in Brussels on Tuesday.", fix="said"),
        Example("The prefecture ⟦recalled⟧ that swimming is forbidden.", fix="pointed out"),
        Example("“Dogs must be on a leash”, the town hall ⟦recalls⟧.", fix="said"),
        Example("“We were so scared,” the teacher recalled."),
        Example("The company recalled 3,000 cars on Tuesday."),
        Example("It is one of the products the company recalled in May."),
        Example("The minister recalled the ambassador on Tuesday."),
        Example("The ambassador was recalled on Tuesday."),
    ),
)
