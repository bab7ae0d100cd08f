"""Spaces on the wrong side of brackets, or none where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_INSIDE = re.compile(
    r"(?P<open>[(\[][ \u00a0]+)(?=[\w“\"«])|(?<=[\w.!?”\"»%])(?P<close>[ \u00a0]+[)\]])"
)
_GLUED_BEFORE = re.compile(r"(?<=[^\W\d_]{3})\((?=[^\W\d_][\w’'\-]{2,}[ ,)])")
_GLUED_AFTER = re.compile(r"(?<=[\w.]{2})\)(?=[^\W\d_]{3})")
_CALL = re.compile(r"[\w.]+\([^()]*\)\s*(?:[;{=]|$)")
_PLURAL = re.compile(r"(?:s|es|e|n|en|in|innen|ne|le|r|ren|x|re|trice|euse|a|o|la|na)\)")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Spaces inside brackets, and words stuck to the outside of brackets."""
    if not facts(reading.document.target_lang).spaced:
        return  # where no spaces separate words, newsrooms set them round brackets as they like
    text = reading.text
    for match in _INSIDE.finditer(text, within.start, within.end):
        span = Span(*match.span())
        bracket = match.group().strip()
        if not _checkbox(text, span):
            yield Finding(span, suggest(bracket, safe=True))
    for match in _GLUED_BEFORE.finditer(text, within.start, within.end):
        inside = text[match.end() : match.end() + 60].partition(")")[0]
        if not _PLURAL.match(text, match.end()) and " " in inside.strip():
            yield Finding(Span(*match.span()), suggest(" ("))
    for match in _GLUED_AFTER.finditer(text, within.start, within.end):
        before = text[max(0, match.start() - 200) : match.start()].rpartition("(")[2]
        if " " in before.strip() or len(before) > 5:
            yield Finding(Span(*match.span()), suggest(") "))


def _checkbox(text: str, span: Span) -> bool:
    return bool(re.match(r"\[ *\]", text[max(0, span.start - 1) : span.end + 1]))


RULE = Rule(
    id="linguistic/space_bracket",
    category="linguistic-conventions/whitespace",
    severity=Severity.MINOR,
    message="The space is on the wrong side of the bracket.",
    doc="""A space inside a bracket, or no space between a word and the bracket outside it.

Tokenised output sets brackets with spaces on both sides; joined segments set them with none.
Optional endings (road(s)), code and single words are in order.""",
    find=find,
    anchors=("(", ")", "["),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("The road ⟦( ⟧the old one) is closed.", fix="("),
        Example("The road (the old one⟦ )⟧ is closed.", fix=")"),
        Example("The road⟦(⟧the old one) is closed.", fix=" ("),
        Example("The road (the old one⟦)⟧was closed.", fix=") "),
        Example("The road(s) (in)formal f(x) and the Bürger(innen) of H(2)O and (un)known."),
        Example("[ ] a box and print(value) are fine."),
    ),
)
