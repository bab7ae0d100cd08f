"""The kinds of data rules: what they find, and what they say when a pack has a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect.engine import Detector
from mtqa.detect.kinds.termbase import tolerant
from mtqa.detect.matching import CONDITIONS
from mtqa.detect.pack import compile_pack, compiled
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Rule
from mtqa.errors import PackError
from mtqa.read.text import content_of
from mtqa.segment.document import build_document

HEAD = '[pack]\ntarget = ["en"]\nsource = ["fr"]\ncategory = "terminology/termbase"\n'
COMMON = '[[rule]]\nid = "x"\nmessage = "no"\n'


def rules(tmp_path: Path, body: str) -> list[Rule]:
    file = tmp_path / "own.toml"
    file.write_text(HEAD + COMMON + body, encoding="utf-8")
    return compile_pack(file, tmp_path)


def found(
    own: list[Rule], target: str, source: str | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    document = build_document(
        content_of(target),
        content_of(source) if source is not None else None,
        target_lang="en",
        source_lang="fr" if source is not None else None,
    )
    hits, failures = Detector(own, "en").run(Reading(document))
    assert not failures
    return [(h.finding.span.of(target), tuple(s.text for s in h.finding.suggestions)) for h in hits]


TERMS = (
    'kind = "termbase"\nneeds = "source"\nterms = [\n'
    '  { source = "projet de loi", target = "bill", forbidden = ["draft law", "law project"] },\n'
    '  { source = ["cessez-le-feu", "trêve"], target = ["ceasefire", "truce"] },\n'
    '  { source = "députés", forbidden = "deputies" },\n]\n'
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Le projet de loi est adopté.", "The bill is adopted.", []),
        ("Les projets de loi sont adoptés.", "The bills are adopted.", []),
        (
            "Le projet de loi est adopté.",
            "The draft law is adopted.",
            [("draft law", ("bill",))],
        ),
        ("Les projets de loi passent.", "The draft laws pass.", [("draft laws", ())]),
        ("Loi votée.", "The draft law is adopted.", []),
        ("Un cessez-le-feu est possible.", "A ceasefire is possible.", []),
        ("La trêve tient.", "The truce holds.", []),
        ("La trêve tient.", "The lull holds.", [("The lull holds.", ())]),
        ("Les députés votent.", "Deputies vote.", [("Deputies", ())]),
        ("Les députés votent.", "Members vote.", []),
    ],
)
def test_termbase(
    tmp_path: Path, source: str, target: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert found(rules(tmp_path, TERMS), target, source) == expected


def test_termbase_says_what_it_wants(tmp_path: Path) -> None:
    document = build_document(
        content_of("The lull holds."), content_of("La trêve tient."), source_lang="fr"
    )
    hits, _ = Detector(rules(tmp_path, TERMS), "en").run(Reading(document))
    assert hits[0].finding.message == (
        "The termbase renders “cessez-le-feu” as “ceasefire” or “truce”."
    )


def test_termbase_is_silent_without_source(tmp_path: Path) -> None:
    assert found(rules(tmp_path, TERMS), "The draft law is adopted.") == []


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_a_term_matches_itself(term: str) -> None:
    if not re.search(r"\w", term) or not re.findall(r"[^\s\-‑]+", term):
        return
    words = re.findall(r"[^\s\-‑]+", term)
    if not (words[0][0].isalnum() and words[-1][-1].isalnum()):
        return
    assert re.search(tolerant(term), " ".join(words), re.I)


DENSITY = (
    'kind = "density"\npattern = "indeed"\nper_100_words = 2.0\nat_least = 3\nmin_words = 40\n'
)
FILLER = "The council met again and talked about roads for hours. "


@pytest.mark.parametrize(("mark", "expected"), [("beyond", 3), ("first", 1), ("repeats", 4)])
def test_density_marks(tmp_path: Path, mark: str, expected: int) -> None:
    own = rules(tmp_path, DENSITY + f'mark = "{mark}"\n')
    assert len(found(own, FILLER * 4 + "It was indeed so. " * 5)) == expected


def test_density_needs_words_sentences_and_occurrences(tmp_path: Path) -> None:
    own = rules(tmp_path, DENSITY)
    assert found(own, "Indeed it was. " * 6) == []
    assert found(own, FILLER * 5 + "Indeed it was. " * 2) == []
    assert found(own, ("indeed and so on and on " * 20).strip()) == []
    assert found(own, FILLER * 40 + "Indeed it was. " * 4) == []


def test_consistency_of_pairs(tmp_path: Path) -> None:
    own = rules(
        tmp_path,
        'kind = "consistency"\npairs = [["<colour.N>", "<color.N>"], ["centre", "center"]]\n',
    )
    text = "The centre is red. Its colours fade. The color of Color Street. A new centre opens."
    assert found(own, text) == [("color", ("colour",))]
    assert found(own, "The centre is red. The color fades. It rains. It snows.") == []
    quoted = "The centre is red. Its colours fade. “What color?” he said. A new centre opens."
    assert found(own, quoted) == []


def test_consistency_of_each_pair(tmp_path: Path) -> None:
    pairs = 'kind = "consistency"\npairs = [["grey", "gray"], ["centre", "center"]]\n'
    text = "A centre. A centre. A gray day. A center. A grey sky. A gray sea."
    whole, each = rules(tmp_path, pairs), rules(tmp_path, pairs + "each = true\n")
    assert found(whole, text) == []
    assert found(each, text) == [("center", ("centre",)), ("grey", ("gray",))]


def test_consistency_of_forms(tmp_path: Path) -> None:
    own = rules(
        tmp_path,
        'kind = "consistency"\nforms = [\n'
        '  { pattern = "{NUM} o\'clock", better = "{NUM} h" },\n'
        '  { pattern = "{NUM} h", better = "{NUM} o\'clock" },\n]\n',
    )
    text = "It began at 5 o'clock. It ended at 8 o'clock. We left at 9 h sharp. Nobody minded."
    assert found(own, text) == [("9 h", ("9 o'clock",))]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('kind = "existence"\n', "existence needs pattern or regex"),
        ('kind = "existence"\npattern = "a ("\n', "a ) is missing"),
        ('kind = "existence"\nregex = "("\n', "unterminated"),
        ('kind = "substitution"\npattern = "foo"\n', "a substitution needs better"),
        ('kind = "substitution"\npattern = "foo"\nbetter = "{1}"\n', "no group {1}"),
        ('kind = "correspondence"\npattern = "foo"\n', "a correspondence needs trigger"),
        ('kind = "density"\npattern = "foo"\n', "a density needs per_100_words"),
        ('kind = "density"\npattern = "a"\nper_100_words = 1\nmark = "all"\n', "mark is one of"),
        ('kind = "consistency"\n', "needs either pairs or forms"),
        ('kind = "consistency"\npairs = [["a"]]\n', "a pair is two words"),
        (
            'kind = "consistency"\nforms = [{ pattern = "a", safe = true }]\n',
            "unknown field 'safe'",
        ),
        ('kind = "termbase"\n', "a termbase needs terms"),
        ('kind = "termbase"\nterms = [{ source = "a" }]\n', "a term needs source, and target"),
        ('kind = "termbase"\nterms = [{ src = "a" }]\n', "unknown field 'src' in a term"),
        ('kind = "wish"\n', "no kind 'wish'; known:"),
        ('kind = "existence"\npattern = "a"\nbetter = "b"\n', "unknown field 'better'"),
        ('kind = "existence"\npattern = "a"\nseverity = "awful"\n', "awful"),
    ],
)
def test_mistakes_name_file_line_and_rule(tmp_path: Path, body: str, problem: str) -> None:
    with pytest.raises(PackError) as caught:
        rules(tmp_path, body)
    # the rule's id stands in the line after the header and [[rule]]
    assert str(caught.value).startswith(f"{tmp_path / 'own.toml'}:6: rule x: ")
    assert problem in str(caught.value)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(HEAD + '[[rule]]\nid = "x"\nkind = "existence"\n', encoding="utf-8")
    with pytest.raises(PackError, match="rule x: missing field 'message'"):
        compile_pack(file, tmp_path)


def regexes(data: Any) -> Iterator[str]:
    """Every regular expression in what a rule of a pack was compiled to."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in {"regex", "trigger", "source_unless", *CONDITIONS}:
                yield value
            else:
                yield from regexes(value)
    elif isinstance(data, list):
        for item in data:
            yield from regexes(item)


def test_every_regular_expression_of_the_packs_compiles() -> None:
    for rule in compiled():
        for regex in set(regexes(rule["probes"])):
            try:
                re.compile(regex)
            except re.error as error:
                pytest.fail(f"{rule['id']}: {error} in {regex!r}")
