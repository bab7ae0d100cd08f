"""Scorecards as tables: CSV, text, and TSV for Marot, Google's viewer of MQM ratings."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from mtqa.report.csv_report import cell
from mtqa.report.encode import dump
from mtqa.report.wording import count, passed, sample
from mtqa.types import Issue, Severity, Side

if TYPE_CHECKING:
    from mtqa.score.scorecard import Item, Scorecard

SEVERITIES = tuple(reversed(Severity))
COLUMNS = (
    "field", "name", "category", *(s.value for s in SEVERITIES), "penalty", "penalty_per_1000",
    "score", "calibrated", "threshold", "verdict", "units", "unit", "side", "small_sample", "rows",
    "signature",
)  # fmt: skip
MAROT = (
    "system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category",
    "severity", "metadata",
)  # fmt: skip


def totals(card: Scorecard) -> dict[str, Any]:
    """The figures of a card that are not of one category."""
    verdict = card.verdict
    return {
        "field": card.field,
        "name": card.name,
        "category": "total",
        **{s.value: verdict.counts[s.value] for s in SEVERITIES},
        "penalty": verdict.penalty,
        "penalty_per_1000": round(card.per_thousand, 2),
        "score": verdict.score,
        "calibrated": verdict.calibrated,
        "threshold": verdict.threshold,
        "verdict": "pass" if verdict.passed else "fail",
        "units": verdict.units,
        "unit": verdict.unit,
        "side": verdict.side.value,
        "small_sample": verdict.small_sample,
        "rows": len(card.items),
        "signature": verdict.signature,
    }


def penalties(card: Scorecard) -> list[dict[str, Any]]:
    """A row for each category with issues."""
    units = max(card.verdict.units, 1)
    return [
        {
            "field": card.field,
            "name": card.name,
            "category": line.category,
            **{s.value: line.counts[s] for s in SEVERITIES},
            "penalty": line.points,
            "penalty_per_1000": round(line.points * 1000 / units, 2),
        }
        for line in card.lines
    ]


def render_csv(cards: Sequence[Scorecard]) -> bytes:
    """A row for each card (category ``total``), before those of its categories."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for card in cards:
        for row in (totals(card), *penalties(card)):
            writer.writerow([cell(row.get(c)) for c in COLUMNS])
    return out.getvalue().encode("utf-8", "replace")


def render_json(cards: Sequence[Scorecard]) -> bytes:
    """An object for each card."""
    shown = []
    for card in cards:
        lines = [
            {k: v for k, v in p.items() if k not in ("field", "name")} for p in penalties(card)
        ]
        whole = {k: v for k, v in totals(card).items() if k != "category"}
        shown.append({**whole, "penalties": lines})
    return dump({"schema": "mtqa-scorecard/1", "cards": shown}, indent=True) + b"\n"


def render_text(cards: Sequence[Scorecard]) -> bytes:
    """A few lines for each card, for a terminal."""
    from mtqa.report.underline import printable

    lines = []
    for card in cards:
        verdict = card.verdict
        lines += [
            f"{card.field} {printable(card.name)}: {verdict.calibrated:.1f} of 100, needs "
            f"{verdict.threshold:g}: {passed(verdict)}",
            f"  {card.per_thousand:.1f} penalty points per 1,000 {verdict.unit} "
            f"({card.acceptable:g} are acceptable); {sample(verdict)}; "
            f"{count(len(card.items), 'row')}",
        ]
        for line in sorted(card.lines, key=lambda n: -n.points):
            many = ", ".join(f"{line.counts[s]} {s.value}" for s in SEVERITIES if line.counts[s])
            lines.append(f"  {line.points:8g}  {line.category}: {many}")
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def render_marot(cards: Sequence[Scorecard]) -> bytes:
    """A line for each issue, and one for each row without any: Marot counts segments by them.

    The systems are the values of a field where there are any, else the files.
    """
    fields = [c.field for c in cards if c.field != "file"]
    chosen = [c for c in cards if c.field == (fields[0] if fields else "file")]
    lines = ["\t".join(MAROT)]
    numbers: dict[tuple[str, str], int] = {}
    for card in chosen:
        for item in card.items:
            number = numbers.setdefault((item.document, item.id), len(numbers) + 1)
            for issue in item.issues or (None,):
                values = (card.name, _document(item), item.id, str(number), *_rating(item, issue))
                lines.append("\t".join(_plain(v) for v in values))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _document(item: Item) -> str:
    return f"{item.document}:{item.source_lang or 'und'}-{item.target_lang}"


def _rating(item: Item, issue: Issue | None) -> tuple[str, ...]:
    source, target = item.source or "", item.target
    if issue is None:
        return ("mtqa", source, target, "no-error", "no-error", "{}")
    if issue.side is Side.TARGET:
        target = _marked(target, issue)
    else:
        source = _marked(source, issue)
    note = {
        "note": issue.message,
        "marked_text": issue.text,
        "rule": issue.rule,
        "suggestions": [s.text for s in issue.suggestions],
        "confidence": round(issue.confidence, 4),
    }
    category = "/".join(p.replace("-", " ").capitalize() for p in issue.category.split("/"))
    return (
        "mtqa",
        source,
        target,
        category,
        issue.severity.value.capitalize(),
        dump(note).decode(),
    )


def _marked(text: str, issue: Issue) -> str:
    start, end = issue.span.start, issue.span.end
    return f"{text[:start]}<v>{text[start:end]}</v>{text[end:]}"


def _plain(value: str) -> str:
    """A value without what separates values and lines."""
    return " ".join(value.replace("\t", " ").splitlines())
