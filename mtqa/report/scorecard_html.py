"""Scorecards as a page: who passes, what the penalties are for, and how they were counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

import mtqa
from mtqa.report import wording
from mtqa.report.scorecard_table import SEVERITIES
from mtqa.report.template import asset, source_hash, template

if TYPE_CHECKING:
    from jinja2 import Template

    from mtqa.score.scorecard import Scorecard

_DIMENSIONS = tuple(wording.COVERS)
_BAR, _HEIGHT = 520, 22


@cache
def _template() -> Template:
    return template(
        "scorecard.html.j2",
        {"count": wording.count, "points": wording.points, "sample": wording.sample},
    )


def _bar(card: Scorecard, scale: float) -> str:
    """The penalty per 1,000 units as a bar of dimensions, with a line at what is acceptable."""
    x, parts, said = 0.0, [], []
    units = max(card.verdict.units, 1)
    for dimension, points in card.dimensions.items():
        rate = points * 1000 / units
        if not rate:
            continue
        width = rate * _BAR / scale
        name = wording.COVERS[dimension][0] if dimension in wording.COVERS else dimension
        said.append(f"{name} {rate:.1f}")
        kind = _DIMENSIONS.index(dimension) if dimension in _DIMENSIONS else 0
        parts.append(
            f'<rect class="d{kind}" x="{x:.1f}" y="3" width="{max(width - 1, 1):.1f}" '
            f'height="{_HEIGHT - 6}" rx="2"><title>{escape(name)}: {rate:.1f}</title></rect>'
        )
        x += width
    limit = card.acceptable * _BAR / scale
    label = escape(f"{card.name}: " + (", ".join(said) or "no penalty"), quote=True)
    return (
        f'<svg class="bar" viewBox="0 0 {_BAR} {_HEIGHT}" role="img" aria-label="{label}" '
        f'preserveAspectRatio="none">{"".join(parts)}'
        f'<line class="limit" x1="{limit:.1f}" x2="{limit:.1f}" y1="0" y2="{_HEIGHT}"/></svg>'
    )


def _share(part: float, whole: float) -> str:
    width = 100 * part / whole if whole else 0
    return (
        '<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect x="0" y="0" width="{width:.1f}" height="8" rx="1"/></svg>'
    )


def _view(card: Scorecard, scale: float, number: int) -> dict[str, Any]:
    from markupsafe import Markup

    lines = sorted(card.lines, key=lambda n: (-n.points, n.category))
    return {
        "number": number,
        "card": card,
        "verdict": card.verdict,
        "bar": Markup(_bar(card, scale)),  # noqa: S704 - escaped there
        "lines": [
            {
                "dimension": _name(n.category),
                "kind": n.category.partition("/")[2].replace("-", " "),
                "counts": [n.counts[s] for s in SEVERITIES],
                "points": n.points,
                "share": Markup(_share(n.points, card.verdict.penalty)),  # noqa: S704 - numbers
            }
            for n in lines
        ],
        "counts": [card.verdict.counts[s.value] for s in SEVERITIES],
    }


def _name(category: str) -> str:
    dimension = category.partition("/")[0]
    return wording.COVERS[dimension][0] if dimension in wording.COVERS else dimension


def render(cards: Sequence[Scorecard]) -> bytes:
    """Write a page that needs nothing else."""
    from markupsafe import Markup

    style = asset("scorecard.css")
    scale = max([1.0, *(c.per_thousand for c in cards), *(c.acceptable * 1.25 for c in cards)])
    views = [_view(card, scale, k) for k, card in enumerate(cards, 1)]
    groups: dict[str, list[dict[str, Any]]] = {}
    for view in views:
        groups.setdefault(view["card"].field, []).append(view)
    for members in groups.values():
        members.sort(key=lambda v: -v["verdict"].calibrated)
    used = {d for c in cards for d, points in c.dimensions.items() if points}
    page = _template().render(
        groups=groups,
        views=views,
        severities=[s.value for s in SEVERITIES],
        legend=[(k, wording.COVERS[d][0]) for k, d in enumerate(_DIMENSIONS) if d in used],
        version=mtqa.__version__,
        policy=f"default-src 'none'; style-src {source_hash(style)}; base-uri 'none'",
        style=Markup(style),  # noqa: S704 - our own file
    )
    return page.encode("utf-8", "replace")
