"""Straight and curly quotation marks in one document."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import quotation, with_space
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import Severity, Span

_LEAST = 3  # pairs that make a habit


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The marks of the rarer kind, where the other is clearly the habit."""
    quotes = quotation(reading)
    straight = quotes.counted['"', '"']
    most = max((n for s, n in quotes.counted.items() if s[0] != '"'), default=0)
    habit = max(straight, most)
    if not straight or not most or habit < _LEAST or habit < 2 * min(straight, most):
        return
    for opening, closing in quotes.pairs:
        pair = (opening.char, closing.char)
        curly = opening.char in "“„«" and closing.char in "”“»"
        if (curly and straight == habit) or (pair == ('"', '"') and most == habit):
            for mark, right in zip((opening, closing), quotes.style, strict=True):
                if mark.char != right:
                    span, text = with_space(reading, mark, right)
                    yield Finding(span, suggest(text, safe=True))


RULE = Rule(
    id="linguistic/quote_style_mix",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="The text uses both straight and curly quotation marks; this pair is the odd one out.",
    doc="""A pair of straight marks among curly ones, or the other way round.

The mix shows that parts of the text came through different systems. Only the clear minority is
reported: the other kind occurs three times or more and at least twice as often.""",
    find=find,
    anchors=('"',),
    confidence=0.8,
    examples=(
        Example('“A,” he said. “B,” she said. “C,” they said. It was ⟦"⟧late", he said.', fix="“"),
        Example('“A,” he said. “B,” she said. “C,” they said. It was "late⟦"⟧, he said.', fix="”"),
        Example('"A," he said. "B," she said. "C," they said. It was ⟦“⟧late”, he said.', fix='"'),
        Example('“A,” he said. It was "late", he said.'),
        Example('"A," he said. "B," she said. A 5" pipe.'),
    ),
)
