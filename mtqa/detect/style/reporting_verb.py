"""A verb that English does not report speech with: "the minister recalled on Tuesday"."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.attribution import (
    AFTER_QUOTE,
    Attribution,
    attributions,
    comma_before,
)
from mtqa.detect.linguistic.rewording import verb_suggestions
from mtqa.detect.linguistic.verbs import inflected
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

_PLAIN = frozenset(
    {"assure", "underline", "indicate", "precise", "affirm", "estimate", "deplore", "detail"}
    | {"inform", "communicate"}
)
"""Verbs that report in indirect speech too: ", the ministry indicated"."""


_NEEDS_PERSON = frozenset(
    {"assure", "precise", "inform", "communicate", "express", "detail", "advance", "manifest"}
)
"""Verbs that take no bare "that" clause in English."""


def _span(reading: Reading, found: Attribution) -> Span:
    """The verb, with "has" where nothing stands between."""
    words = found.group.of(reading.text).split()
    return found.group if len(words) <= len(found.form.lemma.split()) + 1 else found.verb


def _speaks(found: Attribution) -> bool:
    if found.inverted or not found.form.calque:
        return False
    if found.form.feeling and found.form.tense == "past":
        return False  # "hearing “no,” she was devastated"
    if found.frame == "that":
        return found.form.lemma in _NEEDS_PERSON
    if found.after_quote:
        return found.frame in ("end", "quote")
    return found.frame == "end" and found.form.lemma in _PLAIN


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    for found in attributions(reading, within):
        if not _speaks(found):
            continue
        clear = found.after_quote or found.frame == "that"
        if clear or comma_before(reading, found.clause.start):
            span = _span(reading, found)
            yield Finding(span, verb_suggestions(reading, found))


RULE = Rule(
    id="style/reporting_verb",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.SEGMENT,
    anchors=(
        *AFTER_QUOTE,
        *sorted({inflected(v, t) for v in _PLAIN | _NEEDS_PERSON for t in ("past", "s", "base")}),
    ),
    find=_find,
    message="“{text}” is not how English reports speech: the verb means something else, or needs "
    "an object.",
    doc="""A verb of reporting carried over from another language, after the speaker.

French varies its reporting verbs ("a assuré", "a indiqué", "a lancé", "a estimé"); their
look-alikes in English mean something else ("launched") or need an object ("assured" whom?). After
a quotation any of them is flagged at the end of its clause; after indirect speech only those that
cannot mean anything else there. Verbs that English has too are in style/reporting_verb_weak.""",
    examples=(
        Example("“The meeting will focus on Ukraine,” Rutte ⟦assured⟧ Tuesday.", fix="said"),
        Example("They would monitor a ceasefire, these diplomats ⟦indicated⟧.", fix="said"),
        Example("“We will be there”, he ⟦launched⟧ to the crowd.", fix="said"),
        Example("“We must,” he ⟦hammered⟧, “do this.”", fix="insisted"),
        Example("“It is a mistake”, the senator ⟦estimates⟧.", fix="said"),
        Example("The minister ⟦assured⟧ on Monday that taxes would not rise.", fix="said"),
        Example("“This is a turning point,” she ⟦underlined⟧ in a statement.", fix="stressed"),
        Example("“I am innocent”, Dupont ⟦hammered⟧ before the judges.", fix="insisted"),
        Example("“There is no risk,” the minister ⟦has assured⟧.", fix="said"),
        Example("The ministry ⟦informed⟧ that the road is closed.", fix="said"),
        Example("The minister assured voters that taxes would not rise."),
        Example("“It is safe,” the minister assured reporters."),
        Example("“Push,” the sign says, as the mayor indicated with a nod."),
        Example("As the minister indicated, the talks will resume."),
        Example("We can be assured that the minister knows."),
        Example("The price, the ministry estimated in 2019 at $5, has doubled."),
        Example("In 2010, the company launched in Paris."),
    ),
)
