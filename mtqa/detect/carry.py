"""Safe corrections inside a longer finding are carried over into its suggestions.

"indicated Emmanuel DUPONT" is turned round by one rule, and its capitals are put right by another:
whoever accepts "Emmanuel Dupont said" needs both, since accepting the longer finding closes the
shorter one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mtqa.detect.engine import Hit
from mtqa.types import Side, Span

_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_Word = tuple[Span, str, str]


def carry(hits: Sequence[Hit], text: str) -> list[Hit]:
    """The hits, their suggestions with the safe one-word corrections that stand inside their span.

    Args:
        hits: What was found and may speak.
        text: The target.
    """
    words: list[_Word] = []
    for hit in hits:
        finding = hit.finding
        if finding.side is Side.TARGET and finding.suggestions and finding.suggestions[0].safe:
            word = finding.span.of(text)
            if _WORD.fullmatch(word):
                words.append((finding.span, word, finding.suggestions[0].text))
    return [_carrying(hit, words) for hit in hits] if words else list(hits)


def _carrying(hit: Hit, words: Sequence[_Word]) -> Hit:
    finding = hit.finding
    if finding.side is not Side.TARGET or not finding.suggestions:
        return hit
    span, made = finding.span, finding.suggestions
    for at, word, right in words:
        if span.start <= at.start and at.end <= span.end and at != span:
            pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
            made = tuple(
                replace(s, text=pattern.sub(right.replace("\\", r"\\"), s.text)) for s in made
            )
    if made == finding.suggestions:
        return hit
    return replace(hit, finding=replace(finding, suggestions=made))
