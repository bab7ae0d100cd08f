"""“The ministers should meet on Friday”: a forecast of French news, no duty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.clause_subject import is_plural
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_EVENT = (
    r"(?:meet|render|last|travel|go|visit|arrive|receive|hold|open|close|begin|start|end|"
    r"take place|present|speak|address|announce|vote|examine|rule|decide|play|face|"
    r"return|leave|attend|join|sign|unveil|appear|testify|discuss|hand down|submit|"
    r"inaugurate|welcome|host|chair|give|deliver|fly|depart|publish|release|issue|"
    r"adopt|approve|reopen|debate|come|head|take off|launch|resume|be (?:held|"
    r"presented|examined|voted(?: on)?|discussed|inaugurated|signed|adopted|opened|"
    r"published|announced|unveiled|debated|tried|sentenced|heard|received|appointed|"
    r"named|known|launched|approved|finalised|finalized|delivered|played|extradited|"
    r"broadcast|back|extended|lifted|transferred|completed|finished|transmitted|put to the vote)"
    r"|continue|remain|stay|finish)"
)
_WHEN = (
    r"(?:(?:on |this |next )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|"
    r"tonight|next (?:week|month|year|spring|summer|autumn|winter)|in the (?:coming|"
    r"next) \w+|by the end of|at the (?:end|beginning|start) of|this (?:week|month|"
    r"summer|autumn|winter|spring|evening|afternoon|weekend)|later this|(?:in|from|"
    r"on|until) (?:early |late |mid-?)?(?:\d{1,2} )?(?:January|February|March|April|"
    r"June|July|August|September|October|November|December)|in 20[2-9]\d)"
)
_FORECAST_VERB = (
    r"(?:(?:slow (?:to|by)|sign (?:for|with|until)|reach|exceed|amount to|total|rise|"
    r"fall|climb|decline|decrease|grow|shrink|stagnate|hover|procrastinate|stall|temporize|temporise|dither|peak|"
    r"plummet|rebound|worsen|subside|weaken|increase (?:by|to|from|in|slightly|"
    r"further)|take place (?:on|in|this|next|from|between|before|within|today|"
    r"tomorrow)|last (?:until|for|several|a|two|three)|cost (?:more|around|about|"
    r"between|nearly|some|several)|create \d+)\b)"
)
_PASSIVE = (
    r"be (?!noted|worried|observed|added|remembered|concerned|allowed)\w+(?:ed|en|wn|ld|nt|ught)"
)
_MODAL = r"\b(?<!we )(?<!you )(?<!I )(?P<modal>{})(?P<not> not)?(?= (?:\w+ly |also |then )?{})"
_DATED = re.compile(
    _MODAL.format("should|must", rf"{_EVENT}\b[^.;:!?]{{0,90}}?\b{_WHEN}\b"), re.IGNORECASE
)
_DONE = re.compile(
    _MODAL.format("should", rf"{_PASSIVE}\b[^.;:!?]{{0,60}}?\b(?!by the end){_WHEN}\b"),
    re.IGNORECASE,
)
_FORECAST = re.compile(_MODAL.format("should", _FORECAST_VERB), re.IGNORECASE)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|unless|think|believe|argue|insist|recommend|urge|demand|guideline|rule)s?\b", re.I
)


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    if _HYPOTHETICAL.search(text, within.start, within.end):
        return
    for pattern in (_DATED, _FORECAST, _DONE):
        for match in pattern.finditer(text, within.start, within.end):
            if match["not"] and text.startswith(" exceed", match.end()):
                continue  # a limit, not a forecast
            plural = is_plural(text, within.start, match.start())
            better: tuple[str, ...] = ()
            if plural is not None:
                word = "are" if plural else "is"
                negation = " not" if match["not"] else ""
                verb = "expected" if match["modal"] == "should" else "due"
                better = (f"{word}{negation} {verb} to",)
            yield Finding(Span(*match.span()), suggest(*better))


RULE = Rule(
    id="linguistic/tense_expected",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.SEGMENT,
    anchors=("should", "must"),
    find=_find,
    confidence=0.75,
    message="If this is a forecast, not a duty, English says “is expected to” or “is due to”, not "
    "“{text}”.",
    doc="""“Should” or “must” with a dated event or a forecast, where the source announces it.

French "devrait" and "doit" (Spanish "debería", Italian "dovrebbe", German "soll") announce what is
planned or likely: "is expected to", "is due to". “Should” states a duty and changes the news.
English uses the same words for duties, so the rule needs other evidence of the origin, an event
with a date or a verb of forecast, and no condition or opinion in the sentence.""",
    examples=(
        Example(
            "The ministers, who meet in Brussels, ⟦should⟧ procrastinate.", fix="are expected to"
        ),
        Example("The bill ⟦should⟧ be voted on Thursday.", fix="is expected to"),
        Example("The hearing ⟦should⟧ continue until Friday.", fix="is expected to"),
        Example("The president ⟦must⟧ meet his counterpart on Friday.", fix="is due to"),
        Example("Growth ⟦should not⟧ reach 1% in 2025.", fix="is not expected to"),
        Example("The unions said they ⟦should⟧ meet next week.", fix="are expected to"),
        Example("The strikes in the ports ⟦should⟧ resume tomorrow.", fix="are expected to"),
        Example("The bill is expected to be voted on Thursday."),
        Example("Drivers should slow down near schools."),
        Example("If the talks fail, the ministers should meet on Friday."),
        Example("The state must protect its citizens."),
    ),
)
