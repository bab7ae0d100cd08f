"""Every rule on one searchable page: what it finds, examples, and its measured rates.

A report links each issue to its rule here where ``rules_page`` of the settings says where it lies.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import mtqa

if TYPE_CHECKING:
    from jinja2 import Template

    from mtqa.detect.rule import Rule

Rates = dict[str, float | None]
"""Hits per 100,000 words by corpus, None where it was not measured."""


@cache
def _asset(name: str) -> str:
    return (files("mtqa.report") / "templates" / name).read_text(encoding="utf-8").strip()


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("mtqa.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("rules.html.j2")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


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
    style, script = _asset("rules.css"), _asset("rules.js")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    text = _template().render(
        entries=entries,
        folders=sorted({e["id"].rpartition("/")[0] for e in entries}),
        patterns=sum(e["patterns"] for e in entries),
        version=mtqa.__version__,
        policy=policy,
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
    )
    return text.encode()
