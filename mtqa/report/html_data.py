"""What the script of an HTML report works on: one plain dict per document, offsets in UTF-16."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import PurePath
from typing import Any

from mtqa.mqm import PROFILES, Profile
from mtqa.report.encode import OWN, RULES, best_to_dict, candidates_by_segment, scores_at
from mtqa.report.html_article import classes
from mtqa.report.units import Utf16
from mtqa.report.wording import rule_docs
from mtqa.types import Document, Issue, Report, Segment, Severity, Side

Json = dict[str, Any]


def document_data(report: Report) -> Json:
    """Everything the script needs of one report."""
    document, verdict = report.document, report.verdict
    units = Utf16(document.target)
    return {
        "key": document_key(report),
        "file": corrected_name(document.path),
        "text": document.target,
        "units": verdict.units,
        "score": verdict.score,
        "threshold": verdict.threshold,
        "profile": _profile(verdict.profile),
        "issues": [*_issues(report, units), *_offers(report, units)],
        "sentences": _sentences(report),
        "rules": dict(rule_docs(report)),
        "rulesPage": report.run.get("rules_page"),
    }


def document_key(report: Report) -> str:
    """Names a document by its text, so that choices are found again after a reload."""
    document = report.document
    text = f"{document.target}\x1f{document.source or ''}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def corrected_name(path: str) -> str:
    """The name under which the corrected text is downloaded."""
    name = PurePath(path.replace("\\", "/")).name if path != "-" else "article"
    safe = "".join(c if c.isalnum() or c in "-_. " else "_" for c in name).strip(". ") or "article"
    return f"{PurePath(safe).stem}.corrected.txt"


def _profile(name: str) -> Json:
    profile = PROFILES.get(name) or Profile(name, PROFILES["mqm"].multipliers)
    return {
        "points": {s.value: profile.multipliers[s] for s in Severity},
        "overrides": {f"{where} {s.value}": p for (where, s), p in profile.overrides.items()},
    }


def _issues(report: Report, units: Utf16) -> list[Json]:
    seen: Counter[str] = Counter()
    rows = []
    for number, issue in enumerate(report.issues):
        name = issue.fingerprint or f"{issue.rule}@{issue.span.start}"
        seen[name] += 1
        on_target = issue.side is Side.TARGET
        rows.append(
            {
                "i": number,
                "id": name if seen[name] == 1 else f"{name}~{seen[name]}",
                "finger": issue.fingerprint,
                "rule": issue.rule,
                "cat": issue.category,
                "sev": issue.severity.value,
                "kind": classes(issue).rpartition("k-")[2],
                "target": on_target,
                "a": units(issue.span.start) if on_target else -1,
                "b": units(issue.span.end) if on_target else -1,
                "text": issue.text,
                "msg": issue.message,
                "fixes": [s.text for s in issue.suggestions],
                "safe": issue.safe and on_target,
                "p": round(issue.confidence, 3),
                "seg": _home(issue, report),
            }
        )
    return rows


def _home(issue: Issue, report: Report) -> int | None:
    """The sentence of an issue, if the document has it."""
    known = issue.segment is not None and 0 <= issue.segment < len(report.document.segments)
    return issue.segment if known else None


def _offers(report: Report, units: Utf16) -> list[Json]:
    """Re-translations that scored better than their sentence, as things to accept or not."""
    values = scores_at(report.scores, "segment")
    others = candidates_by_segment(report.candidates)
    offers: list[Json] = []
    for segment in report.document.segments:
        qe = values.get(str(segment.id), {}).get("qe")
        near = sorted(others.get(segment.id, []), key=lambda c: -(c.score or 0.0))
        best = best_to_dict("", qe, near)
        if best["engine"] in (OWN, RULES):  # what the rules correct is there issue by issue
            continue
        chosen = [c for c in near if c.chosen]
        told = (
            f"{best['engine']}: {chosen[0].why}."
            if chosen
            else f"{best['engine']} scored {best['qe']:.2f}, this sentence {qe or 0.0:.2f}."
        )
        offers.append(
            _sentence_offer(report.document, segment, units)
            | {
                "i": len(report.issues) + len(offers),
                "rule": f"engine/{best['engine']}",
                "msg": told,
                "fixes": [c.text for c in chosen]
                or [c.text for c in near if c.score is not None and c.score > (qe or 0.0)],
            }
        )
    return offers


def _sentence_offer(document: Document, segment: Segment, units: Utf16) -> Json:
    span = segment.target
    return {
        "id": f"offer@{span.start}",
        "finger": "",
        "cat": "re-translation",
        "sev": "offer",
        "kind": "offer",
        "target": True,
        "a": units(span.start),
        "b": units(span.end),
        "text": span.of(document.target),
        "safe": False,
        "p": 1,
        "seg": segment.id,
    }


def _sentences(report: Report) -> list[Json]:
    values = scores_at(report.scores, "segment")
    return [
        {"id": s.id, "qe": values.get(str(s.id), {}).get("qe")} for s in report.document.segments
    ]
