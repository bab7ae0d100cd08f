"""Dates written another language's way: 3. March, 5 of May, 1er May, on Monday (27)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.locale.formats import MONTHS, WEEKDAYS, day_first
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_DAY = r"(?P<d>[12]?\d|3[01])"
_FORMS = (
    re.compile(rf"(?<![\w.,])(?P<mark>(?:the )?{_DAY}\. (?P<m>{MONTHS}))\b"),
    re.compile(rf"(?<![\w.,:])(?P<mark>(?:the )?{_DAY} of (?P<m>{MONTHS}))\b(?! (?:the|that)\b)"),
    re.compile(rf"(?<![\w.,])(?P<mark>(?:the )?{_DAY}(?:er|º|ª) (?:of )?(?P<m>{MONTHS}))\b"),
    re.compile(
        rf"(?<=\bon )(?P<mark>the {_DAY} (?P<m>{MONTHS}))\b(?! [a-z]+ing\b)"
        r"(?= ?(?:[.,;]|\d{4}|$))"
    ),
)
_YEAR_OF = re.compile(
    rf"\b(?:{MONTHS}|[0-3]?\d(?:st|nd|rd|th)?)(?P<mark> of (?:the year )?)(?=(?:19|20)\d\d\b)"
)
_WEEKDAY_NUMBER = re.compile(rf"\b(?:{WEEKDAYS})(?P<mark> \((?:[12]?\d|3[01])(?:st|nd|rd|th)?\))")
_SENTENCE_END = re.compile(r"\d\. (?P<m>March|May) [a-z]")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Dates in a foreign form."""
    text = reading.text
    for form in _FORMS:
        for match in form.finditer(text, within.start, within.end):
            if _SENTENCE_END.match(text, match.start("d") + len(match["d"]) - 1):
                continue
            opens = match["mark"][0].isdigit() and reading.starts_sentence(match.start())
            if opens and text[match.end("d")] == ".":
                continue  # a numbered list: "3. May I ask …"
            yield Finding(Span(*match.span("mark")), suggest(*_dates(reading, match)))
    for match in _WEEKDAY_NUMBER.finditer(text, within.start, within.end):
        yield Finding(Span(*match.span("mark")), suggest(""))
    for match in _YEAR_OF.finditer(text, within.start, within.end):
        before = text[max(match.start() - 12, 0) : match.start("mark")]
        if re.search(rf"(?:{MONTHS}) \d+(?:st|nd|rd|th)?\Z|\d (?:{MONTHS})\Z", before):
            comma = before[-1].isdigit() or before.endswith(("st", "nd", "rd", "th"))
            yield Finding(Span(*match.span("mark")), suggest(", " if comma else " "))


def _dates(reading: Reading, match: re.Match[str]) -> tuple[str, str]:
    british, american = f"{match['d']} {match['m']}", f"{match['m']} {match['d']}"
    return (british, american) if day_first(reading) else (american, british)


RULE = Rule(
    id="locale/date_format",
    category="locale-conventions/date-format",
    severity=Severity.MINOR,
    message="English writes this date otherwise.",
    doc="""A date in another language's form.

"3. March" is German, "5 of May" Spanish, "1er May" French, "on Monday (27)" Portuguese.

English writes "March 3" or "3 March". The suggestion follows the order that the rest of the text
uses. Limits: "the 5th of May" is English.""",
    find=find,
    target_langs=frozenset({"en"}),
    anchors=tuple(
        f"{link} {m.lower()}" for link in (".", " of", "er", "º", "ª") for m in MONTHS.split("|")
    )
    + tuple(f"the {d}" for d in "123456789")
    + tuple(f"day ({d}" for d in "123456789")
    + (" of 19", " of 20", " of the year"),
    scope=Scope.WINDOW,
    confidence=0.92,
    examples=(
        Example("The trial opened on ⟦3. March⟧.", fix="March 3"),
        Example("He was born on ⟦5 of May⟧ 1961.", fix="May 5"),
        Example("The law took effect on ⟦1er May⟧.", fix="May 1"),
        Example(
            "The trial opens on ⟦the 3 March⟧, and the verdict is due on 20 June and 1 July.",
            fix="3 March",
        ),
        Example("He spoke on Monday⟦ (27)⟧ in Lisbon.", fix=""),
        Example("It was signed on May 5⟦ of ⟧2020.", fix=", "),
        Example("The 5th of May is a holiday; the trial opened on 3 March, on March 3, 2020."),
        Example("He was 63. March was a wet month. He scored 3. May he rest in peace."),
        Example("On Monday (the 27th) he spoke. Of the 3 March events, two were cancelled."),
    ),
)
