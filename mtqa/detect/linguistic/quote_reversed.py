"""Curly quotation marks that are turned the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import Mark, quotation, with_space
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """A ” that opens, or a “ that closes, by its place and by its mate."""
    own = facts(reading.document.target_lang).quotes
    if ("“", "”") not in own:
        return
    for mark in quotation(reading).marks:
        wrong = "”" if mark.opens else "“"
        meant = mark.place == mark.opens or (mark.place is None and not mark.opens)
        if mark.char == wrong and meant and _paired(mark):
            span, text = with_space(reading, mark, "“" if mark.opens else "”")
            yield Finding(span, suggest(text, safe=True))


def _paired(mark: Mark) -> bool:
    return mark.mate is not None and mark.mate.char in "“”"


RULE = Rule(
    id="linguistic/quote_reversed",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="This quotation mark is turned the wrong way.",
    doc="""A closing curly mark where a quotation opens, or an opening one where it closes.

Pipelines that convert marks one by one count wrongly after a missing or foreign mark. Only marks
whose place and whose partner both speak against their shape are reported.""",
    find=find,
    anchors=("“", "”"),
    confidence=0.9,
    examples=(
        Example("⟦”⟧We are ready,” he said.", fix="“"),
        Example("“We are ready,⟦“⟧ he said.", fix="”"),
        Example("He said, “We are ready.⟦ “⟧", fix="”"),
        Example("He called it a “step⟦“⟧ and a “start”.", fix="”"),
        Example("“We are ready,” he said, “and we wait.”"),
        Example("”Vi går nu”, sade han.", target_lang="sv"),
        Example("„Wir gehen jetzt“, sagte er.", target_lang="de"),
        Example("“He asked, ‘Why?’” she said."),
    ),
)
