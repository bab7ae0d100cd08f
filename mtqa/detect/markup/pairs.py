"""What belongs together in source and target: whole units of a bilingual file, else sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqa.detect.reading import Reading
from mtqa.types import Block, Span
from mtqa.unit import Unit


@dataclass(frozen=True, slots=True)
class Pair:
    """A stretch of the target and the source that it translates.

    Attributes:
        target: Where it is in the target, without white space at its ends.
        source: Where its source is.
        ours: The text of the target.
        theirs: The text of the source.
        unit: What a bilingual file says of the target, None elsewhere.
        given: What it says of the source.
    """

    target: Span
    source: Span
    ours: str
    theirs: str
    unit: Unit | None = None
    given: Unit | None = None


def is_bilingual(reading: Reading) -> bool:
    """Whether the document is a bilingual file, unit beside unit."""
    document = reading.document
    return (
        bool(document.blocks)
        and document.blocks[0].unit is not None
        and len(document.blocks) == len(document.source_blocks)
    )


def pairs(reading: Reading) -> Iterator[Pair]:
    """The pairs of a document in order; those without a source are left out."""
    document = reading.document
    if is_bilingual(reading):
        for block, source in zip(document.blocks, document.source_blocks, strict=True):
            if len(source.span) and len(block.span):
                yield _of_unit(reading, block, source)
        return
    groups: dict[Span, list[Span]] = {}
    for segment in document.segments:
        if segment.source is not None:
            groups.setdefault(segment.source, []).append(segment.target)
    for theirs, targets in groups.items():
        ours = Span(targets[0].start, targets[-1].end)
        yield Pair(ours, theirs, ours.of(reading.text), theirs.of(reading.source))


def _of_unit(reading: Reading, block: Block, source: Block) -> Pair:
    return Pair(
        block.span,
        source.span,
        block.span.of(reading.text),
        source.span.of(reading.source),
        block.unit,
        source.unit,
    )


def loosened(token: str) -> re.Pattern[str]:
    """Finds a token of machines in a text that was written with other spaces or capitals."""
    body = r"\s?".join(re.escape(c) for c in token if not c.isspace())
    return re.compile(body, re.IGNORECASE)


def listed(tokens: Sequence[str]) -> str:
    """Tokens in a message, the first few of many."""
    shown = ", ".join(f"“{t}”" for t in tokens[:4])
    return shown + (f" and {len(tokens) - 4} more" if len(tokens) > 4 else "")
