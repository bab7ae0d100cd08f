"""A stop inside and outside the closing quotation mark at the same time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_ABBREVIATION = re.compile(r"(?:\b\w|\b[A-Z]\w{0,3}|\betc|[ap]\.m|\.)\Z")
_DOUBLE = re.compile(r"(?P<inner>[.,;])\s?(?P<mark>[”\"’»])\s?(?P<outer>[.,])(?![.\w])")
_ANY_INNER = re.compile(r"(?P<inner>[!?])(?P<mark>[”\"])(?P<outer>,)(?=\s)")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """``.”.`` ``,”,`` ``.”,`` and, in English, ``?”,``."""
    text = reading.text
    for match in _DOUBLE.finditer(text, within.start, within.end):
        inner, outer = match["inner"], match["outer"]
        before = text[max(match.start() - 6, 0) : match.start()]
        stop_kept = inner == "." and outer == ","
        if inner == ";" or (stop_kept and _ABBREVIATION.search(before)):
            continue
        if match["mark"] == "»" or text[match.start() - 1 : match.start()] in (".", "…"):
            continue
        kept = "," if "," in (inner, outer) and outer == "," else inner
        if outer == "." and inner == ",":
            kept = "."
        yield Finding(Span(*match.span()), suggest(kept + match["mark"], safe=True))
    for match in _ANY_INNER.finditer(text, within.start, within.end):
        yield Finding(Span(*match.span()), suggest(match["inner"] + match["mark"], safe=True))


RULE = Rule(
    id="linguistic/quote_doubled_stop",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="There is punctuation on both sides of the closing quotation mark; one is enough.",
    doc="""A stop or comma both inside and outside the closing mark: .”. or ,”, or ?”,.

French and German set a comma after a quotation that has its own stop; English keeps only one,
inside the mark in American usage. Before a comma an abbreviation keeps its stop (“Acme Inc.”,).""",
    find=find,
    target_langs=frozenset({"en"}),
    anchors=("”", '"', "’", "»"),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("“We are ready⟦.”,⟧ he said.", fix=",”"),
        Example("He said: “We are ready⟦.”.⟧", fix=".”"),
        Example("“We are ready⟦,”,⟧ he said.", fix=",”"),
        Example("“Are we ready⟦?”,⟧ he asked.", fix="?”"),
        Example('"We are ready⟦.",⟧ he said.', fix=',"'),
        Example("“We are ready,” he said."),
        Example("It belongs to “Acme Inc.”, he said."),
        Example("He asked “are we ready?”. Nobody knew."),
        Example("“Well...”, he said."),
    ),
)
