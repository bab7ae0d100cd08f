"""The SARIF 2.1.0 report: for code scanning services and editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import mtqa
from mtqa.mqm import CATEGORIES
from mtqa.report.encode import dump
from mtqa.report.reporter import Reporter
from mtqa.report.units import Lines, Utf16
from mtqa.report.wording import rule_docs
from mtqa.types import Issue, Report, Severity, Side, Span

Json = dict[str, Any]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.NEUTRAL: "note",
    Severity.MINOR: "note",
    Severity.MAJOR: "warning",
    Severity.CRITICAL: "error",
}


class _Places:
    """Turns spans of one document into SARIF locations."""

    def __init__(self, report: Report) -> None:
        path = report.document.path
        name = path if path != "-" else "stdin"
        self.uri = quote(PurePath(name.replace("\\", "/")).as_posix())
        self._lines, self._units = Lines(report.document.target), Utf16(report.document.target)

    def region(self, span: Span) -> Json:
        start, end = span.start, span.end
        offset = self._units(start)
        return {
            "startLine": self._lines.line(start),
            "startColumn": self._lines.column16(start),
            "endLine": self._lines.line(end),
            "endColumn": self._lines.column16(end),
            "charOffset": offset,
            "charLength": self._units(end) - offset,
        }

    def artifact(self) -> Json:
        return {"uri": self.uri}


def message(text: str) -> str:
    """The text without what SARIF reads as a placeholder (``{0}``) or a link (``[a](b)``)."""
    text = re.sub(r"\{(?=\d+\})", "{{", text)
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", text)


def _result(issue: Issue, places: _Places, index: dict[str, int]) -> Json:
    on_target = issue.side is Side.TARGET
    physical: Json = {"artifactLocation": places.artifact()}
    if on_target:
        physical["region"] = {**places.region(issue.span), "snippet": {"text": issue.text}}
    text = issue.message if on_target else f"{issue.message} Source: “{issue.text}”"
    result: Json = {
        "ruleId": issue.rule,
        "ruleIndex": index[issue.rule],
        "level": _LEVELS[issue.severity],
        "message": {"text": message(text)},
        "locations": [{"physicalLocation": physical}],
        "taxa": [{"toolComponent": {"name": "MQM"}, "id": issue.category}],
        "rank": round(issue.confidence * 100, 2),
        "properties": {"severity": issue.severity.value, "category": issue.category},
    }
    if issue.fingerprint:
        result["partialFingerprints"] = {"mtqa/v1": issue.fingerprint}
    if on_target and issue.suggestions:
        result["fixes"] = [_fix(issue, k, places) for k in range(len(issue.suggestions))]
    return result


def _fix(issue: Issue, number: int, places: _Places) -> Json:
    suggestion = issue.suggestions[number]
    change = {
        "deletedRegion": places.region(issue.span),
        "insertedContent": {"text": suggestion.text},
    }
    what = f"Replace with “{suggestion.text}”" if suggestion.text else "Delete"
    return {
        "description": {"text": what + (" (safe)" if suggestion.safe else "")},
        "artifactChanges": [{"artifactLocation": places.artifact(), "replacements": [change]}],
    }


def _rules(reports: Iterable[Report]) -> list[Json]:
    """Every rule that fired, with its category and what it is about."""
    found: dict[str, Json] = {}
    for report in reports:
        docs = rule_docs(report)
        for issue in report.issues:
            doc = " ".join(docs.get(issue.rule, "").split()) or issue.message
            found.setdefault(
                issue.rule,
                {
                    "id": issue.rule,
                    "shortDescription": {"text": doc.partition(". ")[0].rstrip(".") + "."},
                    "fullDescription": {"text": doc},
                    "help": {"text": docs.get(issue.rule, "") or issue.message},
                    "defaultConfiguration": {"level": _LEVELS[issue.severity]},
                    "properties": {"tags": [issue.category]},
                },
            )
    return [found[k] for k in sorted(found)]


def _invocation(reports: Sequence[Report]) -> Json:
    """Failures, so that no consumer takes a crashed check for a clean text."""
    notes = [
        {
            "level": "error",
            "message": {"text": message(f"{f.name} failed; nothing was checked by it: {f.error}")},
            "descriptor": {"id": f"{f.step}/{f.name}"},
        }
        for report in reports
        for f in report.failures
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def render(reports: Sequence[Report]) -> bytes:
    """Write one run over all documents; columns and offsets are UTF-16 code units."""
    rules = _rules(reports)
    index = {rule["id"]: k for k, rule in enumerate(rules)}
    places = [_Places(r) for r in reports]
    taxa = [{"id": f"{d}/{kind}"} for d, kinds in CATEGORIES.items() for kind in kinds]
    driver = {"name": "mtqa", "version": mtqa.__version__, "rules": rules}
    run: Json = {
        "tool": {"driver": driver | {"supportedTaxonomies": [{"name": "MQM", "index": 0}]}},
        "taxonomies": [{"name": "MQM", "organization": "MQM Council", "taxa": taxa}],
        "invocations": [_invocation(reports)],
        "columnKind": "utf16CodeUnits",
        "artifacts": [{"location": p.artifact(), "encoding": "utf-8"} for p in places],
        "results": [
            _result(issue, place, index)
            for report, place in zip(reports, places, strict=True)
            for issue in report.issues
        ],
        "properties": {
            "scores": [
                {"path": r.document.path, "mqm": r.verdict.score, "signature": r.verdict.signature}
                for r in reports
            ]
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return dump(log, indent=True) + b"\n"


REPORTER = Reporter("sarif", ".sarif", render, "for code scanning and editors: SARIF 2.1.0")
