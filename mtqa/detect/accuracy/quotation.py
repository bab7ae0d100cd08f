"""Quotation marks of the source that the target lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.accuracy.number_pairs import Pair, pairs_of
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_ANY = re.compile(r"[\"“”„‟«»「」『』‘‹›<>⁇]|(?<!\w)['’]|['’](?!\w)|''|``")
_QUOTED = re.compile(
    r"«\s*([^«»]{8,}?)\s*»|„([^„“”]{8,}?)[“”]|“([^“”]{8,}?)”|(?<!\w)\"(?=\w)([^\"]{8,}?)(?<=[\w.!?,…])\"(?!\w)|「([^「」]{6,}?)」"
)


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Pairs whose source quotes and whose target, with its neighbours, has no mark at all."""
    pairs = pairs_of(reading)
    for k, pair in enumerate(pairs):
        source = pair.source.of(reading.source)
        quoted = _QUOTED.search(source)
        if not quoted or not _speech(quoted, reading, pair):
            continue
        near = pairs[max(k - 1, 0) : k + 2]
        if any(_ANY.search(t.of(reading.text)) for p in near for t in p.targets):
            continue
        yield _finding(reading, pair, quoted, source)


def _speech(quoted: re.Match[str], reading: Reading, pair: Pair) -> bool:
    """Whether it is a statement, not a term or title that may do without marks."""
    words = next(g for g in quoted.groups() if g)
    if words.lower() in " ".join(t.of(reading.text) for t in pair.targets).lower():
        return False
    unspaced = not facts(reading.source_lang or "").spaced
    return len(words) >= 14 if unspaced else len(words.split()) >= 5


def _finding(reading: Reading, pair: Pair, quoted: re.Match[str], source: str) -> Finding:
    segment = pair.targets[0]
    text = segment.of(reading.text)
    whole = quoted.start() == 0 and quoted.end() >= len(source.rstrip(" ."))
    if whole and len(pair.targets) == 1:
        opening, closing = facts(reading.document.target_lang).quotes[0]
        return Finding(segment, suggest(f"{opening}{text}{closing}"))
    return Finding(segment)


RULE = Rule(
    id="accuracy/quotation",
    category="linguistic-conventions/punctuation",
    severity=Severity.MAJOR,
    needs=Needs.SOURCE,
    message="The source quotes here; the translation has lost the quotation marks.",
    doc="""A quotation of the source whose marks are gone.

The newspaper now says itself what someone else said.

Reported only where neither the sentence nor its neighbours have a quotation mark of any kind.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.8,
    examples=(
        Example(
            "⟦We will not give in to blackmail.⟧",
            "“We will not give in to blackmail.”",
            source="« Nous ne céderons pas au chantage. »",
            source_lang="fr",
        ),
        Example(
            "⟦We will not give in to blackmail, the minister said.⟧",
            source="« Nous ne céderons pas au chantage », a dit le ministre.",
            source_lang="fr",
        ),
        Example(
            "“We will not give in,” the minister said.",
            source="« Nous ne céderons pas », a dit le ministre.",
            source_lang="fr",
        ),
        Example("He read Le Monde.", source="Il lisait « Le Monde ».", source_lang="fr"),
    ),
)
