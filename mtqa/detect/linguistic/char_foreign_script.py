"""Words in an alphabet that the language is not written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_FOREIGN = re.compile(
    "[\u0400-\u052f\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u11ff\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7af]{2,}(?:[ ,\u3000-\u303f\uff00-\uffef]*"
    "[\u0400-\u052f\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u11ff\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7af]+)*"
)
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Runs of foreign letters in a Latin text, but for originals given in brackets or quotes."""
    if reading.text.isascii():
        return
    if facts(reading.document.target_lang).script != "Latn":
        return
    text = reading.text
    for match in _FOREIGN.finditer(text, within.start, within.end):
        before = text[max(0, match.start() - 60) : match.start()]
        if text[match.end() : match.end() + 2].strip()[1:].isalnum() or before.endswith("."):
            continue  # an internet domain
        given = before.count("(") > before.count(")") or before.count("[") > before.count("]")
        quoted = before.rstrip()[-1:] in tuple("“\"«„‘'《「/") or before.rstrip().endswith(":")
        glued = _LATIN.match(text[match.end() : match.end() + 1] or " ")
        if not given and not quoted and not glued and not _LATIN.search(before[-1:]):
            yield Finding(Span(*match.span()))


RULE = Rule(
    id="linguistic/char_foreign_script",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="“{text}” was left in the alphabet of another language.",
    doc="""Letters of another alphabet in a Latin text: Cyrillic, Arabic, Chinese and others.

A word was not translated, or a name not transliterated. Originals given in brackets, in quotation
marks or after a colon are in order.""",
    find=find,
    confidence=0.9,
    examples=(
        Example("The ⟦боевики⟧ left the town."),
        Example("He was met by ⟦新华社⟧ reporters."),
        Example("Kyiv (Київ) is the capital; the word “мир” means peace; in Russian: мир."),
        Example("Київ — столиця України.", target_lang="uk"),
    ),
)
