"""Two punctuation marks where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_PAIRS = {
    ",,": ",", ", ,": ",", ",.": ".", ", .": ".", ";,": ";", ";;": ";", ";.": ".", ":.": ":",
    ":,": ":", ",;": ";", ".,": ",", "..": ".", ". .": ".", "?.": "?", "!.": "!", ".;": ";",
    ".:": ":", "::": ":", ",:": ":",
}  # fmt: skip
_DOUBLED = re.compile(
    r"(?<=[\w)\]%”\"’'»])(?P<pair>" + "|".join(re.escape(p) for p in _PAIRS) + r")(?=\s|$|[”\"’»)])"
)
_BEFORE = re.compile(r"[\w.’'\-]+\Z")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Pairs of marks after a word, but for an abbreviation's stop before another mark."""
    text = reading.text
    known = facts(reading.document.target_lang)
    abbreviations = known.abbreviations | known.final_abbreviations
    for match in _DOUBLED.finditer(text, within.start, within.end):
        pair = match["pair"]
        before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
        word = before.group() if before else ""
        if pair[0] == "." and pair != ".." and not _ends_sentence(word, abbreviations):
            continue
        if pair in ("..", ". .") and text[match.end() :].lstrip()[:1] == ".":
            continue
        if pair in ("?.", "!.") and word[:1].isupper():
            continue  # the mark of a name or title
        right = _PAIRS[pair]
        following = text[match.end() :].lstrip(' ”"’»)')[:1]
        if pair == ".," and following.isupper():
            right = "."
        yield Finding(Span(*match.span("pair")), suggest(right, safe=pair[0] == pair[-1]))


def _ends_sentence(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether a stop after ``word`` can only be one that ends a sentence."""
    if f"{word}." in abbreviations or f"{word.capitalize()}." in abbreviations:
        return False
    return len(word) >= 4 and word.isalpha() and word.islower()


RULE = Rule(
    id="linguistic/sentence_doubled_mark",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="Two punctuation marks stand here where one is enough.",
    doc="""Doubled punctuation: ,, or ;, or ., or .. and the like.

It comes from segments joined after translation and from half-finished edits. The stop of an
abbreviation before another mark (Inc., etc.;) and ellipses are in order.""",
    find=find,
    anchors=tuple(_PAIRS),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("Three roads⟦,,⟧ two bridges and a port.", fix=","),
        Example("The road is closed⟦..⟧ Nobody knew.", fix="."),
        Example("He agreed with the minister⟦.,⟧ but only in part.", fix=","),
        Example("He waited for the minister⟦,.⟧", fix="."),
        Example("She left early⟦;,⟧ he stayed.", fix=";"),
        Example("Acme Inc., based in Lyon, sells nails, screws, etc.; it grows."),
        Example("Well... it grows.. ."),
        Example("He writes for Yahoo!. It pays."),
        Example("He works for the U.S., not for the U.K."),
    ),
)
