"""A name in lower case that the same document writes with a capital elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mtqa.detect.locale.name_context import in_foreign_phrase, tokens
from mtqa.detect.locale.name_sources import common_words
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_SHORT = 400
"""Code points under which a text has too little to compare."""
_OFTEN = 2
"""Sentences in which the name must stand with its capital, no other capitalised word beside it."""
_INSIDE = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Þ][a-zà-ÿ]{3,}(?![\w’'\-.]\w| [A-ZÀ-Þ])")

_FREE = re.compile(r"(?<![\w@#/_.&’'\-])[^\W\d_]+(?![\w@/_\-]|\.\w)")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Lower-case tokens that stand capitalised inside sentences and are no ordinary words."""
    if len(reading.text) < _SHORT:
        return
    present = tokens(reading)
    doubtful = {t for t in present if len(t) > 3 and t[0].isupper() and t.lower() in present}
    if not doubtful:
        return
    doubtful = {t for t in doubtful if t.lower() not in common_words()}
    if not doubtful:
        return
    inside = Counter(m.group() for m in _INSIDE.finditer(reading.text))
    names = sorted(n for n in doubtful if inside[n] >= _OFTEN)
    if not names:
        return
    low: dict[str, list[re.Match[str]]] = {name.lower(): [] for name in names}
    for match in _FREE.finditer(reading.text):
        if match.group() in low:
            low[match.group()].append(match)
    for name in names:
        if len(low[name.lower()]) * 2 > inside[name]:
            continue
        for match in low[name.lower()]:
            if not in_foreign_phrase(reading.text, *match.span(), place=False):
                yield Finding(Span(*match.span()), suggest(name, safe=inside[name] > 2))


RULE = Rule(
    id="linguistic/case_document",
    category="linguistic-conventions/spelling",
    severity=Severity.MAJOR,
    message="“{text}” has a capital elsewhere in this text.",
    doc="""A name in lower case that stands with a capital elsewhere in the same document.

Machine translation loses capitals now and then. Only words that are no ordinary English words and
that stand capitalised inside at least two sentences; short texts are left alone.""",
    find=find,
    examples=(
        Example(
            "Supporters of Tchoupikov met in Lyon on Sunday. The court said that Tchoupikov "
            "would appear in March, and his party called for calm in a long statement that it "
            "published at night on its site. Nobody at the ministry wanted to say what would "
            "follow after the hearing, and the police were silent as well. On Monday, aides of"
            " ⟦tchoupikov⟧ said he had left the country by car with two bags and his dog, in "
            "spite of the ban that the court had issued.",
            fix="Tchoupikov",
        ),
        Example("Friends of tchoupikov spoke. Friends of Tchoupikov, then Tchoupikov, spoke."),
        Example(
            "He met President Duval and then President Morel. The president smiled, and the "
            "other president did too. Both had come to Lyon on Sunday in the rain with their "
            "ministers and a long list of wishes that nobody at the ministry had read. It was "
            "a long night for everyone who had to write about it, and the trains were late "
            "once more because of the strike at the depot in the suburbs of the city. So it "
            "goes."
        ),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    scope=Scope.DOCUMENT,
    confidence=0.85,
)
