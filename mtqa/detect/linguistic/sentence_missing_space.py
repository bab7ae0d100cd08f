"""No space after the stop or comma that ends a sentence or clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.vocabulary import knows, zipf
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import Severity, Span

_GLUED = re.compile(r"[.!?,;](?<=\w.)(?=[^\W\d_]{2})")
_BEFORE = re.compile(r"(?<![\w.@/:\\&#])(?:[^\W\d_]{2,}|\d{2,})\Z")
_AFTER = re.compile(r"[^\W\d_]{2,}(?![\w@/\\:&(]|[.,][^\W\d_])")
_REACH = 40
_DOMAINS = frozenset(
    "com org net info biz edu gov int io ai tv fm co uk fr de es it ru ua eu us ch at be nl pl app"
    " html htm php aspx jsp pdf exe txt doc docx xls xlsx zip jpg png gif mp mp3 mp4 js py rs md"
    " csv xml json news media online shop store blog club live world today jobs life".split()
)
_OPENERS = 5.3  # Zipf value of the words that begin most sentences


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """A known word, a mark, and a known word with a capital (after a comma, any known word)."""
    lang = reading.lang
    if not knows(lang):
        return
    for match in _GLUED.finditer(reading.text, within.start, within.end):
        left = _BEFORE.search(reading.text, max(0, match.start() - _REACH), match.start())
        right = _AFTER.match(reading.text, match.end())
        if left is None or right is None:
            continue
        before, mark, after = left.group(), match.group(), right.group()
        if after.lower() in _DOMAINS or not after[1:].islower():
            continue
        if mark in ".!?" and not after[0].isupper():
            continue
        if _words(before, mark, after, lang):
            yield Finding(Span(*match.span()), suggest(mark + " ", safe=mark == "."))


def _words(before: str, mark: str, after: str, lang: str) -> bool:
    if before.isdigit():
        return mark == "." and zipf(after, lang) >= _OPENERS
    least = 3.0 if len(before) > 2 else 5.8
    if not before[-1].islower() or zipf(before, lang) < least:
        return False
    return zipf(after, lang) >= (2.5 if mark == "." else 3.0)


RULE = Rule(
    id="linguistic/sentence_missing_space",
    category="linguistic-conventions/whitespace",
    severity=Severity.MINOR,
    message="A space is missing after this punctuation mark.",
    doc="""A sentence or clause stuck to the one before it: closed.The, road,which.

Segments are joined without the space between them. Web addresses, file names, abbreviations and
numbers are in order; both words must be known to the language.""",
    find=find,
    confidence=0.9,
    examples=(
        Example("The road is closed⟦.⟧The bridge too.", fix=". "),
        Example("Who will pay⟦?⟧Nobody knows.", fix="? "),
        Example("The road⟦,⟧which was closed on Friday, is open.", fix=", "),
        Example("It was built in 1998⟦.⟧The bridge is older.", fix=". "),
        Example("Le pont est fermé⟦.⟧La route aussi.", fix=". ", target_lang="fr"),
        Example("See Booking.com, Amazon.Com, readme.txt, www.example.org/The.Road and Node.js."),
        Example("The U.S.Army, St.John's, 3,5 and 2.The."),
        Example("Write to John.Smith@example.org or x,y."),
    ),
)
