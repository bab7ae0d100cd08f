"""Reporting clauses: who speaks, in which order, after what; offsets hold on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.detect.linguistic.attribution import Attribution, attributions
from mtqa.detect.linguistic.clause_subject import is_plural
from mtqa.detect.linguistic.speakers import speaker
from mtqa.detect.linguistic.verbs import inflected
from mtqa.detect.reading import Reading
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.types import Span


def found(text: str) -> list[Attribution]:
    reading = Reading(build_document(content_of(text), target_lang="en"))
    return [a for s in reading.document.segments for a in attributions(reading, s.target)]


@pytest.mark.parametrize(
    ("text", "subject", "kind"),
    [
        ("a European NATO diplomat.", "a European NATO diplomat", "person"),
        (
            "Estonian Foreign Minister Margus Tsahkna on",
            "Estonian Foreign Minister Margus Tsahkna",
            "person",
        ),
        ("the Kremlin.", "the Kremlin", "body"),
        ("Mr. Rutte on Tuesday", "Mr. Rutte", "name"),
        ("a source close to the case, who", "a source close to the case", "person"),
        ("the president of the FNSEA in Paris", "the president of the FNSEA", "person"),
        ("Ursula von der Leyen said", "Ursula von der Leyen", "name"),
        ("Trump's lawyer and his aide.", "Trump's lawyer and his aide", "person"),
    ],
)
def test_speaker(text: str, subject: str, kind: str) -> None:
    who = speaker(text, 0)
    assert who is not None
    assert (text[who.start : who.end], who.kind) == (subject, kind)


@pytest.mark.parametrize("text", ["the year before.", "Tuesday the mayor", "of the minister", ""])
def test_no_speaker(text: str) -> None:
    assert speaker(text, 0) is None


def test_inverted_after_a_quotation() -> None:
    (one,) = found("“It is late”, deplored Tuesday the mayor of Lyon.")
    assert (one.inverted, one.after_quote, one.adjunct) == (True, True, "Tuesday")


def test_straight_with_an_aside() -> None:
    (one,) = found("The spokeswoman, Maud Bregeon, assured that the text was ready.")
    assert (one.inverted, one.frame, one.subject.kind) == (False, "that", "person")


def test_a_subject_before_an_aside_is_not_inverted() -> None:
    assert not any(a.inverted for a in found("The prime minister, Rishi Sunak, assured the mayor."))


@pytest.mark.parametrize(
    ("before", "plural"),
    [
        ("But the ministers of the Alliance, who meet in Brussels, ", True),
        ("The vote on the proposals ", False),
        ("He said that they ", True),
        ("The king and the queen ", True),
    ],
)
def test_number_of_the_subject(before: str, plural: bool) -> None:
    assert is_plural(before, 0, len(before)) is plural


def test_forms() -> None:
    assert inflected("point out", "past") == "pointed out"
    assert inflected("deny", "s") == "denies"
    assert inflected("be indignant", "past") == "was indignant"


WORDS = st.sampled_from(
    "“No”, the minister assured underlines that on Tuesday Rutte , . he But, a NATO diplomat "
    "recalled ’s is indignant Kyiv » é".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_spans_lie_in_the_text(text: str) -> None:
    for one in found(text):
        whole = Span(0, len(text))
        assert one.verb.within(one.clause)
        assert one.clause.within(whole)
        assert one.verb.within(one.group)
        assert one.clause.start <= one.subject.start < one.subject.end <= len(text)
