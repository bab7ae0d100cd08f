"""Training data of the quality model: labels stay on their words through every step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.errors import InputError
from mtqa.score.qe.folder import open_folder
from mtqa.score.qe.model import QualityModel
from mtqa.score.qe.training.examples import Example, project, tagged_spans
from mtqa.score.qe.training.perturb import FAULTS, make_pool, perturb

TEXTS = [
    ("fr-en", "Le ministre a vu 12 députés à Paris .", "The minister met 12 deputies in Paris ."),
    ("fr-en", "Il n'est pas venu hier .", "He was not there yesterday ."),
    ("fr-en", "Elle a quitté la ville de Lyon .", "She had left the city of Lyon quickly ."),
    ("fr-en", "Les prix ont baissé de 3 % .", "Prices dropped by 3 % over the whole year ."),
]
GOOD = [Example(lp, source, target) for lp, source, target in TEXTS]


def test_tags_become_spans() -> None:
    spans = tagged_spans("He left .", "OK OK BAD BAD OK OK OK")
    assert [("He left ."[a:b]) for a, b in spans] == ["left"]


def test_spans_are_projected_to_running_text() -> None:
    tokens, raw = "He left , she said .", "He left, she said."
    spans = tagged_spans(tokens, "OK OK OK BAD OK BAD OK OK OK OK OK OK OK")
    projected = project(spans, tokens, raw)
    assert projected is not None
    assert [raw[a:b] for a, b in projected] == ["left", ","]


def test_other_characters_are_not_projected() -> None:
    assert project(((0, 2),), "He left .", "She left.") is None


@given(st.integers(0, 2000), st.sampled_from(GOOD))
def test_broken_copies_know_what_they_broke(seed: int, example: Example) -> None:
    broken = perturb(example, make_pool(GOOD, seed))
    if broken is None:
        return
    assert broken.target != example.target
    assert broken.better == example.target
    assert broken.bad is not None
    for a, b in broken.bad:
        assert 0 <= a < b <= len(broken.target)
        assert broken.target[a:b].strip() == broken.target[a:b]
        assert " " not in broken.target[a:b]


def test_every_fault_finds_a_hold_somewhere() -> None:
    made = set()
    for fault, _ in FAULTS:
        for seed in range(40):
            pool = make_pool(GOOD, seed)
            for example in GOOD:
                if fault(example.target.split(), example.source.split(), example.lp, pool):
                    made.add(fault)
    assert made == {fault for fault, _ in FAULTS}


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return path


def test_a_post_edit_tells_which_words_were_wrong() -> None:
    finetune = pytest.importorskip("mtqa.score.qe.training.finetune", exc_type=ImportError)
    target, edit = "The deputies voted the law yesterday", "Members of parliament passed the law"
    spans = finetune.changed(target, edit)
    assert [target[a:b] for a, b in spans] == ["The", "deputies", "voted", "yesterday"]
    assert finetune.changed(target, target) == ()


def test_rows_that_teach_nothing_are_refused(tmp_path: Path) -> None:
    finetune = pytest.importorskip("mtqa.score.qe.training.finetune", exc_type=ImportError)
    good: list[dict[str, object]] = [{"source": "a", "target": "b", "score": 1}] * 60
    with pytest.raises(InputError, match="50 are the least"):
        finetune.read_examples(write(tmp_path / "few.jsonl", good[:3]))
    with pytest.raises(InputError, match="line 61: has neither"):
        finetune.read_examples(write(tmp_path / "x.jsonl", [*good, {"source": "a", "target": "b"}]))
    with pytest.raises(InputError, match="line 61: has no source"):
        finetune.read_examples(write(tmp_path / "y.jsonl", [*good, {"target": "b", "score": 1}]))
    assert len(finetune.read_examples(write(tmp_path / "z.jsonl", good))) == 60


def test_a_model_trained_further_is_a_model(tmp_path: Path) -> None:
    finetune = pytest.importorskip("mtqa.score.qe.training.finetune", exc_type=ImportError)
    rows: list[dict[str, object]] = []
    for k in range(60):
        source, good, bad = f"Il a {k} ans.", f"He is {k} years old.", f"He has {k} years."
        rows.append({"source": source, "target": bad, "post_edit": good, "lp": "fr-en"})
        rows.append({"source": source, "target": good, "post_edit": good, "lp": "fr-en"})
    data = write(tmp_path / "edits.jsonl", rows)
    out = tmp_path / "model"
    told = finetune.finetune(open_folder(), data, out, rounds=2, seed=1, say=lambda line: None)
    assert told["after"] > told["before"]
    model = QualityModel(open_folder(out))
    right, wrong = model.estimate(
        [("Il a 7 ans.", "He is 7 years old."), ("Il a 7 ans.", "He has 7 years.")]
    )
    assert right.quality > wrong.quality
    assert model.signature.startswith(f"{open_folder().name}+edits")
