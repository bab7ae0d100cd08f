"""International bodies and places that the target replaced by others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.accuracy.known_names import known_places, lost_bodies, lost_places, new_bodies
from mtqa.detect.accuracy.name_keys import alike, rare_names
from mtqa.detect.accuracy.number_pairs import Pair, pairs_of
from mtqa.detect.reading import WORD, Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_LANGUAGES = frozenset({"fr", "es", "de", "it", "pt"})


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Pairs with one known body or place lost and another one in its place."""
    lang = reading.source_lang or ""
    for pair in pairs_of(reading):
        if len(pair.targets) == 1 and len(pair.source) < 600:
            yield from _body(reading, pair, lang)
            yield from _place(reading, pair, lang)


def _body(reading: Reading, pair: Pair, lang: str) -> Iterator[Finding]:
    source, target = pair.source.of(reading.source), pair.targets[0].of(reading.text)
    lost = lost_bodies(source, target, lang)
    new = new_bodies(source, target, lang)
    if len(lost) == 1 and len(new) == 1:
        form, english = lost[0]
        start = pair.targets[0].start
        span = Span(start + new[0].start(), start + new[0].end())
        message = f"The source names {form} here, in English {english}."
        yield Finding(span, suggest(english), message)


def _place(reading: Reading, pair: Pair, lang: str) -> Iterator[Finding]:
    source, target = pair.source.of(reading.source), pair.targets[0].of(reading.text)
    lost = lost_places(source, target, lang)
    if len(lost) != 1:
        return
    theirs = {p for m in WORD.finditer(source) for p in re.split(r"[-’']", m.group()) if len(p) > 2}
    theirs |= {p for _, english in known_places(source, lang) for p in english.split()}
    new = [
        m
        for m in rare_names(target, reading.lang, 4.3)
        if not any(alike(m.group(), w) for w in theirs)
    ]
    if len(new) == 1:
        form, english = lost[0]
        start = pair.targets[0].start
        span = Span(start + new[0].start(), start + new[0].end())
        message = f"The source names “{form}” here, in English {english}."
        yield Finding(span, suggest(english), message, confidence=0.75)


RULE = Rule(
    id="accuracy/body",
    category="accuracy/entity",
    severity=Severity.CRITICAL,
    needs=Needs.SOURCE,
    message="The source names another body or place here.",
    doc="""A known body or place of the source that the target replaced by another one.

"L'Otan" must become "NATO" and "Pékin" "Beijing"; where that form is missing and another body or
place is new, one was taken for the other. Limits: reported only where just one is lost and one new.
""",
    find=find,
    target_langs=frozenset({"en"}),
    source_langs=_LANGUAGES,
    scope=Scope.DOCUMENT,
    confidence=0.8,
    examples=(
        Example(
            "The ⟦EU⟧ will meet in Brussels.",
            "NATO",
            source="L'Otan se réunira à Bruxelles.",
            source_lang="fr",
        ),
        Example(
            "The president travelled to ⟦Bangkok⟧.",
            "Beijing",
            source="Le président s'est rendu à Pékin.",
            source_lang="fr",
        ),
        Example(
            "NATO will meet in Brussels, the European Union said.",
            source="L'Otan se réunira à Bruxelles, selon l'UE.",
            source_lang="fr",
        ),
        Example("The Chinese capital is waiting.", source="Pékin attend.", source_lang="fr"),
    ),
)
