"""Dates with articles and hours without a clock: born the 5 May, at 8 hours 30."""

import re

from mtqa.detect.locale.formats import DIGITS, MONTHS, clock, probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_LOW = tuple(m.lower() for m in MONTHS.split("|"))
_HAPPENED = (
    r"(?:\w{3,}ed|born|place|began|begins?|took|left|went|fell|came|met|won|held|opens?|starts?|ends?"
    r"|closes?|scheduled|due)"
)


def _range(match: re.Match[str]) -> tuple[str, ...] | None:
    if not re.search(r"the \d+ ", match["mark"]):
        return None  # "from the 3rd to the 7th of June" is English
    first, last, month = match["a"], match["b"], match["m"]
    return f"from {first} to {last} {month}", f"from {month} {first} to {last}"


def _on(match: re.Match[str]) -> tuple[str, str]:
    return f"on {match['d']} {match['m']}", f"on {match['m']} {match['d']}"


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["h"]), int(match["m"])
    return clock(hour, minute) if hour <= 24 and minute < 60 else None


def _twelve(match: re.Match[str]) -> str:
    if match["zero"]:
        return clock(0, int(match["z"])) if int(match["z"]) else "midnight"
    return clock(int(match["h"]), int(match["m"]))


RULE = Rule(
    id="locale/date_range",
    category="locale-conventions/date-format",
    severity=Severity.MINOR,
    message="English writes this date or time otherwise.",
    doc="""A date with the articles of French, or an hour without its clock.

"He was born the 5 May", "from the 3 to the 7 June", "at 8 hours 30", "at midday 30". English says
"on May 5" or "on 5 May", "from June 3 to 7", "at 8:30 a.m.".""",
    probes=(
        probe(
            tuple(f"to the {d}" for d in DIGITS) + tuple(f"from the {d}" for d in DIGITS),
            r"\b(?P<mark>from (?:the )?(?P<a>[0-3]?\d)(?:st|nd|rd|th)? to (?:the )?(?P<b>[0-3]?\d)"
            rf"(?:st|nd|rd|th)?(?: of)? (?P<m>{MONTHS}))\b",
            _range,
        ),
        probe(
            tuple(f"{d} {m}" for d in DIGITS for m in _LOW),
            rf"\b{_HAPPENED} (?:in [A-Z]\w+ )?(?P<mark>the (?P<d>[0-3]?\d) (?P<m>{MONTHS}))\b"
            r"(?= ?(?:[.,;)]|\d{4}|$|in |at |and |to |with ))",
            _on,
        ),
        probe(
            tuple(f"{d} hours {k}" for d in DIGITS for k in "012345"),
            r"\b(?:at|from|until|till|around|about) "
            r"(?P<mark>(?P<h>[01]?\d|2[0-4]) hours (?P<m>[0-5]\d))\b(?! (?:minutes|seconds))",
            _clock,
        ),
        probe(
            tuple(f"{d} h" for d in DIGITS),
            r"\b(?:at|from|until|till|before|after|around|about|by|since|to|and) "
            r"(?P<mark>(?P<h>[1-9]|1\d|2[0-3]) h(?P<m>))"
            r"(?=[.,;)”\"]|$| (?:on|in|at|and|to|the|for)\b)",
            lambda m: clock(int(m["h"]), 0),
        ),
        probe(
            tuple(f"and the {d}" for d in DIGITS),
            r"(?P<mark>\b(?P<w>[Bb]etween) the (?P<a>[0-3]?\d)(?:st|nd|rd|th)? and the "
            rf"(?P<b>[0-3]?\d) (?P<m>{MONTHS}))\b",
            r"\g<w> \g<a> and \g<b> \g<m>",
        ),
        probe(
            tuple(f"the {d}" for d in DIGITS),
            rf"(?:(?<![^\n])|(?<=[.!?] ))"
            rf"(?P<mark>The (?P<d>[0-3]?\d(?: and [0-3]?\d)?) (?P<m>{MONTHS}))(?=,| \d{{4}},)",
            r"On \g<d> \g<m>",
        ),
        probe(
            ("p.m", "pm", "a.m"),
            r"(?<![\w.,:])(?P<mark>(?:(?P<h>1[3-9]|2[0-3])[:.](?P<m>[0-5]\d) ?"
            r"(?:p\.m\.?|pm|PM|P\.M\.)"
            r"|(?P<zero>00?)[:.](?P<z>[0-5]\d) ?(?:a\.m\.?|am|AM)))(?![\w])",
            _twelve,
        ),
        probe(
            ("midday 30", "noon 30", "midnight 30"),
            r"\b(?P<mark>(?P<w>midday|noon|midnight) 30)\b",
            lambda m: "12:30 a.m." if m["w"] == "midnight" else "12:30 p.m.",
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.WINDOW,
    confidence=0.88,
    examples=(
        Example("He was born ⟦the 5 May⟧ 1961 in Lyon.", fix="on 5 May"),
        Example("The festival runs ⟦from the 3 to the 7 June⟧.", fix="from 3 to 7 June"),
        Example("It starts at ⟦8 hours 30⟧.", fix="8:30 a.m."),
        Example("The doors close at ⟦18 h⟧.", fix="6 p.m."),
        Example("The alarm rang at ⟦noon 30⟧.", fix="12:30 p.m."),
        Example("It is ⟦between the 1st and the 15 August⟧.", fix="between 1 and 15 August"),
        Example("⟦The 5 and 6 June⟧, the city will celebrate.", fix="On 5 and 6 June"),
        Example("The train left at ⟦13:30 p.m.⟧ as planned.", fix="1:30 p.m."),
        Example("It lasted from 3 to 7 June; after 8 hours 30 people left, 5 h later."),
        Example("He was hurt in the 7 July attacks; opened the 3 May Street shop."),
    ),
)
