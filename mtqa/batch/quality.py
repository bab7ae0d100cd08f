"""Quality estimation of the rows of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mtqa.score.qe.judge import Judged, lowered, mean
from mtqa.types import Document, Issue, Segment, Span

WHOLE = 600
"""Code points of a target up to which its row is judged as a whole, as people judge sentences."""


def stretches(
    documents: Sequence[Document], starts: Sequence[tuple[int, int]]
) -> Iterator[Segment]:
    """What to judge of rows that were joined: each whole, or the sentences of a long one.

    Args:
        documents: The rows as documents.
        starts: Where each begins in the joined target and source.

    Yields:
        Stretches of the joined texts; the id is the number of the row.
    """
    for k, (document, (at, source_at)) in enumerate(zip(documents, starts, strict=True)):
        if not document.source:
            continue
        if len(document.blocks) <= 1 and len(document.target) <= WHOLE:
            target = Span(at, at + len(document.target))
            yield Segment(k, target, Span(source_at, source_at + len(document.source)))
            continue
        for s in document.segments:
            source = s.source.shift(source_at) if s.source else None
            yield Segment(k, s.target.shift(at), source)


def of_row(
    number: int, judged: Judged, issues: Sequence[Issue], start: int
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Scores and words of a row.

    Args:
        number: Of the row.
        judged: What the model said of the joined rows.
        issues: The row's own issues, their spans in the row's target.
        start: Where the row begins in the joined target.

    Returns:
        ``{"qe", "qe_uncertainty"}`` (empty where nothing was judged), and the words.
    """
    units = tuple((s, e) for s, e in judged.units if s.id == number)
    if not units:
        return {}, []
    own = Judged(
        tuple((Segment(s.id, s.target.shift(-start)), e) for s, e in units), judged.signature
    )
    parts = lowered(own, issues)
    wide = max(p.uncertainty for p in parts)
    words = [{"start": r.span.start, "end": r.span.end, "bad": r.bad, "p": r.p} for r in own.risks]
    return {"qe": mean(parts), "qe_uncertainty": wide}, words
