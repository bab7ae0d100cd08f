"""Reporting verbs in the present tense in a report that is told in the past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from mtqa.detect.linguistic.attribution import Attribution, attributions
from mtqa.detect.linguistic.verbs import inflected, surfaces
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_STATES = frozenset(
    {
        "believe",
        "think",
        "fear",
        "hope",
        "want",
        "worry",
        "wonder",
        "consider",
        "estimate",
        "remember",
    }
    | {
        "maintain",
        "support",
        "be worried",
        "be concerned",
        "be happy",
        "be pleased",
        "be satisfied",
    }
)
_SAID = re.compile(r"\b(?:said|told|added|explained|announced)\b")
_SAYS = re.compile(r"\b(?:says|say)\b")


_REPORTS: WeakKeyDictionary[Reading, bool] = WeakKeyDictionary()


def _past_report(reading: Reading) -> bool:
    known = _REPORTS.get(reading)
    if known is None:
        known = _REPORTS[reading] = _told_in_the_past(reading)
    return known


def _told_in_the_past(reading: Reading) -> bool:
    said = len(_SAID.findall(reading.folded))
    return said >= 2 and said > 2 * len(_SAYS.findall(reading.folded))


def _present(found: Attribution) -> bool:
    if found.inverted or found.form.tense == "past" or found.form.lemma in _STATES:
        return False
    if found.subject.kind not in ("pronoun", "person") and not found.after_quote:
        return False
    if found.frame == "that":
        return found.subject.kind in ("pronoun", "person")
    return found.frame == "end" and (found.after_quote or found.opening)


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    if not _past_report(reading):
        return
    for attribution in attributions(reading, within):
        if _present(attribution):
            form = attribution.form
            better = [inflected(b, "past") for b in form.better] if form.calque else []
            if not better:
                better = [inflected(form.lemma, "past")]
            yield Finding(attribution.verb, suggest(*better))


RULE = Rule(
    id="linguistic/tense_reporting",
    category="linguistic-conventions/grammar",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.SEGMENT,
    anchors=tuple(sorted({*surfaces(tenses=("s", "base"))})),
    find=_find,
    confidence=0.7,
    message="The report is told in the past tense: “{text}” copies the present of the original.",
    doc="""A reporting verb in the present in a text whose other statements are in the past.

French alternates "souligne-t-il" and "a souligné" at will; an English report keeps one tense. The
rule looks at the whole document: it must report in the past ("said", "told") and hardly in the
present. It is silent on a single sentence.""",
    examples=(
        Example(
            "The minister said no. She told reporters it was late. But, they ⟦point out⟧, it is.",
            fix="pointed out",
        ),
        Example(
            "The mayor said no. She told reporters so. “It is late,” she ⟦explains⟧.",
            fix="explained",
        ),
        Example("“It is late,” she explains."),
        Example("The minister said no. She told reporters that she believes in talks."),
        Example("The mayor said no. She told reporters so. The law states that it is late."),
    ),
)
