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
_SHORT = 6
"""Words of a sentence that is marked as a whole."""


@dataclass(frozen=True, slots=True)
class Negators:
    """How one language negates; see ``language/negation.toml``."""

    strict: re.Pattern[str]
    wide: re.Pattern[str]
    excuse: re.Pattern[str]
    only: re.Pattern[str] | None

    def surely(self, text: str) -> bool:
        """Whether a text negates once: not twice, and not in a set phrase."""
        match = self.strict.search(text)
        if match is None or self.excuse.search(text):
            return False
        rest = text[: match.start()] + " " + text[match.end() :]
        return not self.wide.search(rest)


@cache
def _table() -> Mapping[str, Negators]:
    file = Path(mtqa.language.__file__).with_name("negation.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        lang: Negators(
            strict=re.compile(entry["strict"], re.I),
            wide=re.compile(entry["wide"], re.I),
            excuse=re.compile(entry["excuse"], re.I),
            only=re.compile(entry["only"], re.I) if "only" in entry else None,
        )
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
        if theirs.only and theirs.only.search(source) and not theirs.strict.search(source):
            yield from _restricted(pair.targets[0], target, ours)
        elif theirs.strict.search(source):
            if theirs.surely(source) and not ours.wide.search(target):
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
    if not words:
        return Finding(segment)
    span = Span(*verb.span()) if verb else words[-1].span
    if len(words) <= _SHORT:
        span = Span(words[0].start, words[-1].end)
    return Finding(span, message="The source negates this; the translation affirms it.")


_RESTRICTION = re.compile(
    r"\b(?:only|just|until|but|except|sole\w*|mere\w*|before|than|other|any\w*|even|if|unless|yet)\b"
)


def _restricted(segment: Span, target: str, ours: Negators) -> Iterator[Finding]:
    """*ne … que* is "only"; a target that plainly negates says the opposite."""
    match = ours.strict.search(target)
    if match and ours.surely(target) and not _RESTRICTION.search(target):
        span = Span(segment.start + match.start(), segment.start + match.end())
        yield Finding(span, message="The source says “only” here; the translation negates.")


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
