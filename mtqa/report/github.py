"""GitHub workflow commands: issues as annotations on the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.report.reporter import Reporter
from mtqa.report.units import Lines
from mtqa.report.wording import origin_line, passed, replacement, sample, told
from mtqa.types import Issue, Report, Severity, Side

_LEVELS = {
    Severity.NEUTRAL: "notice",
    Severity.MINOR: "notice",
    Severity.MAJOR: "warning",
    Severity.CRITICAL: "error",
}


def data(text: str) -> str:
    """Text that may stand after the ``::`` of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def prop(text: str) -> str:
    """Text that may be the value of a property of a command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def _annotation(issue: Issue, report: Report, lines: Lines) -> str:
    place = ""
    if issue.side is Side.TARGET:
        start, end = issue.span.start, max(issue.span.end, issue.span.start)
        place = f",line={lines.line(start)},endLine={lines.line(end)}"
        if lines.line(start) == lines.line(end):  # columns are only read within one line
            place += f",col={lines.column(start)},endColumn={lines.column(end)}"
    options = [replacement(issue, s.text) for s in issue.suggestions[:3]]
    hint = f"\nSuggested: {' / '.join(options)}" if options else ""
    level = _LEVELS[issue.severity]
    file, title = prop(report.document.path), prop(f"{issue.category} ({issue.rule})")
    return f"::{level} file={file}{place},title={title}::{data(told(issue) + hint)}"


def _one(report: Report) -> list[str]:
    lines = Lines(report.document.target)
    verdict = report.verdict
    out = [_annotation(i, report, lines) for i in report.issues]
    for failure in report.failures:
        what = data(f"{failure.name} failed, what it looks for was not checked: {failure.error}")
        title = prop(f"mtqa {failure.step}")
        out.append(f"::error file={prop(report.document.path)},title={title}::{what}")
    summary = (
        f"MQM {verdict.score:.1f} of 100, needs {verdict.threshold:g}: {passed(verdict)}"
        f" ({sample(verdict)}); {origin_line(report)}"
    )
    level = "notice" if verdict.passed else "warning"
    path = prop(report.document.path)
    return [*out, f"::{level} file={path},title={prop('mtqa score')}::{data(summary)}"]


def render(reports: Sequence[Report]) -> bytes:
    """Write one command per issue, one per failure and one for the score of each document."""
    lines = [line for report in reports for line in _one(report)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


REPORTER = Reporter("github", ".txt", render, "for GitHub Actions: annotations on the lines")
