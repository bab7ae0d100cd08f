"""Titles of office in the foreign order without a nationality: "the Minister of Justice"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.detect.locale.name_lexicon import in_english
from mtqa.detect.locale.title_words import ADJECTIVE, MINISTRIES, MINISTRY, PERSON
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_KEEPS_COMMA = re.compile(r"\s+(?:however|who|whose|which|and|but|too|also|for (?:his|her) part)\b")


@cache
def _regexes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    title = (
        rf"(?P<lead>\b[Tt]he\s+|['’]s\s+|\b)(?P<kind>(?:Deputy |Vice |deputy |former )?)"
        rf"[Mm]inister\s+of\s+(?P<of>{MINISTRY})(?!\s+(?:and|of)\s+[A-Z])(?!\s+(?!{PERSON})[A-Z])\b"
        rf"(?:(?P<comma>,?)\s+(?P<name>{PERSON})(?P<close>,?))?"
    )
    return re.compile(title), re.compile(rf"\b{ADJECTIVE}\s+(?:\w+\s+)?$")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The title where no nationality stands before it."""
    regex, adjective = _regexes()
    for match in regex.finditer(reading.text, within.start, within.end):
        if not adjective.search(reading.text[max(match.start() - 40, 0) : match.start()]):
            yield _finding(reading.text, match)


def _finding(text: str, match: re.Match[str]) -> Finding:
    lead, kind, office = match["lead"], match["kind"], f"{MINISTRIES[match['of']]} Minister"
    end = match.end("of")
    plain = (kind + office).lower().replace("european", "European").replace("europe m", "Europe m")
    if not match["name"] or lead.startswith(("'", "’")):
        start = match.start() + (2 if lead.startswith(("'", "’")) else 0)
        head = " " if start != match.start() else lead
        return Finding(
            Span(start + len(head) * (head == " "), end),
            suggest((head if head != " " else "") + plain),
        )
    end = match.end()
    if match["close"] and (_KEEPS_COMMA.match(text, end) or not match["comma"]):
        end -= 1
    return Finding(Span(match.start(), end), suggest(f"{kind}{office} {in_english(match['name'])}"))


RULE = Rule(
    id="locale/title_minister_bare",
    category="style/unidiomatic",
    severity=Severity.MINOR,
    message="English news says “the justice minister” or, before a name, “Justice Minister …”.",
    doc="""A minister's title with "of" and no nationality: "the Minister of Justice, X,".

The long form is official usage in some English-speaking countries, so the rule speaks only where
the text was translated from a language that has no other order.""",
    find=find,
    examples=(
        Example(
            "⟦The Minister of the Interior, Bruno Marchand,⟧ was there.",
            fix="Interior Minister Bruno Marchand",
        ),
        Example("She asked ⟦the Minister of Justice⟧ to act.", fix="the justice minister"),
        Example("Israel’s ⟦Minister of Defense⟧ agreed.", fix="defense minister"),
        Example(
            "Talks with ⟦Minister of Health Ana Lopes⟧ failed.", fix="Health Minister Ana Lopes"
        ),
        Example("The justice minister agreed."),
        Example("He became minister of a small church."),
    ),
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "uk", "ru", "ar"}),
    anchors=("minister of ",),
    scope=Scope.WINDOW,
    confidence=0.75,
)
