"""A report as its reader meets it: paragraphs, their sentences, and the issues of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from mtqa.types import Block, BlockKind, Document, Issue, Report, Segment, Side, Span


@dataclass(frozen=True, slots=True)
class Numbered:
    """An issue with the number that stands beside it on paper, from 1."""

    number: int
    issue: Issue


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its issues.

    Attributes:
        segment: Its segment, None where the document has none.
        span: Where it stands in the target.
        issues: Issues of the sentence, on either side.
    """

    segment: Segment | None
    span: Span
    issues: list[Numbered] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block with its sentences, numbered from 1."""

    number: int
    block: Block
    sentences: tuple[Sentence, ...]

    @property
    def name(self) -> str:
        """What it is, and its name in a bilingual file, else its number."""
        named = self.block.unit is not None and self.block.origin
        return f"{self.block.kind.value} {self.block.origin if named else self.number}"


@dataclass(frozen=True, slots=True)
class Outline:
    """All paragraphs in order, and the issues that belong to no sentence."""

    paragraphs: tuple[Paragraph, ...]
    loose: tuple[Numbered, ...]


def _blocks(document: Document) -> Sequence[Block]:
    whole = Block(BlockKind.PARAGRAPH, Span(0, len(document.target)))
    return document.blocks or (whole,)


def _sentences(block: Block, segments: Sequence[Segment]) -> tuple[Sentence, ...]:
    inside = [Sentence(s, s.target) for s in segments if block.span.start <= s.target.start]
    return tuple(inside) or (Sentence(None, block.span),)


def outline(report: Report) -> Outline:
    """Sort the issues of a report into its paragraphs and sentences.

    An issue goes to the sentence it names; one that names none goes where it begins. What is on the
    source side and names no sentence is loose.
    """
    document = report.document
    segments = sorted(document.segments, key=lambda s: s.target)
    firsts = [s.target.start for s in segments]
    paragraphs, at = [], 0
    for number, block in enumerate(_blocks(document), 1):
        # a segment belongs to the block in which it begins
        end = bisect_right(firsts, max(block.span.end - 1, block.span.start))
        paragraphs.append(Paragraph(number, block, _sentences(block, segments[at:end])))
        at = max(at, end)
    loose = _distribute(report.issues, [s for p in paragraphs for s in p.sentences])
    return Outline(tuple(paragraphs), loose)


def _distribute(issues: Sequence[Issue], sentences: Sequence[Sentence]) -> tuple[Numbered, ...]:
    by_id = {s.segment.id: s for s in sentences if s.segment is not None}
    starts = [s.span.start for s in sentences]
    loose: list[Numbered] = []
    for number, issue in enumerate(issues, 1):
        home = by_id.get(issue.segment) if issue.segment is not None else None
        if home is None and issue.side is Side.TARGET and sentences:
            home = sentences[max(bisect_right(starts, issue.span.start) - 1, 0)]
        (home.issues if home is not None else loose).append(Numbered(number, issue))
    return tuple(loose)
