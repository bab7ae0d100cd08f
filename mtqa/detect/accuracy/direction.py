"""Figures that rose in the source and fall in the target, or the other way round."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import mtqa.language
from mtqa.detect.accuracy.number_pairs import pairs_of
from mtqa.detect.reading import Reading, fold
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

_MOST_WORDS = 30


@cache
def _table() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    file = Path(mtqa.language.__file__).with_name("direction.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        lang: (re.compile(entry["up"], re.I), re.compile(entry["down"], re.I))
        for lang, entry in data.items()
    }


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Short pairs with a figure where one side only rises and the other only falls."""
    table = _table()
    theirs, ours = table.get(reading.source_lang or ""), table.get(reading.lang)
    if theirs is None or ours is None or theirs is ours:
        return
    for pair in pairs_of(reading):
        if len(pair.targets) != 1 or not any(q.form == "figure" and q.unit for q in pair.theirs):
            continue
        source = fold(pair.source.of(reading.source))
        target = fold(pair.targets[0].of(reading.text))
        if len(source.split()) > _MOST_WORDS:
            continue
        rose, fell = (len(p.findall(source)) for p in theirs)
        if bool(rose) == bool(fell):
            continue
        right, wrong = (ours[0], ours[1]) if rose else (ours[1], ours[0])
        match = wrong.search(target)
        if match and not right.search(target):
            start = pair.targets[0].start
            yield Finding(Span(start + match.start(), start + match.end()))


RULE = Rule(
    id="accuracy/direction",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    needs=Needs.SOURCE,
    message="“{text}” is the opposite of what the source says of this figure.",
    doc="""A figure that rose in the source and falls in the translation, or the other way round.

Only short sentences with a figure, where the source has words of one direction alone and the target
words of the other alone.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.8,
    examples=(
        Example("Rents are ⟦up⟧ 3%.", source="Les loyers ont baissé de 3 %.", source_lang="fr"),
        Example(
            "Sales ⟦rose⟧ by 12.5%.",
            source="Der Umsatz sank um 12,5 Prozent.",
            source_lang="de",
        ),
        Example("Rents are down 3%.", source="Les loyers ont baissé de 3 %.", source_lang="fr"),
        Example(
            "Rents rose 3% after falling last year.",
            source="Les loyers ont augmenté de 3 % après avoir baissé l'an dernier.",
            source_lang="fr",
        ),
    ),
)
