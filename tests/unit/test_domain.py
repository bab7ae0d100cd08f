"""What a document is about decides which polysemous entries speak."""

from __future__ import annotations

import pytest

from mtqa.detect.domain import Domains, telling_words
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Needs, Rule
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.types import Severity

SPORT = (
    "The coach praised his players after the match. The striker scored twice before half-time, and "
    "the goalkeeper saved a penalty. The club leads the league by three points, and its supporters "
    "filled the stadium for the last game of a season that had begun with a defeat in the cup. "
    "The captain is expected back from injury for the final on Sunday."
)
MEDICAL = (
    "We included 312 patients with a chronic disease who were treated at the hospital. The "
    "clinical trial compared two doses of the drug; symptoms and mortality were lower in it. "
    "Screening for cancer and a diagnosis of diabetes were recorded. The infection rate among "
    "vaccinated patients was analysed with a cohort method, and the results were published."
)


def domains(text: str) -> Domains:
    return Domains(Reading(build_document(content_of(text))))


def rule(needs: Needs, *names: str) -> Rule:
    return Rule(
        "x/y", "style/awkward", Severity.MINOR, "m", "d", needs=needs, domains=frozenset(names)
    )


def test_a_match_report_is_about_sport() -> None:
    found = domains(SPORT)
    assert max(found.shares, key=found.shares.__getitem__) == "sport"
    assert found.about("sport")
    assert not found.about("justice")
    assert not found.about("politics")
    assert not found.about("society")


def test_an_abstract_is_about_health() -> None:
    found = domains(MEDICAL)
    assert found.about("health")
    assert not found.about("sport")
    assert not found.about("society")


def test_nothing_told_leaves_only_the_everyday() -> None:
    found = domains("He came and went.")
    assert found.shares == {}
    assert found.about("society")
    assert not found.about("sport")


@pytest.mark.parametrize("needs", [Needs.ALONE, Needs.SOURCE])
def test_only_origin_rules_ask(needs: Needs) -> None:
    assert domains(SPORT).opens(rule(needs, "justice"))


def test_origin_rules_ask() -> None:
    found = domains(SPORT)
    assert found.opens(rule(Needs.ORIGIN, "sport"))
    assert found.opens(rule(Needs.ORIGIN))
    assert not found.opens(rule(Needs.ORIGIN, "justice"))


def test_words_are_plain() -> None:
    for word in telling_words():
        assert word == word.lower()
