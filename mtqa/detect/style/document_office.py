"""One office, two holders: the introduction names one person, the rest of the text another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mtqa.detect.reading import Reading, fold
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.detect.style.cast import DATA, cast
from mtqa.types import Severity, Span

_LEAST_SENTENCES = 5
_PAST = re.compile(
    r"\b(?:former|ex-?|then|outgoing|incoming|next|future|new|newly|predecessors?|successors?|succeed\w*"
    r"|replac\w+|until|late|took over|hand(?:ed|ing)? over|resign\w*|stepp?\w* down|candidate"
    r"|ousted|in (?:19|20)\d\d|years? ago|previous(?:ly)?|served|elected|appointed|first|last)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office and who has held it.

    Attributes:
        name: What it is called.
        titles: How it stands before the holder's name, folded.
        holders: Full names.
    """

    name: str
    titles: tuple[str, ...]
    holders: tuple[str, ...]


@cache
def offices() -> tuple[Office, ...]:
    """The offices of ``data/offices.toml``."""
    data = tomllib.loads((DATA / "offices.toml").read_text(encoding="utf-8"))
    return tuple(
        Office(o["name"], tuple(fold(t) for t in o["titles"]), tuple(o["holders"]))
        for o in data["office"]
    )


@cache
def _pattern(office: Office) -> re.Pattern[str]:
    titles = "|".join(re.escape(t) for t in office.titles)
    holders = "|".join(re.escape(h) for h in office.holders)
    return re.compile(rf"\b(?i:{titles}),?\s+(?P<holder>{holders})\b")


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Holders in the introduction, where another holder of the same office speaks unintroduced."""
    if len(reading.document.segments) < _LEAST_SENTENCES:
        return
    for office in offices():
        if not any(t in reading.folded for t in office.titles):
            continue
        other = _speaks_unintroduced(reading, office)
        if other is None:
            continue
        for match in _pattern(office).finditer(reading.text):
            named = match["holder"]
            segment = reading.segment_at(match.start())
            context = segment.target.of(reading.text) if segment else ""
            if _surname(named) == _surname(other) or _PAST.search(context):
                continue
            yield Finding(
                Span(*match.span("holder")),
                suggest(other),
                message=f"The text calls {named} {office.name}, but later lets "
                f"{_surname(other)} speak, who has held that office too: check which of the two "
                "is meant.",
            )


def _speaks_unintroduced(reading: Reading, office: Office) -> str | None:
    """The holder who speaks by bare surname without having been introduced."""
    people = cast(reading)
    for holder in office.holders:
        mentions = people.by_surname.get(_surname(holder), [])
        if any(m.speaks for m in mentions) and not people.introduced(_surname(holder)):
            return holder
    return None


RULE = Rule(
    id="style/document-office",
    category="accuracy/entity",
    severity=Severity.CRITICAL,
    message="Two holders of one office appear in this text: check which of them is meant.",
    find=find,
    doc="""An office is given to one person, and another holder of the same office speaks later.

Language models replace the name they read by the one they know best with the office, so that the
introduction names a predecessor while the quotations keep the right surname. Fires only for offices
of data/offices.toml, only where the second holder is never introduced, and not where the sentence
speaks of a former, outgoing or newly elected holder. The names are public facts and grow old.""",
    examples=(
        Example(
            "Germany will send more tanks, the government said on Monday.\n"
            "The decision follows weeks of debate.\n"
            "German Chancellor ⟦Angela Merkel⟧ defended it in the Bundestag.\n"
            "The opposition asked for more.\n"
            "“We stand by our word,” Scholz told lawmakers.\n"
            "A vote is expected next week.",
            fix="Olaf Scholz",
        ),
        Example(
            "The central bank left its rates unchanged on Thursday.\n"
            "ECB President ⟦Mario Draghi⟧ pointed to the weakness of industry.\n"
            "Markets had expected the move.\n"
            "“Inflation is on its way down,” Lagarde insisted.\n"
            "She gave no hint of a cut.",
            fix="Christine Lagarde",
        ),
        Example(
            "Germany will send more tanks, the government said on Monday.\n"
            "The decision follows weeks of debate.\n"
            "Former German Chancellor Angela Merkel had resisted it.\n"
            "The opposition asked for more.\n"
            "“We stand by our word,” Scholz told lawmakers."
        ),
        Example(
            "The central bank left its rates unchanged on Thursday.\n"
            "ECB President Christine Lagarde pointed to the weakness of industry.\n"
            "Markets had expected the move.\n"
            "“Inflation is on its way down,” Lagarde insisted.\n"
            "She gave no hint of a cut."
        ),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.DOCUMENT,
    confidence=0.7,
)
