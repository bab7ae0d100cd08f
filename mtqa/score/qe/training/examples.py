"""Training examples from MLQE-PE (CC0), bio-mqm and ted-mqm (Apache-2.0)."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOLD_OUT = 0.15
"""Share of the MQM documents that is never trained on, so that they can measure."""


@dataclass(frozen=True, slots=True)
class Example:
    """A translation with what people said of it.

    Attributes:
        lp: Language pair, ``en-de``.
        source: Source text.
        target: Translation.
        da: Standardized direct assessment, None where nobody gave one.
        hter: Edit rate to the post-edit, 0 to 1.
        mqm: Quality from MQM penalties, 0 to 1.
        bad: Spans of the target that are wrong; None where words were not judged.
        better: A translation of the same source that is surely better, for ranking.
        severe: Whether somebody marked a major or critical error.
        domain: Name of a collection whose pairs are measured together; empty for each pair alone.
    """

    lp: str
    source: str
    target: str
    da: float | None = None
    hter: float | None = None
    mqm: float | None = None
    bad: tuple[tuple[int, int], ...] | None = None
    better: str | None = None
    severe: bool = False
    domain: str = ""


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def tagged_spans(tokens: str, tags: str) -> tuple[tuple[int, int], ...]:
    """Spans of the BAD words of a tokenized text; ``tags`` interleave gaps and words."""
    spans = []
    at = 0
    for token, tag in zip(tokens.split(" "), tags.split()[1::2], strict=False):
        if tag == "BAD":
            spans.append((at, at + len(token)))
        at += len(token) + 1
    return tuple(spans)


def project(
    spans: tuple[tuple[int, int], ...], tokens: str, raw: str
) -> tuple[tuple[int, int], ...] | None:
    """Spans of a tokenized text in the raw text; None where their characters differ."""
    where = [k for k, c in enumerate(raw) if not c.isspace()]
    number: list[int] = []
    n = 0
    for c in tokens:
        number.append(n)
        n += not c.isspace()
    if n != len(where):
        return None
    return tuple((where[number[a]], where[number[b - 1]] + 1) for a, b in spans if b > a)


def held_out(document: str) -> bool:
    """Whether an MQM document is kept for measuring."""
    digest = hashlib.sha256(document.encode()).digest()
    return digest[0] / 256 < HOLD_OUT


def mlqe(path: Path) -> Iterator[Example]:
    """Direct assessments, edit rates and word tags; tokenized and raw forms alternate."""
    for k, r in enumerate(read_rows(path)):
        spans = tagged_spans(r["tok_mt"], r["tags"]) if r.get("tags") else None
        common = {"da": r["da"], "hter": min(float(r["hter"] or 0.0), 1.0)}
        raw = project(spans, r["tok_mt"], r["mt"]) if spans is not None else None
        if spans is None or k % 4 == 0 or (k % 4 == 2 and raw is not None):
            yield Example(r["lp"], r["src"], r["mt"], bad=raw, **common)
        else:
            yield Example(r["lp"], r["tok_src"], r["tok_mt"], bad=spans, **common)


_PENALTY = {"neutral": 0.0, "minor": 1.0, "major": 5.0, "critical": 10.0}


def mqm(path: Path, *, measure: bool = False) -> Iterator[Example]:
    """MQM spans as word labels and as a sentence quality; documents held out or not."""
    for r in read_rows(path):
        if held_out(f"{path.name}/{r['lp']}/{r['doc']}") != measure:
            continue
        raters = list(r["raters"].values()) if "raters" in r else [r["errors"]]
        for errors in raters[:1]:
            points = sum(_PENALTY.get(str(e["severity"]).lower(), 1.0) for e in errors)
            words = max(len(r["mt"].split()), len(r["mt"]) // 6, 5)
            quality = max(0.0, 1.0 - points / words / 0.5)
            spans = tuple(
                (e["start"], e["end"])
                for e in errors
                if e.get("side", "target") == "target" and e["start"] is not None
            )
            severe = any(str(e["severity"]).lower() in ("major", "critical") for e in errors)
            domain = "bio" if path.name.startswith("bio") else ""
            yield Example(
                r["lp"], r["src"], r["mt"], mqm=quality, bad=spans, severe=severe, domain=domain
            )
