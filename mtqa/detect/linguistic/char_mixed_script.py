"""Look-alike letters of another script inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import Severity, Span

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХасеіјорѕухԁԛԝ", "ABESIJKMHOPCTYXaceijopsyxdqw", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι", "ABEZHIKMNOPTYXoi", strict=True))
_TO_LATIN = str.maketrans(_CYRILLIC | _GREEK)
_TO_CYRILLIC = str.maketrans({v: k for k, v in _CYRILLIC.items()})
_ANY = re.compile("[Ͱ-ԯ]")
_MIXED = re.compile(
    r"[^\W\d_]*(?:[A-Za-zÀ-ɏ][Ѐ-ӿԀ-ԯ]|[Ѐ-ӿԀ-ԯ][A-Za-zÀ-ɏ]|[A-Za-z]{2}[Α-ΧΟοι]|[Α-ΧΟοι][A-Za-z]{2})[^\W\d_]*"
)
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_OTHER = re.compile("[Ѐ-ԯͰ-Ͽ]")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Words of two scripts; the rarer letters are replaced where each has a twin."""
    if reading.text.isascii():
        return
    if not _ANY.search(reading.text):
        return
    for match in _MIXED.finditer(reading.text, within.start, within.end):
        word = match.group()
        latin, other = len(_LATIN.findall(word)), len(_OTHER.findall(word))
        table, pattern = (_TO_LATIN, _OTHER) if latin >= other else (_TO_CYRILLIC, _LATIN)
        fixed = word.translate(table)
        fix = suggest(fixed, safe=True) if not pattern.search(fixed) else ()
        yield Finding(Span(*match.span()), fix)


RULE = Rule(
    id="linguistic/char_mixed_script",
    category="linguistic-conventions/character-encoding",
    severity=Severity.MAJOR,
    message="“{text}” mixes letters of two alphabets that look alike.",
    doc="""A word with both Latin and Cyrillic (or look-alike Greek) letters.

Transliteration tables and copied names leave a Cyrillic о among Latin letters; searches and readers
of screens do not find the word. Greek letters in science (TNFα, μm) are in order.""",
    find=find,
    confidence=0.95,
    examples=(
        Example("The mayor of ⟦Kуiv⟧ said so.", fix="Kyiv"),
        Example("It is ⟦соmmon⟧ knowledge.", fix="common"),
        Example("TNFα, μm, β-blockers and Київ are different things."),
    ),
)
