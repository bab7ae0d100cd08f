"""The page of the rules: every rule, escaped, with its rates."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from mtqa import catalog
from mtqa.cli.main import main
from mtqa.detect.rule import Example, Rule
from mtqa.report.rules_html import page
from mtqa.types import Severity


def test_every_rule_has_an_entry(tmp_path: Path) -> None:
    out = tmp_path / "rules.html"
    assert main(["rules", "style/*", "--html", str(out)]) == 0
    tree = etree.HTML(out.read_text(encoding="utf-8"))
    ids = [d.get("id") for d in tree.iter("details")]
    assert ids == [r.id for r in catalog.rules() if r.id.startswith("style/")]


def test_what_a_rule_says_is_text() -> None:
    evil = "<script>alert(1)</script>"
    examples = (Example(f"a ⟦{evil}⟧ b", evil), Example(evil))
    rule = Rule("x/y", "style/awkward", Severity.MINOR, evil, evil, examples=examples)
    html = page([rule], lambda _: {"native": 1.25, "human": None}).decode()
    assert "alert(1)" in html
    assert evil not in html
    tree = etree.HTML(html)
    assert [s.xpath("string()")[:5] for s in tree.iter("script")] == ["(() ="]
    figures = {d[0].text: d[1].text for d in tree.iter("div") if len(d) == 2}
    assert figures["native"] == "1.2"
    assert figures["human"] == "not measured"
