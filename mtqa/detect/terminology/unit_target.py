"""One source, several translations of it in a file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from mtqa.detect.markup.pairs import Pair, is_bilingual, pairs
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import BlockKind, Severity, Span
from mtqa.unit import Unit


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Units whose source is translated otherwise elsewhere in the file, more often or first."""
    if not is_bilingual(reading) or reading.document.blocks[0].kind is not BlockKind.UNIT:
        return
    groups: dict[tuple[str, str, int], list[Pair]] = defaultdict(list)
    for pair in pairs(reading):
        if pair.unit and any(map(str.isalpha, pair.theirs)):
            plural = -1 if pair.unit.plural is None else pair.unit.plural
            groups[_plain(pair.theirs), pair.unit.context, plural].append(pair)
    for group in groups.values():
        counts = Counter(_plain(p.ours) for p in group)
        if len(counts) < 2:
            continue
        most = counts.most_common(1)[0]
        usual = next(p.ours for p in group if _plain(p.ours) == most[0])
        sure = most[1] > counts.most_common(2)[1][1]
        for pair in group:
            if _plain(pair.ours) != most[0]:
                yield Finding(
                    pair.target,
                    suggest(usual) if sure else (),
                    message=f"“{_short(pair.theirs)}” is “{_short(usual)}” elsewhere in this file.",
                )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".:!… ")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}…"


RULE = Rule(
    id="terminology/unit_target",
    category="terminology/term-inconsistency",
    severity=Severity.MINOR,
    needs=Needs.SOURCE,
    message="The same source is translated otherwise elsewhere in this file.",
    doc="""A unit whose source stands in the file again, with another translation.

Readers take two names for two things. The commoner translation is suggested, the first where none
is commoner. Units with different contexts are apart, and so are plural forms; capitals and final
punctuation do not count. Limits: a word may rightly have two translations in two places; give the
units their contexts, or suppress the finding.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.6,
    of_unit=True,
    examples=(
        Example(
            "Öffnen␞Speichern␞öffnen…␞⟦Aufmachen⟧",
            fix="Öffnen",
            source="Open␞Save␞Open…␞Open",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "Öffnen␞Öffnen.␞1␞2",
            source="Open␞open␞1␞1",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
    ),
)
