"""Two sentences with nothing between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.vocabulary import zipf
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_OPENERS = (
    "However", "Therefore", "Moreover", "Meanwhile", "Nevertheless", "Furthermore", "According to",
    "In addition", "On the other hand", "As a result", "For example", "For his part",
)  # fmt: skip
_SUBJECTS = "He|She|They|We|It|This|There|These"
_VERBS = (
    "is|are|was|were|has|have|had|will|would|said|says|also|can|could|must|should|did|does|do|may"
)
_RUN_ON = re.compile(
    r"(?P<before>\b[a-zà-ÿ]{3,}) (?P<after>(?:" + "|".join(_OPENERS) + r")\b(?=,| the| a )"
    r"|(?:" + _SUBJECTS + r") (?:" + _VERBS + r")\b(?! Who| What))"
)
_TITLE = re.compile(r"[A-Z][\w’']*(?: (?:of|the|and|a|to|in|for))* [A-Z]")
_CALLED = frozenset(
    "called named titled entitled song film book movie album series hit single novel show play"
    " programme program hashtag slogan campaign read reads chant motto documentary game like"
    " sang sing sings track episode poem musical and the".split()
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """A lower-case word, then a capital that only the first word of a sentence has."""
    for match in _RUN_ON.finditer(reading.text, within.start, within.end):
        if match["before"] in _CALLED or zipf(match["before"], "en") < 3.0:
            continue
        if match["after"].split()[0] in ("It", "This", "There", "We", "They") and _TITLE.match(
            reading.text, match.start("after")
        ):
            continue
        gap = Span(match.end("before"), match.start("after") + len(match["after"].split()[0]))
        first = match["after"].split()[0]
        yield Finding(gap, suggest(f". {first}"))


RULE = Rule(
    id="linguistic/sentence_run_on",
    category="linguistic-conventions/punctuation",
    severity=Severity.MAJOR,
    message="Two sentences run together here: the stop between them is missing.",
    doc="""A new sentence that begins without a stop before it: "… on Friday However, the …".

A mark at the end of a segment was lost. Only openers that carry a capital nowhere else are
recognised (However, He said, It was), and not after words that introduce a title.""",
    find=find,
    target_langs=frozenset({"en"}),
    anchors=tuple(f" {w.lower()}" for w in _OPENERS)
    + tuple(f" {s.lower()} " for s in _SUBJECTS.split("|")),
    scope=Scope.WINDOW,
    confidence=0.85,
    examples=(
        Example("The road was closed⟦ However⟧, the bridge is open.", fix=". However"),
        Example("They signed an agreement⟦ He⟧ said that it was good.", fix=". He"),
        Example("The vote is over⟦ It⟧ was held on Friday.", fix=". It"),
        Example("The film It Was Yesterday was shown; the song He Is Gone too."),
        Example("The road was closed. However, the bridge is open."),
        Example("She read a book called It is Raining."),
    ),
)
