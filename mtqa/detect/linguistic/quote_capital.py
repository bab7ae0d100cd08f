"""A capital inside a quotation that is only part of the sentence: denounced a “Degradation of”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.locale.name_sources import common_words
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_LEAD = (
    r"(?:an?|the|of|his|her|its|their|to|in|with|by|for|this|that|as|from|about|against|some|no|any"
    r"|on|into|had|has|have|is|was|were|are|been|be|called|denounced|condemned|and|or|between)"
)
_FRAGMENT = re.compile(
    rf"\b{_LEAD} (?P<open>[“\"«]\s?)(?P<word>[A-Z][a-zß-ÿ]+)(?P<rest>(?: [a-zß-ÿ’'-]+){{1,14}})"
    r"(?P<close>\s?[”\"»])(?=[\s,.;:)])"
)
_TITLES = re.compile(
    r"\b(?:song|film|movie|book|novel|album|series|show|titled|entitled|called|slogan|hashtag|track"
    r"|single|program|programme|operation|plan|group|movement|campaign|label|sign|banner|poem|play)"
    r"s?\b",
    re.IGNORECASE,
)
_NEAR = 60
_LEAST = 2
"""Fragments of a document from which on they are a habit; a single one may be a title."""


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Fragments that begin with a common word in capitals and hold no other capital."""
    found = list(_fragments(reading.text))
    if len(found) >= _LEAST:
        yield from found


def _fragments(text: str) -> Iterator[Finding]:
    for match in _FRAGMENT.finditer(text):
        word = match["word"]
        if word.lower() not in common_words():
            continue  # a name
        around = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
        if _TITLES.search(around) or match["rest"].rstrip()[-1:] in ".!?":
            continue
        start, end = match.span("word")
        yield Finding(Span(start, end), suggest(word.lower()))


RULE = Rule(
    id="linguistic/quote_capital",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.DOCUMENT,
    anchors=('"', "“", "«"),
    find=find,
    confidence=0.7,
    message="A few quoted words inside a sentence begin with a small letter.",
    doc="""A capital at the head of a quotation that the sentence only takes words from.

Machines translate marked-up fragments one by one and give each a capital: they denounced a
“Degradation of working conditions”. Titles and slogans, names, and quotations of a whole sentence
keep theirs. Limits: at least two fragments in
a document, of two words or more, after an article, preposition or auxiliary.""",
    examples=(
        Example(
            "They denounced a “⟦Degradation⟧ of working conditions” and a “Deep malaise”.",
            fix="degradation",
        ),
        Example('It is his "Work share". This causes a "⟦Deep⟧ malaise", he wrote.', fix="deep"),
        Example("They denounced a “degradation of working conditions”."),
        Example("He sang the song of “Love me tender”, and the film “Gone with the wind”."),
        Example("He spoke of “Chirac and others”; the “Great War” is over."),
    ),
)
