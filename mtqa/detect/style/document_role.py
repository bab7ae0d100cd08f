"""A role noun where English repeats the surname: "the Ukrainian minister" for a person named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from weakref import WeakKeyDictionary

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.detect.style.cast import cast
from mtqa.detect.style.quoted_text import quoted
from mtqa.types import Severity, Span

_LEAST_SENTENCES = 4
_ROLES = (
    "minister", "president", "chancellor", "premier", "senator", "deputy", "mayor", "ambassador",
    "diplomat", "general", "judge", "prosecutor", "commissioner", "secretary", "striker",
    "midfielder", "defender", "goalkeeper", "coach", "actor", "actress", "singer", "director",
    "filmmaker", "writer",
)  # fmt: skip
_AGES = (
    "quadragenarian", "quinquagenarian", "sexagenarian", "septuagenarian", "octogenarian",
    "thirty-something", "forty-something", "fifty-something", "sixty-something", "thirty-year-old",
    "forty-year-old", "fifty-year-old", "sixty-year-old",
)  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    roles, ages = "|".join(_ROLES), "|".join(_AGES)
    return re.compile(
        rf"\b[Tt]he (?:(?P<adjective>[A-Z]\w+(?:an|ish|ese|ch|rg|ss|ek|i|k)) (?P<role>{roles})"
        rf"|(?P<age>{ages})|native of [A-Z]\w+)\b(?!\s+(?:[A-Z]|of\b|for\b|who\b|whose\b)|['’])"
    )


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Role nouns that stand for a person whom the document has named with that role."""
    if len(reading.document.segments) < _LEAST_SENTENCES:
        return
    for match in _pattern().finditer(reading.text):
        if quoted(reading, match.start()):
            continue
        if match["role"]:
            surname = _holder(reading, match["adjective"], match["role"], match.start())
            if surname:
                yield Finding(Span(*match.span()), suggest(surname))
        elif match.start() > reading.document.segments[0].target.end:
            yield Finding(Span(*match.span()))


def _holder(reading: Reading, adjective: str, role: str, before: int) -> str | None:
    """The surname of the only person whom the text has introduced as the adjective's role."""
    known = _HOLDERS.setdefault(reading, {})
    if (adjective, role) not in known:
        known[adjective, role] = dict(_introduced(reading, adjective, role))
    found = [surname for surname, end in known[adjective, role].items() if end < before]
    return found[0] if len(found) == 1 else None


_HOLDERS: WeakKeyDictionary[Reading, dict[tuple[str, str], dict[str, int]]] = WeakKeyDictionary()


def _introduced(reading: Reading, adjective: str, role: str) -> Iterator[tuple[str, int]]:
    """Surnames that the text introduces as the adjective's role, and where it first has."""
    named = re.compile(rf"\b{role}\b", re.I)
    for surname, mentions in cast(reading).by_surname.items():
        for mention in mentions:
            low = max(0, mention.span.start - 70)
            lead = reading.text[low : mention.span.start].rpartition("\n")[2]
            lead = re.split(r"[.!?;:]\s", lead)[-1]
            if mention.full and adjective in lead and named.search(lead):
                yield surname, mention.span.end
                break


RULE = Rule(
    id="style/document-role",
    category="style/unidiomatic",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    message="“{text}” stands for a person who has been named: English repeats the surname.",
    find=find,
    doc="""A role, age or birthplace in place of a name, to avoid saying the name again.

French style forbids repetition, so the minister becomes "the Ukrainian minister", "the
septuagenarian", "the native of Lyon". English news repeats the surname. A role noun is reported
where the text has introduced exactly one person with that nationality and role; ages and
birthplaces wherever they stand. Native writers do it too, less often: it takes
evidence of a Romance source.""",
    examples=(
        Example(
            "Spanish Foreign Minister Ana Robledo arrived in Rabat on Monday.\n"
            "She will meet the king.\nTalks will last two days.\n"
            "The agreement is within reach, ⟦the Spanish minister⟧ said.",
            fix="Robledo",
        ),
        Example(
            "Singer Marc Delorme will give a last concert in June.\n"
            "He has sold ten million records.\nTickets go on sale on Friday.\n"
            "⟦The septuagenarian⟧ has promised a surprise."
        ),
        Example(
            "Spanish Foreign Minister Ana Robledo arrived in Rabat on Monday.\n"
            "She will meet the king.\nTalks will last two days.\n"
            "The Moroccan minister was not there to welcome her."
        ),
        Example(
            "Spanish Foreign Minister Ana Robledo met French Foreign Minister Paul Lenoir.\n"
            "Talks will last two days.\nA dinner is planned.\n"
            "The agreement is within reach, Robledo said."
        ),
    ),
    target_langs=frozenset({"en"}),
    anchors=(*(f" {r}" for r in _ROLES), *_AGES, "native of"),
    scope=Scope.DOCUMENT,
    confidence=0.6,
)
