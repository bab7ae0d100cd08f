"""No space, or a plain one, before the marks that the language sets with a no-break space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_MARK = re.compile(r"(?<=[\w)\]”\"’»])(?P<gap> ?)(?P<mark>[;:!?»])(?=[\s”\"’»)]|$)")
_OPENING = re.compile(r"«(?P<gap> ?)(?=\w)")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Marks of the language's spacing that stand close or after a plain space."""
    spacing = facts(reading.document.target_lang).spacing
    text = reading.text
    for match in _MARK.finditer(text, within.start, within.end):
        space = spacing.get(match["mark"])
        if space:
            span = Span(match.start("gap"), match.end("mark"))
            yield Finding(span, suggest(space + match["mark"]))
    if "«" in spacing:
        for match in _OPENING.finditer(text, within.start, within.end):
            yield Finding(Span(*match.span()), suggest("«" + spacing["«"]))


RULE = Rule(
    id="linguistic/space_locale_mark",
    category="linguistic-conventions/whitespace",
    severity=Severity.NEUTRAL,
    message="The language sets a no-break space here.",
    doc="""French marks without their no-break space: mot: for mot : and «mot» for « mot ».

Systems that learnt from web text write the English spacing or a plain space, which lets the mark
fall to the next line. Preview and neutral, since much native web text does the same.""",
    find=find,
    target_langs=frozenset({"fr"}),
    anchors=(";", ":", "!", "?", "«", "»"),
    scope=Scope.WINDOW,
    confidence=0.6,
    preview=True,
    examples=(
        Example("Il le dit⟦:⟧ rien.", fix="\u00a0:"),
        Example("Qui paiera⟦ ?⟧ Personne.", fix="\u202f?"),
        Example("Il parle d'une ⟦«⟧bonne\u00a0» nouvelle.", fix="«\u00a0"),
        Example("Qui paiera\u202f? À 12:30, voir http://example.org."),
    ),
)
