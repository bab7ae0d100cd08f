"""The mark between a quotation and the reporting clause after it: none, or a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import Mark, quotation
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import Severity, Span

_VERB = (
    r"(?:said|says|added|explained|told|stressed|insisted|noted|warned|declared|assured|recalled"
    r"|continued|concluded|stated|argued|announced|wrote|replied|complained|admitted|promised"
    r"|asserted|affirmed|indicated|specified|underlined|launched|confirmed|lamented|regretted"
    r"|denounced|commented|claimed|maintained|reiterated|reacted|observed|pointed out|summed up)"
)
_SPEAKER = (
    r"(?:he|she|they|it|I|we|(?:the|a|an) (?:[\w’'-]+ ){0,5}?[\w’'-]+"
    r"|(?!(?:He|She|They|We|It|The|An?|That|This|These|I)\b)"
    r"(?:[A-Z][\w’'.-]+ ){0,3}?[A-Z][\w’'.-]+)"
)
_CLAUSE = re.compile(rf"\s(?:{_SPEAKER} {_VERB}\b|{_VERB} {_SPEAKER}(?![\w’'-]))")
_AFTER = re.compile(
    r"[,.;]|\Z|\n| (?:on|in|at|during|after|before|to reporters|to journalists|today|yesterday"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last|this|who|of|for)\b"
)
_LEAST_WORDS = 4


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Quoted clauses of four words or more that meet "he said" with a stop or with nothing."""
    text = reading.text
    for opening, closing in quotation(reading).pairs:
        body = text[opening.at + 1 : closing.at]
        if "\n" in body or not body.strip():
            continue
        starts = _starts(text, opening)
        if not starts and body.count(" ") < _LEAST_WORDS - 1:
            continue
        if text[closing.at + 1 : closing.at + 2] == "." and body[-1].isalnum():
            if _clause(text, closing.at + 2) and text[closing.at + 3].islower():
                yield Finding(Span(closing.at, closing.at + 2), suggest("," + closing.char))
        elif not _clause(text, closing.at + 1):
            continue
        elif body[-1] == "." and not body.endswith(("..", " .")) and body[-2:-1].islower():
            yield Finding(
                Span(closing.at - 1, closing.at + 1), suggest("," + closing.char, safe=True)
            )
        elif (
            body[-1].islower()
            and body.lstrip()[:1].isupper()
            and starts
            and body.count(" ") >= _LEAST_WORDS - 1
        ):
            yield Finding(Span(closing.at, closing.at + 1), suggest("," + closing.char))


def _clause(text: str, at: int) -> bool:
    match = _CLAUSE.match(text, at)
    return bool(match and _AFTER.match(text, match.end()))


def _starts(text: str, opening: Mark) -> bool:
    """Whether the sentence begins with the quotation, which is therefore no part of a clause."""
    before = text[max(opening.at - 40, 0) : opening.at].rstrip(" \u00a0")
    return not before or before[-1] in ".!?\n:…"


RULE = Rule(
    id="linguistic/quote_said_stop",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="A comma belongs between a quotation and the “he said” that follows it.",
    doc="""A stop, or nothing, between a quoted sentence and its reporting clause.

“We wait.” he said: the stop of the source stayed, or a converter lost the comma. English writes
“We wait,” he said. Fragments that are part of the sentence around them take no comma and pass.""",
    find=find,
    target_langs=frozenset({"en"}),
    anchors=tuple(f" {v}" for v in _VERB[3:-1].split("|")),
    confidence=0.85,
    examples=(
        Example("“We have waited for years⟦.”⟧ he said on Friday.", fix=",”"),
        Example("“We have waited for years⟦.”⟧ said the mayor.", fix=",”"),
        Example("“We have waited for years⟦”⟧ said the mayor.", fix=",”"),
        Example("“Good day⟦.”⟧ said the mayor.", fix=",”"),
        Example("“It was a good day⟦”.⟧ he said.", fix=",”"),
        Example("“It was a good day!” said the mayor. “It was a good day...” he said."),
        Example("“We have waited for years,” he said."),
        Example("“We have waited for years.” He said it twice."),
        Example("The “man who had waited for years” said nothing."),
        Example("“Waiting for the road” said more than any other film."),
        Example("“Have we waited for years?” she added."),
    ),
)
