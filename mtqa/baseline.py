"""Findings that were there when a gate was put up: a file of them, so that they do not fail it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mtqa.errors import InputError
from mtqa.types import Report

SCHEMA = "mtqa-baseline/1"


def read_baseline(path: str) -> frozenset[str]:
    """The fingerprints of a baseline file.

    Raises:
        InputError: If it cannot be read or is none.
    """
    remedy = "write one with --write-baseline"
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(path, "there is no such baseline", remedy=remedy) from error
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be read as a baseline ({error})", remedy=remedy) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise InputError(path, f"is no {SCHEMA}", remedy=remedy)
    findings = data.get("findings")
    rows: list[Any] = findings if isinstance(findings, list) else [None]
    if not all(isinstance(r, dict) and isinstance(r.get("fingerprint"), str) for r in rows):
        raise InputError(path, "has a finding without a fingerprint", remedy=remedy)
    return frozenset(r["fingerprint"] for r in rows)


def baseline_of(reports: Iterable[Report]) -> bytes:
    """A baseline file of everything that the reports show, sorted so that it reads in a diff."""
    rows = [
        {
            "fingerprint": issue.fingerprint,
            "path": report.document.path,
            "rule": issue.rule,
            "text": issue.text,
        }
        for report in reports
        for issue in report.issues
    ]
    rows.sort(key=lambda r: tuple(r[k] for k in ("path", "rule", "text", "fingerprint")))
    data = {"schema": SCHEMA, "findings": rows}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
