"""Several findings of one thing: which of them an editor sees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from mtqa.detect.engine import Hit
from mtqa.types import Side

MODEL_RULE = "accuracy/model_suspect"
"""Only doubts: stays where no other rule has spoken."""

FAR = 40
"""Code points that a phrase may be longer than a part of it and still say the same thing."""


def merge(hits: Iterable[Hit]) -> list[Hit]:
    """Findings without those that say again what a better one says.

    Of findings with the same span the most telling stays; of nested ones of a rule the widest; a
    phrase of a pack inside a longer one that has a suggestion goes, unless it is more severe; what
    only the quality model doubts goes where a rule has spoken.
    """
    best: dict[tuple[Side, int, int, str], Hit] = {}
    for hit in hits:
        span = hit.finding.span
        own = hit.rule.id if hit.rule.of_unit else ""
        key = (hit.finding.side, span.start, span.end, own)
        if key not in best or _strength(hit) > _strength(best[key]):
            best[key] = hit
    widest: dict[tuple[Side, str], list[Hit]] = {}
    for hit in sorted(best.values(), key=lambda h: (h.finding.span.start, -h.finding.span.end)):
        kept = widest.setdefault((hit.finding.side, hit.rule.id), [])
        if not kept or hit.finding.span.end > kept[-1].finding.span.end:
            kept.append(hit)
    return list(_doubts(list(_phrases([hit for kept in widest.values() for hit in kept]))))


def _phrases(hits: list[Hit]) -> Iterator[Hit]:
    whole = [h for h in hits if h.rule.probes and h.finding.suggestions]
    whole.sort(key=lambda h: h.finding.span.start)
    starts = [h.finding.span.start for h in whole]
    for hit in hits:
        at = hit.finding.span.start  # a longer phrase begins at most FAR before it
        near = whole[bisect_left(starts, at - FAR) : bisect_right(starts, at)]
        if not hit.rule.probes or not any(_tells_it_too(other, hit) for other in near):
            yield hit


def _tells_it_too(other: Hit, hit: Hit) -> bool:
    """Whether a longer phrase says what ``hit`` says, and how to put it."""
    long, short = other.finding.span, hit.finding.span
    return (
        other.finding.side is hit.finding.side
        and short != long
        and short.within(long)
        and len(long) <= len(short) + FAR
        and _strength(other)[1] >= _strength(hit)[1]
    )


def _doubts(hits: list[Hit]) -> Iterator[Hit]:
    told = [
        h.finding.span
        for h in hits
        if h.rule.id != MODEL_RULE and not h.rule.of_unit and h.finding.side is Side.TARGET
    ]
    for hit in hits:
        if hit.rule.id != MODEL_RULE or not any(hit.finding.span.overlaps(s) for s in told):
            yield hit


def _strength(hit: Hit) -> tuple[bool, int, float, str]:
    finding, rule = hit.finding, hit.rule
    severity = finding.severity or rule.severity
    return (
        bool(finding.suggestions),
        severity.rank,
        finding.confidence or rule.confidence,
        rule.id,
    )
