"""“Nigerian” for what is Niger's: the French “nigérien”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_NIGER = re.compile(r"\bNiger\b(?! (?:Delta|State|state|River|river))")
_SURE = re.compile(
    r"\b(?:Niamey|Agadez|Zinder|Tillab[eé]ri|Bazoum|Tiani|Tchiani|Sahel|Mali|Burkina|Barkhane)\b"
)
_NIGERIA = re.compile(r"\b(?:Nigeria|Abuja|Lagos|Boko Haram|Tinubu|Buhari|Naira|naira)\b")
_WRONG = re.compile(r"\bNigerian(?P<s>s?)\b")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Every "Nigerian" of a text about Niger that never names Nigeria."""
    text = reading.text
    if not _NIGER.search(text) or not _SURE.search(text) or _NIGERIA.search(text):
        return
    for match in _WRONG.finditer(text):
        yield Finding(Span(*match.span()), suggest(f"Nigerien{match['s']}"))


RULE = Rule(
    id="locale/name_nigerien",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr"}),
    scope=Scope.DOCUMENT,
    anchors=("nigerian",),
    find=find,
    confidence=0.85,
    message="This text is about Niger, whose people are Nigeriens; “{text}” is of Nigeria.",
    doc="""“Nigerian” in a text that names Niger and the Sahel, and Nigeria nowhere.

French has two words, “nigérien” (of Niger) and “nigérian” (of Nigeria), which machines mix up. In
English the people of Niger are Nigeriens. Limits: one mention of Nigeria silences the rule.""",
    examples=(
        Example(
            "They crossed the ⟦Nigerian⟧ border near Labbezanga, leaving Mali for Niger.",
            fix="Nigerien",
        ),
        Example("In Niamey, the ⟦Nigerians⟧ of Niger marched.", fix="Nigeriens"),
        Example("The Nigerian army chased Boko Haram into Niger and Mali."),
        Example("Nigerian artists met in the Niger Delta."),
    ),
)
