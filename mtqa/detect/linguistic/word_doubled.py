"""The same word twice in a row."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.repetition import repeats
from mtqa.detect.linguistic.vocabulary import knows, zipf
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_ALLOWED = frozenset(
    # English that is in order
    "had that her his is no very so really too bye blah ha hee ho la na da yeah yes knock hear tut"
    " night there now well please never again many far long big one two on in who what years"
    " million thousand hundred etc pom poo chop cha choo ping pong go run come oh ah boo win do"
    # French, German, Spanish, Italian
    " nous vous se si oui non très bla die der das den ist sie es war sehr nein ja que como muy"
    " lo uno poco piano mano ben via".split()
)
_COMMON = 3.0  # rarer words may be names or expressions


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Two equal words with a space between them, unless the language has them side by side."""
    if not facts(reading.document.target_lang).spaced:
        return
    for repeat in repeats(reading):
        if len(repeat.unit) > 1 or repeat.times > 2 or repeat.comma:
            continue  # a loop, or emphasis
        first, second = repeat.unit[0].text, repeat.span.of(reading.text).split()[-1]
        following = reading.text[repeat.span.end : repeat.span.end + 2].strip()
        if not _in_order(first, second, following, reading.lang):
            yield Finding(repeat.span, suggest(first, safe=True))


def _in_order(word: str, again: str, following: str, lang: str) -> bool:
    low = word.lower()
    if low in _ALLOWED or not low.isalpha() or (len(low) == 1 and low not in "aàyeo"):
        return True
    if again[0].isupper() or (following[:1].isupper() and len(low) < 4 and low not in _SMALL):
        return True  # Duran Duran; de de Gaulle
    return knows(lang) and zipf(low, lang) < _COMMON


_SMALL = frozenset("a an the of to in at by and or as for".split())

RULE = Rule(
    id="linguistic/word_doubled",
    category="linguistic-conventions/duplication",
    severity=Severity.MINOR,
    message="“{text}”: the same word stands here twice.",
    doc="""A word written twice in a row.

A decoder or an edit repeated it. Pairs that the language uses (had had, that that, very very, no
no), names (Duran Duran) and rare words are in order; three or more in a row are a loop and belong
to ``sentence_loop``.""",
    find=find,
    confidence=0.9,
    examples=(
        Example("The minister said that ⟦the the⟧ road is closed.", fix="the"),
        Example("It is ⟦of of⟧ no use.", fix="of"),
        Example("⟦The the⟧ road is closed.", fix="The"),
        Example("She collects ⟦dolls dolls⟧.", fix="dolls"),
        Example("Il parle ⟦de de⟧ la route.", fix="de", target_lang="fr"),
        Example("Er wartet ⟦auf auf⟧ den Zug.", fix="auf", target_lang="de"),
        Example("He had had enough of Duran Duran, and that that was new is very very clear."),
        Example("Les mots de de Gaulle.", target_lang="fr"),
        Example("Nous nous levons et vous vous couchez.", target_lang="fr"),
        Example("Ich weiß, dass die die Tür öffnet.", target_lang="de"),
        Example("New York, New York. No no no, Walla Walla. What it is, is clear."),
    ),
)
