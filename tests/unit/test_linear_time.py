"""Text nobody wrote must not take more than its share of time: twice as much, twice as long."""

from __future__ import annotations

import time

import pytest

from mtqa.pipeline import check_text
from mtqa.settings import Settings

UNITS = (
    "a", "a ", "“", "“a ", "”", '"', "'", "’", "«", "» ", "« a » ", "the minister. ", "1 ", "1,",
    "<", "<a ", "&", "x@", "(", "{0}", ".", "…", "A", "A. ", "Ab ", "- ", " - ", "\u200b",
    "e\u0301", "said ", "said, “", "on Tuesday ", "\n", "\r", "x\n", "Ab\n", "# a\n", "`", "5 % ",
    "中。", "monday ", "the the ", "http://a.b/", "President Macron said ", "“Yes,” said Ann. ",
)  # fmt: skip
SIZE = 6_000
SETTINGS = Settings(target_lang="en", preview=True)


def seconds(unit: str, size: int, source: bool) -> float:
    text = (unit * size)[:size]
    start = time.process_time()
    check_text(text, SETTINGS, source=text if source else None)
    return time.process_time() - start


def assert_linear(unit: str, *, source: bool) -> None:
    """Four times the text must not take nine times as long; what grows with its square takes 16.

    A loaded machine disturbs even CPU time, so only a result that repeats counts.
    """
    seconds(unit, 300, source)  # what is loaded once is no part of the measure
    measured = []
    for _ in range(3):
        once, more = seconds(unit, SIZE, source), seconds(unit, 4 * SIZE, source)
        measured.append(f"{once:.2f} s, then {more:.2f} s")
        if more < max(9 * once, 0.5):
            return
    pytest.fail("; ".join(measured))


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_four_times_as_much_text(unit: str) -> None:
    assert_linear(unit, source=False)


@pytest.mark.parametrize("unit", ["a ", "the minister. ", "“Yes,” said Ann. ", "x\n", "1 "])
def test_four_times_as_much_text_with_its_source(unit: str) -> None:
    assert_linear(unit, source=True)
