"""Of several findings of one thing an editor sees one."""

from __future__ import annotations

from mtqa.detect.engine import Hit
from mtqa.detect.merge import MODEL_RULE, merge
from mtqa.detect.rule import Finding, Probe, Rule, suggest
from mtqa.types import Severity, Span


def hit(
    name: str, start: int, end: int, fix: str | None = "x", *, pack: bool = True,
    severity: Severity = Severity.MINOR,
) -> Hit:  # fmt: skip
    probes = (Probe((), lambda _r, _s: ()),) if pack else ()
    rule = Rule(name, "style/unidiomatic", severity, "m", "d", probes=probes)
    return Hit(rule, Finding(Span(start, end), suggest(fix) if fix is not None else ()))


def kept(*hits: Hit) -> list[str]:
    return [h.rule.id for h in merge(hits)]


def test_a_phrase_inside_a_longer_one_goes() -> None:
    assert kept(hit("p/long", 0, 30), hit("p/short", 3, 10)) == ["p/long"]


def test_it_stays_where_the_longer_one_is_no_help_or_far_longer_or_milder() -> None:
    assert len(kept(hit("p/long", 0, 30, None), hit("p/short", 3, 10))) == 2
    assert len(kept(hit("p/long", 0, 90), hit("p/short", 3, 10))) == 2
    worse = hit("p/short", 3, 10, severity=Severity.MAJOR)
    assert len(kept(hit("p/long", 0, 30), worse)) == 2


def test_what_counts_or_parses_is_not_a_phrase() -> None:
    assert len(kept(hit("p/long", 0, 30), hit("markup/space", 3, 4, pack=False))) == 2


def test_of_equal_spans_the_most_telling_stays() -> None:
    severe = hit("b", 0, 5, severity=Severity.MAJOR)
    assert kept(hit("a", 0, 5), severe, hit("c", 0, 5, None)) == ["b"]


def test_doubts_yield_to_findings() -> None:
    assert kept(hit(MODEL_RULE, 0, 5, None, pack=False), hit("a", 4, 9, pack=False)) == ["a"]
    assert len(kept(hit(MODEL_RULE, 0, 5, None, pack=False), hit("a", 6, 9, pack=False))) == 2
