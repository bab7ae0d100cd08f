"""A comma between a sentence-initial But or And and a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_COMMA = re.compile(
    r"(?:(?<![^\n])|(?<=[.!?…]\s)|(?<=[.!?…]['”\"’»)]\s))"
    r"(?P<mark>(?P<word>But|And|Or|Yet|Nor|Because|That)"
    r"\s?,\s?(?P<quote>[“\"«„])\s?)(?=[^\W\d_]\w*(?P<rest>[^”\"»]*)[”\"»])"
)
_WORDS = ("but", "and", "or", "yet", "nor", "because", "that")
_THAT = re.compile(r"\b(?P<mark>that\s?,\s(?P<quote>[“\"]))(?=[a-z][^”\"]*[”\"])")
_VERB_THAT = re.compile(
    r"\b(?:said|says|added|stressed|noted|explained|believes?|thinks?|argued|insisted|warned"
    r"|stated|claimed|told \w+|announced|declared|estimates?|admits?|recogni[sz]es?) \Z"
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """``But, “we`` at the start of a sentence, and ``said that, “we``."""
    text = reading.text
    for match in _COMMA.finditer(text, within.start, within.end):
        quote = match["quote"].replace("«", "“").replace("„", "“")
        span = Span(*match.span("mark"))
        yield Finding(span, suggest(f"{match['word']} {quote}", safe=True))
    for match in _THAT.finditer(text, within.start, within.end):
        if _VERB_THAT.search(text[max(match.start() - 30, 0) : match.start()]):
            yield Finding(Span(*match.span("mark")), suggest(f"that {match['quote']}", safe=True))


RULE = Rule(
    id="linguistic/quote_comma_after_conjunction",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="English sets no comma between “But” or “And” and the quotation that follows.",
    doc="""A comma between a first word such as But, or the words "said that", and a quotation.

French and Spanish set off the reporting clause that stood there (“Mais, dit-il, « nous … »”); once
it moves to the end, the comma has nothing to separate. A comma that opens a parenthesis of plain
words (But, he said, “…”) is in order.""",
    find=find,
    target_langs=frozenset({"en"}),
    anchors=tuple(f"{w}," for w in _WORDS) + tuple(f"{w} ," for w in _WORDS),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("⟦But, “⟧we have no choice,” he added.", fix="But “"),
        Example("It rains. ⟦And, “⟧the roof leaks,” he added.", fix="And “"),
        Example("The talks failed.\n⟦But, “⟧we must do more,” he insisted.", fix="But “"),
        Example('The mayor said ⟦that, "⟧we have no choice".', fix='that "'),
        Example("But, he said, “we have no choice.”"),
        Example("But “we have no choice,” he added."),
        Example("He was told that, “according to the rules”, he may go."),
        Example("There is nothing but, “trees”."),
    ),
)
