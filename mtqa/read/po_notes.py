"""Issues as translator comments of a PO file (``# mtqa: …``), those of an earlier run replaced."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from mtqa.read.po_entries import Entry
from mtqa.types import Block, Issue, Report, Side

MARK = "# mtqa: "


def noted(text: str, places: Sequence[Entry], blocks: Sequence[Block], report: Report) -> str:
    """The file with a comment for each issue, before the other comments of its message.

    Args:
        text: The file.
        places: The message of each block.
        blocks: The blocks of the target.
        report: The issues.
    """
    document = report.document
    of_entry: dict[int, list[str]] = {}
    sides = {Side.TARGET: starts(blocks), Side.SOURCE: starts(document.source_blocks or blocks)}
    for issue in report.issues:
        k = max(bisect_right(sides[issue.side], issue.span.start) - 1, 0)
        line = f"{MARK}{described(issue)}"
        of_entry.setdefault(places[k].start, []).append(" ".join(line.split()))
    newline = "\r\n" if "\r\n" in text else "\n"
    changes = [
        (a, b, "")
        for entry in {e.start: e for e in places}.values()
        for a, b in entry.comments
        if text.startswith(MARK, a)
    ]
    for start, lines in of_entry.items():
        changes.append((start, start, "".join(f"{line}{newline}" for line in lines)))
    parts, at = [], 0
    for a, b, new in sorted(changes):
        parts += [text[at:a], new]
        at = b
    return "".join([*parts, text[at:]])


def starts(blocks: Sequence[Block]) -> list[int]:
    """Where each block begins; the white space before it belongs to it."""
    return [b.unit.whole.start if b.unit else b.span.start for b in blocks]


def described(issue: Issue) -> str:
    """An issue in one line: how bad, what kind, where, what to write instead."""
    instead = f" → {issue.suggestions[0].text!r}" if issue.suggestions else ""
    where = f"{issue.text!r}: " if issue.text else ""
    return f"[{issue.severity.value} {issue.category}] {where}{issue.message}{instead}"
