"""Dates and times that French words otherwise: this Wednesday May 3, at 20:00 hours."""

import re

from mtqa.detect.locale.formats import DIGITS, MONTHS, WEEKDAYS, clock, probe
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity

_DATE = rf"(?:(?:{MONTHS}) [0-3]?\d(?:st|nd|rd|th)?|[0-3]?\d(?:st|nd|rd|th)?(?: of)? (?:{MONTHS}))"
_DAYS = tuple(f"this {d.lower()}" for d in WEEKDAYS.split("|"))


def _without_this(match: re.Match[str]) -> str:
    comma = "," if match["date"][0].isalpha() else ""
    return f"{match['day']}{comma} {match['date']}"


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    return clock(hour, minute) if 0 < hour < 24 and minute < 60 else None


def _around(match: re.Match[str]) -> str | None:
    time = _clock(match)
    return f" at around {time}" if time else None


RULE = Rule(
    id="locale/date_wording",
    category="locale-conventions/date-format",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    message="“{text}” words the date or time as French does; English says it shorter.",
    doc="""A date or time in French wording.

"This Wednesday May 3", "on 3 June last", "in this month of May", "at 20:00 hours", "on this
Monday". English says "on Wednesday, May 3", "on June 3", "in May", "at 8 p.m.", "on Monday".
Formal and older English knows some of these, so the rule speaks only in a translated text.""",
    probes=(
        probe(
            _DAYS,
            rf"\b(?P<mark>[Tt]his (?P<day>{WEEKDAYS}),? (?P<date>{_DATE}))\b(?!:)",
            _without_this,
        ),
        probe(
            tuple(f"on {d}" for d in _DAYS),
            rf"\b[Oo]n(?P<mark> this )(?=(?:{WEEKDAYS})\b(?! {_DATE}))",
            " ",
        ),
        probe(
            (" last", " next"),
            rf"\b(?:{_DATE}|(?<=[Oo]n )(?:{WEEKDAYS}))(?P<mark>,? (?:last|next))"
            r"(?=[.,;)”\"]|$| (?:by|in|at|that)\b)",
            lambda m: "",
        ),
        probe(
            ("month of",),
            rf"\b(?:[Ii]n|[Dd]uring|[Ss]ince|[Oo]f|[Uu]ntil|[Ff]or) "
            rf"(?P<mark>(?:the|this) month of )(?=(?:{MONTHS})\b)",
            lambda m: "",
        ),
        probe(
            tuple(f"{d} hours" for d in DIGITS),
            r"\b(?:at|from|until|till|before|after|around|about|by|since) "
            r"(?P<mark>(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d) hours)\b",
            _clock,
        ),
        probe(
            tuple(f"{w} {d}" for w in ("toward", "towards") for d in DIGITS),
            r"(?P<mark> towards? (?P<h>[1-9]|1\d|2[0-3])(?: hours|[hH:.](?P<m>[0-5]\d)?))(?![\w:])",
            _around,
        ),
        probe(
            tuple(f"{d} hours" for d in DIGITS),
            r"\b[Aa]t (?P<mark>(?P<h>[1-9]|1\d|2[0-3]) hours(?P<m>))"
            r"(?=[.,;)]|$| (?:on|sharp|local)\b)",
            _clock,
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.WINDOW,
    confidence=0.75,
    examples=(
        Example("The strike begins on ⟦this Wednesday May 3⟧.", fix="Wednesday, May 3"),
        Example("The minister spoke on⟦ this ⟧Monday in Paris.", fix=" "),
        Example("The law was passed on 3 June⟦ last⟧.", fix=""),
        Example("The vote is on 8 November⟦ next⟧.", fix=""),
        Example("They put it out⟦ towards 22 hours⟧.", fix=" at around 10 p.m."),
        Example("Prices fell in ⟦the month of ⟧May.", fix=""),
        Example("The debate starts at ⟦20:00 hours⟧.", fix="8 p.m."),
        Example("The doors open at ⟦20 hours⟧ on Friday.", fix="8 p.m."),
        Example("The strike begins this Wednesday, and last June it rained for 20 hours."),
        Example("It was May 3 last year; the month of May is warm."),
    ),
)
