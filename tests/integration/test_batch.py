"""Batch rows: one row out for each row in, whatever is in them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtqa.batch import rows
from mtqa.batch.local import Tally, documents, run
from mtqa.batch.rows import check_rows
from mtqa.errors import InputError
from mtqa.pipeline import Detected, detect_issues
from mtqa.settings import Settings
from mtqa.types import Failure

GOOD = {"id": "a", "target": "He said .", "target_lang": "en"}


def batch(tmp_path: Path, lines: list[str], jobs: int = 1) -> list[dict[str, Any]]:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run(str(source), str(out), Settings(), jobs=jobs)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_contract(tmp_path: Path) -> None:
    (row,) = batch(tmp_path, [json.dumps(GOOD)])
    assert row["id"] == "a"
    expected = {"issues", "scores", "words", "machine_translated", "corrected", "best", "failures"}
    assert expected <= set(row)
    assert row["corrected"] == "He said."


def test_bad_rows_are_kept_and_told(tmp_path: Path) -> None:
    lines = [
        json.dumps(GOOD),
        "{not json",
        "[1, 2]",
        '{"target": "no id"}',
        '{"id": 7, "target": null}',
        '{"id": 8, "target": "x", "source": 3}',
        '{"id": 9, "target": "\\ud800"}',
        '{"id": 10, "target": ""}',
        json.dumps({**GOOD, "id": {"nested": [1]}}),
    ]
    rows = batch(tmp_path, lines)
    assert len(rows) == len(lines)
    assert [("error" in r) for r in rows] == [False, *[True] * 6, False, False]
    assert rows[1]["error"].startswith("line 2: not JSON")
    assert rows[4]["id"] == 7
    assert rows[8]["id"] == {"nested": [1]}


def test_rows_of_a_document_are_brought_together(tmp_path: Path) -> None:
    lines = [
        json.dumps({**GOOD, "id": k, "document": name})
        for k, name in enumerate(["x", "y", "x", "z", "z", "y"])
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    groups = [[number for number, _ in group] for group in documents(source)]
    assert groups == [[1, 3], [2, 6], [4, 5]]
    rows = batch(tmp_path, lines)
    assert sorted(r["id"] for r in rows) == list(range(6))
    assert all(r["corrected"] == "He said." for r in rows)


def test_workers_give_what_one_process_gives(tmp_path: Path) -> None:
    lines = [json.dumps({**GOOD, "id": k, "target": f"He said {k} ."}) for k in range(700)]
    assert batch(tmp_path, lines, jobs=2) == batch(tmp_path, lines, jobs=1)


def test_spans_are_relative_to_their_row() -> None:
    texts = ["All is well here.", "They left, he said .", "It rained 🌧 , he said ."]
    lines = [
        (k, json.dumps({"id": k, "target": t, "target_lang": "en", "document": "d"}).encode())
        for k, t in enumerate(texts)
    ]
    rows = [json.loads(r) for r in check_rows(lines, Settings())]
    for text, row in zip(texts, rows, strict=True):
        for issue in row["issues"]:
            assert text[issue["start"] : issue["end"]] == issue["text"]
    assert rows[1]["issues"]


def test_missing_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        run(str(tmp_path / "none.jsonl"), str(tmp_path / "o.jsonl"), Settings(), jobs=1)
    assert list(tmp_path.iterdir()) == []


PIECES = st.sampled_from(
    ["said", " .", "»", "“", "”", "kyiv", "Kyiv", " ", "\n", "12 000", "3,5 %", "é", "🌧", "\u200b",
     "the the", "Andriï", "assured", "on Tuesday", ",", "recalled", "\u00a0", "«", "'", '"', "…",
     "1er", "&quot;", "{0}", "the France", "(east)", "\r\n", "Ã©", "However,", "M. Rutte"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40), st.booleans(), st.text(max_size=60))
def test_spans_hold_and_suggestions_apply(pieces: list[str], spaced: bool, tail: str) -> None:
    tail = tail.encode("utf-8", "ignore").decode()
    text = (" " if spaced else "").join(pieces) + tail
    line = json.dumps(
        {
            "id": 1,
            "target": text,
            "source": tail + "12 000 le",
            "source_lang": "fr",
            "target_lang": "en",
        }
    )
    (row,) = (json.loads(r) for r in check_rows([(1, line.encode())], Settings(preview=True)))
    assert "error" not in row, row
    assert row["failures"] == []
    for issue in row["issues"]:
        assert 0 <= issue["start"] <= issue["end"]
        if issue["side"] == "target":
            assert text[issue["start"] : issue["end"]] == issue["text"]


@pytest.mark.parametrize("name", ["rows.csv", "rows.XLSX", "rows.jsonl.gz", "-"])
def test_what_is_no_jsonl_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = name if name == "-" else str(tmp_path / name)
    out = tmp_path / "out.jsonl"
    with pytest.raises(InputError):
        run(path, str(out), Settings(), jobs=1)
    assert not out.exists()


def test_what_was_written_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    tricky = {**GOOD, "target": '"error" "failures":[]} "issues":['}
    lines = [json.dumps(GOOD), "{", json.dumps({"id": "error"}), json.dumps(tricky)]
    source.write_text("\n".join(lines), encoding="utf-8")
    assert run(str(source), str(out), Settings(), jobs=1) == Tally(rows=4, errors=2, incomplete=0)

    crash = Failure("detect", "test/crash", "ValueError: no")
    whole = detect_issues

    def crashing(document: Any, settings: Settings) -> Detected:
        return replace(whole(document, settings), failures=(crash,))

    monkeypatch.setattr(rows, "detect_issues", crashing)
    assert run(str(source), str(out), Settings(), jobs=1) == Tally(rows=4, errors=2, incomplete=2)


def test_a_tag_that_names_no_language_is_an_error_of_its_row(tmp_path: Path) -> None:
    lines = [json.dumps({**GOOD, "target_lang": "english"}), json.dumps(GOOD)]
    wrong, good = batch(tmp_path, lines)
    assert "line 1: target_lang: 'english'" in wrong["error"]
    assert good["corrected"] == "He said."
