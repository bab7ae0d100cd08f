"""The MQM score: golden values, profiles, and what the calibrated score means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.mqm import CATEGORIES, PROFILES, SMALL_SAMPLE, Profile, known_category, verdict
from mtqa.types import Issue, Severity, Side, Span, Verdict

MINOR, MAJOR, CRITICAL, NEUTRAL = (
    Severity.MINOR,
    Severity.MAJOR,
    Severity.CRITICAL,
    Severity.NEUTRAL,
)
Found = tuple[str, Severity]


def judge(found: list[Found], units: int = 1000, profile: Profile | str = "mqm") -> Verdict:
    chosen = PROFILES[profile] if isinstance(profile, str) else profile
    issues = [
        Issue("t/r", category, severity, Span(0, 1), "x", "m") for category, severity in found
    ]
    return verdict(issues, units, unit="words", side=Side.TARGET, profile=chosen, version="1.2.3")


@pytest.mark.parametrize(
    ("profile", "found", "units", "penalty", "score", "calibrated", "passed"),
    [
        ("mqm", [], 1000, 0, 100, 100, True),
        ("mqm", [("style/awkward", NEUTRAL)] * 50, 100, 0, 100, 100, True),
        ("mqm", [("style/awkward", MINOR)] * 10, 1000, 10, 99, 99, True),
        ("mqm", [("style/awkward", MINOR)] * 11, 1000, 11, 98.9, 98.9, False),
        ("mqm", [("accuracy/number", MAJOR)] * 2, 1000, 10, 99, 99, True),
        ("mqm", [("accuracy/number", CRITICAL)], 50_000, 25, 99.95, 99.95, False),
        ("mqm", [("style/awkward", MINOR), ("accuracy/entity", MAJOR)], 300, 6, 98, 98, False),
        ("mqm", [("accuracy/number", CRITICAL)] * 3, 50, 75, -50, -50, False),
        ("mqm", [("style/awkward", MINOR)], 0, 1, 0, 0, False),
        ("wmt", [("linguistic-conventions/punctuation", MINOR)] * 10, 100, 1, 99, 99, True),
        ("wmt", [("linguistic-conventions/punctuation", MAJOR)], 1000, 5, 99.5, 99.5, True),
        ("wmt", [("accuracy/untranslated", CRITICAL)], 1000, 25, 97.5, 97.5, False),
        ("wmt", [("accuracy/number", CRITICAL)], 1000, 5, 99.5, 99.5, False),
    ],
)
def test_golden_values(
    profile: str,
    found: list[Found],
    units: int,
    penalty: float,
    score: float,
    calibrated: float,
    passed: bool,
) -> None:
    given_ = judge(found, units, profile)
    assert given_.penalty == pytest.approx(penalty)
    assert (given_.score, given_.calibrated, given_.passed) == (score, calibrated, passed)
    assert given_.units == units


@given(st.floats(50, 99.9), st.floats(0.5, 100), st.integers(1, 50))
def test_calibrated_equals_the_threshold_at_the_acceptable_penalty(
    threshold: float, acceptable: float, thousands: int
) -> None:
    profile = Profile(
        "own", {**PROFILES["mqm"].multipliers, MINOR: acceptable}, {}, threshold, acceptable
    )
    given_ = judge([("style/awkward", MINOR)] * thousands, 1000 * thousands, profile)
    assert given_.calibrated == pytest.approx(threshold, abs=0.006)


@given(st.lists(st.sampled_from(list(Severity)), max_size=20), st.sampled_from(list(Severity)))
def test_an_issue_more_never_helps(severities: list[Severity], more: Severity) -> None:
    found = [("accuracy/entity", s) for s in severities]
    before, after = judge(found), judge([*found, ("accuracy/entity", more)])
    assert after.score <= before.score
    assert after.passed <= before.passed


def test_an_override_of_the_category_counts_before_that_of_the_dimension() -> None:
    profile = replace(
        PROFILES["mqm"], overrides={("style", MINOR): 2.0, ("style/awkward", MINOR): 0.5}
    )
    assert profile.points("style/awkward", MINOR) == 0.5
    assert profile.points("style/register", MINOR) == 2.0
    assert profile.points("style/register", MAJOR) == 5
    assert profile.points("accuracy/number", MINOR) == 1


def test_what_the_verdict_rests_on_is_told() -> None:
    given_ = judge([("style/awkward", MINOR), ("style/awkward", NEUTRAL)], SMALL_SAMPLE - 1)
    assert given_.small_sample
    assert not judge([], SMALL_SAMPLE).small_sample
    assert dict(given_.counts) == {"neutral": 1, "minor": 1, "major": 0, "critical": 0}
    assert given_.signature == ("mqm|profile:mqm|unit:words|side:target|threshold:99|version:1.2.3")


def test_known_categories() -> None:
    for dimension, kinds in CATEGORIES.items():
        assert not known_category(dimension)
        assert all(known_category(f"{dimension}/{kind}") for kind in kinds)
    for wrong in ("", "/", "accuracy/", "style/number", "accuracy/number/x"):
        assert not known_category(wrong)
