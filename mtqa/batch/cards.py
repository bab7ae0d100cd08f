"""Scorecards of files: an article is one group, the rows of a JSONL file several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

import mtqa
from mtqa.batch.rows import check_rows
from mtqa.errors import InputError
from mtqa.mqm import Profile, known_category
from mtqa.pipeline import check_file
from mtqa.score.scorecard import Item, Scorecard, scorecard
from mtqa.settings import Settings
from mtqa.types import Issue, Report, Segment, Severity, Side, Span, Suggestion

USUAL = ("engine", "system", "translator")
"""Fields by which rows are told apart where no others are asked for."""
MOST_GROUPS = 200
"""Values of a field above which it names rows rather than groups of them."""

Json = dict[str, Any]


def cards_of(
    path: str, settings: Settings, profile: Profile, *, by: Sequence[str] = ()
) -> list[Scorecard]:
    """The scorecards of a file: one for all of it, and for rows one for each value of a field.

    Args:
        path: An article in any format, or JSONL rows.
        settings: How to check.
        profile: Penalties and threshold.
        by: Fields of rows; none: those of :data:`USUAL` that the rows have.

    Raises:
        InputError: If the file cannot be read, a row is none, or a field is in no row.
    """
    version = mtqa.__version__
    if not path.endswith(".jsonl"):
        report, _ = check_file(path, settings)
        _whole(report, path)
        return [scorecard("file", path, list(_sentences(report)), profile, version)]
    rows = list(_rows(path))
    fields = list(by) or [f for f in USUAL if any(f in row for row in rows)]
    items = _items(rows, fields, settings, path)
    cards = [scorecard("file", path, items, profile, version)]
    for field in fields:
        groups: dict[str, list[Item]] = {}
        for row, item in zip(rows, items, strict=True):
            if row.get(field) is not None:
                groups.setdefault(str(row[field]), []).append(item)
        if not groups:
            raise InputError(path, f"no row has a field {field!r}", remedy="choose another --by")
        if len(groups) > MOST_GROUPS:
            many = f"field {field!r} has {len(groups):,} values, more than {MOST_GROUPS}"
            raise InputError(path, many, remedy="choose another --by")
        cards += [scorecard(field, name, groups[name], profile, version) for name in sorted(groups)]
    return cards


def _rows(path: str) -> Iterator[Json]:
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(path, "cannot be read", remedy=reason.lower()) from error
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise InputError(path, f"is not JSON: {error}", place=place) from error
        if not isinstance(row, dict) or not isinstance(row.get("target"), str):
            raise InputError(path, "a row is an object with a string target", place=place)
        yield {"id": number, **row}


def _items(
    rows: Sequence[Json], fields: Sequence[str], settings: Settings, path: str
) -> list[Item]:
    """An item for each row; rows of one document and one translator are checked together."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for k, row in enumerate(rows):
        document = row.get("document")
        own = k if document is None else str(document)
        groups.setdefault((*(str(row.get(f)) for f in fields), own), []).append(k)
    found: dict[int, list[Json]] = {}
    for members in groups.values():
        ask = [k for k in members if not isinstance(rows[k].get("issues"), list)]
        checked = check_rows([(k + 1, orjson.dumps(rows[k])) for k in ask], settings)
        for k, encoded in zip(ask, checked, strict=True):
            out = orjson.loads(encoded)
            _complete(out, path)
            found[k] = out["issues"]
    return [_item(row, found.get(k), path) for k, row in enumerate(rows)]


def _complete(out: Json, path: str) -> None:
    """Whether a row was checked as a whole: a crashed check must not pass for a clean row."""
    if "error" in out:
        raise InputError(path, out["error"], place=f"row {out['id']}")
    for failure in out["failures"]:
        what = f"{failure['step']} {failure['name']} failed: {failure['error']}"
        raise InputError(path, what, place=f"row {out['id']}", remedy="suppress that rule")


def _item(row: Json, issues: list[Json] | None, path: str) -> Item:
    source = row.get("source")
    own = row["issues"] if issues is None else issues
    try:
        made = tuple(_issue(data, row["target"], source or "") for data in own)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            path,
            f"an issue is not as mtqa writes it ({type(error).__name__}: {error})",
            place=f"row {row['id']}",
            remedy="see the README, or leave `issues` out",
        ) from error
    return Item(
        id=str(row["id"]),
        document=str(row.get("document", path)),
        target=row["target"],
        source=source if isinstance(source, str) else None,
        target_lang=row.get("target_lang") or "en",
        source_lang=row.get("source_lang"),
        issues=made,
    )


def _issue(data: Mapping[str, Any], target: str, source: str) -> Issue:
    side = Side(data.get("side", "target"))
    text = target if side is Side.TARGET else source
    span = Span(int(data["start"]), int(data["end"]))
    if span.end > len(text):
        raise ValueError(f"it ends at {span.end}, beyond the {side.value}")
    if not known_category(data["category"]):
        raise ValueError(f"no MQM category {data['category']!r}")
    return Issue(
        rule=str(data.get("rule", "")),
        category=data["category"],
        severity=Severity(data["severity"]),
        span=span,
        text=span.of(text),
        message=str(data.get("message", "")),
        suggestions=tuple(Suggestion(str(s)) for s in data.get("suggestions", ())),
        confidence=float(data.get("confidence", 1.0)),
        side=side,
        fingerprint=str(data.get("fingerprint", "")),
    )


def _whole(report: Report, path: str) -> None:
    for failure in report.failures:
        what = f"{failure.step} {failure.name} failed: {failure.error}"
        raise InputError(path, what, remedy="suppress that rule")


def _sentences(report: Report) -> Iterator[Item]:
    """An item for each sentence of an article."""
    from dataclasses import replace

    document = report.document
    segments = document.segments or (Segment(0, Span(0, len(document.target))),)
    homes: dict[int, list[Issue]] = {}
    for issue in report.issues:
        home = issue.segment
        if home is None and issue.side is Side.TARGET:
            before = [s.id for s in segments if s.target.start <= issue.span.start]
            home = before[-1] if before else None
        homes.setdefault(segments[0].id if home is None else home, []).append(issue)
    for segment in segments:
        target = segment.target.of(document.target)
        source = segment.source.of(document.source or "") if segment.source else None
        moved = []
        for issue in homes.get(segment.id, []):
            base = segment.target if issue.side is Side.TARGET else segment.source or Span(0, 0)
            length = len(target) if issue.side is Side.TARGET else len(source or "")
            start = min(max(issue.span.start - base.start, 0), length)
            end = min(max(issue.span.end - base.start, start), length)
            moved.append(replace(issue, span=Span(start, end)))
        yield Item(
            id=str(segment.id),
            document=document.path,
            target=target,
            source=source,
            target_lang=document.target_lang,
            source_lang=document.source_lang,
            issues=tuple(moved),
        )
