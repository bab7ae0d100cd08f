"""Training data of the quality model: labels stay on their words through every step."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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
