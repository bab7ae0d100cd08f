"""A word that was cut in two by a space."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtqa.detect.linguistic.vocabulary import knows, zipf
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_RARE = 2.3  # the rarer half is hardly a word
_WORD = 3.6  # the whole is a common one


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Neighbours in small letters of which one is no word while both together are."""
    lang, text = reading.lang, reading.text
    if not knows(lang) or not facts(reading.document.target_lang).spaced:
        return
    words = reading.words
    for left, right in pairwise(words):
        if right.start - left.end != 1 or text[left.end] != " ":
            continue
        a, b = left.text, right.text
        if len(a) + len(b) < 6 or not (b.islower() and b.isalpha() and a.isalpha()):
            continue
        if a[1:] != a[1:].lower() or not (_fragment(a, lang) or _fragment(b, lang)):
            continue
        if zipf(a + b, lang) >= _WORD and min(len(a), len(b)) > 1:
            yield Finding(Span(left.start, right.end), suggest(a + b, safe=a.islower()))


def _fragment(word: str, lang: str) -> bool:
    return len(word) > 1 and zipf(word, lang) < _RARE


RULE = Rule(
    id="linguistic/word_split",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    message="A word is cut in two here.",
    doc="""A space inside a word: gov ernment, presi dent.

It comes from hyphenation at line ends, from PDF files and from subword decoders. Reported where one
half is hardly a word of the language and both together are a common one.""",
    find=find,
    confidence=0.9,
    examples=(
        Example("The ⟦gov ernment⟧ closed the road.", fix="government"),
        Example("They met the ⟦presi dent⟧ on Friday.", fix="president"),
        Example("Le ⟦gouver nement⟧ a fermé la route.", fix="gouvernement", target_lang="fr"),
        Example("The can not be a car pet, he said; the gov is old."),
        Example("He may be some one for ever in a meter of rain."),
    ),
)
