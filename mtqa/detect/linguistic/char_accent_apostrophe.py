"""An accent or a backtick for an apostrophe, two apostrophes for a quotation mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_ACCENT = re.compile(r"(?<=[^\W\d_])[´`ˈ′](?=(?:s|t|re|ve|ll|d|m)\b|[^\W\d_]{2,})")
_TWO = re.compile(
    r"(?<![\w'’‘`])(?P<open>''|``|‘‘|’’|,,(?=[^\W\d_]))(?=[^\s'])[^'’‘`\n]{1,200}?(?<=[^\s])"
    r"(?P<close>''|’’|‘‘|``)(?![\w'’])"
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """it´s, don`t; ''so'' and ``so''."""
    text = reading.text
    curly = "’" in text
    for match in _ACCENT.finditer(text, within.start, within.end):
        yield Finding(Span(*match.span()), suggest("’" if curly else "'", safe=True))
    for match in _TWO.finditer(text, within.start, within.end):
        marks = ("“", "”") if "“" in text else ('"', '"')
        for group, mark in zip(("open", "close"), marks, strict=True):
            yield Finding(Span(*match.span(group)), suggest(mark, safe=True))


RULE = Rule(
    id="linguistic/char_accent_apostrophe",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="This is not the right character for an apostrophe or quotation mark.",
    doc="""An accent or backtick for an apostrophe (it´s), two apostrophes for a mark (''so'').

Keyboards and typesetting programs leave them. Code in backticks is in order.""",
    find=find,
    anchors=("´", "`", "ˈ", "′", "''", "’’", "‘‘", "``"),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("It⟦´⟧s closed.", fix="'"),
        Example("They don⟦`⟧t know and we don’t care.", fix="’"),
        Example("He said ⟦''⟧the road is closed'' and left.", fix='"'),
        Example("He said ``the road is closed⟦''⟧ and left.", fix='"'),
        Example("It's 5′ long; use `code` here; the '90s and rock 'n' roll."),
    ),
)
