"""The JSON shapes of what flows through mtqa: plain dicts and lists, ready for any serializer.

``mtqa check --format json``, the rows of ``mtqa batch`` and the HTTP API all use these functions,
so an issue looks the same wherever it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import mtqa
from mtqa.types import (
    Candidate,
    Correction,
    Document,
    Failure,
    Issue,
    Origin,
    Report,
    Score,
    Segment,
    Verdict,
)

Json = dict[str, Any]

OWN, RULES = "target", "rules"
"""The engine of a ``best`` that is the text as it came, or with the safe corrections made."""


def dump(value: object, *, indent: bool = False) -> bytes:
    """Serialize to UTF-8 JSON.

    Args:
        value: Dicts, lists, strings and numbers; anything else is written as ``str(value)``.
        indent: Whether to write it over several lines.

    Returns:
        The bytes, without a final newline. A lone surrogate (which UTF-8 cannot carry) is written
        as a JSON escape.
    """
    import orjson

    option = orjson.OPT_NON_STR_KEYS | (orjson.OPT_INDENT_2 if indent else 0)
    try:
        return orjson.dumps(value, default=str, option=option)
    except TypeError:
        text = json.dumps(value, default=str, indent=2 if indent else None)
        return text.encode("ascii")


def issue_to_dict(issue: Issue) -> Json:
    """ISSUE of the JSON contract, with the fingerprint that names it in a suppression."""
    return {
        "rule": issue.rule,
        "category": issue.category,
        "severity": issue.severity.value,
        "side": issue.side.value,
        "start": issue.span.start,
        "end": issue.span.end,
        "text": issue.text,
        "message": issue.message,
        "suggestions": [s.text for s in issue.suggestions],
        "safe": issue.safe,
        "confidence": round(issue.confidence, 4),
        "segment": issue.segment,
        "fingerprint": issue.fingerprint,
    }


def origin_to_dict(origin: Origin) -> Json:
    """Was it machine translated, from which language, and what speaks for it."""
    return {
        "probability": None if origin.probability is None else round(origin.probability, 4),
        "source_lang": origin.source_lang,
        "languages": {lang: round(p, 4) for lang, p in origin.languages.items()},
        "evidence": [
            {
                "lang": e.lang,
                "weight": round(e.weight, 3),
                "what": e.what,
                "rule": e.rule,
                "count": e.count,
            }
            for e in origin.evidence
        ],
    }


def verdict_to_dict(verdict: Verdict) -> Json:
    """The MQM score with everything that is needed to read and reproduce it."""
    return {
        "mqm": verdict.score,
        "passed": verdict.passed,
        "calibrated": verdict.calibrated,
        "threshold": verdict.threshold,
        "penalty": verdict.penalty,
        "units": verdict.units,
        "unit": verdict.unit,
        "side": verdict.side.value,
        "profile": verdict.profile,
        "counts": dict(verdict.counts),
        "small_sample": verdict.small_sample,
        "signature": verdict.signature,
    }


def failure_to_dict(failure: Failure) -> Json:
    """A step that crashed."""
    return {
        "step": failure.step,
        "name": failure.name,
        "error": failure.error,
        "segment": failure.segment,
    }


def correction_to_dict(correction: Correction) -> Json:
    """What was done to a segment; issues are named by rule, place and fingerprint."""
    return {
        "segment": correction.segment,
        "before": correction.before,
        "after": correction.after,
        "applied": [_reference(i) for i in correction.applied],
        "rejected": [{**_reference(r.issue), "reason": r.reason} for r in correction.rejected],
    }


def _reference(issue: Issue) -> Json:
    return {
        "rule": issue.rule,
        "fingerprint": issue.fingerprint,
        "start": issue.span.start,
        "end": issue.span.end,
        "suggestion": issue.suggestions[0].text if issue.suggestions else None,
    }


def best_to_dict(text: str, qe: float | None, candidates: Iterable[Candidate]) -> Json:
    """The better of a text and its other translations: what was chosen, where somebody chose.

    Args:
        text: The text as it came.
        qe: Its score; without one nothing can be shown to be better, and the text stays.
        candidates: Other translations; one without a score does not compete, and at a tie the
            text stays.

    Returns:
        ``{"text", "engine", "qe"}``, where engine ``target`` is the text as it came.
    """
    best: Json = {"text": text, "engine": OWN, "qe": qe}
    there = list(candidates)
    if any(c.chosen is not None for c in there):
        return next((candidate_to_dict(c, brief=True) for c in there if c.chosen), best)
    if qe is None:
        return best
    top = qe
    for candidate in there:
        if candidate.score is not None and candidate.score > top:
            top = candidate.score
            best = candidate_to_dict(candidate, brief=True)
    return best


def candidate_to_dict(candidate: Candidate, *, brief: bool = False) -> Json:
    """Another translation of a segment, with what was decided about it unless ``brief``."""
    out: Json = {"text": candidate.text, "engine": candidate.engine, "qe": candidate.score}
    if brief or candidate.chosen is None:
        return out
    near = candidate.agreement
    return {
        **out,
        "agreement": None if near is None else round(near, 4),
        "chosen": candidate.chosen,
        "why": candidate.why,
    }


def segment_to_dict(
    segment: Segment, document: Document, scores: Mapping[str, float], others: list[Candidate]
) -> Json:
    """A sentence with its source, scores and other translations."""
    text = segment.target.of(document.target)
    source = segment.source.of(document.source or "") if segment.source is not None else None
    return {
        "id": segment.id,
        "start": segment.target.start,
        "end": segment.target.end,
        "text": text,
        "source": source,
        "scores": dict(scores),
        "candidates": [candidate_to_dict(c) for c in others],
        "best": best_to_dict(text, scores.get("qe"), others),
    }


def scores_at(scores: Iterable[Score], level: str) -> dict[str, dict[str, float]]:
    """Values by place and metric, of one level."""
    found: dict[str, dict[str, float]] = {}
    for score in scores:
        if score.level == level:
            found.setdefault(score.where, {})[score.metric] = score.value
    return found


def candidates_by_segment(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    """Other translations by segment id."""
    found: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        found.setdefault(candidate.segment, []).append(candidate)
    return found


def units_to_list(document: Document) -> list[Json]:
    """The units of a bilingual file by their names in it; empty for other files."""
    return [
        {"id": b.origin, "start": b.unit.whole.start, "end": b.unit.whole.end}
        for b in document.blocks
        if b.unit
    ]


def segments_to_list(report: Report) -> list[Json]:
    """Every sentence of a report."""
    values = scores_at(report.scores, "segment")
    others = candidates_by_segment(report.candidates)
    return [
        segment_to_dict(s, report.document, values.get(str(s.id), {}), others.get(s.id, []))
        for s in report.document.segments
    ]


def report_to_dict(report: Report) -> Json:
    """One entry of ``documents``."""
    document = report.document
    overall = [s for s in report.scores if s.level in ("document", "corpus")]
    return {
        "id": document.id,
        "path": document.path,
        "format": document.format,
        "text": document.target,
        "target_lang": document.target_lang,
        "source_lang": document.source_lang,
        "machine_translated": origin_to_dict(report.origin),
        "segments": segments_to_list(report),
        **({"units": units} if (units := units_to_list(document)) else {}),
        "issues": [issue_to_dict(i) for i in report.issues],
        "corrected": report.corrected,
        "corrections": [correction_to_dict(c) for c in report.corrections],
        "score": verdict_to_dict(report.verdict),
        "scores": {s.metric: s.value for s in overall},
        "signatures": {s.metric: s.signature for s in report.scores},
        "suppressed": len(report.suppressed),
        "failures": [failure_to_dict(f) for f in report.failures],
        "notes": list(report.notes),
        "run": {k: v for k, v in report.run.items() if k != "rule_docs"},
    }


def tool_to_dict() -> Json:
    """What wrote the report."""
    return {"name": "mtqa", "version": mtqa.__version__}
