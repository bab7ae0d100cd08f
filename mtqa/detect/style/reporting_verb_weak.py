"""Reporting verbs that native English writes too, but not as often and not quite so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.attribution import Attribution, attributions, comma_before
from mtqa.detect.linguistic.rewording import reporting_form
from mtqa.detect.linguistic.verbs import inflected
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_AFTER = {
    "recall": ("say", "point out"),
    "confide": ("say",),
    "declare": ("say",),
    "plead": ("argue", "say"),
    "affirm": ("say",),
    "specify": ("say", "add"),
    "recognize": ("acknowledge", "say"),
    "recognise": ("acknowledge", "say"),
    "consider": ("say",),
    "detail": ("say",),
    "testify": ("say",),
    "evoke": ("say",),
}
"""At the end of a clause or before a quotation: what English writes instead."""

_THAT = {
    "recall": ("point out", "say"),
    "underline": ("stress", "say"),
    "indicate": ("say",),
    "affirm": ("say",),
    "specify": ("say", "add"),
    "deplore": ("complain", "say"),
    "judge": ("say", "believe"),
    "estimate": ("say", "believe"),
    "consider": ("believe", "say"),
    "declare": ("say",),
    "manifest": ("say",),
    "highlight": ("point out", "say"),
    "sustain": ("maintain", "argue"),
}
"""Before "that"."""

_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundreds?|thousands?|million|billion|half"
    r"|third|most|cost|dozens?|per cent|percent)\b"
)


def _better(reading: Reading, found: Attribution) -> tuple[str, ...]:
    if found.inverted:
        return ()
    if found.frame == "that":
        figure = _FIGURE.search(reading.text, found.verb.end, found.verb.end + 90)
        if found.form.lemma == "estimate" and figure:
            return ()  # an estimate indeed
        return _THAT.get(found.form.lemma, ())
    spoken = found.after_quote or comma_before(reading, found.clause.start)
    if found.frame == "quote" or (found.frame == "end" and spoken):
        return _AFTER.get(found.form.lemma, ())
    return ()


def _form(reading: Reading, base: str, found: Attribution) -> str:
    """The verb in the report's tense; what somebody thinks stays in the present."""
    if found.frame == "that" and found.form.tense != "past":
        return inflected(base, found.form.tense)
    return reporting_form(reading, base, found)


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    for found in attributions(reading, within):
        if better := _better(reading, found):
            texts = [_form(reading, b, found) for b in better]
            yield Finding(found.verb, suggest(*texts))


def _anchors() -> tuple[str, ...]:
    lemmas = {*_AFTER, *_THAT}
    return tuple(sorted({inflected(k, t) for k in lemmas for t in ("past", "s", "base")}))


RULE = Rule(
    id="style/reporting_verb_weak",
    category="style/unidiomatic",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "ru"}),
    scope=Scope.SEGMENT,
    anchors=_anchors(),
    find=_find,
    confidence=0.7,
    message="In a report translated from another language “{text}” is usually just “said” (or "
    "“stressed”, “added”).",
    doc="""A reporting verb that English has, but that here most likely copies another language.

"Recalled" means "remembered" in English, while French "a rappelé" makes a point; "indicated",
"declared", "confided" are formal or rare where French writes them every day. Native writers use all
of them, so the rule speaks only in a text that shows other signs of a French, Spanish, Italian,
Portuguese or Russian origin.""",
    examples=(
        Example("Full membership is the only guarantee, he ⟦recalled⟧.", fix="said"),
        Example("The minister ⟦recalled⟧ that the law was passed in May.", fix="pointed out"),
        Example("The ministry ⟦indicated⟧ that no one was hurt.", fix="said"),
        Example("The player ⟦confided⟧: “I cried.”", fix="said"),
        Example("The ambassador was recalled on Tuesday."),
        Example("The coach recalled three players to the squad."),
        Example("She recalled seeing him at the station."),
        Example("The data indicate that prices fell."),
        Example("He said that the law was passed in May."),
    ),
)
