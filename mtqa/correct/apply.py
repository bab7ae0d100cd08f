"""Choose suggestions and apply them; overlaps are resolved and the losers told."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from mtqa.types import Correction, Document, Issue, Rejection, Side, Span
from mtqa.unit import CODE


def choose(
    issues: Iterable[Issue], *, every: bool = False, locked: Sequence[Span] = ()
) -> tuple[list[Issue], list[Rejection]]:
    """The issues whose first suggestion is applied, none overlapping.

    Args:
        issues: Issues of one document.
        every: All first suggestions, not only the safe ones.
        locked: Stretches of the target that are not to be changed, in order, none overlapping.

    Returns:
        Chosen issues in the order of their spans, and those that lost to a more confident one.
    """
    able = [i for i in issues if i.side is Side.TARGET and i.suggestions and (every or i.safe)]
    able.sort(key=lambda i: (-i.confidence, -i.severity.rank, -len(i.span), i.span, i.rule))
    chosen: list[Issue] = []
    starts: list[int] = []
    rejected: list[Rejection] = []
    ends = [span.end for span in locked]
    for issue in able:
        reason = _forbidden(issue, locked, ends)
        if reason:
            rejected.append(Rejection(issue, reason))
            continue
        k = bisect_left(starts, issue.span.start)
        near = [chosen[j] for j in (k - 1, k) if 0 <= j < len(chosen)]
        winner = next((n for n in near if _collide(issue.span, n.span)), None)
        if winner is None:
            chosen.insert(k, issue)
            starts.insert(k, issue.span.start)
        else:
            rejected.append(Rejection(issue, f"overlaps {winner.rule}, which is more certain"))
    return chosen, rejected


def _forbidden(issue: Issue, locked: Sequence[Span], ends: Sequence[int]) -> str:
    """Why a correction may not be made, empty if it may."""
    k = bisect_left(ends, issue.span.start)
    if k < len(locked) and locked[k].start < max(issue.span.end, issue.span.start + 1):
        return "its unit is locked"
    before, after = issue.text.split(CODE), issue.suggestions[0].text.split(CODE)
    # between two inline tags no word may move: which tag is which cannot be seen any more
    if len(before) != len(after) or before[1:-1] != after[1:-1]:
        return "it would move or lose an inline tag"
    return ""


def _collide(a: Span, b: Span) -> bool:
    return a.overlaps(b) or a == b


def apply(text: str, chosen: Sequence[Issue]) -> str:
    """The text with the first suggestion of each issue put in place of its span.

    Args:
        text: The target.
        chosen: Issues in order, none overlapping, as :func:`choose` gives them.
    """
    out: list[str] = []
    at = 0
    for issue in chosen:
        out.append(text[at : issue.span.start])
        out.append(issue.suggestions[0].text)
        at = issue.span.end
    out.append(text[at:])
    return "".join(out)


def corrections(
    document: Document, chosen: Sequence[Issue], rejected: Sequence[Rejection]
) -> tuple[Correction, ...]:
    """What happened to each segment that had something applied or rejected."""
    applied_to: dict[int, list[Issue]] = defaultdict(list)
    rejected_in: dict[int, list[Rejection]] = defaultdict(list)
    for issue in chosen:
        if issue.segment is not None:
            applied_to[issue.segment].append(issue)
    for rejection in rejected:
        if rejection.issue.segment is not None:
            rejected_in[rejection.issue.segment].append(rejection)
    out = []
    for k in sorted({*applied_to, *rejected_in}):
        segment = document.segments[k].target
        # white space around a unit belongs to no sentence, but may be corrected
        start = min([segment.start, *(i.span.start for i in applied_to[k])])
        end = max([segment.end, *(i.span.end for i in applied_to[k])])
        shifted = [_moved(i, -start) for i in applied_to[k]]
        before = document.target[start:end]
        after = apply(before, shifted)
        out.append(Correction(k, before, after, tuple(applied_to[k]), tuple(rejected_in[k])))
    return tuple(out)


def _moved(issue: Issue, by: int) -> Issue:
    from dataclasses import replace

    return replace(issue, span=issue.span.shift(by))
