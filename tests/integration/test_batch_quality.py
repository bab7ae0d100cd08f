"""Quality estimation of batch rows: scores, words, and what lowers a score."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mtqa.batch.local import run
from mtqa.cli.main import main
from mtqa.settings import Settings

SOURCE = "Le ministre a annoncé que 12 000 soldats seraient envoyés à la frontière."
GOOD = "The minister announced that 12,000 soldiers would be sent to the border."
LANGS = {"source_lang": "fr", "target_lang": "en"}


def batch(tmp_path: Path, rows: list[dict[str, Any]], jobs: int = 1, **more: Any) -> list[Any]:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"id": k, **LANGS, **r}) for k, r in enumerate(rows)]
    source.write_text("\n".join(lines), encoding="utf-8")
    run(str(source), str(out), Settings(**more), jobs=jobs)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_scores_and_words_where_there_is_a_source(tmp_path: Path) -> None:
    judged, alone = batch(tmp_path, [{"source": SOURCE, "target": GOOD}, {"target": GOOD}])
    assert set(judged["scores"]) == {"qe", "qe_uncertainty"}
    assert judged["best"]["qe"] == judged["scores"]["qe"]
    assert [GOOD[w["start"] : w["end"]] for w in judged["words"]] == GOOD.split()
    assert all(set(w) == {"start", "end", "bad", "p"} for w in judged["words"])
    assert alone["scores"] == {}
    assert alone["words"] == []


def test_it_can_be_left_out(tmp_path: Path) -> None:
    (row,) = batch(tmp_path, [{"source": SOURCE, "target": GOOD}], qe=False)
    assert row["scores"] == {}
    assert row["words"] == []


def test_what_the_checks_condemn_scores_lower(tmp_path: Path) -> None:
    wrong = GOOD.replace("12,000", "12,900")
    good, bad, copied, empty = batch(
        tmp_path, [{"source": SOURCE, "target": t} for t in (GOOD, wrong, SOURCE, "")]
    )
    scores = [r["scores"].get("qe", 0.0) for r in (good, bad, copied, empty)]
    assert any(i["rule"].startswith("accuracy/number") for i in bad["issues"])
    assert scores[1] < scores[0] - 0.1
    assert scores[2] < 0.35
    assert scores[3] == 0


def test_rows_of_a_document_have_scores_of_their_own(tmp_path: Path) -> None:
    texts = [("Il pleut à Lyon.", "The recipe needs two eggs."), (SOURCE, GOOD)]
    rows = [{"source": s, "target": t} for s, t in texts]
    apart = batch(tmp_path, rows)
    together = batch(tmp_path, [{**r, "document": "a"} for r in rows])
    assert [r["scores"] for r in together] == [r["scores"] for r in apart]
    assert [r["words"] for r in together] == [r["words"] for r in apart]
    assert together[0]["scores"]["qe"] < together[1]["scores"]["qe"]


def test_workers_say_what_one_process_says(tmp_path: Path) -> None:
    rows = [{"source": SOURCE, "target": GOOD[: 20 + k]} for k in range(12)]
    assert batch(tmp_path, rows, jobs=2) == batch(tmp_path, rows)


def test_a_model_that_is_none(tmp_path: Path, capsys: Any) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": 1, "source": SOURCE, "target": GOOD}), encoding="utf-8")
    out = str(tmp_path / "out.jsonl")
    assert main(["batch", str(source), "--output", out, "--model", str(tmp_path)]) == 2
    assert "no quality model is here" in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()
