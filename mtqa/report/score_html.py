"""The scores of a translation as a page: two systems side by side, distributions, sentences."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import mtqa
from mtqa.report import plot, wording
from mtqa.report.template import asset, source_hash, template

if TYPE_CHECKING:
    from jinja2 import Template

    from mtqa.score.card import Card, Measured

MOST = 300
"""Sentences that a page shows; the JSON has all."""


@cache
def _template() -> Template:
    return template("score.html.j2", {"count": wording.count})


def _ranking(card: Card) -> Measured:
    """The metric that orders sentences: not BLEU, which is 0 for many of them."""
    return next((m for m in card.measured if m.metric.name != "bleu"), card.measured[0])


def _order(card: Card, ranking: Measured) -> list[int]:
    """Where the systems differ most, else the worst first."""
    if not ranking.baseline_sentences:
        return ranking.worst()
    gains = ranking.gains()
    return sorted(range(len(gains)), key=lambda k: -abs(gains[k]))


def _rows(card: Card, ranking: Measured) -> list[dict[str, Any]]:
    gains = ranking.gains() if ranking.baseline_sentences else []
    rows = []
    for k in _order(card, ranking)[:MOST]:
        sample = card.samples[k]
        against = sample.references[0] if sample.references else sample.edit
        rows.append(
            {
                "line": k + 1,
                "score": ranking.sentences[k],
                "was": ranking.baseline_sentences[k] if gains else None,
                "gain": gains[k] if gains else None,
                "text": _diff(against, sample.text),
                "baseline": _diff(against, card.baseline[k].text) if card.baseline else None,
                "references": sample.references,
                "edit": sample.edit,
                "source": sample.source,
                "issues": sample.issues,
            }
        )
    return rows


def _diff(reference: str | None, text: str) -> list[tuple[str, str]]:
    """The text with what the reference does not have marked ``+``."""
    if reference is None:
        return [("=", text)]
    return [(mark, part) for mark, part in wording.word_diff(reference, text) if mark != "-"]


def _histogram(card: Card, measured: Measured) -> str:
    series = [(card.name, measured.sentences)]
    if measured.baseline_sentences:
        series.append((card.baseline_name, measured.baseline_sentences))
    return plot.histogram(series, measured.metric.title, measured.metric.bounds)


def plot_file(card: Card) -> bytes:
    """The distribution of the sentences' scores as an SVG file."""
    svg = _histogram(card, _ranking(card))
    head = f"<style>{plot.STYLE}</style>"
    at = svg.index(">") + 1
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg[:at]}{head}{svg[at:]}\n'.encode()


def render(card: Card) -> bytes:
    """Write a page that needs nothing else."""
    from markupsafe import Markup

    style = asset("score.css") + plot.STYLE
    ranking = _ranking(card)
    shown = [m for m in card.measured if m.metric.name != "bleu"] or list(card.measured)
    page = _template().render(
        card=card,
        version=mtqa.__version__,
        policy=f"default-src 'none'; style-src {source_hash(style)}; base-uri 'none'",
        style=Markup(style),  # noqa: S704 - our own file
        ranking=ranking,
        histograms=[(m, Markup(_histogram(card, m))) for m in shown],  # noqa: S704 - escaped there
        differences=Markup(plot.differences(ranking.gains(), ranking.metric.title))  # noqa: S704
        if ranking.baseline_sentences
        else None,
        rows=_rows(card, ranking),
        most=MOST,
    )
    return page.encode("utf-8", "replace")
