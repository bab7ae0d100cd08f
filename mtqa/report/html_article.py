"""The article of an HTML report: blocks, sentences with their sources, highlights."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqa.report.highlight import Highlight, highlighted
from mtqa.report.outline import Paragraph, outline
from mtqa.types import Document, Issue, Report, Side, Span

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block: a sentence, or what stands between two.

    Attributes:
        segment: Id of the sentence, None between sentences.
        html: Its text with highlights.
        source: The source of the sentence with highlights, None where there is none.
    """

    segment: int | None
    html: Markup
    source: Markup | None = None

    @property
    def blank(self) -> bool:
        """Whether it is plain white space, which a view of one sentence per row leaves out."""
        return not self.html.strip()


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A block to show."""

    number: int
    kind: str
    runs: tuple[Run, ...]


def article(report: Report) -> list[HtmlBlock]:
    """The blocks of a report in order, every issue of a block highlighted in it."""
    document = report.document
    pages = [(p, list(_stretches(p))) for p in outline(report).paragraphs]
    spans = [span for _, stretches in pages for _, span in stretches]
    marks = _by_stretch(_highlights(report, Side.TARGET), spans)
    sources = _sources(document, _highlights(report, Side.SOURCE))
    blocks, at = [], 0
    for paragraph, stretches in pages:
        runs = []
        for segment, span in stretches:
            html = highlighted(document.target, span, marks[at])
            runs.append(Run(segment, html, sources.get(segment)))
            at += 1
        blocks.append(HtmlBlock(paragraph.number, paragraph.block.kind.value, tuple(runs)))
    return blocks


def _stretches(paragraph: Paragraph) -> Iterator[tuple[int | None, Span]]:
    """Sentences and gaps that together cover the block exactly."""
    at, end = paragraph.block.span.start, paragraph.block.span.end
    for sentence in paragraph.sentences:
        start = max(sentence.span.start, at)
        stop = max(min(sentence.span.end, end), start)
        if start > at:
            yield None, Span(at, start)
        yield (sentence.segment.id if sentence.segment else None), Span(start, stop)
        at = stop
    if at < end:
        yield None, Span(at, end)


def _highlights(report: Report, side: Side) -> list[Highlight]:
    """Highlights of one side in order; an omission also leaves a caret in the target."""
    ends = {s.id: s.target.end for s in report.document.segments}
    found = []
    for number, issue in enumerate(report.issues):
        if issue.side is side:
            found.append(Highlight(issue.span, number, classes(issue)))
        elif side is Side.TARGET and issue.segment in ends:
            end = ends[issue.segment]
            found.append(Highlight(Span(end, end), number, classes(issue)))
    return sorted(found, key=lambda h: h.span)


def classes(issue: Issue) -> str:
    """The classes that draw an issue: its severity and its dimension, both from closed sets."""
    from mtqa.mqm import CATEGORIES

    dimension = issue.category.partition("/")[0]
    return f"s-{issue.severity.value} k-{dimension if dimension in CATEGORIES else 'other'}"


def _by_stretch(highlights: Sequence[Highlight], spans: Sequence[Span]) -> list[list[Highlight]]:
    """The highlights that touch each stretch; an empty one goes to the first that holds it."""
    starts, ends = [s.start for s in spans], [s.end for s in spans]
    found: list[list[Highlight]] = [[] for _ in spans]
    for highlight in highlights:
        first = bisect_right(ends, highlight.span.start)
        last = bisect_left(starts, highlight.span.end)
        if not len(highlight.span):
            first = bisect_left(ends, highlight.span.start)
            last = first + 1
        for k in range(first, min(last, len(spans))):
            found[k].append(highlight)
    return found


def _sources(document: Document, highlights: Sequence[Highlight]) -> dict[int | None, Markup]:
    """The source of each sentence that has one; sources may be shared and in any order."""
    text = document.source or ""
    starts = [h.span.start for h in highlights]
    longest = max((len(h.span) for h in highlights), default=0)
    found: dict[int | None, Markup] = {}
    for segment in document.segments:
        span = segment.source
        if span is not None:
            first = bisect_left(starts, span.start - longest)
            near = highlights[first : bisect_right(starts, span.end)]
            found[segment.id] = highlighted(text, span, near)
    return found
