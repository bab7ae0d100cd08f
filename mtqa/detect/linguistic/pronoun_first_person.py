"""“This should not prevent us”, a diplomat said: speech in the first person without quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.attribution import attributions
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

_PRONOUN = re.compile(r"(?<![\w’'.\-])(?:us|our|ourselves|we)(?![\w’'\-])")
_OPENING, _CLOSING, _STRAIGHT = re.compile("[“«]"), re.compile("[”»]"), re.compile('"')
_QUOTE = re.compile(r"[“”\"«»„‘]")
_SAID = re.compile(
    r",\s+(?:(?:he|she|they|the \w+(?: \w+)?|[A-Z][\w\-]+(?: [A-Z][\w\-]+)?)\s+(?:says?|said)"
    r"|(?:says?|said)\s+(?:the \w+|an? \w+|[A-Z][\w\-]+))\b"
)
_MOST = 3


def _reported(reading: Reading, within: Span) -> bool:
    """Whether the sentence reports speech: a clause with a speaker set off by a comma."""
    for found in attributions(reading, within):
        if found.opening or (found.inverted and not found.after_quote):
            return True
        before = reading.text[within.start : found.clause.start].rstrip()
        if found.frame == "end" and before.endswith(","):
            return True
    return bool(_SAID.search(reading.text, within.start, within.end))


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    match = _PRONOUN.search(text, within.start, within.end)
    if not match or _QUOTE.search(text, within.start, within.end):
        return
    block = reading.block_at(within.start)
    if block and block.span.start < within.start:
        before = Span(block.span.start, within.start)
        if reading.count(_OPENING, before) > reading.count(_CLOSING, before):
            return
        if reading.count(_STRAIGHT, before) % 2:
            return
    if _reported(reading, within) and reading.count(_PRONOUN) <= _MOST * 4:
        yield Finding(Span(*match.span()))


RULE = Rule(
    id="linguistic/pronoun_first_person",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.SEGMENT,
    anchors=(" us", " our", "we "),
    find=_find,
    confidence=0.6,
    message="Reported speech in the first person needs quotation marks, or “they”, “their”.",
    doc="""“Us”, “our” or “we” outside quotation marks in a sentence that reports what someone said.

French reports with the words of the speaker and without quotation marks ("Mais, souligne un
diplomate, cela ne doit pas nous empêcher …"); in English the reader takes “us” for the newspaper.
Opinion pieces say “we” of themselves, so the rule asks for a reporting clause in the sentence and
for other evidence of a translation.""",
    examples=(
        Example("But, stresses a NATO diplomat, this should not prevent ⟦us⟧ from thinking."),
        Example("The law puts ⟦our⟧ jobs at risk, the union indicated."),
        Example("But, a diplomat said, this should not prevent allies from thinking."),
        Example("“This should not prevent us from thinking,” a diplomat said."),
        Example("We have asked the minister for comment."),
    ),
)
