"""The engine: crashes are failures, limits hold, and the prefilter loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mtqa import catalog, pipeline
from mtqa.cli.main import main
from mtqa.detect import engine
from mtqa.detect.engine import REACH, Detector
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Find, Finding, Needs, Probe, Rule, Scope
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.types import Document, Severity, Side, Span

ARTICLES = Path(__file__).parents[2] / "corpora" / "articles"


def document(text: str, source: str | None = None, **langs: str) -> Document:
    aside = content_of(source) if source is not None else None
    return build_document(content_of(text), aside, **({"target_lang": "en"} | langs))


def each(word: str) -> Find:
    """A find function for every occurrence of a word."""

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        at = reading.folded.find(word, within.start, within.end)
        while at >= 0:
            yield Finding(Span(at, at + len(word)))
            at = reading.folded.find(word, at + 1, within.end)

    return find


def rule(name: str = "word", find: Find | None = None, **fields: object) -> Rule:
    made = Rule(
        id=f"test/{name}",
        category="style/awkward",
        severity=Severity.MINOR,
        message="m",
        doc="d",
        find=find or each("word"),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def crash(_reading: Reading, _within: Span) -> Iterator[Finding]:
    yield Finding(Span(0, 1))
    raise ZeroDivisionError("of nothing")


def found(rules: list[Rule], text: str, **more: str) -> list[tuple[str, Span]]:
    hits, failures = Detector(rules, more.get("target_lang", "en")).run(
        Reading(document(text, **more))
    )
    assert not failures
    return [(h.rule.id, h.finding.span) for h in hits]


def test_a_crashing_rule_is_a_failure_and_others_go_on() -> None:
    hits, failures = Detector([rule("a", crash), rule("b")], "en").run(Reading(document("a word")))
    assert [h.rule.id for h in hits] == ["test/a", "test/b"]
    (failure,) = failures
    assert (failure.step, failure.name) == ("detect", "test/a")
    assert failure.error == "ZeroDivisionError: of nothing"


def test_a_crash_is_exit_code_2_and_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(pipeline, "active_rules", lambda _: (rule("a", crash), rule("b")))
    path = tmp_path / "a.txt"
    path.write_text("A word, and another word.", encoding="utf-8")
    assert main(["check", str(path), "--target-lang", "en"]) == 2
    out, err = capfdbinary.readouterr()
    assert b"1 check failed" in out
    assert b"test/b" in out
    assert b"test/a failed: ZeroDivisionError: of nothing" in err
    assert main(["fix", str(path), "--target-lang", "en", "--output", "-"]) == 2


def test_a_span_beyond_the_text_is_a_failure() -> None:
    def beyond(_reading: Reading, _within: Span) -> Iterator[Finding]:
        yield Finding(Span(0, 1000))

    hits, failures = Detector([rule("a", beyond)], "en").run(Reading(document("short")))
    assert not hits
    assert "beyond the target" in failures[0].error


def test_a_flood_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST", 10)
    hits, failures = Detector([rule()], "en").run(Reading(document("word " * 50)))
    assert len(hits) == 10
    assert "stopped after 10 findings" in failures[0].error


@pytest.mark.parametrize("scope", list(Scope))
def test_every_scope_finds_what_is_there_once(scope: Scope) -> None:
    text = "A word here. None. Word, word!\nAnother word" + " filling" * REACH + " and a word."
    anchored = rule(anchors=("word", "here"), scope=scope)
    at = [i for i in range(len(text)) if text.lower().startswith("word", i)]
    assert [s.start for _, s in found([anchored], text)] == at


def test_windows_end_where_their_block_ends() -> None:
    seen: list[Span] = []

    def find(_reading: Reading, within: Span) -> Iterator[Finding]:
        seen.append(within)
        return iter(())

    text = "First word.\nSecond one.\nThird word."
    found([rule("w", find, anchors=("word",), scope=Scope.WINDOW)], text)
    assert [s.of(text) for s in seen] == ["First word.", "Third word."]


def test_without_its_anchor_a_rule_is_not_run() -> None:
    assert found([rule("a", crash, anchors=("absent",), scope=Scope.WINDOW)], "a word") == []


def test_languages_decide_which_rules_run() -> None:
    french = rule("fr", source_langs=frozenset({"fr"}))
    german = rule("de", target_langs=frozenset({"de"}))
    text = "a word"
    assert [r for r, _ in found([french, german], text)] == ["test/fr"]
    assert found([french], text, source_lang="es") == []
    assert [r for r, _ in found([german], text, target_lang="de-AT")] == ["test/de"]


def test_rules_that_need_a_source_wait_for_one() -> None:
    needy = rule(needs=Needs.SOURCE)
    assert found([needy], "a word") == []
    assert len(found([needy], "a word", source="un mot", source_lang="fr")) == 1


def unanchored(of: Rule) -> Rule:
    """The same rule without a prefilter; a window is then the whole text."""
    scope = Scope.DOCUMENT if of.scope is Scope.WINDOW else of.scope
    if of.probes:
        return replace(of, probes=tuple(Probe((), p.find) for p in of.probes), scope=scope)
    return replace(of, anchors=(), scope=scope)


def hits(rules: list[Rule], of: Document) -> set[tuple[str, Side, Span]]:
    got, failures = Detector(rules, of.target_lang).run(Reading(of))
    assert not failures
    return {(h.rule.id, h.finding.side, h.finding.span) for h in got}


@pytest.mark.parametrize("part", range(8))
def test_the_prefilter_loses_nothing_in_the_examples(part: int) -> None:
    for r in catalog.rules()[part::8]:
        if not any(p.anchors for p in r.all_probes):
            continue
        for example in r.examples:
            of = document(
                example.plain,
                example.source,
                target_lang=example.target_lang or next(iter(sorted(r.target_langs)), "en"),
                source_lang=example.source_lang or next(iter(sorted(r.source_langs)), "fr"),
            )
            lost = hits([unanchored(r)], of) - hits([r], of)
            assert not lost, f"{r.id} lost {[s.of(example.plain) for *_, s in lost]}"


@pytest.mark.parametrize("name", ["politics-budget-fr-en", "science-fr-en", "railway-de-en"])
def test_the_prefilter_loses_nothing_in_articles(name: str) -> None:
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    source = (ARTICLES / f"{name}.source.txt").read_text(encoding="utf-8")
    of = document(text, source, source_lang=name.split("-")[-2])
    rules = list(catalog.rules())
    assert hits([unanchored(r) for r in rules], of) == hits(rules, of)
