"""Foreign abbreviations of international bodies and things, and a find function over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from mtqa.detect.locale.name_context import CLAUSE_FOLLOWS, in_foreign_phrase, is_whole, tokens
from mtqa.detect.locale.name_sources import read_toml
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Find, Finding, suggest
from mtqa.types import Span


@dataclass(frozen=True, slots=True)
class Acronym:
    """A foreign abbreviation, what English writes, and whether that takes "the"."""

    form: str
    english: str
    article: bool


@cache
def acronyms(groups: tuple[str, ...], *, origin: bool) -> tuple[dict[str, Acronym], frozenset[str]]:
    """Abbreviations of these groups by their form.

    Args:
        groups: Tables of ``acronyms.toml``.
        origin: Those that English text has in another sense, or those it has not.
    """
    found: dict[str, Acronym] = {}
    for group in groups:
        for item in re.split(r"[;\n]", read_toml("acronyms.toml")[group]["names"]):
            form, _, right = (part.strip() for part in item.partition(" = "))
            english = right.rstrip("+~")
            if form and form != english and ("~" in right[len(english) :]) == origin:
                found[form] = Acronym(form, english, "+" in right[len(english) :])
    return found, frozenset(found)


@cache
def _contexts() -> dict[str, re.Pattern[str]]:
    words = read_toml("acronyms.toml")["context"]
    return {form: re.compile(rf"\b(?:{regex})\b", re.IGNORECASE) for form, regex in words.items()}


def find_acronyms(groups: Iterable[str], *, origin: bool) -> Find:
    """A find function for these groups."""
    wanted = tuple(groups)

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        table, keys = acronyms(wanted, origin=origin)
        present = keys & tokens(reading)
        if "EE.UU." in reading.text:
            present = present | (keys & {"EE.UU."})
        for form in sorted(present):
            boundary = "" if form.endswith(".") else r"\b"
            for match in re.finditer(rf"\b{re.escape(form)}{boundary}", reading.text):
                if _stands(reading, form, Span(*match.span())):
                    yield _finding(reading.text, Span(*match.span()), table[form])

    return find


def _stands(reading: Reading, form: str, span: Span) -> bool:
    if not is_whole(reading.text, span.start, span.end):
        return False
    context = _contexts().get(form)
    if context:
        segment = reading.segment_at(span.start)
        if not context.search(segment.target.of(reading.text) if segment else reading.text):
            return False
    return not in_foreign_phrase(reading.text, span.start, span.end, place=False)


def _finding(text: str, span: Span, acronym: Acronym) -> Finding:
    """The abbreviation, with the article where English has one more or one less."""
    start, english = span.start, acronym.english
    before = text[max(start - 4, 0) : start]
    bare = english.isupper() and not acronym.article
    articled = before.lower() == "the "
    if bare and articled and CLAUSE_FOLLOWS.match(text, span.end):
        start -= 4
        articled = False
    message = f"“{acronym.form}” is a foreign abbreviation; in English it is {english}."
    # after an article that stays, only a reader sees "the NATO summit" from "the NATO arrived"
    safe = not articled if bare else articled
    return Finding(Span(start, span.end), suggest(english, safe=safe), message=message)
