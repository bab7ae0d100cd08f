"""Issues for a content management system: where in its own item each of them is.

``path`` is what the format of the file calls the place (a JSON pointer in ninjs, elements in
NewsML-G2), ``paragraph`` the paragraph of the text there, ``from`` and ``to`` code points in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from mtqa.report.encode import (
    dump,
    failure_to_dict,
    issue_to_dict,
    origin_to_dict,
    tool_to_dict,
    verdict_to_dict,
)
from mtqa.report.reporter import Reporter
from mtqa.types import Block, Issue, Report, Side, Span

SCHEMA = "mtqa-cms/1"
_AROUND = 40
"""Characters before and after a span, by which it is found again in a text that has changed."""


def _numbered(blocks: Sequence[Block]) -> list[int]:
    """The number of each block among those of its path, from 0."""
    seen: dict[str, int] = {}
    numbers = []
    for block in blocks:
        numbers.append(seen.get(block.origin, 0))
        seen[block.origin] = numbers[-1] + 1
    return numbers


def _issue(issue: Issue, report: Report, starts: Sequence[int], numbers: Sequence[int]) -> Any:
    document = report.document
    row = issue_to_dict(issue)
    for name in ("start", "end"):
        del row[name]
    k = bisect_right(starts, issue.span.start) - 1
    if issue.side is Side.SOURCE or k < 0:
        return {"path": None, **row}
    block = document.blocks[k]
    end = min(issue.span.end, block.span.end)
    own = Span(min(issue.span.start, end), end).shift(-starts[k])
    text = block.span.of(document.target)
    place = {
        "path": block.origin,
        "paragraph": numbers[k],
        "from": own.start,
        "to": own.end,
        "before": text[max(own.start - _AROUND, 0) : own.start],
        "after": text[own.end : own.end + _AROUND],
    }
    return {**place, **row}


def _item(report: Report) -> Any:
    blocks = report.document.blocks
    starts, numbers = [b.span.start for b in blocks], _numbered(blocks)
    return {
        "file": report.document.path,
        "format": report.document.format,
        "target_lang": report.document.target_lang,
        "machine_translated": origin_to_dict(report.origin),
        "score": verdict_to_dict(report.verdict),
        "issues": [_issue(i, report, starts, numbers) for i in report.issues],
        "failures": [failure_to_dict(f) for f in report.failures],
    }


def render(reports: Sequence[Report]) -> bytes:
    """Write one JSON object with an item for each file."""
    items = [_item(r) for r in reports]
    return dump({"schema": SCHEMA, "tool": tool_to_dict(), "items": items}, indent=True) + b"\n"


REPORTER = Reporter("cms", ".json", render, "for a CMS: issues with paths into its own item")
