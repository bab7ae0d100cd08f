"""A quotation mark with no space between it and the neighbouring word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import ANCHORS, Mark, quotation
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_SUFFIX = re.compile(r"(?:s|es|d|ed|er|ers|ing|y|ism|ist|n|r|t|e|en|isch\w*)\b")
_SIDE_MARKS = ",;.!?"


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Opening marks with a word right before them, closing ones with a word right after."""
    if not facts(reading.document.target_lang).spaced:
        return
    for mark in quotation(reading).marks:
        if mark.char in "「」『』" or mark.mate is None:
            continue
        if mark.opens and _glued_before(reading.text, mark):
            yield Finding(mark.span, suggest(" " + mark.char, safe=mark.char != '"'))
        elif not mark.opens and _glued_after(reading.text, mark):
            yield Finding(mark.span, suggest(mark.char + " ", safe=mark.char != '"'))


def _glued_before(text: str, mark: Mark) -> bool:
    left, right = text[mark.at - 1 : mark.at], text[mark.at + 1 : mark.at + 2]
    if mark.char == '"' and mark.place is not None:
        return False
    return (left.isalpha() or left in tuple(_SIDE_MARKS)) and right.isalnum()


def _glued_after(text: str, mark: Mark) -> bool:
    left, right = text[mark.at - 1 : mark.at], text[mark.at + 1 : mark.at + 2]
    if mark.char == '"' and mark.place is not None:
        return False
    if left in "-‑" or left.isspace():
        return False
    return right.isalpha() and not _SUFFIX.match(text, mark.at + 1)


RULE = Rule(
    id="linguistic/quote_glued",
    category="linguistic-conventions/whitespace",
    severity=Severity.MINOR,
    message="A space is missing between this quotation mark and the word beside it.",
    doc="""A quotation mark stuck to the word outside it: said“We, him”said.

The space is lost where marks are converted or segments joined. Endings that belong to the quoted
word (“A”s, “OK”ed) are in order.""",
    find=find,
    anchors=ANCHORS,
    confidence=0.9,
    examples=(
        Example("The minister said⟦“⟧we are ready” on Friday.", fix=" “"),
        Example("“We are ready,⟦”⟧said the minister.", fix="” "),
        Example("The minister said,⟦“⟧We are ready.”", fix=" “"),
        Example('The minister said⟦"⟧we are ready" on Friday.', fix=' "'),
        Example("She got two “A”s and one “B” in “pre-”tests."),
        Example("The so-called “anti-”party and the—“new”—one."),
        Example("Ein „Ja“ und ein „Nein“.", target_lang="de"),
        Example("L’“affaire” et l'« affaire ».", target_lang="fr"),
    ),
)
