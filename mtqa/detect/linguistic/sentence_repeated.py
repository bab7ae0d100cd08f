"""A sentence that stands twice in the text."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import BlockKind, Severity, Span

_LEAST_WORDS = 6


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The second and later copies of a sentence, within a paragraph or right after it."""
    segments = reading.document.segments
    if len(segments) < 2:
        return
    kinds = {b.kind for b in reading.document.blocks}
    if kinds & {BlockKind.UNIT, BlockKind.CELL, BlockKind.CUE}:
        return  # units of software and tables repeat by right
    seen: dict[str, Span] = {}
    for segment in segments:
        key = " ".join(segment.target.of(reading.folded).split()).strip('"“”«» .')
        if key.count(" ") < _LEAST_WORDS - 1:
            continue
        first = seen.setdefault(key, segment.target)
        if first is segment.target:
            continue
        near = segment.target.start - first.end <= 2
        yield Finding(segment.target, suggest("") if near else ())


RULE = Rule(
    id="linguistic/sentence_repeated",
    category="linguistic-conventions/duplication",
    severity=Severity.MAJOR,
    message="This sentence already stands in the text.",
    doc="""A whole sentence of six words or more for the second time.

A teaser, a caption or a pull quote of the page was taken for text, or a segment was translated
twice. Units of software, table cells and subtitles repeat by right.""",
    find=find,
    confidence=0.85,
    examples=(
        Example("The road has been closed since Friday. ⟦The road has been closed since Friday.⟧"),
        Example(
            "“The front is moving from east to west.”\nThe army said so.\n"
            "⟦The front is moving from east to west.⟧"
        ),
        Example("He said no. She left. He said no."),
        Example("The road has been closed since Friday. The road has been closed since Monday."),
    ),
)
