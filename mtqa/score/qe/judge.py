"""Quality estimation of a document: which texts are judged, and the scores that come of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtqa.score.qe.condemn import condemned
from mtqa.types import Document, Issue, Risk, Score, Segment, Side

if TYPE_CHECKING:
    from mtqa.score.qe.model import Estimate


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model said of a document.

    Attributes:
        units: Segments that have a source, with their estimates, in order.
        signature: Model that said it.
    """

    units: tuple[tuple[Segment, Estimate], ...]
    signature: str

    @property
    def risks(self) -> tuple[Risk, ...]:
        """The risks of the words, their spans in the document's target."""
        return tuple(
            replace(risk, span=risk.span.shift(segment.target.start))
            for segment, estimate in self.units
            for risk in estimate.words
        )


def judge(
    document: Document, folder: str | None = None, stretches: Iterable[Segment] = ()
) -> Judged:
    """Let the model judge every segment that has a source.

    Args:
        document: A document with its source.
        folder: Folder of the model, None for the one that ships with mtqa.
        stretches: Judge these stretches of text instead of the document's segments.

    Raises:
        InputError: If the folder holds no model, or not what its card says.
    """
    from mtqa.score.qe.model import load

    model = load(Path(folder) if folder else None)
    source = document.source or ""
    segments = [s for s in (list(stretches) or document.segments) if s.source is not None]
    pairs = [(s.source.of(source), s.target.of(document.target)) for s in segments if s.source]
    langs = "-".join((t or "").split("-")[0] for t in (document.source_lang, document.target_lang))
    estimates = model.estimate(pairs, langs)
    return Judged(tuple(zip(segments, estimates, strict=True)), model.signature)


def is_shipped() -> bool:
    """Whether this installation carries a model."""
    return (Path(__file__).parent / "model" / "card.json").exists()


def missing(document: Document, wanted: bool, folder: str | None) -> list[str]:
    """What to tell where a translation should be judged and no model is there."""
    if document.source and wanted and not folder and not is_shipped():
        return ["this installation carries no quality model, so translations were not scored"]
    return []


@dataclass(frozen=True, slots=True)
class Lowered:
    """Quality of a stretch after what the checks found in it (0 to 1), and its uncertainty."""

    segment: Segment
    quality: float
    uncertainty: float


def lowered(judged: Judged, issues: Iterable[Issue]) -> list[Lowered]:
    """The quality of each judged stretch, lowered by the issues that begin in it."""
    starts = [segment.target.start for segment, _ in judged.units]
    own: list[list[Issue]] = [[] for _ in starts]
    for issue in issues:
        k = bisect_right(starts, issue.span.start) - 1
        if issue.side is Side.TARGET and k >= 0:
            own[k].append(issue)
    return [
        Lowered(segment, condemned(estimate.quality, mine), estimate.uncertainty)
        for (segment, estimate), mine in zip(judged.units, own, strict=True)
    ]


def mean(parts: Sequence[Lowered]) -> float:
    """Quality of several stretches together: the mean, weighted by length."""
    weights = [max(len(p.segment.target), 1) for p in parts]
    total = sum(p.quality * w for p, w in zip(parts, weights, strict=True))
    return round(total / sum(weights), 4)


def scores(document: Document, judged: Judged, issues: Sequence[Issue]) -> tuple[Score, ...]:
    """Quality of the segments and of the document, lowered by what the checks found.

    Returns:
        For each judged segment ``qe`` (0 to 1: would people accept it) and ``qe_uncertainty``
        (half the width of the band that two in three would put it in); for the document ``qe``.
    """
    parts = lowered(judged, issues)
    found: list[Score] = []
    for part in parts:
        where = str(part.segment.id)
        found.append(Score("qe", "segment", where, part.quality, judged.signature))
        wide = Score("qe_uncertainty", "segment", where, part.uncertainty, judged.signature)
        found.append(wide)
    if parts:
        found.append(Score("qe", "document", document.id, mean(parts), judged.signature))
    return tuple(found)
