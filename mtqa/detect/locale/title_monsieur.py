"""French courtesy titles kept in English: "Mme Royal", "MM. Rutte and Macron"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_NAME = r"(?:(?:de|du|des|d'|d’|van|von|el|al|ben)[ \-]?)?[A-ZÀ-Þ][\w’'\-]+"
_SURE = re.compile(rf"\b(Mme|Mmes|Mlle|Mlles|MM\.)[ \u00a0\u202f]+({_NAME})")
_MISTER = re.compile(r"\bM\.[ \u00a0\u202f]+([A-ZÀ-Þ][\w’\-]*[a-zà-ÿ][\w’\-]*)")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Mme and Mlle anywhere, "M." where no forename can stand."""
    text = reading.text
    for match in _SURE.finditer(text, within.start, within.end):
        title = (
            "Ms." if match[1] in ("Mme", "Mlle") else "Messrs." if match[1] == "MM." else "Mmes."
        )
        yield _finding(text, match, title)
    for match in misters(text):
        name = rf"(?<![Mm]\. )(?<!M\.\u00a0)\b{re.escape(match[1])}\b"
        # the family name stands elsewhere without this initial
        if any(m.start() != match.start(1) for m in re.finditer(name, text)):
            yield _finding(text, match, "Mr.")


def misters(text: str) -> Iterator[re.Match[str]]:
    """Places where "M." before a capitalised word is no initial after or before a forename."""
    for match in _MISTER.finditer(text):
        if _is_mister(text, match):
            yield match


def _is_mister(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - 2, 0) : match.start()]
    if before and (
        before[-1].isalnum() or before[-1] in ".-&" or re.search(r"[A-ZÀ-Þ.]\s$", before)
    ):
        return False
    return not re.match(r"[ \u00a0][A-ZÀ-Þ]", text[match.end() : match.end() + 2])  # M. Night X


def _finding(text: str, match: re.Match[str], title: str) -> Finding:
    span = Span(match.start(), match.start(2 if match.re is _SURE else 1))
    plural = title in ("Messrs.", "Mmes.")
    return Finding(span, suggest("") if plural else suggest("", f"{title} "))


RULE = Rule(
    id="locale/title_monsieur",
    category="locale-conventions/name-format",
    severity=Severity.MAJOR,
    message="“{text}” is a French courtesy title; English news has the bare surname (or Mr., Ms.).",
    doc="""French courtesy titles M., MM., Mme, Mlle before names.

French news keeps "M. Rutte"; English-language news writes the surname alone, or Mr and Ms where
that is the house style. "M." is also an initial, so it is flagged only where the family name
stands elsewhere in the text too and no forename is near.""",
    find=find,
    examples=(
        Example("Asked about it, ⟦Mme ⟧Royal smiled.", fix=""),
        Example("Mark Rutte arrived. Then ⟦M. ⟧Rutte spoke.", fix=""),
        Example("The letter of ⟦MM. ⟧Scholz and Macron was read.", fix=""),
        Example("M. Night Shyamalan directed it. Shyamalan wrote it too."),
        Example("J. M. Coetzee won. Coetzee was pleased."),
        Example("The paper by M. Smith appeared in 2004."),
        Example("Mr. Rutte and Ms. Royal spoke."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr"}),
    anchors=("mme", "mmes", "mlle", "mm.", " m.", '"m.', "“m.", "(m."),
    scope=Scope.DOCUMENT,
    confidence=0.9,
)
