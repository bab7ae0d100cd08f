"""Alignment: on whole articles, with paragraphs merged and dropped, and with the wrong source."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.read.format import Content
from mtqa.read.text import content_of
from mtqa.segment.align import STRANGE
from mtqa.segment.anchors import Unit, keys_of, unit_of
from mtqa.segment.beads import align_units
from mtqa.segment.document import assemble, build_document
from mtqa.types import Block, BlockKind, Document, Span

ARTICLES = sorted(Path("corpora/articles").glob("*.source.txt"))


def article(path: Path) -> tuple[list[str], list[str], str]:
    """Paragraphs of source and target, and the source language."""
    name = path.name.removesuffix(".source.txt")
    source = path.read_text(encoding="utf-8").splitlines()
    target = path.with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return source, target, name.split("-")[-2]


def aligned(source: list[str], target: list[str], lang: str) -> tuple[Document, tuple[str, ...]]:
    return assemble(
        content_of("\n".join(target)),
        content_of("\n".join(source)),
        target_lang="en",
        source_lang=lang,
    )


def paragraph(text: str, part: str, paragraphs: list[str]) -> set[int]:
    assert part in text
    return {k for k, p in enumerate(paragraphs) if any(s in p for s in part.split("\n"))}


def longest(paragraphs: list[str]) -> int:
    return max(range(2, len(paragraphs) - 2), key=lambda k: len(paragraphs[k]))


def agreement(document: Document, source: list[str], target: list[str]) -> float:
    """Share of target sentences whose source stands in the paragraph of the same number."""
    assert document.source is not None
    good = 0
    for segment in document.segments:
        if segment.source is None:
            continue
        there = paragraph(document.target, segment.target.of(document.target), target)
        here = paragraph(document.source, segment.source.of(document.source), source)
        good += bool(there & here)
    return good / len(document.segments)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.name)
def test_articles(path: Path) -> None:
    source, target, lang = article(path)
    document, notes = aligned(source, target, lang)
    assert notes == ()
    assert agreement(document, source, target) == 1.0
    assert document.unaligned == ()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.name)
def test_articles_with_paragraphs_merged_and_dropped(path: Path) -> None:
    source, target, lang = article(path)
    merged = [" ".join(target[0:3]), *target[3:6], " ".join(target[6:9]), *target[9:]]
    document, _ = aligned(source, merged, lang)
    assert agreement(document, source, target) >= 0.95
    gone = longest(target)
    shorter = target[:gone] + target[gone + 1 :]
    document, _ = aligned(source, shorter, lang)
    assert agreement(document, source, target) >= 0.95
    missing = [s.of(document.source or "") for s in document.unaligned]
    assert missing, "what was not translated is told"
    assert sum(m in source[gone] for m in missing) >= 0.75 * len(missing)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.name)
def test_added_paragraphs_have_no_source(path: Path) -> None:
    source, target, lang = article(path)
    gone = longest(source)
    document, _ = aligned(source[:gone] + source[gone + 1 :], target, lang)
    alone = [s for s in document.segments if s.source is None]
    text = {s.target.of(document.target) for s in alone}
    assert text
    assert sum(t in target[gone] for t in text) >= 0.75 * len(text)


def test_a_strange_source_is_told() -> None:
    for k, path in enumerate(ARTICLES):
        _, target, _ = article(path)
        other, _, lang = article(ARTICLES[(k + 1) % len(ARTICLES)])
        document, notes = aligned(other, target, lang)
        assert notes == (STRANGE,), path.name
        assert all(s.source is None for s in document.segments)
        assert document.unaligned == ()


def test_the_same_text_twice_is_told() -> None:
    text = "One sentence is here. Another one is there."
    _, notes = aligned([text], [text], "fr")
    assert notes == ("the source and the target are the same text",)


def test_one_sentence_to_one() -> None:
    document = build_document(content_of("Yes."), content_of("Pas du tout, 12 fois non !"))
    assert [s.source for s in document.segments] == [Span(0, 26)]
    document = build_document(
        content_of("He left, and she stayed."), content_of("Il part. Elle non.")
    )
    assert document.segments[0].source == Span(0, 18)


def test_no_source_and_empty_source() -> None:
    document = build_document(content_of("One. Two."))
    assert document.source is None
    assert [s.source for s in document.segments] == [None, None]
    document = build_document(content_of("One. Two."), content_of(""))
    assert [s.source for s in document.segments] == [None, None]
    document = build_document(content_of(""), content_of("Un. Deux."))
    assert document.segments == ()
    assert len(document.unaligned) == 2


def test_a_bilingual_format_keeps_its_pairs() -> None:
    def blocks(*texts: str) -> tuple[str, tuple[Block, ...]]:
        found, at = [], 0
        for text in texts:
            found.append(Block(BlockKind.UNIT, Span(at, at + len(text))))
            at += len(text) + 1
        return "\n".join(texts), tuple(found)

    target, target_blocks = blocks("A cat.", "In 1999 the 12 dogs of Bonn left.", "So.")
    source, source_blocks = blocks("En 1999, 12 chiens de Bonn sont partis.", "Un chat.", "Oui.")
    content = Content(target, target_blocks, source=source, source_blocks=source_blocks)
    document, notes = assemble(content, target_lang="en", source_lang="fr")
    assert notes == ()
    assert [s.source for s in document.segments] == [b.span for b in source_blocks]


def test_keys() -> None:
    assert keys_of("2,4% à 9.800 €") >= {"#24", "#9800", ".%"}
    assert "#23000" in keys_of("23 000 t")
    assert keys_of("Путин") == keys_of("Putin")
    assert keys_of("Zélensky") & keys_of("Zelensky's")
    assert "#2020" in keys_of("２０２０年")
    assert unit_of("你好你好").length == 14
    assert unit_of("").length == 1


UNITS = st.lists(
    st.text("ab 12.?éЖ你", max_size=12).map(unit_of),
    max_size=9,
)


@settings(max_examples=150, deadline=None)
@given(UNITS, UNITS)
def test_beads_cover_everything_once(source: list[Unit], target: list[Unit]) -> None:
    beads = align_units(source, target)
    assert [k for b in beads for k in range(b[0], b[1])] == list(range(len(source)))
    assert [k for b in beads for k in range(b[2], b[3])] == list(range(len(target)))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["He left. ", "In 2020, Bonn won. ", "“Why?” ", "\n", "😀"])),
    st.lists(st.sampled_from(["Il part. ", "En 2020, Bonn gagne. ", "« Quoi ? » ", "\n", "😀"])),
)
def test_spans_of_a_document(target: list[str], source: list[str]) -> None:
    document, _ = assemble(
        content_of("".join(target)), content_of("".join(source)), target_lang="en", source_lang="fr"
    )
    assert [s.id for s in document.segments] == list(range(len(document.segments)))
    for segment in document.segments:
        assert any(segment.target.within(b.span) for b in document.blocks)
        if segment.source:
            assert segment.source.end <= len(document.source or "")
            assert segment.source.of(document.source or "").strip()
    used = [s.source for s in document.segments if s.source]
    assert not any(u.overlaps(s) for u in document.unaligned for s in used)
    assert used == sorted(used)


def test_long_texts_take_bounded_time() -> None:
    source = [f"La phrase numéro {k} parle de Bonn et de {k * 7} choses." for k in range(1500)]
    target = [
        f"Sentence number {k} is about Bonn and {k * 7} things." for k in range(1500) if k % 50
    ]
    began = time.perf_counter()
    document, _ = aligned(source, target, "fr")
    assert time.perf_counter() - began < 60  # about 3 s where it was written
    assert document.source is not None
    good = sum(
        bool(s.source)
        and s.source.of(document.source).split()[3] == s.target.of(document.target).split()[2]
        for s in document.segments
        if s.source
    )
    assert good >= 0.98 * len(document.segments)


@pytest.mark.parametrize(("n", "m"), [(4, 30_000), (30_000, 4), (400, 1_700), (1_700, 90)])
def test_texts_of_very_different_length(n: int, m: int) -> None:
    source = [Unit(10 + k % 7, frozenset({f"s{k % 50}"})) for k in range(n)]
    target = [Unit(10 + k % 5, frozenset({f"s{k % 40}"})) for k in range(m)]
    beads = align_units(source, target)
    assert [u for a, b, _, _ in beads for u in range(a, b)] == list(range(n))
    assert [u for _, _, c, d in beads for u in range(c, d)] == list(range(m))
