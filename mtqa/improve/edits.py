"""What was chosen as corrections of the text: only the words that differ, so that markup stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from mtqa.candidate import Candidate
from mtqa.retranslate.select import RULES
from mtqa.types import Correction, Issue, Report, Severity, Span, Suggestion

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def chosen_spans(report: Report) -> dict[int, Span]:
    """The sentences that are replaced, by segment, with their place in the text."""
    numbers = {c.segment for c in report.candidates if c.chosen and c.engine != RULES}
    return {s.id: s.target for s in report.document.segments if s.id in numbers}


def with_choices(report: Report) -> Report:
    """The report whose corrections put the chosen re-translations in place.

    Each stretch of words that differs is a correction of its own; those of the rules in the same
    sentence are dropped.
    """
    spans = chosen_spans(report)
    if not spans:
        return report
    kept = [c for c in report.corrections if c.segment not in spans]
    for candidate in report.candidates:
        if candidate.chosen and candidate.segment in spans:
            kept.append(_correction(report, candidate, spans[candidate.segment]))
    return replace(report, corrections=tuple(sorted(kept, key=lambda c: c.segment)))


def _correction(report: Report, candidate: Candidate, span: Span) -> Correction:
    before = span.of(report.document.target)
    applied = tuple(
        Issue(
            rule=f"engine/{candidate.engine}",
            category="accuracy/mistranslation",
            severity=Severity.NEUTRAL,
            span=place,
            text=place.of(report.document.target),
            message=f"Re-translated: {candidate.why}.",
            suggestions=(Suggestion(text, by=candidate.engine),),
            segment=candidate.segment,
        )
        for place, text in _differences(before, candidate.text, span.start)
    )
    return Correction(candidate.segment, before, candidate.text, applied)


def _differences(before: str, after: str, start: int) -> Iterator[tuple[Span, str]]:
    ours, theirs = _WORD.findall(before), _WORD.findall(after)
    at = [start]
    for word in ours:
        at.append(at[-1] + len(word))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for op, i, j, k, m in matcher.get_opcodes():
        if op != "equal":
            yield Span(at[i], at[j]), "".join(theirs[k:m])
