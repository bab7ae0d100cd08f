"""Says what an English report writes instead of a reporting clause: verb, tense, order."""

from __future__ import annotations

import re

from mtqa.detect.linguistic.attribution import Attribution
from mtqa.detect.linguistic.verbs import inflected
from mtqa.detect.reading import Reading
from mtqa.detect.rule import suggest
from mtqa.types import Span, Suggestion

LONGEST = 60
"""Code points above which verb and subject are not moved: the verb alone is replaced."""

_SAID = re.compile(r"\bsaid\b", re.IGNORECASE)
_SAYS = re.compile(r"\bsays\b", re.IGNORECASE)


def reports_in_present(reading: Reading) -> bool:
    """Whether the text reports with "says" rather than "said"."""
    return reading.count(_SAYS) > reading.count(_SAID)


def reporting_form(reading: Reading, base: str, attribution: Attribution) -> str:
    """A verb in the tense of the report, in the number of the speaker."""
    if not reports_in_present(reading):
        return inflected(base, "past")
    subject = attribution.subject
    return inflected(base, "base" if subject.plural else "s")


def verb_suggestions(reading: Reading, attribution: Attribution) -> tuple[Suggestion, ...]:
    """Replacements of the verb alone, best first, without the verb that stands there."""
    forms = (reporting_form(reading, b, attribution) for b in attribution.form.better)
    return suggest(*dict.fromkeys(forms))


def reordered(reading: Reading, attribution: Attribution) -> tuple[Span, tuple[Suggestion, ...]]:
    """The span of an inverted clause and what to write there.

    Subject, verb, time, as English has them; where the subject is long or goes on after a comma,
    only the verb is replaced, by "said", which English does put before its subject.
    """
    form, subject = attribution.form, attribution.subject
    name = reading.text[subject.start : subject.end]
    if attribution.adjunct and (attribution.apposed or len(attribution.clause) > LONGEST):
        return attribution.group, ()
    if attribution.apposed or len(attribution.clause) > LONGEST:
        return attribution.group, suggest(reporting_form(reading, "say", attribution))
    time = f" {attribution.adjunct}" if attribution.adjunct else ""
    if attribution.adjunct.startswith("to "):
        told = reporting_form(reading, "tell", attribution)
        return attribution.clause, suggest(f"{name} {told} {attribution.adjunct[3:]}")
    texts = [f"{name} {reporting_form(reading, b, attribution)}{time}" for b in form.better]
    if not texts:
        texts = [f"{name} {reporting_form(reading, form.lemma, attribution)}{time}"]
    return attribution.clause, suggest(*dict.fromkeys(texts))
