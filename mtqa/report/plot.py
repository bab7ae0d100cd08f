"""Plots as SVG, made by hand: how the scores of sentences are distributed, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 14, 38
_BINS = 25

STYLE = """
.plot text { font: 12px system-ui, sans-serif; fill: var(--ink, #222); }
.plot .axis { stroke: var(--quiet, #777); fill: none; }
.plot .grid { stroke: var(--line, #ddd); }
.plot .one { fill: var(--one, #17507f); fill-opacity: .55; }
.plot .two { fill: var(--two, #c96b12); fill-opacity: .45; }
.plot .mean { stroke-width: 2; stroke-dasharray: 4 3; }
.plot .mean.one { stroke: var(--one, #17507f); }
.plot .mean.two { stroke: var(--two, #c96b12); }
.plot .up { fill: var(--good, #1d6134); }
.plot .down { fill: var(--bad, #a8201a); }
"""


def _ticks(low: float, high: float) -> list[float]:
    span = (high - low) or 1.0
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1e9) if span / s <= 8)
    first = int(low // step) * step
    return [t for k in range(12) if low <= (t := first + k * step) <= high]


def _frame(body: str, title: str) -> str:
    return (
        f'<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{escape(title)}">{body}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _counts(values: Sequence[float], low: float, high: float) -> list[int]:
    counts = [0] * _BINS
    for value in values:
        place = int((min(max(value, low), high) - low) / (high - low) * _BINS)
        counts[min(place, _BINS - 1)] += 1
    return counts


def histogram(
    series: Sequence[tuple[str, Sequence[float]]], title: str, bounds: tuple[float, float]
) -> str:
    """How often sentences have which score.

    Args:
        series: One or two systems: a name and the scores of its sentences.
        title: The name of the score, under the axis.
        bounds: Of the score; an axis without an end is cut at the highest score, 150 at most.

    Returns:
        An ``svg`` element; colours come from :data:`STYLE`.
    """
    everything = [v for _, values in series for v in values]
    low = max(bounds[0], min(0.0, *everything, 0.0), -100.0)
    high = min(bounds[1], max(100.0, *everything), 150.0)
    counts = [_counts(values, low, high) for _, values in series]
    most = max((n for c in counts for n in c), default=1) or 1
    wide, tall = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM

    def x(value: float) -> float:
        return _LEFT + (min(max(value, low), high) - low) / (high - low) * wide

    base = HEIGHT - _BOTTOM
    parts = []
    for tick in _ticks(0, most):
        y = base - tick / most * tall
        parts.append(f'<path class="grid" d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}"/>')
        parts.append(_text(_LEFT - 6, y + 4, f"{tick:g}", "end"))
    for k, ((name, values), heights) in enumerate(zip(series, counts, strict=True)):
        colour = ("one", "two")[k]
        for place, n in enumerate(heights):
            if n:
                h = n / most * tall
                left = _LEFT + place * wide / _BINS
                parts.append(
                    f'<rect class="{colour}" x="{left + 0.5:.1f}" y="{base - h:.1f}" '
                    f'width="{wide / _BINS - 1:.1f}" height="{h:.1f}"/>'
                )
        mean = x(sum(values) / max(len(values), 1))
        parts.append(f'<path class="mean {colour}" d="M{mean:.1f} {_TOP}V{base}"/>')
        key = f'x="{_LEFT + 8}" y="{_TOP + 4 + 18 * k}" width="12" height="12"'
        parts.append(f'<rect class="{colour}" {key}/>')
        parts.append(_text(_LEFT + 26, _TOP + 14 + 18 * k, name, "start"))
    parts.append(f'<path class="axis" d="M{_LEFT} {_TOP}V{base}H{WIDTH - _RIGHT}"/>')
    parts += [_text(x(t), base + 16, f"{t:g}") for t in _ticks(low, high)]
    parts.append(_text(_LEFT + wide / 2, HEIGHT - 6, f"{title} of a sentence (dashed: the mean)"))
    return _frame("".join(parts), f"How the {title} of sentences is distributed")


def differences(gains: Sequence[float], title: str) -> str:
    """What each sentence gained or lost against the baseline, from the best to the worst.

    Args:
        gains: Differences; positive is better. Many are thinned out to one for each pixel.
        title: The name of the score.
    """
    ordered = sorted(gains, reverse=True)
    shown = ordered[:: max(1, len(ordered) // (WIDTH - _LEFT - _RIGHT))]
    reach = max((abs(g) for g in shown), default=1.0) or 1.0
    wide, tall = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    zero = _TOP + tall / 2
    parts = []
    for tick in _ticks(-reach, reach):
        y = zero - tick / reach * tall / 2
        parts.append(f'<path class="grid" d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}"/>')
        parts.append(_text(_LEFT - 6, y + 4, f"{tick:+g}" if tick else "0", "end"))
    step = wide / max(len(shown), 1)
    for k, gain in enumerate(shown):
        h = abs(gain) / reach * tall / 2
        top = zero - h if gain > 0 else zero
        parts.append(
            f'<rect class="{"up" if gain > 0 else "down"}" x="{_LEFT + k * step:.2f}" '
            f'y="{top:.1f}" width="{max(step * 0.9, 0.6):.2f}" height="{h:.1f}"/>'
        )
    better, worse = sum(g > 0 for g in gains), sum(g < 0 for g in gains)
    parts.append(f'<path class="axis" d="M{_LEFT} {zero}H{WIDTH - _RIGHT}"/>')
    told = f"{title}: {better:,} better, {worse:,} worse, {len(gains) - better - worse:,} equal"
    parts.append(_text(_LEFT + wide / 2, HEIGHT - 6, told))
    return _frame("".join(parts), told)
