"""Every rule on one searchable page: what it finds, examples, and its measured rates.

A report links each issue to its rule here where ``rules_page`` of the settings says where it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import mtqa
from mtqa.report.template import asset, source_hash, template

if TYPE_CHECKING:
    from mtqa.detect.rule import Rule

Rates = dict[str, float | None]
"""Hits per 100,000 words by corpus, None where it was not measured."""


def _parts(text: str) -> tuple[str, str, str]:
    """What stands before, in and after the marked span of an example."""
    before, _, rest = text.partition("⟦")
    marked, _, after = rest.partition("⟧")
    return before, marked, after


def _entry(rule: Rule, rates: Rates) -> dict[str, Any]:
    return {
        "id": rule.id,
        "rule": rule,
        "first": rule.doc.strip().splitlines()[0],
        "doc": rule.doc.strip(),
        "origin": " ".join(sorted(rule.source_langs)),
        "target": " ".join(sorted(rule.target_langs)),
        "domains": " ".join(sorted(rule.domains)),
        "patterns": len(rule.all_probes),
        "rates": rates,
        "bad": [(_parts(e.text), e.fix, e.source) for e in rule.examples if e.bad],
        "good": [e.text for e in rule.examples if not e.bad],
    }


def page(rules: Iterable[Rule], rates: Callable[[Rule], Rates]) -> bytes:
    """The page: one self-contained HTML file.

    Args:
        rules: The rules, in the order in which they are shown.
        rates: Their measured rates.
    """
    from markupsafe import Markup

    entries = [_entry(r, rates(r)) for r in rules]
    style, script = asset("rules.css"), asset("rules.js")
    policy = (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    text = template("rules.html.j2").render(
        entries=entries,
        folders=sorted({e["id"].rpartition("/")[0] for e in entries}),
        patterns=sum(e["patterns"] for e in entries),
        version=mtqa.__version__,
        policy=policy,
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
    )
    return text.encode()
