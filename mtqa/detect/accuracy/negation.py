"""Negations that the target lost or added."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import mtqa.language
from mtqa.detect.accuracy.number_pairs import pairs_of
from mtqa.detect.reading import Reading, fold
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

_MOST_WORDS = 30
_MOST_COMMAS = 2


@dataclass(frozen=True, slots=True)
class Negators:
    """How one language negates; see ``language/negation.toml``."""

    strict: re.Pattern[str]
    wide: re.Pattern[str]
    excuse: re.Pattern[str]


@cache
def _table() -> Mapping[str, Negators]:
    file = Path(mtqa.language.__file__).with_name("negation.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        lang: Negators(*(re.compile(entry[k], re.I) for k in ("strict", "wide", "excuse")))
        for lang, entry in data.items()
    }


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Pairs where one side surely negates and the other surely does not."""
    table = _table()
    theirs, ours = table.get(reading.source_lang or ""), table.get(reading.lang)
    if theirs is None or ours is None or theirs is ours:
        return
    for pair in pairs_of(reading):
        if len(pair.targets) != 1:
            continue
        source = fold(pair.source.of(reading.source))
        target = fold(pair.targets[0].of(reading.text))
        if not _simple(source) or not _simple(target):
            continue
        if theirs.strict.search(source) and not theirs.excuse.search(source):
            if not ours.wide.search(target):
                yield _lost(reading, pair.targets[0])
        else:
            yield from _gained(pair.targets[0], target, source, theirs, ours)


def _simple(text: str) -> bool:
    return (
        len(text) <= 8 * _MOST_WORDS
        and len(text.split()) <= _MOST_WORDS
        and text.count(",") <= _MOST_COMMAS
    )


def _lost(reading: Reading, segment: Span) -> Finding:
    verb = re.compile(
        r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|do|does|did)\b"
    ).search(reading.text, segment.start, segment.end)
    words = reading.words_in(segment)
    span = Span(*verb.span()) if verb else (words[-1].span if words else segment)
    return Finding(span, message="The source negates this; the translation affirms it.")


def _gained(
    segment: Span, target: str, source: str, theirs: Negators, ours: Negators
) -> Iterator[Finding]:
    match = ours.strict.search(target)
    if match and not ours.excuse.search(target) and not theirs.wide.search(source):
        span = Span(segment.start + match.start(), segment.start + match.end())
        yield Finding(span, message="The translation negates this; the source affirms it.")


RULE = Rule(
    id="accuracy/negation",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    needs=Needs.SOURCE,
    message="The source negates this and the translation does not, or the other way round.",
    doc="""A negation that was lost or added: the sentence says the opposite.

Only short sentences with one translation are compared, and only where one side has a sure negator
("ne … pas", "nicht", "never") and the other nothing that could carry one, neither a word
("without", "fail", "hardly") nor a prefix ("un-", "dis-"). "Ne … que" means "only".""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.8,
    examples=(
        Example(
            "The minister ⟦will⟧ attend the meeting on Tuesday.",
            source="Le ministre n'assistera pas à la réunion mardi.",
            source_lang="fr",
        ),
        Example(
            "The minister will ⟦not⟧ attend the meeting on Tuesday.",
            source="Der Minister nimmt am Dienstag an der Sitzung teil.",
            source_lang="de",
        ),
        Example(
            "Only one minister will attend the meeting.",
            source="Il n'y aura qu'un ministre à la réunion.",
            source_lang="fr",
        ),
        Example(
            "The minister failed to attend the meeting.",
            source="Der Minister nahm nicht an der Sitzung teil.",
            source_lang="de",
        ),
    ),
)
