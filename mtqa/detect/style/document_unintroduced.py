"""A person speaks whom the text never introduced."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope
from mtqa.detect.style.cast import Cast, Mention, cast, words
from mtqa.types import Severity, Span

_LEAST_SENTENCES = 5
_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\s+(?:\w+ly\s+|also\s+|then\s+)?(\w+)|(?:^|[,”\"»]\s*)(\w+)\s+(?:he|she)\b"
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The first bare mention of each person who speaks without having been introduced."""
    if len(reading.document.segments) < _LEAST_SENTENCES:
        return
    people = cast(reading)
    first = reading.document.segments[0].target
    for surname, mentions in people.by_surname.items():
        if surname in words("famous") or surname in words("other") or people.introduced(surname):
            continue
        spoken = [m for m in mentions if m.speaks]
        # whatever the headline does, the first sentence of the story may be cut off in a feed
        if not spoken or spoken[0].courtesy or spoken[0].span.start < first.end:
            continue
        if _is_person(reading, people, mentions, spoken):
            yield Finding(
                spoken[0].span,
                message=f"“{surname}” speaks here, but the text never says who that is: "
                "give first name and function at the first mention.",
            )


def _is_person(
    reading: Reading, people: Cast, mentions: list[Mention], spoken: list[Mention]
) -> bool:
    """Whether a courtesy title or a following "he said" shows that the name is a person's."""
    if any(m.courtesy for m in mentions):
        return True
    introduced = _introduced(reading, people)
    return any(_taken_up(reading, introduced, m) for m in spoken)


_INTRODUCED: WeakKeyDictionary[Reading, list[tuple[int, str]]] = WeakKeyDictionary()


def _introduced(reading: Reading, people: Cast) -> list[tuple[int, str]]:
    """Where people are introduced, in order, and their surnames."""
    found = _INTRODUCED.get(reading)
    if found is None:
        mentions = (m for ms in people.by_surname.values() for m in ms if m.introduced)
        found = _INTRODUCED[reading] = sorted((m.span.start, m.surname) for m in mentions)
    return found


def _taken_up(reading: Reading, introduced: list[tuple[int, str]], mention: Mention) -> bool:
    """Whether the next sentence goes on with "he stressed" and nobody else came between."""
    segment = reading.segment_at(mention.span.start)
    if segment is None or segment.id + 1 >= len(reading.document.segments):
        return False
    following = reading.document.segments[segment.id + 1].target
    found = _PRONOUN.search(following.of(reading.text))
    if not found or (found[1] or found[2]).lower() not in words("speech"):
        return False
    low, high = mention.span.end, following.start + found.start()
    between = introduced[bisect_left(introduced, (low, "")) : bisect_left(introduced, (high, ""))]
    return all(surname == mention.surname for _, surname in between)


RULE = Rule(
    id="style/document-unintroduced",
    category="style/inconsistent-style",
    severity=Severity.MAJOR,
    message="“{text}” speaks here, but the text never says who that is.",
    find=find,
    doc="""A person is quoted by bare surname whom the document never introduces.

English news gives first name and function once and the surname from then on. A bare surname that
nothing introduces means that a sentence was lost, or that the translation named somebody else in
the introduction. Needs a whole document; names of world-wide renown (data/names.toml) names
that may be a place or a company, and houses that write "Mr X" throughout, are left alone.""",
    examples=(
        Example(
            "The council met in Lyon on Monday to discuss the water shortage.\n"
            "Its members agreed to ban the filling of pools until October.\n"
            "Several mayors had asked for stricter measures.\n"
            "“We have run out of time,” ⟦Vasseur⟧ said after the vote.\n"
            "Next, he said, the ban would be extended to car washes.\n"
            "The decision takes effect on Friday."
        ),
        Example(
            "The strike entered its third week on Monday.\n"
            "Pickets blocked the port and the refinery.\n"
            "Talks between the unions and the ministry have stalled.\n"
            "“No one will go back to work,” ⟦Delmas⟧ insisted.\n"
            "The government has called for restraint.\n"
            "Mr. Delmas will meet the prefect on Wednesday."
        ),
        Example(
            "The council met in Lyon on Monday to discuss the water shortage.\n"
            "Deputy mayor Claire Vasseur had asked for stricter measures.\n"
            "Its members agreed to ban the filling of pools until October.\n"
            "“We have run out of time,” Vasseur said after the vote.\n"
            "Next, she said, the ban would be extended to car washes."
        ),
        Example(
            "The strike entered its third week on Monday.\n"
            "Pickets blocked the port and the refinery.\n"
            "Talks have stalled, Reuters reported.\n"
            "Moscow said it was ready to help.\n"
            "It said a ship was on its way.\n"
            "“No one will go back to work,” striker Delmas insisted."
        ),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.DOCUMENT,
    confidence=0.75,
)
