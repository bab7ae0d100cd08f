"""Words that stand in the target as they stood in the source, though it has no such word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.accuracy.foreign_words import kept_form, left_over, shown
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

_WORD = re.compile(r"(?<![\w@#/.’'\-])[^\W\d_A-ZÀ-Þ]{5,}(?![\w@/’'\-]|\.\w)")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Lower-case words of the target that are words of the source, and only there."""
    source_lang = reading.source_lang
    if source_lang is None or source_lang == reading.lang:
        return
    told = {w.start for w, _ in left_over(reading)} if reading.lang == "en" else set()
    for segment in reading.segments_in(within):
        if segment.source is None:
            continue
        theirs = set(_WORD.findall(segment.source.of(reading.source)))
        if not theirs:
            continue
        for match in _WORD.finditer(reading.text, segment.target.start, segment.target.end):
            word = match.group()
            if word in theirs and match.start() not in told:
                span = Span(*match.span())
                named = shown(reading.text, span, segment.source.of(reading.source))
                if kept_form(word, source_lang, reading.lang) and not named:
                    yield Finding(span)


RULE = Rule(
    id="accuracy/untranslated_kept",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    needs=Needs.SOURCE,
    message="“{text}” was copied from the source; there is no such word in this language.",
    doc="""A lower-case word copied from the source, which the target language does not have.

It is common in the source language and all but unknown in the target language.

Limits: names and German nouns (capitalised) are left alone; both languages need a large frequency
list.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.85,
    examples=(
        Example(
            "Die Regierung hat das ⟦wildfires⟧ gemeldet.",
            source="The government reported the wildfires.",
            source_lang="en",
            target_lang="de",
        ),
        Example(
            "The café owner praised the naïve but nice façade.",
            source="Le patron du café a loué la façade naïve mais belle.",
            source_lang="fr",
            target_lang="en",
        ),
    ),
)
