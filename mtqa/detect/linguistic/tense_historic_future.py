"""“He will be elected in 1995”: the French future of the past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from mtqa.detect.linguistic.clause_subject import is_plural
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_PAST = {
    "become": "became", "win": "won", "lose": "lost", "die": "died", "leave": "left",
    "join": "joined", "return": "returned", "marry": "married", "take": "took", "make":
    "made", "found": "founded", "publish": "published", "write": "wrote", "move": "moved",
    "play": "played", "begin": "began", "resign": "resigned", "serve": "served", "create":
    "created", "end": "ended", "have": "had", "receive": "received", "obtain": "obtained",
    "enter": "entered", "sign": "signed", "open": "opened", "start": "started", "meet":
    "met", "give": "gave", "find": "found", "see": "saw", "come": "came",
}  # fmt: skip
_YEARS_AGO = 8
"""A year this far back is past in any text that is checked today."""

_FIND = re.compile(
    r"\bwill (?P<adverb>(?:then|later|also|finally|even|only|subsequently) )?"
    rf"(?P<verb>be(?= \w+(?:ed|en|wn|ld|nt|lt|ght|sed)\b)|{'|'.join(_PAST)})\b"
    r"(?=[^.;:!?,]{0,60}?\s(?:in|until|from|on \d{1,2} \w+|on \w+ \d{1,2},?|in \w+) "
    r"(?P<year>1[6-9]\d\d|20\d\d)\b(?!\s*(?:-|–|/)\d))"
)


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text, now = reading.text, datetime.now(UTC).year
    for match in _FIND.finditer(text, within.start, within.end):
        if int(match["year"]) > now - _YEARS_AGO:
            continue
        verb = match["verb"]
        if verb == "be":
            plural = is_plural(text, within.start, match.start())
            past = "" if plural is None else ("were" if plural else "was")
        else:
            past = _PAST[verb]
        better = (f"{match['adverb'] or ''}{past}",) if past and verb != "be" else (past,)
        if match["adverb"] and verb == "be" and past:
            better = (f"{past} {match['adverb'].strip()}",)
        yield Finding(Span(match.start(), match.end("verb")), suggest(*(b for b in better if b)))


RULE = Rule(
    id="linguistic/tense_historic_future",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "it", "es", "pt"}),
    scope=Scope.SEGMENT,
    anchors=(
        *("will be ", "will then", "will later", "will also", "will finally", "will even"),
        *("will only", "will subsequently", *(f"will {v}" for v in _PAST)),
    ),
    find=_find,
    message="The year is past: English tells it in the past tense.",
    doc="""The future tense with a year that is over.

French tells lives and histories in the future ("il sera élu en 1995"); English uses the past tense
(or “would be”). An old text may look forward to a year that has passed since, so the rule needs
other evidence.""",
    examples=(
        Example("He ⟦will be⟧ elected in 1995.", fix="was"),
        Example("The twins ⟦will then win⟧ three titles until 2004.", fix="then won"),
        Example("He ⟦will become⟧ minister in 2007.", fix="became"),
        Example("He was elected in 1995."),
        Example("It will be the largest rise since 1995."),
        Example("The plant will be built in 2099."),
    ),
)
