"""The JSON report: the contract ``mtqa-report/1`` for programs."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.report.encode import dump, report_to_dict, tool_to_dict
from mtqa.report.reporter import Reporter
from mtqa.types import Report

SCHEMA = "mtqa-report/1"


def render(reports: Sequence[Report]) -> bytes:
    """Write all documents as one JSON object, indented, in UTF-8."""
    payload = {
        "schema": SCHEMA,
        "tool": tool_to_dict(),
        "documents": [report_to_dict(r) for r in reports],
    }
    return dump(payload, indent=True) + b"\n"


REPORTER = Reporter("json", ".json", render, "for programs: the stable contract mtqa-report/1")
