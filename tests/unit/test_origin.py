"""Where a text comes from: rates, densities, the posterior, and measuring them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from mtqa.batch.measure import measure
from mtqa.detect import rates
from mtqa.detect.engine import Hit
from mtqa.detect.origin import evidence as origin
from mtqa.detect.origin.evidence import OPEN_AT, Posterior
from mtqa.detect.origin.signals import LEAST_WORDS, bins, evidence, signals
from mtqa.detect.rates import Rate
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Finding, Needs, Rule
from mtqa.errors import InputError
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.types import Evidence, Severity, Span


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """A table of our own in place of the package's; write to it before anything is asked."""
    content: dict[str, object] = {"words": {}, "hits": {}, "documents": {}}

    def read() -> dict[str, object]:
        return content

    monkeypatch.setattr(rates, "_table", read)
    rates._counts.cache_clear()
    origin._weights.clear()
    yield content
    rates._counts.cache_clear()
    origin._weights.clear()


def rule(name: str, *langs: str, needs: Needs = Needs.ALONE) -> Rule:
    return Rule(
        id=f"test/{name}",
        category="style/awkward",
        severity=Severity.MINOR,
        message="m",
        doc=f"What {name} is.",
        needs=needs,
        target_langs=frozenset({"en"}),
        source_langs=frozenset(langs),
    )


def hits(*rules: Rule) -> list[Hit]:
    return [Hit(r, Finding(Span(0, 1))) for r in rules]


def reading(text: str, lang: str = "en") -> Reading:
    return Reading(build_document(content_of(text), target_lang=lang))


def test_a_rate_counts_only_the_languages_of_its_rule(table: dict[str, object]) -> None:
    table["words"] = {
        "native": {"en": 1000, "de": 500},
        "machine": {"fr-en": 2000, "de-en": 4000, "en-fr": 8000},
    }
    table["hits"] = {
        "test/a": {"native": {"en": 1, "de": 9}, "machine": {"fr-en": 4, "de-en": 8, "en-fr": 7}}
    }
    french, any_source = rates.rate(rule("a", "fr")), rates.rate(rule("a"))
    assert french.hits == {"native": 1, "human": 0, "machine": 4}
    assert french.words["machine"] == 2000
    assert any_source.hits["machine"] == 12
    assert french.per_100k("native") == 100.0
    assert french.per_100k("human") is None


def test_an_unmeasured_rule_has_its_prior(table: dict[str, object]) -> None:
    assert rates.rate(rule("b")).hits == {}
    assert Rate({}, {}).log_ratio("alone") > Rate({}, {}).log_ratio("origin") > 0


def test_no_evidence_stays_at_the_prior() -> None:
    found = Posterior([], 20, None).origin()
    assert found.probability == 0.1
    assert found.source_lang is None
    assert not found.languages
    assert not found.evidence


def test_evidence_names_the_language_and_opens_its_rules(table: dict[str, object]) -> None:
    strong = [rule(n, "fr") for n in ("a", "b", "c")]
    weak = rule("weak", "fr", needs=Needs.ORIGIN)
    posterior = Posterior(hits(*strong, weak), 100, None)
    found = posterior.origin()
    assert found.source_lang == "fr"
    assert found.probability is not None
    assert found.probability > 0.9
    assert [e.what for e in found.evidence][:1] == ["What a is."]
    assert posterior.opens(weak)
    assert not posterior.opens(rule("other", "zh", needs=Needs.ORIGIN))


def test_an_origin_rule_does_not_open_itself(table: dict[str, object]) -> None:
    weak = rule("weak", "fr", needs=Needs.ORIGIN)
    assert not Posterior(hits(*[weak] * 9), 100, None).opens(weak)


def test_long_texts_need_more(table: dict[str, object]) -> None:
    found = hits(rule("a", "fr"))
    assert Posterior(found, 100, None).of("fr") > Posterior(found, 5000, None).of("fr")


def test_a_known_source_decides() -> None:
    posterior = Posterior([], 100, "es")
    assert posterior.of("es") == 1.0
    assert posterior.of("fr") == 0.0
    assert posterior.opens(rule("x", "es", needs=Needs.ORIGIN))
    assert posterior.origin().source_lang == "es"


def test_extra_evidence_speaks_for_and_against() -> None:
    for weight, above in ((2.0, True), (-2.0, False)):
        extra = [Evidence("fr", weight, "d", "origin/d"), Evidence("*", weight, "d", "origin/d")]
        found = Posterior([], 200, None, extra)
        assert (found.of("fr") > 0.04) == above
        assert ((found.origin().probability or 0) > 0.1) == above
        assert bool(found.origin().evidence) == above


def test_densities_need_a_document() -> None:
    assert bins(reading("The cat of the house. " * 5)) == {}
    assert bins(reading("Die Katze des Hauses. " * 60, "de")) == {}
    assert set(bins(reading("The cat of the house. " * 60))) == {s.name for s in signals("en")}


def test_densities_alone_never_open_an_origin_rule(table: dict[str, object]) -> None:
    table["documents"] = {
        s.name: {
            "native": {"en": [900] + [0] * len(s.edges)},
            "machine": {"fr-en": [0] * len(s.edges) + [900]},
        }
        for s in signals("en")
    }
    heavy = "However, this increase of the price of the bread of the town, on Monday, said “no”. "
    found = reading(heavy * (LEAST_WORDS // 10))
    extra = evidence(found)
    assert {e.lang for e in extra} == {"fr", "es", "it", "pt", "*"}
    assert sum(e.weight for e in extra if e.lang == "fr") == pytest.approx(2.0, abs=0.01)
    posterior = Posterior([], len(found.words), None, extra)
    assert sum(posterior.of(k) for k in ("fr", "es", "it", "pt")) < OPEN_AT


def test_bins_of_another_shape_are_left_out(table: dict[str, object]) -> None:
    table["documents"] = {
        s.name: {"native": {"en": [1, 2]}, "machine": {"fr-en": [3, 4]}} for s in signals("en")
    }
    assert evidence(reading("The cat of the house. " * 60)) == ()


def rows(path: Path, *items: dict[str, object]) -> str:
    data = b"".join(orjson.dumps(i) + b"\n" for i in items)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return str(path)


def test_measure_counts_by_corpus_and_pair(tmp_path: Path) -> None:
    native = rows(tmp_path / "n.jsonl", {"text": "It rains in Kyiv."}, {"text": "So it does."})
    machine = rows(
        tmp_path / "m.jsonl.gz",
        {"target": "He assured “it rains. »", "source_lang": "fr", "target_lang": "en"},
        {"target": "", "source_lang": "fr", "target_lang": "en"},
        {"target": "Es regnet.", "source_lang": "en", "target_lang": "de-AT"},
    )
    table = measure({"native": [native], "machine": [machine]}, jobs=1)
    assert table["words"] == {"native": {"en": 7}, "machine": {"fr-en": 4, "en-de": 2}}
    assert all(
        hits.get("machine", {}).keys() <= {"fr-en", "en-de"} for hits in table["hits"].values()
    )
    assert any(hits.get("machine") for hits in table["hits"].values())
    assert table["documents"] == {}


def test_measure_says_which_row_is_bad(tmp_path: Path) -> None:
    bad = rows(tmp_path / "n.jsonl", {"text": "It rains."}, {"txt": "?"})
    with pytest.raises(InputError, match=r"n\.jsonl:2: a row is an object"):
        measure({"native": [bad]}, jobs=1)
    with pytest.raises(InputError, match="No such file"):
        measure({"native": [tmp_path / "none.jsonl"]}, jobs=1)


def test_evidence_quotes_the_text(table: dict[str, object]) -> None:
    text = "He censured it , she censured it."
    short, mark = rule("short", "fr"), rule("mark", "fr")
    long = replace(rule("long", "fr"), doc="It says " + "very " * 20 + "much.")
    places = ((short, 3, 11), (short, 21, 29), (long, 0, 2), (mark, 14, 16))
    found = [Hit(r, Finding(Span(a, b))) for r, a, b in places]
    origin_ = Posterior(found, 100, None, text=text).origin()
    told = {e.rule: e.what for e in origin_.evidence}
    assert told["test/short"] == "“censured”: What short is."
    assert told["test/long"] == "“He”"
    assert told["test/mark"] == "What mark is."
