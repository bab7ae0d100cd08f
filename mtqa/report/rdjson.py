"""The Reviewdog Diagnostic Format: for reviewdog, which comments on pull requests of any host."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mtqa.report.encode import dump
from mtqa.report.reporter import Reporter
from mtqa.report.units import Lines
from mtqa.report.wording import told
from mtqa.types import Issue, Report, Severity, Side, Span

Json = dict[str, Any]

HOME = "https://pypi.org/project/mtqa/"
_SEVERITIES = {
    Severity.NEUTRAL: "INFO",
    Severity.MINOR: "INFO",
    Severity.MAJOR: "WARNING",
    Severity.CRITICAL: "ERROR",
}


def _range(span: Span, lines: Lines) -> Json:
    """Lines and columns from 1; a column counts bytes of UTF-8."""

    def at(offset: int) -> Json:
        return {"line": lines.line(offset), "column": lines.column8(offset)}

    return {"start": at(span.start), "end": at(span.end)}


def _diagnostic(issue: Issue, report: Report, lines: Lines) -> Json:
    path = report.document.path
    location: Json = {"path": path if path != "-" else "stdin"}
    found: Json = {
        "message": told(issue),
        "location": location,
        "severity": _SEVERITIES[issue.severity],
        "code": {"value": issue.rule},
    }
    if issue.side is Side.TARGET:
        location["range"] = _range(issue.span, lines)
        if issue.suggestions:
            found["suggestions"] = [
                {"range": location["range"], "text": s.text} for s in issue.suggestions
            ]
    return found


def render(reports: Sequence[Report]) -> bytes:
    """Write one result with a diagnostic for every issue, and one for every check that failed."""
    diagnostics = []
    for report in reports:
        lines = Lines(report.document.target)
        diagnostics += [_diagnostic(i, report, lines) for i in report.issues]
        diagnostics += [
            {
                "message": f"{f.name} failed, what it looks for was not checked: {f.error}",
                "location": {"path": report.document.path},
                "severity": "ERROR",
                "code": {"value": f"{f.step}/{f.name}"},
            }
            for f in report.failures
        ]
    source = {"name": "mtqa", "url": HOME}
    return dump({"source": source, "diagnostics": diagnostics}, indent=True) + b"\n"


REPORTER = Reporter("rdjson", ".json", render, "for reviewdog: comments on a pull request")
