"""Re-translates sentences of a document and puts what was decided into its report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from mtqa.improve.plan import Plan
from mtqa.improve.run import Progress, Retranslator, Unit
from mtqa.read.text import content_of
from mtqa.retranslate.engine import Job
from mtqa.retranslate.select import Choice, Quality
from mtqa.segment.document import assemble
from mtqa.settings import Settings
from mtqa.types import Document, Issue, Report, Score, Segment, Side, Span

CONTEXT = 400


def improve(
    report: Report,
    plan: Plan,
    settings: Settings,
    *,
    quality: Quality | None = None,
    progress: Progress = lambda _engine, _done, _all: None,
) -> Report:
    """Translate what is not good enough again.

    Args:
        report: What the rules say of the document.
        plan: Which engines, on what.
        settings: How the rules check.
        quality: Estimates quality, where there is a model.
        progress: Told how far it is.

    Returns:
        The report with ``candidates``, and in its notes what did not work. What was chosen is
        marked; the text of the document is not touched.
    """
    document = report.document
    if document.source is None or document.source_lang is None:
        what = (
            "the source (--source)" if document.source is None else "its language (--source-lang)"
        )
        note = f"nothing was re-translated: that needs {what}; without it the rules alone correct"
        return replace(report, notes=(*report.notes, note))
    job = Job(document.source_lang, document.target_lang, _aligner(document))
    units, shared = _units(report)
    worker = Retranslator(plan, settings, quality=quality, progress=progress)
    choices = worker.run(units, job)
    notes = [*report.notes, *worker.notes(job)]
    if shared:
        notes.append(f"{shared} sentences share their source with another; not re-translated")
    tally = Counter(c.engine for c in choices.values() if c.replaced)
    about: dict[str, Any] = {
        "engines": worker.about(job),
        "sentences": len(choices),
        "replaced": dict(tally),
        "kept": {str(k): c.why for k, c in choices.items() if not c.replaced},
    }
    return replace(
        report,
        candidates=tuple(c for choice in choices.values() for c in choice.candidates),
        scores=(*report.scores, *_scores(choices, report, quality)),
        notes=tuple(notes),
        run={**report.run, "retranslation": about},
    )


def _scores(choices: dict[int, Choice], report: Report, quality: Quality | None) -> Iterator[Score]:
    """Estimated quality of the sentences as they came, where the report has none yet."""
    there = {s.where for s in report.scores if s.level == "segment" and s.metric == "qe"}
    signature = str(getattr(quality, "signature", ""))
    for number, choice in choices.items():
        if choice.own is not None and str(number) not in there:
            yield Score("qe", "segment", str(number), choice.own, signature)


def _units(report: Report) -> tuple[list[Unit], int]:
    """The sentences that have a source of their own, and how many have not."""
    document = report.document
    sources = Counter(s.source for s in document.segments if s.source is not None)
    issues = _issues(report)
    corrected = {c.segment: c.after for c in report.corrections}
    locked = _locked(document)
    units, shared = [], 0
    for segment in document.segments:
        if segment.source is None or locked(segment.target):
            continue
        if sources[segment.source] > 1:
            shared += any(i.severity.rank >= 2 for i in issues[segment.id])
            continue
        units.append(_unit(document, segment, issues[segment.id], corrected.get(segment.id, "")))
    return units, shared


def _unit(document: Document, segment: Segment, issues: list[Issue], corrected: str) -> Unit:
    span, whole = segment.source or Span(0, 0), document.source or ""
    return Unit(
        id=segment.id,
        source=span.of(whole),
        target=segment.target.of(document.target),
        issues=tuple(issues),
        corrected=corrected,
        before=whole[max(span.start - CONTEXT, 0) : span.start].strip(),
        after=whole[span.end : span.end + CONTEXT].strip(),
    )


def _issues(report: Report) -> dict[int, list[Issue]]:
    """Issues by sentence; one in the source belongs to the sentence that translates it."""
    found: dict[int, list[Issue]] = defaultdict(list)
    placed = [(s.source, s.id) for s in report.document.segments if s.source is not None]
    for issue in report.issues:
        if issue.side is Side.SOURCE:
            number = next((k for span, k in placed if issue.span.within(span)), None)
        else:
            number = issue.segment
        if number is not None:
            found[number].append(issue)
    return found


def _locked(document: Document) -> Callable[[Span], bool]:
    spans = [b.span for b in document.blocks if b.unit is not None and b.unit.locked]
    return lambda span: any(span.within(s) for s in spans)


def _aligner(document: Document) -> Callable[[str], list[tuple[str, str]]]:
    """Sets another translation against the document's source."""

    def align(text: str) -> list[tuple[str, str]]:
        other, _ = assemble(
            content_of(text),
            content_of(document.source or ""),
            target_lang=document.target_lang,
            source_lang=document.source_lang,
        )
        whole = other.source or ""
        return [
            (s.source.of(whole), s.target.of(other.target))
            for s in other.segments
            if s.source is not None
        ]

    return align
