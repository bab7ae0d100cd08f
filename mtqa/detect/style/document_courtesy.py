"""Courtesy titles used for a person here and left out there."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.detect.style.cast import Mention, cast, words
from mtqa.types import Severity, Span

_LEAST_SENTENCES = 4
ANCHORS = ("mr", "mrs", "ms", "miss", "mme")
"""Lower-case titles, of which one stands in every document with a finding."""


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The rarer manner of naming each person; a title, where both are as frequent."""
    if len(reading.document.segments) < _LEAST_SENTENCES:
        return
    for surname, mentions in cast(reading).by_surname.items():
        told = [m for m in mentions if not m.quoted and not m.full and not m.role]
        titled = [m for m in told if m.courtesy and m.whole.start < m.span.start]
        # "the Trump team" and "Trump's" stand bare in every house style; a speaker does not
        bare = [m for m in told if not m.courtesy and m.speaks and not _heading(reading, m)]
        if not titled or not bare or surname in words("other"):
            continue
        if len(titled) <= len(bare):
            yield from (Finding(m.whole, suggest(surname)) for m in titled)
        else:
            title = titled[0].courtesy
            yield from (Finding(m.span, suggest(f"{title} {surname}")) for m in bare)


def _heading(reading: Reading, mention: Mention) -> bool:
    """Whether the mention stands in a heading or in the first line, which may be one."""
    blocks = reading.document.blocks
    return reading.is_heading(mention.span.start) or (
        bool(blocks) and mention.span.start < blocks[0].span.end
    )


RULE = Rule(
    id="style/document-courtesy",
    category="style/inconsistent-style",
    severity=Severity.MINOR,
    message="“{text}”: the same person stands with and without a courtesy title in this text; "
    "keep to one manner.",
    find=find,
    doc="""The same person speaks as "Mr. Rutte" in one paragraph and as "Rutte" in another.

French writes "M. Rutte" and "Rutte" side by side; an English newsroom either gives everybody a
courtesy title or nobody. The rarer manner is reported, the title where both are as frequent. Only
names that speak count as bare, since "the Johnson plan" has no title in any house style.""",
    examples=(
        Example(
            "Council leader Anne Morel opened the session.\n"
            "The plan was rejected by 20 votes to 11.\n"
            "“It is a setback,” Morel said.\n"
            "The mayor did not attend.\n"
            "“We must try again,” ⟦Mrs. Morel⟧ added.",
            fix="Morel",
        ),
        Example(
            "The director, Paul Lenoir, presented the accounts.\n"
            "Mr Lenoir said sales had fallen by a tenth.\n"
            "Mr Lenoir blamed the weather.\n"
            "“Next year will be better,” ⟦Lenoir⟧ insisted.\n"
            "Shares were unchanged.",
            fix="Mr Lenoir",
        ),
        Example(
            "Prime Minister Boris Johnson opened the session.\n"
            "Mr Johnson said the plan would work.\n"
            "The Johnson plan was rejected by 20 votes.\n"
            "“Ask Johnson,” one member said.\n"
            "Johnson's allies were furious."
        ),
        Example(
            "Council leader Anne Morel opened the session.\n"
            "“It is a setback,” Morel said.\n"
            "The mayor did not attend.\n"
            "“Mrs. Morel is right,” a member said."
        ),
    ),
    target_langs=frozenset({"en"}),
    anchors=ANCHORS,
    scope=Scope.DOCUMENT,
    confidence=0.8,
)
