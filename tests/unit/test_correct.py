"""Corrections: what is chosen, what loses and why, and text outside the spans stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mtqa.correct.apply import apply, choose, corrections
from mtqa.types import Document, Issue, Segment, Severity, Side, Span, Suggestion

TEXT = "He said .  She, 5 km é🚢 away\nsaid “no » ."


def issue(
    start: int,
    end: int,
    *suggestions: str,
    safe: bool = True,
    confidence: float = 0.9,
    rule: str = "test/rule",
    severity: Severity = Severity.MINOR,
    side: Side = Side.TARGET,
    segment: int | None = 0,
    text: str = TEXT,
) -> Issue:
    return Issue(
        rule=rule,
        category="style/awkward",
        severity=severity,
        span=Span(start, end),
        text=text[start:end],
        message="m",
        suggestions=tuple(Suggestion(s, safe=safe and k == 0) for k, s in enumerate(suggestions)),
        confidence=confidence,
        segment=segment,
        side=side,
    )


@st.composite
def issues(draw: st.DrawFn) -> list[Issue]:
    found = []
    for _ in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, len(TEXT)))
        end = draw(st.integers(start, min(len(TEXT), start + 8)))
        options = draw(st.lists(st.text("ab \n🚢", max_size=4), max_size=2))
        found.append(
            issue(
                start,
                end,
                *options,
                safe=draw(st.booleans()),
                confidence=draw(st.sampled_from([0.5, 0.9])),
                rule=draw(st.sampled_from(["test/a", "test/b"])),
                severity=draw(st.sampled_from(list(Severity))),
                side=draw(st.sampled_from([Side.TARGET, Side.TARGET, Side.SOURCE])),
            )
        )
    return found


def outside(text: str, spans: Sequence[Span]) -> list[str]:
    """The stretches between spans that are sorted and apart."""
    edges = [0, *(edge for s in spans for edge in (s.start, s.end)), len(text)]
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


@given(issues(), st.booleans())
def test_nothing_outside_the_spans_changes(found: list[Issue], every: bool) -> None:
    chosen, _ = choose(found, every=every)
    kept = outside(TEXT, [i.span for i in chosen])
    expected = kept[0]
    for choice, stretch in zip(chosen, kept[1:], strict=True):
        expected += choice.suggestions[0].text + stretch
    assert apply(TEXT, chosen) == expected


@given(issues(), st.booleans())
def test_all_are_chosen_or_told(found: list[Issue], every: bool) -> None:
    chosen, rejected = choose(found, every=every)
    able = [i for i in found if i.side is Side.TARGET and i.suggestions and (every or i.safe)]
    assert len(chosen) + len(rejected) == len(able)
    told = [*chosen, *(r.issue for r in rejected)]
    assert all(any(i is t for t in told) for i in able)
    assert all(not a.span.overlaps(b.span) and a.span != b.span for a, b in pairwise(chosen))
    assert [i.span for i in chosen] == sorted(i.span for i in chosen)
    for rejection in rejected:
        rivals = [
            c
            for c in chosen
            if c.span == rejection.issue.span or c.span.overlaps(rejection.issue.span)
        ]
        assert any(c.confidence >= rejection.issue.confidence for c in rivals)
        assert any(c.rule in rejection.reason for c in rivals)


@given(issues())
def test_the_order_of_the_issues_does_not_matter(found: list[Issue]) -> None:
    there, back = choose(found, every=True)[0], choose(found[::-1], every=True)[0]
    assert [i.span for i in there] == [i.span for i in back]


def test_the_more_certain_then_the_worse_then_the_longer_wins() -> None:
    sure = issue(3, 9, "x", confidence=0.95, rule="test/sure")
    unsure = issue(0, 5, "y", confidence=0.9)
    assert choose([unsure, sure])[0] == [sure]
    major = issue(0, 5, "y", severity=Severity.MAJOR)
    assert choose([issue(3, 9, "x"), major])[0] == [major]
    long = issue(0, 9, "y")
    chosen, (lost,) = choose([issue(3, 5, "x"), long])
    assert chosen == [long]
    assert lost.reason == "overlaps test/rule, which is more certain"


def test_neighbours_do_not_collide() -> None:
    chosen, rejected = choose([issue(0, 3, "a"), issue(3, 5, "b"), issue(5, 9, "")])
    assert len(chosen) == 3
    assert not rejected
    assert apply(TEXT, chosen) == "ab" + TEXT[9:]


def test_two_insertions_at_one_place_collide() -> None:
    chosen, rejected = choose([issue(4, 4, "a"), issue(4, 4, "b")])
    assert len(chosen) == len(rejected) == 1


def test_only_safe_ones_unless_every_is_asked_for() -> None:
    found = [issue(0, 2, "She", safe=False), issue(7, 9, "."), issue(10, 11)]
    assert apply(TEXT, choose(found)[0]).startswith("He said.")
    assert apply(TEXT, choose(found, every=True)[0]).startswith("She said.")


def test_a_correction_tells_its_sentence_before_and_after() -> None:
    text = "One . Two . Six"
    document = Document(
        "d", text, segments=tuple(Segment(k, Span(a, a + 5)) for k, a in enumerate((0, 6)))
    )
    found = [
        issue(3, 5, ".", segment=0, text=text),
        issue(6, 11, "2.", segment=1, confidence=0.5, text=text),
        issue(9, 11, ".", segment=1, text=text),
        issue(12, 15, "6", segment=None, text=text),
    ]
    chosen, rejected = choose(found)
    first, second = corrections(document, chosen, rejected)
    assert (first.before, first.after) == ("One .", "One.")
    assert (second.before, second.after) == ("Two .", "Two.")
    assert [r.issue for r in second.rejected] == [found[1]]
    assert apply(text, chosen) == "One. Two. 6"
