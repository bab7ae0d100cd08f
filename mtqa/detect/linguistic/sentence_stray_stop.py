"""A full stop in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.sentence_breaks import Break, breaks
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_OPEN = frozenset(
    "the a an of to and or but with from by at into for as than that which who whose because while"
    " if when although though whether their its his our your my these those will would can could"
    " may might must should has have had is are was were been be very eventually also especially"
    " between among during including without against under over upon every each".split()
)
"""Words after which no sentence ends."""
_GOES_ON = frozenset(
    "of to by with from into onto than which who whose whom said says told added has had was were"
    " is are would could might must should will been being and or but nor until unless because"
    " whereas while although though according including despite during against between among"
    " within without towards toward upon".split()
)
"""Words that go on with a sentence that has begun."""
_ENDS = frozenset(
    "been is are was were be can could may must should will would has have had".split()
)
"""Of the former, those that also end one (“as it once was.”)."""


def stray(found: Break, lang: str) -> bool:
    """Whether the stop cannot be one: the sentence is not finished before or goes on after it."""
    if lang not in RULE.target_langs:
        return False
    before = found.before.lower()
    if before in _OPEN and before not in _ENDS:
        return True
    return found.stop == "." and found.after in _GOES_ON


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Stops after an article, or before a verb or preposition in lower case."""
    for found in breaks(reading, within):
        if stray(found, reading.lang):
            comma = "," if found.after in ("and", "or", "but", "which", "who", "while") else ""
            options = ("", ",") if not comma else (",", "")
            yield Finding(found.stop_span, suggest(*options))


RULE = Rule(
    id="linguistic/sentence_stray_stop",
    category="linguistic-conventions/punctuation",
    severity=Severity.MAJOR,
    message="This stop cuts a sentence in two: it goes on in lower case.",
    doc="""A full stop inside a sentence: after a word that ends none or before one that goes on.

Segments are cut at a wrong stop, translated apart and joined again; or the stop of an abbreviation
of the source survives. Abbreviations, initials and ellipses are in order.""",
    find=find,
    target_langs=frozenset({"en"}),
    anchors=(". ", "? ", "! "),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("The minister⟦.⟧ said that the road is closed.", fix=""),
        Example("It was built by the⟦.⟧ government last year.", fix=""),
        Example("The army took the town⟦.⟧ which had been empty.", fix=","),
        Example("They were stopped by⟦?⟧ the police in Lyon.", fix=""),
        Example("He arrived at 5 p.m. and left. And that was all."),
        Example("He works for Acme Inc. and for Yahoo! in the U.S. with friends."),
        Example("There were approx. of them ... but no. is."),
        Example("“Why?” he asked. Where to? Nobody knew."),
    ),
)
