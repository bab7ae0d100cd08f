"""Scorecards: the arithmetic, and every form they are written in."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mtqa.batch.cards import cards_of
from mtqa.cli.main import main
from mtqa.errors import InputError
from mtqa.mqm import PROFILES
from mtqa.report import scorecard_html, scorecard_table, scorecard_xlsx
from mtqa.score.scorecard import Item, Scorecard, scorecard
from mtqa.settings import Settings
from mtqa.types import Issue, Severity, Side, Span

MQM = PROFILES["mqm"]


def issue(category: str, severity: str, start: int = 0, end: int = 3) -> Issue:
    span = Span(start, end)
    return Issue("a/b", category, Severity(severity), span, "One"[start:end], "=Said\tso.")


def items(*issues: Issue, words: int = 1000) -> list[Item]:
    text = " ".join(["One", *["word"] * (words - 1)])
    return [Item("1", "doc", text, issues=tuple(issues)), Item("2", "doc", "")]


def card(
    *issues: Issue, words: int = 1000, threshold: float = 99, acceptable: float = 10
) -> Scorecard:
    profile = replace(MQM, threshold=threshold, acceptable=acceptable)
    return scorecard("engine", "=alpha", items(*issues, words=words), profile, "1")


def test_score_and_calibrated_score() -> None:
    made = card(issue("accuracy/number", "major"), issue("style/awkward", "minor"))
    assert made.verdict.penalty == 6
    assert made.per_thousand == 6
    assert made.verdict.score == pytest.approx(99.4)
    assert made.verdict.calibrated == pytest.approx(99.4), "the default scale is the plain one"
    assert made.verdict.passed
    assert [line.category for line in made.lines] == ["accuracy/number", "style/awkward"]
    assert list(made.dimensions.items()) == [("accuracy", 5), ("style", 1)]


def test_the_threshold_stands_for_what_is_acceptable() -> None:
    exactly = card(*[issue("style/awkward", "minor")] * 20, threshold=85, acceptable=20)
    assert exactly.verdict.calibrated == pytest.approx(85)
    assert exactly.verdict.passed
    above = card(*[issue("style/awkward", "minor")] * 21, threshold=85, acceptable=20)
    assert above.verdict.calibrated == pytest.approx(84.25)
    assert not above.verdict.passed
    assert "acceptable:20" in above.verdict.signature


def test_a_critical_issue_and_an_empty_card_do_not_pass() -> None:
    assert not card(issue("accuracy/number", "critical"), words=100_000).verdict.passed
    empty = scorecard("file", "x", [], MQM, "1")
    assert not empty.verdict.passed
    assert empty.verdict.units == 0


def test_source_words_count_where_all_have_a_source() -> None:
    both = [Item("1", "d", "One two", "Un deux trois", "en", "fr")]
    assert scorecard("file", "x", both, MQM, "1").verdict.units == 3
    one = [*both, Item("2", "d", "Three")]
    assert scorecard("file", "x", one, MQM, "1").verdict.side is Side.TARGET
    chinese = [Item("1", "d", "One", "一二三", "en", "zh")]
    assert scorecard("file", "x", chinese, MQM, "1").verdict.unit == "characters"
    mixed = [*chinese, *both]
    assert scorecard("file", "x", mixed, MQM, "1").verdict.unit == "words and characters"


CARDS = [card(issue("accuracy/number", "major"), issue("style/awkward", "minor")), card(words=20)]


def test_csv_has_totals_and_categories_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(scorecard_table.render_csv(CARDS).decode())))
    assert [r["category"] for r in rows] == ["total", "accuracy/number", "style/awkward", "total"]
    assert rows[0]["name"] == "'=alpha"
    assert (rows[0]["penalty"], rows[0]["verdict"], rows[0]["major"]) == ("6.0", "pass", "1")
    assert rows[3]["small_sample"] == "true"
    assert rows[1]["penalty_per_1000"] == "5.0"


def test_xlsx_opens_and_holds_no_formula() -> None:
    book = load_workbook(
        io.BytesIO(scorecard_xlsx.render([*CARDS, replace(CARDS[0], field="file")]))
    )
    assert book.sheetnames == ["Scorecards", "Penalties", "Issues"]
    sheet = book["Scorecards"]
    header = [c.value for c in sheet[1]]
    first = dict(zip(header, (c.value for c in sheet[2]), strict=True))
    assert first["penalty"] == 6
    assert first["calibrated"] == 99.4
    assert first["verdict"] == "pass"
    assert book["Issues"].max_row == 3, "issues are those of the files"
    cells = [c for name in book.sheetnames for row in book[name].iter_rows() for c in row]
    assert not any(c.data_type == "f" for c in cells)


def test_marot_lines() -> None:
    lines = scorecard_table.render_marot(CARDS[:1]).decode().splitlines()
    assert lines[0].startswith("system\tdoc\tdocSegId\tglobalSegId\trater\tsource\ttarget")
    rows = [dict(zip(scorecard_table.MAROT, line.split("\t"), strict=True)) for line in lines[1:]]
    assert len(rows) == 3, "two issues, and a line for the segment without any"
    assert rows[0]["category"] == "Accuracy/Number"
    assert rows[0]["severity"] == "Major"
    assert rows[0]["target"].startswith("<v>One</v> word")
    assert json.loads(rows[0]["metadata"])["note"] == "=Said\tso."
    assert (rows[2]["category"], rows[2]["severity"]) == ("no-error", "no-error")
    assert len({r["globalSegId"] for r in rows}) == 2


def test_page_text_and_json_say_the_same() -> None:
    page = scorecard_html.render(CARDS).decode()
    assert "99.4" in page
    assert "✓ pass" in page
    assert "small sample" in page
    assert "<script" not in page
    assert "style=" not in page, "the page's own policy forbids it"
    assert "99.4 of 100, needs 99: passed" in scorecard_table.render_text(CARDS).decode()
    shown = json.loads(scorecard_table.render_json(CARDS))
    assert shown["cards"][0]["calibrated"] == 99.4
    assert shown["cards"][0]["penalties"][0]["category"] == "accuracy/number"
    for render in (scorecard_html.render, scorecard_xlsx.render, scorecard_table.render_marot):
        assert render([])


def rows(**more: Any) -> list[dict[str, Any]]:
    bad = {"category": "accuracy/number", "severity": "major", "start": 0, "end": 3}
    base = {"target_lang": "en", "document": "d", "target": "One two three", "issues": []}
    return [
        {**base, "id": 1, "engine": "alpha", "translator": "Ann", "issues": [bad]},
        {**base, "id": 2, "engine": "beta", "translator": "Ann", **more},
    ]


def written(folder: Path, lines: list[Any]) -> str:
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in lines), encoding="utf-8")
    return str(file)


def test_rows_by_engine_and_translator(tmp_path: Path) -> None:
    path = written(tmp_path, rows())
    cards = cards_of(path, Settings(), MQM)
    assert [(c.field, c.name, c.verdict.penalty) for c in cards] == [
        ("file", path, 5), ("engine", "alpha", 5), ("engine", "beta", 0), ("translator", "Ann", 5)
    ]  # fmt: skip
    assert [c.field for c in cards_of(path, Settings(), MQM, by=["engine"])].count("engine") == 2
    assert main(["scorecard", path, "--fail", "--output", str(tmp_path / "o.txt")]) == 1
    assert main(["scorecard", path, "--output", str(tmp_path / "o.txt")]) == 0
    assert main(["scorecard", path, "--format", "xlsx"]) == 2


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (rows(issues=[{"category": "nothing/known"}]), "row 2: an issue"),
        (rows(issues=[{"category": "accuracy/number", "severity": "major", "start": 0, "end": 99}]),
         "beyond the target"),
        ([{"id": 1}], "line 1: a row is"),
        ([3], "line 1: a row is"),
        (rows(issues=["x"]), "row 2: an issue"),
    ],
)  # fmt: skip
def test_bad_rows_are_told(tmp_path: Path, lines: list[Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        cards_of(written(tmp_path, lines), Settings(), MQM)
    with pytest.raises(InputError, match="no row has a field"):
        cards_of(written(tmp_path, rows()), Settings(), MQM, by=["nobody"])


def test_rows_are_checked_and_articles_too(tmp_path: Path) -> None:
    text = "The Ukrainian minister spoke in moscow , he said."
    path = written(tmp_path, [{"id": 1, "target": text, "target_lang": "en"}])
    (whole,) = cards_of(path, Settings(qe=False), MQM)
    article = tmp_path / "a.txt"
    article.write_text(text + "\n", encoding="utf-8")
    (same,) = cards_of(str(article), Settings(qe=False, target_lang="en"), MQM)
    assert whole.verdict.penalty == same.verdict.penalty > 0
    for found in (whole, same):
        for item in found.items:
            assert all(i.span.of(item.target) == i.text for i in item.issues)
