"""Rows of a batch: parsed, joined to documents, checked, and encoded again one by one.

An input row has ``id`` and ``target`` and optionally ``source``, ``source_lang``, ``target_lang``,
``document`` and ``candidates`` (other translations of the same source). Rows that share a
``document`` are checked as one document; spans in the output are relative to their own row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import orjson

from mtqa.batch.checked import BadRow, Checked, Row, encode
from mtqa.batch.quality import of_row, stretches
from mtqa.batch.units import ERROR, FACTS, unit_content
from mtqa.correct.apply import apply, choose
from mtqa.errors import MtqaError, SettingsError
from mtqa.improve.plan import Plan
from mtqa.language.identify import identify
from mtqa.language.tags import parse_tag
from mtqa.pipeline import Detected, detect_issues, judge_document
from mtqa.read.text import content_of
from mtqa.report.encode import dump
from mtqa.score.qe.judge import Judged
from mtqa.segment.document import build_document
from mtqa.settings import Settings
from mtqa.types import Block, Document, Issue, Segment, Side, Span

JOINT = "\n"
"""What stands between the targets of two rows of one document."""


def parse_row(line: bytes, number: int) -> Row | BadRow:
    """Parse one line of the input.

    Args:
        line: The line.
        number: Its number in the file, from 1, for the error.
    """
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return BadRow(None, f"line {number}: not JSON: {error}")
    if not isinstance(data, dict):
        return BadRow(None, f"line {number}: a row is a JSON object")
    if isinstance(data.get(ERROR), str):
        return BadRow(data.get("id"), data[ERROR])
    if "id" not in data:
        return BadRow(None, f"line {number}: no field id")
    if not isinstance(data.get("target"), str):
        return BadRow(data["id"], f"line {number}: field target is missing or no string")
    for name in ("source", "source_lang", "target_lang"):
        if not isinstance(data.get(name), str | None):
            return BadRow(data["id"], f"line {number}: field {name} is no string")
    try:
        langs = {k: _tag(data.get(k) or None, k) for k in ("source_lang", "target_lang")}
    except SettingsError as error:
        return BadRow(data["id"], f"line {number}: {error}")
    others = data.get("candidates") or []
    if not isinstance(others, list) or not all(isinstance(o, str) for o in others):
        return BadRow(data["id"], f"line {number}: field candidates is no list of strings")
    return Row(
        data["id"],
        data["target"],
        data.get("source") or None,
        **langs,
        facts=_facts(data.get(FACTS)),
        candidates=tuple(others),
    )


def _facts(value: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], dict):
        return None
    return value[0], value[1] if isinstance(value[1], dict) else {}


@lru_cache(maxsize=1024)
def _tag(value: str | None, field: str) -> str | None:
    return parse_tag(value, field) if value else None


def document_of(line: bytes) -> str | None:
    """The ``document`` of a line, None where it has none or does not parse."""
    if b'"document"' not in line:
        return None
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    name = data.get("document") if isinstance(data, dict) else None
    return str(name) if name is not None else None


@lru_cache(maxsize=1024)
def _identified(text: str) -> str | None:
    guess = identify(text)
    return guess.lang if guess else None


def _document(row: Row, settings: Settings) -> Document:
    source_lang = row.source_lang or settings.source_lang
    if source_lang is None and row.source:
        source_lang = _identified(row.source)
    target_lang = row.target_lang or settings.target_lang or _identified(row.target) or "en"
    target, source = content_of(row.target), None
    if row.facts is not None:
        target = unit_content(row.target, row.facts[0])
        given = unit_content(row.source or "", row.facts[1])
        target = replace(target, source=row.source, source_blocks=given.blocks)
    elif row.source is not None:
        source = content_of(row.source)
    return build_document(
        target,
        source,
        id=str(row.id),
        target_lang=target_lang,
        source_lang=source_lang,
    )


def check_rows(lines: Sequence[tuple[int, bytes]], settings: Settings) -> list[bytes]:
    """Check the rows of one document.

    Args:
        lines: Line numbers and lines.
        settings: How to check.

    Returns:
        One output row for each line, in order, without final newlines. Rows of different
        languages are checked apart.
    """
    return check_chunk([lines], settings, Plan())[0]


def check_chunk(
    chunk: Sequence[Sequence[tuple[int, bytes]]], settings: Settings, plan: Plan
) -> tuple[list[bytes], list[str]]:
    """Check the rows of some documents, and translate again what the plan says.

    Args:
        chunk: Line numbers and lines of each document.
        settings: How to check.
        plan: Engines; candidates of rows are chosen from without any.

    Returns:
        One output row for each line, in order, and what the user should know.
    """
    from mtqa.batch.better import choose_better

    rows = [checked for lines in chunk for checked in _check(lines, settings)]
    notes = choose_better([r for r in rows if isinstance(r, Checked)], settings, plan)
    return [r if isinstance(r, bytes) else encode(r) for r in rows], notes


def _check(lines: Sequence[tuple[int, bytes]], settings: Settings) -> list[Checked | bytes]:
    rows = [parse_row(line, number) for number, line in lines]
    out: list[Checked | bytes] = [b""] * len(rows)
    groups: dict[tuple[str | None, str | None], list[int]] = {}
    for k, row in enumerate(rows):
        if isinstance(row, BadRow):
            out[k] = dump({"id": row.id, "error": row.error})
        else:
            groups.setdefault((row.source_lang, row.target_lang), []).append(k)
    for members in groups.values():
        good = [r for k in members if isinstance(r := rows[k], Row)]
        for k, checked in zip(members, _check_group(good, settings), strict=True):
            out[k] = checked
    return out


def _check_group(rows: Sequence[Row], settings: Settings) -> list[Checked | bytes]:
    try:
        documents = [_document(row, settings) for row in rows]
        document, starts = _join(documents)
        judged = judge_document(document, settings, list(stretches(documents, starts)))
        if judged is not None:
            document = replace(document, risks=judged.risks)
        found = detect_issues(document, settings)
        pair = (document.source_lang, document.target_lang)
        return [
            _checked(row, pair, found, at, (k, judged) if judged else None)
            for k, (row, at) in enumerate(zip(rows, starts, strict=True))
        ]
    except (MtqaError, ValueError, TypeError, LookupError, RecursionError) as error:
        # a row must not end the run: it says what happened and the others go on
        what = f"{type(error).__name__}: {error}"
        return [dump({"id": row.id, "error": what}) for row in rows]


def _checked(
    row: Row,
    pair: tuple[str | None, str],
    found: Detected,
    starts: tuple[int, int],
    judged: tuple[int, Judged] | None,
) -> Checked:
    issues = tuple(_own_issues(found.issues, row, starts))
    chosen, _ = choose(issues)
    corrected = apply(row.target, chosen) if chosen else row.target
    number, said = judged or (0, None)
    scores, words = of_row(number, said, issues, starts[0]) if said else ({}, [])
    return Checked(row, pair, issues, found, corrected, scores, words)


def _join(documents: Sequence[Document]) -> tuple[Document, list[tuple[int, int]]]:
    """One document of several, and where each begins in its target and in its source."""
    if len(documents) == 1:
        return documents[0], [(0, 0)]
    starts, source_starts = [], []
    at = source_at = 0
    for document in documents:
        starts.append(at)
        source_starts.append(source_at)
        at += len(document.target) + len(JOINT)
        source_at += len(document.source or "") + len(JOINT)
    blocks: list[Block] = []
    source_blocks: list[Block] = []
    segments: list[Segment] = []
    unaligned: list[Span] = []
    for document, start, source_start in zip(documents, starts, source_starts, strict=True):
        blocks += [_shifted(b, start) for b in document.blocks]
        source_blocks += [_shifted(b, source_start) for b in document.source_blocks]
        unaligned += [s.shift(source_start) for s in document.unaligned]
        for s in document.segments:
            source = s.source.shift(source_start) if s.source else None
            segments.append(Segment(len(segments), s.target.shift(start), source))
    has_source = any(d.source is not None for d in documents)
    first = documents[0]
    joined = Document(
        id=first.id,
        target=JOINT.join(d.target for d in documents),
        target_lang=first.target_lang,
        source=JOINT.join(d.source or "" for d in documents) if has_source else None,
        source_lang=first.source_lang,
        blocks=tuple(blocks),
        source_blocks=tuple(source_blocks),
        segments=tuple(segments),
        unaligned=tuple(unaligned),
    )
    return joined, list(zip(starts, source_starts, strict=True))


def _shifted(block: Block, by: int) -> Block:
    unit = block.unit.shift(by) if block.unit else None
    return replace(block, span=block.span.shift(by), unit=unit)


def _own_issues(issues: Iterable[Issue], row: Row, starts: tuple[int, int]) -> Iterable[Issue]:
    """The issues of one row, their spans relative to it and clipped to it."""
    for issue in issues:
        on_target = issue.side is Side.TARGET
        text, start = (row.target, starts[0]) if on_target else (row.source or "", starts[1])
        low, high = issue.span.start - start, min(issue.span.end - start, len(text))
        if not 0 <= low <= high:
            continue
        own = Span(low, high)
        if len(own) == len(issue.span):
            yield replace(issue, span=own, segment=None)
        else:
            # it reaches into the next row: what it would replace is not all here
            yield replace(issue, span=own, text=own.of(text), segment=None, suggestions=())
