"""One text that writes both "3 March" and "March 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.locale.formats import MONTHS
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_DATE = re.compile(
    rf"(?<![\w.,/])(?:(?P<d1>[12]?\d|3[01]) (?P<m1>{MONTHS})|(?P<m2>{MONTHS})"
    r" (?P<d2>[12]?\d|3[01]))(?![\w:]|[,.]\d)"
)


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """The dates of the rarer order, where one order clearly leads."""
    if len(reading.document.segments) < 3:
        return
    found = list(_DATE.finditer(reading.text))
    british = [m for m in found if m["d1"]]
    american = [m for m in found if m["d2"]]
    few, many = sorted((british, american), key=len)
    if not few or len(many) < 2 * len(few):
        return
    for match in few:
        day, month = match["d1"] or match["d2"], match["m1"] or match["m2"]
        better = f"{month} {day}" if match["d1"] else f"{day} {month}"
        comma = re.match(r",? (?:19|20)\d\d", reading.text[match.end() :])
        yield Finding(Span(*match.span()), () if comma else suggest(better))


RULE = Rule(
    id="locale/date_mixed_style",
    category="style/inconsistent-style",
    severity=Severity.MINOR,
    message="Other dates of this text have the day and month in the other order.",
    doc="""A date in the order that the rest of the text does not use: "3 March" among "March 5".

Each sentence was translated on its own. Only the clear minority is reported, in texts of three
sentences or more.""",
    find=find,
    target_langs=frozenset({"en"}),
    anchors=tuple(f"{m.lower()} {d}" for m in MONTHS.split("|") for d in "123")
    + tuple(f"{d} {m.lower()}" for m in MONTHS.split("|") for d in "0123456789"),
    scope=Scope.DOCUMENT,
    confidence=0.75,
    examples=(
        Example(
            "The trial opened on March 3. It was adjourned on April 7. "
            "The verdict came on ⟦2 May⟧.",
            fix="May 2",
        ),
        Example("The trial opened on March 3. It was adjourned on April 7. They met on May 2."),
        Example("The trial opened on March 3 and the verdict came on 2 May."),
        Example("The trial opened on March 3. The verdict came on 2 May. They left."),
    ),
)
