"""Corrections as tracked changes and issues as comments, in the author's document or a new one."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import UTC, datetime

from mtqa import catalog
from mtqa.errors import OutputError
from mtqa.read.docx_new import new_docx
from mtqa.read.format import Mark, Stamp
from mtqa.read.open import Loaded
from mtqa.report.comment import comment
from mtqa.types import Report, Side, Span


def marked_bytes(
    report: Report, loaded: Loaded, *, comments: bool = True, stamp: Stamp | None = None
) -> bytes:
    """The file with the report's corrections as tracked changes, as a Word document.

    Args:
        report: What was found; its corrections are those to track.
        loaded: The file. One whose format knows no tracked changes becomes a new DOCX.
        comments: Whether every issue that is not corrected becomes a comment.
        stamp: Who and when; mtqa and now by default.
    """
    marks = marks_of(report, comments=comments)
    data, content, format_ = loaded.data, loaded.content, loaded.format
    if format_.mark is None:
        data, moved = new_docx(content, report.document)
        marks = [replace(m, span=moved(m.span) if m.span is not None else None) for m in marks]
        format_ = catalog.formats()["docx"]
        content = format_.read(data, loaded.document.path)
    if format_.mark is None:
        raise OutputError(f"{format_.name}: the format has no tracked changes")
    return format_.mark(data, content, marks, stamp or stamp_now())


def marks_of(report: Report, *, comments: bool = True) -> list[Mark]:
    """What to write into the file: corrections, and comments on all issues that none corrects."""
    applied = [i for c in report.corrections for i in c.applied]
    marks = [Mark(i, i.span, i.suggestions[0].text) for i in applied]
    segments = {s.id: s.target for s in report.document.segments}
    done = {id(i) for i in applied}
    for issue in report.issues if comments else ():
        if id(issue) in done:
            continue
        span: Span | None = issue.span
        if issue.side is Side.SOURCE:
            span = segments.get(issue.segment) if issue.segment is not None else None
        marks.append(Mark(issue, span, said=comment(issue)))
    return marks


def stamp_now() -> Stamp:
    """The stamp of this moment, or of ``SOURCE_DATE_EPOCH``, so that results can be repeated."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(fixed) if fixed.isdecimal() else time.time()
    return Stamp("mtqa", datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
