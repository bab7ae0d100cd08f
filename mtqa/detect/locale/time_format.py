"""Times of day written the continental way: 18h30, 14h, 18.30 o'clock."""

import re

from mtqa.detect.locale.formats import after_digit, clock, probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    return clock(hour, minute) if hour <= 24 and minute < 60 else None


RULE = Rule(
    id="locale/time_format",
    category="locale-conventions/time-format",
    severity=Severity.MINOR,
    message="English writes the time of day otherwise.",
    doc="""The time of day in a continental form: "18h30", "14h", "18.30 o'clock", "8 hours 30".

English writes "6:30 p.m." (or "18:30" where house style has the 24-hour clock). Limits: "24h",
"48h" and other durations of whole days are left alone, and so is "18h" after "for" or "within".""",
    probes=(
        probe(
            after_digit("h"),
            r"(?<![\w.,:])(?P<mark>(?P<h>[01]?\d|2[0-3]) ?[hH] ?(?P<m>[0-5]\d))(?![\w])",
            _clock,
        ),
        probe(
            after_digit("h"),
            r"(?:\b(?:at|from|until|till|before|after|around|about|by|"
            r"to|and) )(?P<mark>(?P<h>[1-9]|1\d|2[0-3])(?P<m>)[hH])(?![\w/-]|"
            r"\.\d)",
            _clock,
        ),
        probe(
            ("o'clock",),
            r"(?<![\w.,:])(?P<mark>(?P<h>[01]?\d|2[0-3])[.:](?P<m>[0-5]\d) o[’']clock)\b",
            _clock,
        ),
        probe(
            ("o'clock",),
            r"(?<![\w.,:])(?P<mark>(?P<h>1[3-9]|2[0-4])(?P<m>) o[’']clock)\b",
            _clock,
        ),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.WINDOW,
    confidence=0.93,
    examples=(
        Example("The match begins at ⟦18h30⟧.", fix="6:30 p.m."),
        Example("Polling stations close at ⟦20h⟧.", fix="8 p.m."),
        Example("The police were called at ⟦18.30 o'clock⟧.", fix="6:30 p.m."),
        Example("They met at ⟦14 o'clock⟧.", fix="2 p.m."),
        Example("The shop is open 24h a day; the match begins at 6:30 p.m."),
        Example("He got up at 8 o'clock and cycled for 3h at 20 km/h."),
    ),
)
