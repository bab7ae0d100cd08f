"""The issues of each row of a table or of JSONL, to be written beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from mtqa.read.po_notes import described, starts
from mtqa.types import Block, Issue, Report, Side

ISSUES, SEVERITY = "mtqa_issues", "mtqa_severity"
"""The columns, or fields, that are added."""


def by_block(blocks: Sequence[Block], report: Report) -> list[list[Issue]]:
    """The issues of each block, in order."""
    found: list[list[Issue]] = [[] for _ in blocks]
    sides = {Side.TARGET: starts(blocks), Side.SOURCE: starts(report.document.source_blocks)}
    for issue in report.issues:
        places = sides[issue.side] or sides[Side.TARGET]
        found[max(bisect_right(places, issue.span.start) - 1, 0)].append(issue)
    return found


def cells(issues: Sequence[Issue]) -> tuple[str, str]:
    """The worst severity and all issues of a row as cells, empty where there are none."""
    if not issues:
        return "", ""
    worst = max((i.severity for i in issues), key=lambda s: s.rank)
    return worst.value, " | ".join(" ".join(described(i).split()) for i in issues)


def values(target: Block, source: Block | None, issues: Sequence[Issue]) -> list[dict[str, Any]]:
    """The issues of a row as JSON; places are those in the row's own texts."""
    found = []
    for issue in issues:
        block = target if issue.side is Side.TARGET or source is None else source
        by = starts([block])[0]
        found.append(
            {
                "rule": issue.rule,
                "category": issue.category,
                "severity": issue.severity.value,
                "side": issue.side.value,
                "start": max(issue.span.start - by, 0),
                "end": max(issue.span.end - by, 0),
                "text": issue.text,
                "message": issue.message,
                "suggestions": [s.text for s in issue.suggestions],
            }
        )
    return found
