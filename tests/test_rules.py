"""Every rule against its own examples: span, suggestion, silence, and the corrected text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtqa import catalog
from mtqa.detect.engine import Detector
from mtqa.detect.origin.evidence import LANGUAGES
from mtqa.detect.reading import Reading
from mtqa.detect.rule import NEXT_UNIT, Example, Finding, Needs, Rule
from mtqa.mqm import known_category
from mtqa.read.format import Content
from mtqa.read.mapping import Extract
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.types import BlockKind, Risk, Side, Span
from mtqa.unit import Unit

RULES = catalog.rules()
CASES = [(rule, k) for rule in RULES for k in range(len(rule.examples))]


def findings(rule: Rule, example: Example, text: str) -> list[Finding]:
    target_lang = example.target_lang or next(iter(sorted(rule.target_langs)), "en")
    source_lang = example.source_lang or next(iter(sorted(rule.source_langs)), None)
    if example.source is None and rule.needs is not Needs.ORIGIN:
        source_lang = example.source_lang
    target = content_of(text)
    source = content_of(example.source) if example.source is not None else None
    if example.unit is not None:
        target, source = units(text, example.source or "", example.unit), None
    document = build_document(
        target,
        source,
        target_lang=target_lang,
        source_lang=source_lang,
    )
    spans = [(word, text.find(word), p) for word, p in example.risks if word in text]
    risks = tuple(Risk(Span(at, at + len(w)), p, bad=True, suspect=True) for w, at, p in spans)
    document = replace(document, risks=risks)
    hits, failures = Detector([rule], target_lang).run(Reading(document))
    assert not failures, failures
    return [h.finding for h in hits]


def units(text: str, source: str, unit: Unit) -> Content:
    """The units of an example as a bilingual file gives them."""
    ours, theirs = Extract(), Extract()
    for extract, whole in ((ours, text), (theirs, source)):
        for part in whole.split(NEXT_UNIT):
            extract.add(part, 0, 0)
            extract.close_unit(BlockKind.UNIT, unit=unit if extract is ours else None)
    return Content(
        ours.finish(),
        tuple(ours.blocks),
        source=theirs.finish(),
        source_blocks=tuple(theirs.blocks),
    )


def corrected(text: str, finding: Finding) -> str:
    return text[: finding.span.start] + finding.suggestions[0].text + text[finding.span.end :]


@pytest.mark.parametrize(("rule", "k"), CASES, ids=[f"{r.id}-{k}" for r, k in CASES])
def test_example(rule: Rule, k: int) -> None:
    example = rule.examples[k]
    found = findings(rule, example, example.plain)
    if not example.bad:
        assert not found, f"must stay silent: {[f.span.of(example.plain) for f in found]}"
        return
    at = [f for f in found if f.span == example.span and f.side is Side.TARGET]
    assert at, f"found {[f.span.of(example.plain) for f in found]}"
    finding = at[0]
    if example.fix is None:
        return
    assert finding.suggestions, "a suggestion is expected"
    assert finding.suggestions[0].text == example.fix
    after = corrected(example.plain, finding)
    if len(found) == 1:
        again = findings(rule, example, after)
        assert not again, f"still fires on {after!r}"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_description(rule: Rule) -> None:
    assert any(e.bad for e in rule.examples), "no bad example"
    assert any(not e.bad for e in rule.examples), "no silent example"
    assert known_category(rule.category), rule.category
    assert rule.message.strip()
    assert rule.doc.strip()
    assert rule.source_langs <= set(LANGUAGES) or rule.needs is Needs.ALONE or rule.source_langs
    if rule.needs is Needs.ORIGIN:
        assert rule.source_langs, "an origin rule names the languages it is evidence for"
    for anchor in (a for p in rule.all_probes for a in p.anchors):
        assert anchor == anchor.lower(), anchor
