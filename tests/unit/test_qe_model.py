"""Quality estimation: nothing is cut silently, numbers are reproducible, checks lower the score."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.errors import InputError
from mtqa.read.text import content_of
from mtqa.score.qe.condemn import condemned
from mtqa.score.qe.folder import FILES, SHIPPED, open_folder
from mtqa.score.qe.judge import judge, lowered, mean, scores
from mtqa.score.qe.model import QualityModel, load
from mtqa.score.qe.table import Table, dequantize
from mtqa.score.qe.window import MOST, Cut, parts
from mtqa.segment.document import build_document
from mtqa.types import Issue, Severity, Side, Span

SOURCE = "Le ministre a annoncé lundi que 12 000 soldats seraient envoyés à la frontière."
GOOD = "The minister announced on Monday that 12,000 soldiers would be sent to the border."
UNRELATED = "Our favourite recipe needs two eggs, some butter and a lot of patience."


@pytest.fixture(scope="module")
def model() -> QualityModel:
    return load()


def quality(model: QualityModel, target: str, source: str = SOURCE) -> float:
    return model.estimate([(source, target)])[0].quality


def cut(count: int, sentence: int = 12) -> Cut:
    words = [("end." if k % sentence == sentence - 1 else f"w{k}") for k in range(count)]
    spans = [(7 * k, 7 * k + len(w)) for k, w in enumerate(words)]
    return Cut(list(range(count)), spans, words)


@given(st.integers(1, 1500), st.integers(0, 1500))
def test_every_piece_is_in_exactly_one_part(target: int, source: int) -> None:
    made = parts(cut(target), cut(source))
    assert [i for t, _ in made for i in t.ids] == list(range(target))
    assert [i for _, s in made for i in s.ids] == list(range(source))
    assert all(len(side.ids) <= MOST for pair in made for side in pair)


def test_long_pairs_are_cut_after_sentences() -> None:
    made = parts(cut(400), cut(380))
    assert len(made) > 1
    assert all(t.words[-1] == "end." for t, _ in made[:-1])


def test_a_row_of_the_table(tmp_path: Path) -> None:
    scale = np.array([0.5], np.float16).tobytes()
    low = np.arange(16, dtype=np.uint8)
    block = scale + (low | ((15 - low) << 4)).tobytes()
    (tmp_path / "rows").write_bytes(block * 2)
    table = Table(tmp_path / "rows", 32)
    row = np.concatenate([np.arange(-8, 8), np.arange(7, -9, -1)]) * 0.5
    assert len(table) == 2
    assert np.array_equal(table.of(np.array([[1, 0]]))[0], np.stack([row, row]))
    assert dequantize(np.frombuffer(block, np.uint8).reshape(1, -1)).shape == (1, 32)


def issue(severity: Severity, rule: str = "accuracy/number", side: Side = Side.TARGET) -> Issue:
    return Issue(rule, "accuracy/number", severity, Span(0, 3), "The", "no", side=side)


@given(
    st.floats(0, 1),
    st.lists(st.sampled_from(list(Severity)), max_size=6),
)
def test_issues_never_raise_a_score(value: float, severities: list[Severity]) -> None:
    now = condemned(value, [issue(s) for s in severities])
    assert 0 <= now <= value
    assert now >= condemned(value, [issue(s) for s in [*severities, Severity.MAJOR]])


def test_what_the_model_itself_doubts_does_not_count_twice() -> None:
    assert condemned(0.7, [issue(Severity.MAJOR, "accuracy/model_suspect")]) == 0.7
    assert condemned(0.7, [issue(Severity.MAJOR, side=Side.SOURCE)]) == 0.7
    assert condemned(0.7, [issue(Severity.MAJOR)]) < 0.7


def test_a_good_translation_beats_faulty_ones(model: QualityModel) -> None:
    good = quality(model, GOOD)
    shuffled = "soldiers The border to announced Monday would minister be that on sent."
    wrong_name = GOOD.replace("Monday", "Sofia")
    for bad in (UNRELATED, SOURCE, "The minister", ".", wrong_name, shuffled):
        assert quality(model, bad) < good, bad
    assert quality(model, "") == quality(model, "  \n") == 0.0


def test_a_copied_source_and_an_unrelated_text_score_low(model: QualityModel) -> None:
    good = quality(model, GOOD)
    assert quality(model, UNRELATED) < 0.5 * good
    assert quality(model, SOURCE) < 0.6 * good


def test_a_number_does_not_depend_on_its_neighbours(model: QualityModel) -> None:
    alone = model.estimate([(SOURCE, GOOD)])[0]
    among = model.estimate([(SOURCE, UNRELATED * 9), (SOURCE, GOOD), (SOURCE, "a")])[1]
    assert alone == among


@settings(max_examples=15, deadline=None)
@given(st.text(min_size=1, max_size=80), st.text(max_size=80))
def test_words_lie_in_the_target(target: str, source: str) -> None:
    estimate = load().estimate([(source, target)])[0]
    assert 0 <= estimate.quality <= 1
    assert 0 <= estimate.uncertainty <= 0.5
    at = 0
    for risk in estimate.words:
        assert at <= risk.span.start < risk.span.end <= len(target)
        assert 0 <= risk.p <= 1
        at = risk.span.end


def test_a_long_target_is_read_to_its_end(model: QualityModel) -> None:
    target, source = " ".join([GOOD] * 20), " ".join([SOURCE] * 20)
    estimate = model.estimate([(source, target)])[0]
    assert estimate.parts > 1
    assert estimate.words[-1].span.end == len(target)
    assert len(estimate.words) == len(target.split())
    spoilt = target + " " + " ".join([UNRELATED] * 6)
    assert model.estimate([(source, spoilt)])[0].quality < estimate.quality


def test_sentences_without_spaces_have_words(model: QualityModel) -> None:
    target = "部长周一宣布将派遣一万二千名士兵前往边境地区执行任务。"
    words = model.estimate([(GOOD, target)])[0].words
    assert len(words) > 5
    assert max(len(w.span) for w in words) < 12


def test_documents_have_scores_by_segment() -> None:
    document = build_document(
        content_of(f"{GOOD}\n{UNRELATED}"), content_of(f"{SOURCE}\nLe temps sera beau demain."),
        target_lang="en", source_lang="fr",
    )  # fmt: skip
    judged = judge(document)
    found = scores(document, judged, [])
    by = {(s.metric, s.level, s.where): s.value for s in found}
    assert by["qe", "segment", "0"] > by["qe", "segment", "1"]
    assert by["qe", "segment", "1"] < by["qe", "document", document.id] < by["qe", "segment", "0"]
    assert all("sha256" in s.signature for s in found)
    assert mean(lowered(judged, [])) == by["qe", "document", document.id]
    inside = lowered(judged, [issue(Severity.CRITICAL)])
    assert inside[0].quality < by["qe", "segment", "0"]
    assert inside[1].quality == by["qe", "segment", "1"]
    for risk in judged.risks:
        assert not risk.span.of(document.target).startswith(" ")


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no quality model is here"):
        open_folder(tmp_path)
    (tmp_path / "card.json").write_text("{")
    with pytest.raises(InputError, match="no model card"):
        open_folder(tmp_path)
    (tmp_path / "card.json").write_text('{"schema": "other"}')
    with pytest.raises(InputError, match="schema"):
        open_folder(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(tmp_path: Path, name: str) -> None:
    shutil.copy(SHIPPED / "card.json", tmp_path)
    for file in FILES:
        (tmp_path / file).symlink_to(SHIPPED / file)
    assert open_folder(tmp_path).name == json.loads((SHIPPED / "card.json").read_text())["name"]
    (tmp_path / name).unlink()
    with pytest.raises(InputError, match="cannot be read"):
        open_folder(tmp_path)
    (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(InputError, match="SHA-256"):
        open_folder(tmp_path)
