"""Lower-case words of French, Spanish, German, Italian or Portuguese in English text."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.accuracy.foreign_words import left_over, merge, profile, shown
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope
from mtqa.types import Severity, Span

_NAMES = {"fr": "French", "es": "Spanish", "de": "German", "it": "Italian", "pt": "Portuguese"}


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The left-over words, neighbouring ones together."""
    words = left_over(reading)
    if not words:
        return
    for span, lang in merge(words, reading.text):
        known = reading.source_lang == lang
        if not known and shown(reading.text, span):
            continue
        if not known and _foreign_sentence(reading, span):
            continue
        message = f"“{{text}}” is {_NAMES[lang]}; it was left untranslated."
        yield Finding(span, message=message, confidence=0.9 if known else 0.8)


def _foreign_sentence(reading: Reading, span: Span) -> bool:
    """Whether the whole sentence is in the other language, which another rule reports."""
    segment = reading.segment_at(span.start)
    if segment is None:
        return False
    told = profile([w.text.lower() for w in reading.words_in(segment.target)], reading.lang)
    return told.theirs >= 4 and told.theirs > 2 * told.ours


RULE = Rule(
    id="accuracy/untranslated_word",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="“{text}” was left untranslated.",
    doc="""A word of French, Spanish, German, Italian or Portuguese that English does not have.

It is looked up in frequency lists: known to the other language, absent from 320,000 English forms.
Limits: capitalised words (names, German nouns) are left alone; without a source, words in
quotation marks, in brackets or beside a capitalised word are taken for terms and names.""",
    find=find,
    target_langs=frozenset({"en"}),
    scope=Scope.DOCUMENT,
    confidence=0.85,
    examples=(
        Example("The minister said that ⟦pourtant⟧ the reform would go ahead."),
        Example("The workers rejected the ⟦plutôt⟧ modest offer on Tuesday."),
        Example("The price rose, ⟦jedoch⟧ less than feared."),
        Example(
            "He said the ⟦ayuntamiento⟧ would pay.",
            source="Dijo que el ayuntamiento pagará.",
            source_lang="es",
        ),
        Example("The café owner made a naïve remark about the façade and the dénouement."),
        Example("The term “également” puzzled her; Médecins sans frontières sent a vigneron."),
    ),
)
