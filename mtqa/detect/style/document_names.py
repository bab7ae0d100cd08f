"""Several names for one body in one document: NATO, the Alliance, the Atlantic Alliance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.detect.style.quoted_text import quoted
from mtqa.types import Severity, Span

_LEAST_SENTENCES = 4
# name that English repeats, and what French copy varies it with (pattern, replacement)
_BODIES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "NATO",
        (
            (r"\b[Tt]he (?:Atlantic|Western|Transatlantic) Alliance\b", "NATO"),
            (r"\b[Tt]he (Alliance)\b", "alliance"),
        ),
    ),
    (
        "EU",
        (
            (
                r"\b[Tt]he Twenty[- ](?:Seven|Eight)\b"
                r"|\b[Tt]he 27\b(?=\s+(?:have|had|agreed|are|were|must))",
                "the EU",
            ),
            (r"\b[Tt]he (?:European|Community) [Bb]loc\b", "the EU"),
            (r"\b[Tt]he Old Continent\b", "Europe"),
        ),
    ),
    ("UN", ((r"\b[Tt]he (?:New York|Manhattan) (?:organi[sz]ation|body)\b", "the UN"),)),
)  # fmt: skip


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The varied names, in narration, where the plain one stands in the document too."""
    if len(reading.document.segments) < _LEAST_SENTENCES:
        return
    text = reading.text
    for name, variants in _BODIES:
        if not re.search(rf"\b{name}\b", text):
            continue
        for pattern, better in variants:
            for match in re.finditer(pattern, text):
                if quoted(reading, match.start()):
                    continue
                group = 1 if match.re.groups else 0
                start, end = match.span(group)
                upper = better[:1].islower() and match.group(group).startswith("The ")
                yield Finding(
                    Span(start, end), suggest(better[0].upper() + better[1:] if upper else better)
                )


RULE = Rule(
    id="style/document-names",
    category="terminology/term-inconsistency",
    severity=Severity.NEUTRAL,
    needs=Needs.ORIGIN,
    source_langs=frozenset({"fr", "es", "it"}),
    message="“{text}” is one more name for a body that this text names otherwise; English "
    "keeps to one name and writes “the alliance” in lower case.",
    find=find,
    doc="""One body under several names: NATO, the Alliance, the Atlantic Alliance.

French copy varies the names of institutions; English news repeats one. Neutral: no error, but three
names for one thing make readers ask whether it is one thing.""",
    examples=(
        Example(
            "NATO ministers meet on Monday.\nThe talks are expected to be long.\n"
            "The ⟦Alliance⟧ has 32 members.\nA vote is not planned.",
            fix="alliance",
        ),
        Example(
            "EU ministers meet on Monday.\nThe talks are expected to be long.\n"
            "⟦The Twenty-Seven⟧ must agree.\nA vote is not planned.",
            fix="The EU",
        ),
        Example(
            "NATO ministers meet on Monday.\nThe talks are expected to be long.\n"
            "The alliance has 32 members.\nA vote is not planned."
        ),
        Example(
            "Party leaders meet on Monday.\nThe talks are expected to be long.\n"
            "The Alliance has 32 members in the council.\nA vote is not planned."
        ),
    ),
    target_langs=frozenset({"en"}),
    anchors=(
        "the alliance",
        "alliance",
        "the twenty",
        "the 27",
        "bloc",
        "old continent",
        "organization",
        "organisation",
        "york body",
        "manhattan body",
    ),
    scope=Scope.DOCUMENT,
    confidence=0.5,
)
