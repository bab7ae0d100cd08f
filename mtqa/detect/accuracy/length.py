"""Translations that are far too short or far too long for their source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import mtqa.language
from mtqa.detect.accuracy.number_pairs import pairs_of
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

_SHORT, _VERY_SHORT, _LONG, _LONG_UNSPACED = 0.5, 0.33, 1.8, 2.3
_ENOUGH = 70
"""Characters that the English of a source must have before its length says anything."""


@cache
def _lengths() -> Mapping[str, float]:
    file = Path(mtqa.language.__file__).with_name("lengths.toml")
    table: Mapping[str, float] = tomllib.loads(file.read_text(encoding="utf-8"))["characters"]
    return table


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Pairs whose length, against what the two languages need, is out of range."""
    lengths = _lengths()
    if reading.lang not in lengths or (reading.source_lang or "") not in lengths:
        return
    for pair in pairs_of(reading):
        expected = _english(pair.source.of(reading.source), reading.source_lang or "")
        size = sum(_english(t.of(reading.text), reading.lang) for t in pair.targets)
        ratio = size / max(expected, 1.0)
        least = _SHORT if expected >= 2 * _ENOUGH else _VERY_SHORT
        if expected < _ENOUGH or (least <= ratio <= _most(reading)):
            continue
        short = ratio < 1
        yield Finding(
            _last_word(reading, pair.targets[-1]),
            message="This sentence is much shorter than its source: something may be missing."
            if short
            else "This sentence is much longer than its source: something may have been added.",
            category="accuracy/omission" if short else "accuracy/addition",
            confidence=0.75,
        )


def _most(reading: Reading) -> float:
    """How long a translation may be; scripts without spaces vary more."""
    shares = (_lengths()[reading.source_lang or ""], _lengths()[reading.lang])
    return _LONG if min(shares) > 0.6 else _LONG_UNSPACED


def _english(text: str, lang: str) -> float:
    """The characters that the English of a text would take; Latin letters in Chinese stay."""
    share = _lengths()[lang]
    if share > 0.6:
        return len(text) / share
    plain = sum(c.isascii() and not c.isspace() for c in text)
    return plain + sum(not c.isascii() for c in text) / share


def _last_word(reading: Reading, segment: Span) -> Span:
    words = reading.words_in(segment)
    return Span(words[-1].start, segment.end) if words else segment


RULE = Rule(
    id="accuracy/length",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    needs=Needs.SOURCE,
    message="The length of this sentence does not fit its source.",
    doc="""A sentence less than half, or nearly twice, as long as its source makes one expect.

How long a translation should be depends on the pair: Chinese needs a third of the characters that
English needs, French a seventh more. A short one was often cut off, a long one often loops. Limits:
only sources of some length are measured.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.75,
    examples=(
        Example(
            "The government announced ⟦aid.⟧",
            source="Le gouvernement a annoncé mardi une aide de millions d'euros pour les "
            "agriculteurs touchés par la sécheresse dans le sud du pays.",
            source_lang="fr",
        ),
        Example(
            "The government announced on Tuesday millions in aid for farmers hit by drought.",
            source="Le gouvernement a annoncé mardi une aide de millions d'euros pour les "
            "agriculteurs touchés par la sécheresse dans le sud du pays.",
            source_lang="fr",
        ),
        Example("Yes.", source="Mais oui, bien sûr.", source_lang="fr"),
    ),
)
