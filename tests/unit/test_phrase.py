"""The phrase language: what a pattern matches, its anchors, and the templates of suggestions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.detect.anchors import stems
from mtqa.detect.matching import Matcher, compile_pattern
from mtqa.detect.pack import load_classes
from mtqa.detect.phrase import PhraseError, compile_phrase
from mtqa.detect.reading import Reading, fold
from mtqa.detect.template import article
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.types import Span

CLASSES = load_classes()


def found(pattern: str, text: str) -> list[str]:
    regex = re.compile(compile_phrase(pattern, CLASSES).regex)
    return [m.group() for m in regex.finditer(text)]


def fixes(text: str, pattern: str, *better: str, **conditions: Any) -> list[tuple[str, list[str]]]:
    """Each finding's span and suggestions."""
    fields: Mapping[str, Any] = {"pattern": pattern, **conditions}
    matcher = Matcher(compile_pattern(fields, better, CLASSES))
    reading = Reading(build_document(content_of(text)))
    findings = matcher.find(reading, Span(0, len(text)))
    return [(f.span.of(text), [s.text for s in f.suggestions]) for f in findings]


def corrected(text: str, pattern: str, better: str) -> str:
    """The text after the first suggestion of the only finding."""
    matcher = Matcher(compile_pattern({"pattern": pattern}, [better], CLASSES))
    reading = Reading(build_document(content_of(text)))
    (finding,) = matcher.find(reading, Span(0, len(text)))
    return text[: finding.span.start] + finding.suggestions[0].text + text[finding.span.end :]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("motion of censure", "A Motion  of\u00a0censure", ["Motion  of\u00a0censure"]),
        ("the Hexagon", "In the Hexagon, the hexagon", ["the Hexagon"]),
        ("cat", "concatenate a cat-like cat's cat", ["cat", "cat"]),
        ("recon*", "reconversion of the icon", ["reconversion"]),
        ("elections?", "an election, two elections, electionss", ["election", "elections"]),
        ("new|old rule", "the new rule, the old rule", ["new rule", "old rule"]),
        ("(very )?good|bad day", "a very good day", ["very good day"]),
        ("<assure.V> that", "they assured that, assures that", ["assured that", "assures that"]),
        ("<deputy.N:pl>", "the deputy and the deputies", ["deputies"]),
        ("on {WEEKDAY}", "on Monday, on Mondays", ["on Monday"]),
        ("without {gap} to", "without being able to go", ["without being able to"]),
        ("head-on", "head‑on, head-on", ["head‑on", "head-on"]),
        ("l'heure", "l’heure", ["l’heure"]),
        ("super-?profits", "superprofits, super-profits", ["superprofits", "super-profits"]),
        ("but,? in", "but in, but, in", ["but in", "but, in"]),
        ("^ indeed,", "Indeed, no. It is, indeed, so. “Indeed, yes”", ["Indeed,", "Indeed,"]),
    ],
)
def test_matches(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "(open",
        "a [b [c",
        "<assure>",
        "<assure.V:future>",
        "{NOWHERE}",
        "what?!?",
        "a | b",
        "close)",
    ],
)
def test_mistakes_are_told(pattern: str) -> None:
    with pytest.raises(PhraseError):
        compile_phrase(pattern, CLASSES)


def test_only_some_forms() -> None:
    phrase = compile_phrase("<take.V:past> part", CLASSES)
    assert phrase.inflected["v1"] == {"took": "past"}
    # "put" is base and past alike; asked for the past it is the past
    assert compile_phrase("<put.V:past> it", CLASSES).inflected["v1"] == {"put": "past"}
    assert compile_phrase("<put.V:base> it", CLASSES).inflected["v1"] == {"put": "base"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They put the accent on jobs.", "They stressed jobs."),
        ("They will put the accent on jobs.", "They will stress jobs."),
        ("It was put the accent on jobs.", "It was stressed jobs."),
        ("He puts the accent on jobs.", "He stresses jobs."),
    ],
)
def test_a_form_that_is_base_and_past_follows_its_context(text: str, expected: str) -> None:
    assert corrected(text, "<put.V> the accent on", "<stress.V>") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He assured so.", "He spoke so."),
        ("He has assured so.", "He has spoken so."),
        ("It was also assured so.", "It was also spoken so."),
        ("He’s assured so.", "He’s spoken so."),
    ],
)
def test_participle_after_an_auxiliary(text: str, expected: str) -> None:
    assert corrected(text, "<assure.V> so", "<speak.V> so") == expected


@pytest.mark.parametrize(
    ("text", "pattern", "better", "expected"),
    [
        ("Deputies left.", "<deputy.N>", "<MP.N>", ["MPs"]),
        ("a deputy left", "<deputy.N>", "<lawmaker.N>", ["lawmaker"]),
        (
            "without specifying",
            "without <specify.V:ing>",
            "but did not <=.V:base>",
            ["but did not specify"],
        ),
        ("a great success", "a (great|huge) success", "a(n) {1} hit", ["a great hit"]),
        ("a huge success", "a (great|huge) success", "a(n) enormous hit", ["an enormous hit"]),
        ("they were here", "<be.V> here", "<be.V> there", ["were there"]),
        ("on Monday", "on {WEEKDAY}", "last {WEEKDAY}", ["last Monday"]),
        ("at The Hague", "at {NAME}", "in {lower:NAME}", ["in the Hague"]),
    ],
)
def test_templates(text: str, pattern: str, better: str, expected: list[str]) -> None:
    ((_, texts),) = fixes(text, pattern, better)
    assert texts == expected


def test_a_template_may_not_use_what_the_pattern_lacks() -> None:
    for better in ("{2}", "{NAME}", "<say.V>", "<=.N:sg>"):
        with pytest.raises(PhraseError):
            compile_pattern({"pattern": "the (old|new) rule"}, [better], CLASSES)


@pytest.mark.parametrize(
    ("text", "span"),
    [("Bercy said so.", "The finance ministry"), ("He told Bercy so.", "the finance ministry")],
)
def test_the_capital_of_a_name_is_not_that_of_a_sentence(text: str, span: str) -> None:
    ((_, texts),) = fixes(text, "Bercy", "the finance ministry")
    assert texts == [span]


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("Indeed, it is so.", "^ indeed,", "It is so."),
        ("No. Indeed, it is so.", "^ indeed,", "No. It is so."),
        ("“Indeed, Rome fell,” he said.", "^ indeed,", "“Rome fell,” he said."),
        ("He, for his part, left.", ", for his part,", "He left."),
        ("He has thus left.", "has [thus]", "He has left."),
        ("He left on this subject.", "on this subject", "He left."),
    ],
)
def test_deletions_keep_spaces_and_capitals(text: str, pattern: str, expected: str) -> None:
    assert corrected(text, pattern, "") == expected


def test_the_mark_is_the_span() -> None:
    assert fixes("they rejected the text", "<reject.V> [the text]", "the bill") == [
        ("the text", ["the bill"])
    ]


def test_conditions() -> None:
    text = "The executive board met. The executive decided.\nAn executive of the bank left."
    spans = fixes(text, "executive", not_before="board", unless="bank")
    assert [s for s, _ in spans] == ["executive"]
    assert not fixes("His deputy left.", "deputy", not_after="his")
    assert fixes("Deputy left the Assembly.", "deputy", only_if="Assembly")
    assert not fixes("Deputy left the town.", "deputy", only_if="Assembly")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("apple", "an"),
        ("hour", "an"),
        ("union", "a"),
        ("unusual", "an"),
        ("8-year", "an"),
        ("one", "a"),
    ],
)
def test_article(word: str, expected: str) -> None:
    assert article(word) == expected


WORDS = st.sampled_from(
    ["the", "motion", "Hexagon", "of", "side", "plan", "word*", "votes?", "l'heure"]
)
LEMMAS = st.sampled_from(["<assure.V>", "<take|put.V>", "<deputy.N>", "<hold.V:past,ing>"])
CLASS = st.sampled_from(["{WEEKDAY}", "{MONTH}", "{gap}", "{gap:2}", "{POSS}"])
OPTIONS = st.lists(
    st.sampled_from(["for", "his own", "part of it", "<say.V>"]), min_size=1, max_size=3
)
GROUPS = OPTIONS.map(lambda o: "(" + "|".join(o) + ")")
PATTERNS = st.lists(st.one_of(WORDS, LEMMAS, CLASS, GROUPS), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(pattern=PATTERNS, data=st.data())
def test_an_anchor_stands_in_every_match(pattern: str, data: st.DataObject) -> None:
    phrase = compile_phrase(pattern, CLASSES)
    match = data.draw(st.from_regex(phrase.regex.replace(r"(?!\w)(?![-‑]\w)", ""), fullmatch=True))
    if not re.fullmatch(phrase.regex, match):
        return
    # spaces of any kind count as one plain space in the folded text of an anchor
    folded = " ".join(fold(match).split())
    assert not phrase.anchors or any(anchor in folded for anchor in phrase.anchors)
    assert all(any(word in folded for word in words) for words in phrase.companions)


@settings(max_examples=150, deadline=None)
@given(pattern=PATTERNS)
def test_compiling_never_fails_and_anchors_are_folded(pattern: str) -> None:
    phrase = compile_phrase(pattern, CLASSES)
    assert all(anchor == fold(anchor) and len(anchor) > 1 for anchor in phrase.anchors)


def test_companions_are_words_that_the_anchors_do_not_imply() -> None:
    phrase = compile_phrase("<carry.V> out {gap} (survey|audit of)", {})
    assert phrase.anchors == ("carried out", "carries out", "carry out", "carrying out")
    assert phrase.companions == (("audit", "survey"),)
    assert compile_phrase("in front of", {}).companions == ()


@given(st.sets(st.text("abcde ", min_size=3, max_size=14), min_size=1, max_size=12))
def test_stems_stand_in_every_form(literals: set[str]) -> None:
    found = stems(literals)
    assert all(any(f in literal for f in found) for literal in literals)
    assert len(found) <= len(literals)


def test_forms_of_a_word_share_a_stem() -> None:
    forms = ["announce", "announced", "announces", "announcing", "hail", "hailed"]
    assert stems(forms) == ("announc", "hail", "hailed")
    assert stems(["announced the", "announces the"]) == ("announced the", "announces the")
