"""Minimal pairs with a source: the good translation is silent, the bad one is found."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mtqa import catalog
from mtqa.detect.engine import Detector
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Finding, Rule
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.types import Side, Span

PAIRS = Path(__file__).parents[2] / "corpora" / "pairs"
ROWS = [
    json.loads(line)
    for file in sorted(PAIRS.glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
FLOOR = 0.7
"""Share of the bad translations that must be found."""


@cache
def _detector() -> Detector:
    return Detector([r for r in catalog.rules() if not r.preview], "en")


def _findings(row: dict[str, Any], text: str) -> list[tuple[Rule, Finding]]:
    document = build_document(
        content_of(text),
        content_of(row["source"]),
        target_lang=row["target_lang"],
        source_lang=row["source_lang"],
    )
    hits, failures = _detector().run(Reading(document))
    assert not failures, failures
    return [(h.rule, h.finding) for h in hits]


def _found(row: dict[str, Any]) -> bool:
    start, end = row.get("bad_span") or (0, len(row["bad"]))
    gold = Span(start, end)
    for _, finding in _findings(row, row["bad"]):
        if finding.side is Side.SOURCE:
            return True
        if not row["bad"] or finding.span.overlaps(gold) or start == end:
            return True
    return False


@pytest.mark.parametrize("row", ROWS, ids=[r["id"] for r in ROWS])
def test_good_is_silent(row: dict[str, Any]) -> None:
    said = [(r.id, f.span.of(row["good"])) for r, f in _findings(row, row["good"])]
    assert not said


def test_bad_is_found() -> None:
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed = []
    for row in ROWS:
        total[row["category"]] += 1
        if _found(row):
            found[row["category"]] += 1
        else:
            missed.append(row["id"])
    share = found.total() / total.total()
    told = ", ".join(f"{c} {found[c]}/{total[c]}" for c in sorted(total))
    print(f"{share:.3f} found: {told}; missed {missed}")
    assert share >= FLOOR, f"{share:.3f} found: {told}; missed {missed}"
