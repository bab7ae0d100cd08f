"""Names that the target replaced by other names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import mtqa.language
from mtqa.detect.accuracy.name_keys import alike, rare_names
from mtqa.detect.accuracy.number_pairs import pairs_of
from mtqa.detect.reading import WORD, Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span


@cache
def _languages(kind: str) -> frozenset[str]:
    file = Path(mtqa.language.__file__).with_name("entities.toml")
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))[kind])


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Pairs with one name of the source lost and another one in its place."""
    source_lang = reading.source_lang or ""
    if source_lang not in _languages("capitals") or reading.lang not in _languages("capitals"):
        return
    for pair in pairs_of(reading):
        source = pair.source.of(reading.source)
        if len(source) > 600 or len(pair.targets) != 1:
            continue
        target = pair.targets[0].of(reading.text)
        lost = _unmatched(source, source_lang, target)
        if len(lost) != 1:
            continue
        new = _unmatched(target, reading.lang, source)
        if len(new) == 1:
            kept = source_lang in _languages("uninflected")
            yield _finding(lost[0], new[0], pair.targets[0].start, kept)


def _unmatched(text: str, lang: str, other: str) -> list[re.Match[str]]:
    names = rare_names(text, lang)
    if not names or len(names) > 8:
        return []
    theirs = {p for m in WORD.finditer(other) for p in re.split(r"[-’']", m.group()) if len(p) > 2}
    return [n for n in names if not any(alike(n.group(), w) for w in theirs)]


def _finding(lost: re.Match[str], new: re.Match[str], start: int, kept: bool) -> Finding:
    span = Span(start + new.start(), start + new.end())
    name = lost.group()
    message = f"The source names “{name}” here, the translation “{{text}}”."
    plain = kept and name.isascii() and not new.group().endswith(("'s", "’s"))
    return Finding(span, suggest(name) if plain else (), message)


RULE = Rule(
    id="accuracy/entity",
    category="accuracy/entity",
    severity=Severity.CRITICAL,
    needs=Needs.SOURCE,
    message="The source names someone or something else here.",
    doc="""A name of the source that the target replaced by another name.

Names are compared by sound, across spellings and alphabets ("Poutine" and "Putin", "Шойгу" and
"Shoigu"). Reported only where just one rare name of the source is missing and just one rare name
of the target is new. Limits: not for sources where every noun has a capital, or none has.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.75,
    examples=(
        Example(
            "The meeting was opened by ⟦Kvarnmark⟧ in Brussels.",
            "Boushehri",
            source="La réunion a été ouverte par Boushehri à Bruxelles.",
            source_lang="fr",
        ),
        Example(
            "The meeting was opened by ⟦Kvarnmark⟧ in Moscow.",
            source="Заседание открыл в Москве министр Рябков.",
            source_lang="ru",
        ),
        Example(
            "The meeting was opened by Ryabkov in Moscow.",
            source="Заседание открыл в Москве министр Рябков.",
            source_lang="ru",
        ),
        Example(
            "Andrii Sybiha met Prigozhin in Zaporizhzhia.",
            source="Andriï Sybiga a rencontré Prigojine à Zaporijjia.",
            source_lang="fr",
        ),
    ),
)
