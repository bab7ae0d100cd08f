"""Inversion with verbs that English also uses: after indirect speech, or in the present."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.attribution import (
    AFTER_CONNECTIVE,
    AFTER_QUOTE,
    Attribution,
    attributions,
)
from mtqa.detect.linguistic.rewording import reordered
from mtqa.detect.linguistic.verbs import surfaces
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

_NATIVE_PAST = frozenset(
    {"add", "explain", "ask", "recall", "remember", "conclude", "joke", "quip"}
)
_TAKES_PERSON = frozenset(
    {"tell", "ask", "warn", "remember", "urge", "answer", "mock", "tease", "scold"}
)


def _speaks(found: Attribution) -> bool:
    if not found.inverted or found.form.calque:
        return False
    lemma, past = found.form.lemma, found.form.tense == "past"
    if found.after_quote:
        return not (past and lemma in _NATIVE_PAST and found.group == found.verb)
    return found.opening or not (found.form.tense == "base" or (past and lemma in _TAKES_PERSON))


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    for found in attributions(reading, within):
        if _speaks(found):
            span, suggestions = reordered(reading, found)
            yield Finding(span, suggestions)


RULE = Rule(
    id="linguistic/order_inversion_weak",
    category="linguistic-conventions/grammar",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de", "ru", "uk"}),
    scope=Scope.SEGMENT,
    anchors=(
        *AFTER_QUOTE,
        *AFTER_CONNECTIVE,
        *sorted(f", {s}" for s in surfaces(calque=False, tenses=("past", "s"))),
    ),
    find=_find,
    confidence=0.7,
    message="English puts the speaker first here: subject, then verb.",
    doc="""A reporting verb before its subject after indirect speech, or in the present tense.

“…, retorted the Kremlin” and “warns the union” copy the order of French and its neighbours. Native
reports do this with "said"; other verbs are seen in features and magazines, so the rule speaks
only in a text that shows other signs of such an origin. "added", "explained" and "asked" after a
quotation are left alone.""",
    examples=(
        Example("Membership would be a threat, ⟦retorted the Kremlin⟧.", fix="the Kremlin replied"),
        Example("“It is a first step”, ⟦notes the researcher⟧.", fix="the researcher noted"),
        Example(
            "The budget will be voted, ⟦confirmed the prime minister⟧.",
            fix="the prime minister confirmed",
        ),
        Example("But, ⟦warns the union⟧, this is not enough.", fix="the union warned"),
        Example("“It is a first step,” the researcher notes."),
        Example("“It is a first step,” added the minister."),
        Example("The Kremlin retorted that this was a threat."),
        Example("He left the room, told the minister and resigned."),
    ),
)
