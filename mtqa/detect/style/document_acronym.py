"""A French body named by its letters alone, which readers of English do not know."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.detect.style.cast import DATA
from mtqa.types import Severity, Span

_LEAST_SENTENCES = 4
_KIND = (
    r"(?:union|unions|federation|confederation|party|group|service|services|agency|unit|watchdog"
    r"|authority|regulator|institute|institution|centre|center|body|operator|company|office|council"
    r"|committee|commission|police|intelligence|rail|railway|railways|transport|energy|power|polling"
    r"|pollster|survey|prosecutors?|employers|farmers|students|teachers|statistics)"
)


@cache
def glosses() -> Mapping[str, str]:
    """Acronym to gloss."""
    data = tomllib.loads((DATA / "french_acronyms.toml").read_text(encoding="utf-8"))
    return dict(data["gloss"])


@cache
def _pattern() -> re.Pattern[str]:
    body = "|".join(re.escape(a) for a in sorted(glosses(), key=lambda a: (-len(a), a)))
    return re.compile(rf"\b[Tt]he (?P<acronym>{body})(?![\w-])")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The first mention of each acronym that nothing in the document explains."""
    if len(reading.document.segments) < _LEAST_SENTENCES:
        return
    seen: set[str] = set()
    for match in _pattern().finditer(reading.text):
        acronym = match["acronym"]
        if acronym not in seen and not _explained(reading.text, acronym):
            yield Finding(Span(*match.span("acronym")), suggest(glosses()[acronym]))
        seen.add(acronym)


def _explained(text: str, acronym: str) -> bool:
    """Whether a gloss stands before, behind or around it anywhere."""
    letters = re.escape(acronym)
    return bool(
        re.search(rf"\({letters}\)|{letters} \(|{letters},? (?:an?|the|France['’]s|which)\b", text)
        or re.search(rf"{letters}['’]?s? (?:[\w-]+ ){{0,3}}?{_KIND}\b", text)
        or re.search(rf"\b{_KIND} (?:\w+ )?{letters}\b", text)
    )


RULE = Rule(
    id="style/document-acronym",
    category="audience-appropriateness/culture-specific-reference",
    severity=Severity.NEUTRAL,
    needs=Needs.ORIGIN,
    source_langs=frozenset({"fr"}),
    message="Readers of English may not know what “{text}” is: say so at the first mention.",
    find=find,
    doc="""An acronym of a French institution, union or party without a word on what it is.

French readers know the CGT and the DGSI; English newsrooms write "the CGT union". The list and the
glosses stand in data/french_acronyms.toml. Silent where the document explains the letters anywhere.
Neutral, since a paper with readers in France may do without.""",
    examples=(
        Example(
            "The strike will go on.\nUnions met on Monday.\n"
            "The ⟦CGT⟧ has called for a new day of action.\nThe minister regretted it.",
            fix="CGT union",
        ),
        Example(
            "Two men were arrested.\nThey are suspected of planning an attack.\n"
            "According to the ⟦DGSI⟧, they had bought chemicals.\nThey were charged on Friday.",
            fix="DGSI domestic intelligence service",
        ),
        Example(
            "The strike will go on.\nUnions met on Monday.\n"
            "The CGT union has called for a new day of action.\nThe CGT expects thousands."
        ),
        Example(
            "Two men were arrested.\nThe Directorate for Internal Security (DGSI) said so.\n"
            "According to the DGSI, they had bought chemicals.\nThey were charged on Friday."
        ),
    ),
    target_langs=frozenset({"en"}),
    anchors=tuple(sorted({a.lower() for a in glosses() if len(a) > 2} | {"the lr", "the rn"})),
    scope=Scope.DOCUMENT,
    confidence=0.6,
)
