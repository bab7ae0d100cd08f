"""Sentences that are still in the source language."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.accuracy.foreign_words import function_words_of_others, profile
from mtqa.detect.reading import Reading, fold
from mtqa.detect.rule import Example, Finding, Rule, Scope
from mtqa.types import Segment, Severity, Span

_LEAST = 4
"""Function words of the other language that a sentence must have."""


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Sentences that copy their source, or whose function words are another language's."""
    foreign = function_words_of_others(reading.lang)
    for segment in reading.segments_in(within):
        words = _parts(reading.folded_words_in(segment.target))
        if len(words) < 4:
            continue
        compared = segment.source is not None and _copied(reading, segment, words)
        told = compared or sum(w in foreign for w in words) >= _LEAST
        if compared or (told and _foreign(reading, words)):
            yield Finding(segment.target)


def _parts(words: list[str]) -> list[str]:
    return " ".join(words).replace("'", " ").replace("-", " ").split(" ") if words else []


def _copied(reading: Reading, segment: Segment, words: list[str]) -> bool:
    """Whether the target repeats its source word for word, and the source is another language."""
    if segment.source is None or reading.source_lang in (None, reading.lang):
        return False
    if sum(w.isalpha() and w.islower() and len(w) > 2 for w in words) < 4:
        return False
    theirs = fold(segment.source.of(reading.source))
    text = segment.target.of(reading.text)
    if fold(text).strip(" .") != theirs.strip(" ."):
        return False
    lower = [w for w in text.split() if w.islower() and w.isalpha()]
    told = profile(words, reading.lang, reading.source_lang)
    return len(lower) >= max(3, len(text.split()) // 2) and told.theirs >= told.ours


def _foreign(reading: Reading, words: list[str]) -> bool:
    told = profile(words, reading.lang)
    if reading.source_lang and told.lang not in (reading.source_lang, "en"):
        return False
    return told.theirs >= max(_LEAST, 4 * told.ours, 0.22 * told.words)


RULE = Rule(
    id="accuracy/untranslated_sentence",
    category="accuracy/untranslated",
    severity=Severity.CRITICAL,
    message="This sentence is not in the language of the text; it was left untranslated.",
    doc="""A sentence that was left in another language, or copied from the source.

Told by its function words ("dans", "avec", "der", "und") or by being equal to its source. Limits:
short sentences are left alone, since titles and names look alike in two languages.""",
    find=find,
    target_langs=frozenset({"en", "fr", "es", "de", "it", "pt"}),
    scope=Scope.DOCUMENT,
    confidence=0.95,
    examples=(
        Example(
            "⟦Le gouvernement a annoncé mardi une aide pour les agriculteurs du Midi.⟧",
            target_lang="en",
        ),
        Example(
            "Yes. ⟦Die Regierung hat am Dienstag eine Hilfe für die Bauern angekündigt.⟧ She left.",
            target_lang="en",
        ),
        Example(
            "⟦El gobierno anunció el martes una ayuda de varios millones para los agricultores.⟧",
            target_lang="en",
        ),
        Example(
            "⟦The government announced on Tuesday that it would help the farmers.⟧",
            target_lang="fr",
        ),
        Example("The government announced an aid on Tuesday, said Le Monde.", target_lang="en"),
        Example(
            "He sang “La vie en rose” at the Gare de Lyon and the Porte de la Chapelle.",
            target_lang="en",
        ),
    ),
)
