"""GitLab's Code Quality report: issues beside the changed lines of a merge request."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from mtqa.report.encode import dump
from mtqa.report.reporter import Reporter
from mtqa.report.units import Lines
from mtqa.report.wording import replacement, told
from mtqa.types import Issue, Report, Severity, Side

_SEVERITIES = {
    Severity.NEUTRAL: "info",
    Severity.MINOR: "minor",
    Severity.MAJOR: "major",
    Severity.CRITICAL: "critical",
}


def _place(path: str, line: int) -> dict[str, Any]:
    return {"path": path.removeprefix("./"), "lines": {"begin": line}}


def _text(issue: Issue) -> str:
    options = [replacement(issue, s.text) for s in issue.suggestions[:3]]
    return told(issue) + (f" Suggested: {' / '.join(options)}" if options else "")


def render(reports: Sequence[Report]) -> bytes:
    """Write a list of violations; a fingerprint stays the same as long as its sentence does."""
    rows: list[dict[str, Any]] = []
    seen: Counter[str] = Counter()

    def mark(*parts: str) -> str:
        """A fingerprint that no other row has."""
        name = "\0".join(parts)
        seen[name] += 1
        whole = f"{name}\0{seen[name]}".encode("utf-8", "replace")
        return hashlib.sha256(whole).hexdigest()[:32]

    for report in reports:
        path, lines = report.document.path, Lines(report.document.target)
        rows += [
            {
                "description": _text(issue),
                "check_name": issue.rule,
                "fingerprint": mark(path, issue.rule, issue.fingerprint),
                "severity": _SEVERITIES[issue.severity],
                "location": _place(
                    path, lines.line(issue.span.start) if issue.side is Side.TARGET else 1
                ),
            }
            for issue in report.issues
        ]
        rows += [
            {
                "description": f"{f.name} failed, nothing was checked by it: {f.error}",
                "check_name": f.name,
                "fingerprint": mark(path, f.step, f.name),
                "severity": "blocker",
                "location": _place(path, 1),
            }
            for f in report.failures
        ]
    return dump(rows, indent=True) + b"\n"


REPORTER = Reporter("gitlab", ".json", render, "for GitLab: a Code Quality report")
