"""A word that was cut in two by a space."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.vocabulary import known, knows, zipf
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_RARE = 2.3  # the rarer half is hardly a word
_WORD = 3.6  # the whole is a common one


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Neighbours in small letters of which one is no word while both together are."""
    lang = reading.lang
    if not knows(lang) or not facts(reading.document.target_lang).spaced:
        return
    words, folded = reading.words, reading.folded
    frequency = known(lang).get
    rare = [k for k, w in enumerate(reading.folded_words) if frequency(w, 0.0) < _RARE]
    for k in sorted({j for i in rare for j in (i - 1, i) if 0 <= j < len(words) - 1}):
        left, right = words[k], words[k + 1]
        if right.start - left.end == 1 and folded[left.end] == " ":
            whole = left.text + right.text
            if _halves(left.text, right.text) and zipf(whole, lang) >= _WORD:
                span = Span(left.start, right.end)
                yield Finding(span, suggest(whole, safe=left.text.islower()))


def _halves(left: str, right: str) -> bool:
    """Whether both are letters only, in small letters but for the first, and long enough."""
    if min(len(left), len(right)) < 2 or len(left) + len(right) < 6:
        return False
    return right.islower() and right.isalpha() and left.isalpha() and left[1:].islower()


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
