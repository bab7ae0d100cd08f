"""The CSV report: one row per issue, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from mtqa.report.encode import issue_to_dict
from mtqa.report.reporter import Reporter
from mtqa.types import Report

COLUMNS = (
    "path", "segment", "side", "start", "end", "severity", "category", "rule", "confidence",
    "text", "suggestion", "safe", "other_suggestions", "message", "sentence", "source",
    "fingerprint",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what could be."""
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(report: Report) -> list[list[str]]:
    document = report.document
    segments = {s.id: s for s in document.segments}
    rows = []
    for issue in report.issues:
        segment = segments.get(issue.segment) if issue.segment is not None else None
        source = segment.source if segment else None
        first, *others = [s.text for s in issue.suggestions] or [""]
        values = issue_to_dict(issue) | {
            "path": document.path,
            "suggestion": first,
            "other_suggestions": " | ".join(others),
            "sentence": segment.target.of(document.target) if segment else "",
            "source": source.of(document.source or "") if source else "",
        }
        rows.append([cell(values[c]) for c in COLUMNS])
    return rows


def render(reports: Sequence[Report]) -> bytes:
    """Write a header and one row per issue of every document (RFC 4180, UTF-8)."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for report in reports:
        writer.writerows(_rows(report))
    return out.getvalue().encode("utf-8", "replace")


REPORTER = Reporter("csv", ".csv", render, "for spreadsheets: one row per issue")
