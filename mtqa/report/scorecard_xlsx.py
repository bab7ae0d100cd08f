"""Scorecards as a workbook: the cards, their penalties, the issues behind them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import mtqa
from mtqa.report.csv_report import cell
from mtqa.report.scorecard_table import COLUMNS, SEVERITIES, penalties, totals

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from mtqa.score.scorecard import Scorecard

MOST = 1_048_575
"""Rows that a sheet holds below its header."""
_WIDE = {"name": 34, "category": 40, "signature": 60, "message": 70, "target": 60, "source": 60,
         "text": 28, "suggestion": 28, "rule": 34}  # fmt: skip
_ISSUES = ("name", "document", "row", "side", "severity", "category", "text", "suggestion",
           "message", "target", "source", "rule", "confidence")  # fmt: skip
_PENALTIES = ("field", "name", "category", *(s.value for s in SEVERITIES), "penalty",
              "penalty_per_1000")  # fmt: skip
_FILL = {"pass": "DCEFDC", "fail": "F9D5D0", "critical": "F9D5D0", "major": "FCE3C8",
         "minor": "F7EDBA", "neutral": "DFE9F1"}  # fmt: skip


def render(cards: Sequence[Scorecard]) -> bytes:
    """Write three sheets; nothing in them is a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = f"mtqa {mtqa.__version__}"
    sheet = book.active or book.create_sheet()
    sheet.title = "Scorecards"
    names = tuple(c for c in COLUMNS if c != "category")
    _fill(sheet, names, (totals(card) for card in cards), mark="verdict")
    rows = (row for card in cards for row in penalties(card))
    _fill(book.create_sheet("Penalties"), _PENALTIES, rows)
    _fill(book.create_sheet("Issues"), _ISSUES, _issues(cards), mark="severity")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _issues(cards: Sequence[Scorecard]) -> Iterable[dict[str, Any]]:
    """The issues of the cards of files, which hold all of them."""
    for card in cards:
        if card.field != "file":
            continue
        for item in card.items:
            for issue in item.issues:
                yield {
                    "name": card.name,
                    "document": item.document,
                    "row": item.id,
                    "side": issue.side.value,
                    "severity": issue.severity.value,
                    "category": issue.category,
                    "text": issue.text,
                    "suggestion": issue.suggestions[0].text if issue.suggestions else None,
                    "message": issue.message,
                    "target": item.target,
                    "source": item.source,
                    "rule": issue.rule,
                    "confidence": round(issue.confidence, 3),
                }


def _fill(
    sheet: Worksheet, columns: Sequence[str], rows: Iterable[dict[str, Any]], mark: str = ""
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append([c.replace("_", " ") for c in columns])
    top = Alignment(vertical="top", wrap_text=True)
    for place in sheet[1]:
        place.font = Font(bold=True, color="FFFFFF")
        place.fill = PatternFill("solid", fgColor="17507F")
        place.alignment = top
    for number, row in enumerate(rows):
        if number == MOST:
            break
        sheet.append([_value(row.get(c)) for c in columns])
        for name, place in zip(columns, sheet[sheet.max_row], strict=True):
            place.alignment = top
            color = _FILL.get(str(row.get(name))) if name == mark else None
            if color:
                place.fill = PatternFill("solid", fgColor=color)
    for k, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(k)].width = _WIDE.get(name, 13)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _value(value: Any) -> Any:
    """A cell: numbers as they are, texts so that none is a formula or holds a control character."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, int | float):
        return value
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell(value))[:32767]
