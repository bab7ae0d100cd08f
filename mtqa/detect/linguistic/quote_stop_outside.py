"""Commas and stops outside the quotation marks in a text that otherwise sets them inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import ANCHORS, Mark, quotation
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import Severity, Span

_AMERICAN = re.compile(
    r"\b(?:defense|offense|center(?:s|ed)?|labor|neighbor\w*|favor(?:s|ed|able|ite)?|honor(?:s|ed)?"
    r"|color\w*|harbor|behavior|rumors?|program(?:s)|theater|fulfill|percent|airplane|gray"
    r"|(?:organi|reali|recogni|authori|minimi|emphasi|critici|mobili|stabili|normali|speciali"
    r"|finali|moderni|privati|apologi|legali)z(?:e|es|ed|ing|ation)|analyz(?:e|ed|ing)"
    r"|travel(?:ed|ing|er)|cancel(?:ed|ing)|canceled|license[ds]?|skeptical|toward)\b"
)
_BRITISH = re.compile(
    r"\b(?:defence|centre(?:s|d)?|labour|neighbour\w*|favour\w*|honour\w*|colour\w*|harbour"
    r"|behaviour|rumours?|programme(?:s)?|theatre|per cent|aeroplane|whilst|licence"
    r"|(?:organi|reali|recogni|authori|minimi|emphasi|critici|mobili|stabili|normali|speciali"
    r"|finali|moderni|privati|apologi|legali)s(?:e|es|ed|ing|ation)|analys(?:e|ed|ing)"
    r"|travell(?:ed|ing|er)|cancell(?:ed|ing)|sceptical)\b"
)
_LEAST = 2  # stops inside the marks that make a habit


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Closing marks with the stop after them, where the document's habit is the other."""
    text = reading.text
    closing = [m for m in quotation(reading).marks if not m.opens and m.mate and m.char in '”"']
    inside = [m for m in closing if text[m.at - 1 : m.at] in (".", ",")]
    outside = [m for m in closing if _outside(text, m)]
    if len(inside) < _LEAST or not outside or not _american(text):
        return
    for mark in outside:
        stop = text[mark.at + 1]
        yield Finding(Span(mark.at, mark.at + 2), suggest(stop + mark.char))


def _outside(text: str, mark: Mark) -> bool:
    inner, outer = text[mark.at - 1], text[mark.at + 1 : mark.at + 2]
    beyond = text[mark.at + 2 : mark.at + 3]
    return outer in (".", ",") and inner.isalnum() and (not beyond or beyond.isspace())


def _american(text: str) -> bool:
    american = len(_AMERICAN.findall(text))
    return american > 0 and american >= 3 * len(_BRITISH.findall(text))


RULE = Rule(
    id="linguistic/quote_stop_outside",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="American English sets commas and full stops inside the closing quotation mark, "
    "as this text does elsewhere.",
    doc="""A comma or stop outside the closing mark in an American text that mixes both habits.

French, German and Spanish set it outside, and systems keep it there. British usage sets it outside
after a fragment and inside after a sentence, so the rule speaks only where the spelling is American
and at least two other stops stand inside.""",
    find=find,
    target_langs=frozenset({"en"}),
    anchors=ANCHORS,
    confidence=0.7,
    examples=(
        Example(
            "“We need air defense,” he said. “It is late,” she said. It is “urgent⟦”,⟧ he added.",
            fix=",”",
        ),
        Example(
            "“We need a new center.”\n“It is late,” she said.\nShe called it “urgent and just⟦”.⟧",
            fix=".”",
        ),
        Example("“We need defence,” he said. “It is late,” she said. It is “urgent”, he added."),
        Example("The defense was “urgent”, he said."),
        Example("“We need defense,” he said. “It is late,” she said. It is “urgent,” he added."),
    ),
)
