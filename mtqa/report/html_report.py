"""The HTML report: one self-contained page on which an editor reads, decides and corrects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import mtqa
from mtqa.report import wording
from mtqa.report.encode import dump
from mtqa.report.html_article import HtmlBlock, article
from mtqa.report.html_data import document_data
from mtqa.report.reporter import Reporter
from mtqa.report.template import asset, source_hash, template
from mtqa.types import Report, Severity

if TYPE_CHECKING:
    from jinja2 import Template

_STYLES = ("page.css", "article.css", "panel.css", "print.css")
_SCRIPTS = ("model.js", "article.js", "cards.js", "filters.js", "page.js")


@cache
def _script() -> str:
    """All scripts in one function, so that nothing is left in the page's global scope."""
    return f'(() => {{\n"use strict";\n{asset(*_SCRIPTS)}\n}})();'


@cache
def _template() -> Template:
    return template(
        "report.html.j2",
        {
            "origin_line": wording.origin_line,
            "machine_line": wording.machine_line,
            "sample": wording.sample,
            "passed": wording.passed,
            "percent": wording.percent,
            "count": wording.count,
            "language_name": wording.language_name,
            "severities": [s.value for s in reversed(Severity)],
            "meaning": wording.MEANING,
            "covers": wording.COVERS,
            "points": wording.points,
        },
    )


def _island(value: object) -> str:
    """JSON that may stand inside ``<script type="application/json">`` whatever is in it."""
    text = dump(value).decode("utf-8")
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _retranslation(report: Report) -> dict[str, Any] | None:
    """Engines and decisions, None where nothing was translated again."""
    about = report.run.get("retranslation")
    if not about:
        return None
    rows = [c for c in report.candidates if c.chosen is not None]
    return {
        "sentences": about["sentences"],
        "better": sum(about["replaced"].values()),
        "engines": about["engines"],
        "rows": sorted(rows, key=lambda c: (c.segment, not c.chosen)),
    }


def _view(number: int, report: Report) -> dict[str, Any]:
    blocks: list[HtmlBlock] = article(report)
    return {
        "number": number,
        "report": report,
        "document": report.document,
        "verdict": report.verdict,
        "origin": report.origin,
        "name": report.document.path if report.document.path != "-" else "standard input",
        "blocks": blocks,
        "retranslation": _retranslation(report),
        "has_source": any(run.source is not None for b in blocks for run in b.runs),
        "qe": {
            int(s.where): s.value
            for s in report.scores
            if s.level == "segment" and s.metric == "qe" and s.where.isdecimal()
        },
    }


def render(reports: Sequence[Report]) -> bytes:
    """Write all documents as one page that needs nothing else."""
    from markupsafe import Markup

    style, script = asset(*_STYLES), _script()
    policy = (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = _template().render(
        views=[_view(k, r) for k, r in enumerate(reports)],
        version=mtqa.__version__,
        policy=policy,
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        island=Markup(_island([document_data(r) for r in reports])),  # noqa: S704 - escaped above
    )
    return page.encode("utf-8", "replace")


REPORTER = Reporter("html", ".html", render, "for editors: one page to read, decide and correct on")
