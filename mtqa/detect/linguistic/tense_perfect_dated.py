"""“Has announced on Tuesday”: the perfect of French and German beside a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.attribution import WEEKDAY
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_IRREGULAR = {
    "said": "said", "made": "made", "told": "told", "met": "met", "held": "held", "left":
    "left", "lost": "lost", "won": "won", "taken": "took", "given": "gave", "begun":
    "began", "seen": "saw", "spoken": "spoke", "written": "wrote", "come": "came", "become":
    "became", "gone": "went", "sent": "sent", "paid": "paid", "found": "found", "had":
    "had", "led": "led", "shown": "showed", "risen": "rose", "fallen": "fell", "hit": "hit",
    "put": "put", "shot": "shot", "sold": "sold", "bought": "bought", "brought": "brought",
    "broken": "broke", "chosen": "chose", "drawn": "drew", "withdrawn": "withdrew",
    "thrown": "threw", "set": "set", "spent": "spent", "struck": "struck", "heard": "heard",
    "fled": "fled", "laid": "laid", "undergone": "underwent", "cut": "cut",
}  # fmt: skip
_ADJECTIVES = (
    "(?:unchanged|closed|limited|interested|based|needed|hundred|bed|seed|need|feed|speed|indeed)"
)
_PARTICIPLE = rf"(?P<part>(?!{_ADJECTIVES}\b)[a-z]{{3,}}ed|{'|'.join(_IRREGULAR)})"
_PAST_TIME = (
    rf"(?:(?:on |last |this )?{WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?|yesterday"
    r"|last (?:night|week|month|year|spring|summer|autumn|winter)|(?:a|one|two|three|four|five|six"
    r"|several|\d+) (?:hours|days|weeks|months|years) ago"
    r"|in (?:19\d\d|20[01]\d))"
)
_FIND = re.compile(
    rf"\b(?P<have>has|have) (?P<adverb>(?:also|again|thus|therefore|finally|officially|\w+ly) )?"
    rf"(?P<been>been )?{_PARTICIPLE}"
    rf"(?= {_PAST_TIME}(?![\w’'\-]| (?:to|until|through|and|or|–|-|nights?\b|afternoons?\b)))"
)
_OPEN = re.compile(r"\b(?:since|for|every|each|before|until)\b")
_MODAL = re.compile(
    r"\b(?:would|could|may|might|must|should|to|will|can|cannot|not|n['’]t|not to)\s+$"
)


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    for match in _FIND.finditer(text, within.start, within.end):
        if _MODAL.search(text, max(within.start, match.start() - 10), match.start()):
            continue
        if _OPEN.search(text, match.end(), min(match.end() + 12, within.end)):
            continue
        part = match["part"]
        past = _IRREGULAR.get(part, part)
        if match["been"]:
            past = f"{'was' if match['have'] == 'has' else 'were'} {part}"
        yield Finding(Span(*match.span()), suggest(f"{match['adverb'] or ''}{past}"))


RULE = Rule(
    id="linguistic/tense_perfect_dated",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "de", "it", "es"}),
    scope=Scope.SEGMENT,
    anchors=(
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("yesterday", "last ", " ago", "in 19", "in 20"),
    ),
    find=_find,
    message="With a date that is past English uses the simple past, not “{text}”.",
    doc="""The present perfect right before a date: "has announced on Tuesday".

French "a annoncé mardi", German "hat am Dienstag angekündigt" and Italian "ha annunciato martedì"
look like an English perfect, but with a date English needs the simple past. Limits: only dates
right behind the participle.""",
    examples=(
        Example("The minister ⟦has announced⟧ on Tuesday that he will resign.", fix="announced"),
        Example("The two leaders ⟦have met⟧ yesterday in Rome.", fix="met"),
        Example("Prices ⟦have also fallen⟧ last month.", fix="also fell"),
        Example("Of the passengers, 12 ⟦have been injured⟧ yesterday.", fix="were injured"),
        Example("The minister announced on Tuesday that he would resign."),
        Example("The shop has closed on Sundays since May."),
        Example("He is thought to have died last week."),
        Example("She has lived in Paris since Monday."),
    ),
)
