"""Two words that lost the space between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.vocabulary import known, zipf
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import Severity, Span

_SMALL = (
    "of the", "in the", "to the", "and the", "for the", "that the", "with the", "from the",
    "by the", "on the", "at the", "is the", "was the", "as the", "of this", "of that", "in this",
    "to this", "and this", "and that", "of their", "of its", "of his", "of her", "to be",
    "to their", "it is", "it was", "he was", "she was", "they were", "there is", "will be",
    "would be", "has been",
    "have been", "had been", "can be", "could be", "said that", "such as", "as well",
)  # fmt: skip
_PAIRS = {p.replace(" ", ""): p for p in _SMALL} | {"alot": "a lot", "infact": "in fact"}
_LEFT = ("the", "and", "that", "with", "from", "this", "their", "which")
_RIGHT = ("the", "and", "that", "with", "from", "which", "has", "have", "was", "were")
_WORD = re.compile(
    r"(?<![\w’'\-.@/#_])(?:(?P<pair>"
    + "|".join(_PAIRS)
    + r")|(?:"
    + "|".join(_LEFT)
    + r")[a-z]{5,}"
    r"|[a-z]{5,}(?:" + "|".join(_RIGHT) + r"))(?![\w’'\-@/_]|\.\w)"
)
_KNOWN = 1.0  # a word that is rarer than this is taken for none
_COMMON = 4.2  # what is left beside the small word has to be as frequent as this


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Small pairs of words, and an unknown word that is a small word and a common one."""
    tokens = set(reading.folded_words)
    if tokens <= known(reading.lang).keys() and tokens.isdisjoint(_PAIRS):
        return
    for match in _WORD.finditer(reading.text, within.start, within.end):
        word = match.group()
        parts = _PAIRS.get(word) if match["pair"] else _split(word)
        if parts:
            yield Finding(Span(*match.span()), suggest(parts, safe=True))


def _split(word: str) -> str | None:
    if zipf(word, "en") >= _KNOWN or (word.endswith("s") and zipf(word[:-1], "en") >= _KNOWN):
        return None
    for small in _LEFT:
        if word.startswith(small) and zipf(word[len(small) :], "en") >= _COMMON:
            return f"{small} {word[len(small) :]}"
    for small in _RIGHT:
        if word.endswith(small) and zipf(word[: -len(small)], "en") >= _COMMON:
            return f"{word[: -len(small)]} {small}"
    return None


RULE = Rule(
    id="linguistic/word_glued",
    category="linguistic-conventions/whitespace",
    severity=Severity.MINOR,
    message="Two words are written as one here: the space between them is missing.",
    doc="""A small word stuck to its neighbour: ofthe, theminister.

The space is lost at line ends, tags and joined segments. A closed list of pairs of small words, and
unknown words that fall into a small word and a common one; names and rare words are left alone.""",
    find=find,
    target_langs=frozenset({"en"}),
    confidence=0.9,
    examples=(
        Example("The end ⟦ofthe⟧ road is closed.", fix="of the"),
        Example("He met ⟦theminister⟧ on Friday.", fix="the minister"),
        Example("The road is closed, the ⟦governmentwas⟧ told.", fix="government was"),
        Example("The theatre's thermal theory is nevertheless therefore wholesome."),
        Example("He wanted more demand for brand and command; forthcoming thatched roofs."),
        Example("See www.ofthe.example or #ofthe or the file forthe_record."),
    ),
)
