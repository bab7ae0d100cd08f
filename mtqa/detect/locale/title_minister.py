"""Titles of office in the foreign order: "the Ukrainian Minister of Foreign Affairs, X,"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.detect.locale.name_lexicon import in_english
from mtqa.detect.locale.title_words import ADJECTIVE, MINISTRIES, MINISTRY, PERSON
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span


@cache
def _regex() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<the>\b[Tt]he\s+)?\b(?P<adj>{ADJECTIVE})\s+"
        rf"(?P<kind>(?:Deputy |Vice |First Deputy |deputy |former |Former )*)[Mm]inister\s+of\s+"
        rf"(?P<of>{MINISTRY})(?!\s+(?:and|of)\s+[A-Z])(?!\s+(?!{PERSON})[A-Z])\b"
        rf"(?:(?P<comma>,?)\s+(?P<name>{PERSON})(?P<close>,?))?"
    )


_KEEPS_COMMA = re.compile(
    r"\s+(?:however|who|whose|which|and|but|too|also|for (?:his|her) part|meanwhile|in)\b"
)
_OFFICES = {
    "American": {"Foreign": "Secretary of State"},
    "British": {"Finance": "Chancellor", "Interior": "Home Secretary"},
}


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Nationality, "Minister of" a ministry, and the name where one follows."""
    for match in _regex().finditer(reading.text, within.start, within.end):
        yield _finding(reading.text, match)


def _finding(text: str, match: re.Match[str]) -> Finding:
    kind, adjective, ministry = match["kind"], match["adj"], MINISTRIES[match["of"]]
    kind = " ".join(kind.split()) + " " if kind.strip() else ""
    office = _OFFICES.get(adjective, {}).get(ministry, f"{ministry} Minister")
    if adjective == "American":
        adjective = "US"
    if not match["name"]:
        lowered = kind.lower() + (office if office.startswith("Secretary") else _lower(office))
        return Finding(
            Span(*match.span()),
            suggest(f"{match['the'] or ''}{adjective} {lowered}"),
            confidence=0.7,
        )
    end, close = match.end(), match["close"]
    if close and (_KEEPS_COMMA.match(text, end) or not match["comma"]):
        end -= 1
    title = f"{adjective} {kind.title() if kind else ''}{office} {in_english(match['name'])}"
    return Finding(Span(match.start(), end), suggest(title), confidence=0.95)


def _lower(office: str) -> str:
    return " ".join(w if w == "European" or w.isupper() else w.lower() for w in office.split())


RULE = Rule(
    id="locale/title_minister",
    category="style/unidiomatic",
    severity=Severity.MINOR,
    message="English news puts the office before the name: “Ukrainian Foreign Minister …”.",
    doc="""A minister's title in French order: nationality, "Minister of" a ministry, comma, name.

French writes "le ministre ukrainien des Affaires étrangères, X,". English-language news puts
office and name together without commas (Ukrainian Foreign Minister X), and in lower case without
the name (the Ukrainian foreign minister). Without a nationality the long form is common in
Canada, the Netherlands and Africa and is left to another rule.""",
    find=find,
    examples=(
        Example(
            "⟦The Ukrainian Minister of Foreign Affairs, Taras Melnyk,⟧ said no.",
            fix="Ukrainian Foreign Minister Taras Melnyk",
        ),
        Example(
            "⟦The Ukrainian Minister of Foreign Affairs, Andriï Melnyk⟧, however, stayed.",
            fix="Ukrainian Foreign Minister Andrii Melnyk",
        ),
        Example(
            "Talks with ⟦Belgian Minister of Defence Theo Peeters⟧ continue.",
            fix="Belgian Defence Minister Theo Peeters",
        ),
        Example(
            "He met ⟦the French Minister of the Interior⟧ on Monday.",
            fix="the French interior minister",
        ),
        Example(
            "“We agree,” said ⟦the Irish minister of Finance, Mary O'Connor⟧.",
            fix="Irish Finance Minister Mary O'Connor",
        ),
        Example("Ukrainian Foreign Minister Taras Melnyk said no."),
        Example("The Minister for Agriculture, Warren Truss, said no."),
        Example("The Dutch minister of the day was William of Orange."),
        Example("The Canadian Minister of Crown-Indigenous Relations spoke."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de", "uk", "ru", "ar"}),
    anchors=("minister of ",),
    scope=Scope.WINDOW,
    confidence=0.9,
)
