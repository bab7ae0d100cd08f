"""Markdown in text that is not Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_STRONG = re.compile(r"(?<![*\w\\])\*\*(?=[^\s*])(?P<text>[^*\n]{1,200}?)(?<=[^\s*])\*\*(?![*\w])")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]{1,120})\]\((?:https?://|/|www\.)[^\s()]{1,300}\)")
_HEADING = re.compile(r"(?:^|(?<=\n))#{1,6} (?=\S)")
_FENCE = re.compile(r"```\w*")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Bold marks, links, hashes of headings and fences."""
    if reading.document.format in ("markdown", "md"):
        return
    text = reading.text
    for pattern in (_STRONG, _LINK):
        for match in pattern.finditer(text, within.start, within.end):
            if match.group() not in reading.source_of(match.start()):
                yield Finding(Span(*match.span()), suggest(match["text"], safe=True))
    for pattern in (_HEADING, _FENCE):
        for match in pattern.finditer(text, within.start, within.end):
            yield Finding(Span(*match.span()), suggest("", safe=True))


RULE = Rule(
    id="markup/markdown",
    category="design-and-markup/markup-tag",
    severity=Severity.MINOR,
    message="“{text}” is Markdown; readers would see the signs.",
    doc="""Bold marks (**so**), links ([text](address)), hashes before headings and code fences.

Language models answer in Markdown. Silent in documents that are Markdown themselves.""",
    find=find,
    anchors=("**", "](", "# ", "```"),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("The road is ⟦**closed**⟧ today.", fix="closed"),
        Example("See ⟦[the plan](https://example.org/plan)⟧ for more.", fix="the plan"),
        Example("The end.\n⟦## ⟧The road", fix=""),
        Example("A ** rating, 2**3, f***, no. # 5, C# is old [1] (see below)."),
    ),
)
