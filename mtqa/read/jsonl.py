"""JSONL: a row with target and source per line; only the strings that an edit touches change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mtqa.errors import InputError
from mtqa.read.bilingual import language, one_language
from mtqa.read.columns import find_columns
from mtqa.read.decode import decode, encode
from mtqa.read.edits import rewrite_values
from mtqa.read.format import Choice, Content, Edit, Format
from mtqa.read.mapping import Extract
from mtqa.read.row_issues import ISSUES, by_block, values
from mtqa.types import BlockKind, Report

_SPACE = re.compile(r"[ \t\r]*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a row and where it stands in the file."""

    value: Any
    start: int
    end: int


def members(text: str, at: int, end: int) -> dict[str, Value]:
    """The members of the JSON object that a line holds.

    Raises:
        ValueError: If it is none.
    """
    found: dict[str, Value] = {}
    at = _after(text, at, "{")
    while text[at : at + 1] != "}":
        if found:
            at = _after(text, at, ",")
        key, at = _DECODER.raw_decode(text, at)
        if not isinstance(key, str):
            raise ValueError("a name is a string")  # noqa: TRY004  as any other bad JSON
        begin = _after(text, at, ":")
        value, at = _DECODER.raw_decode(text, begin)
        found[key] = Value(value, begin, at)
        at = _space(text, at)
    if text[at + 1 : end].strip():
        raise ValueError("there is text after the object")
    return found


def _space(text: str, at: int) -> int:
    m = _SPACE.match(text, at)
    return m.end() if m else at


def _after(text: str, at: int, sign: str) -> int:
    at = _space(text, at)
    if text[at : at + 1] != sign:
        raise ValueError(f"{sign!r} is missing")
    return _space(text, at + 1)


def rows(text: str, path: str) -> Iterator[tuple[int, dict[str, Value]]]:
    """Number of the line and members of each row; blank lines are left out.

    Raises:
        InputError: Where a line is no JSON object.
    """
    for number, m in enumerate(re.finditer(r"[^\n]*\n?", text), 1):
        if not m.group().strip():
            continue
        try:
            yield number, members(text, m.start(), m.end())
        except (ValueError, RecursionError) as error:
            what = str(error).split(": line ")[0]
            raise InputError(path, f"is no JSON object: {what}", place=f"line {number}") from error


def _content(text: str, path: str, choice: Choice) -> tuple[Content, Extract]:
    table = list(rows(text, path))
    if not table:
        raise InputError(path, "is empty: there is no row")
    names = list(dict.fromkeys(name for _, row in table for name in row))
    columns, _, _ = find_columns(names, choice, path)
    roles = {role: names[k] for role, k in columns.items()}
    stated = {
        side: one_language(
            path,
            {_string(row, f"{side}_lang", path, n) for n, row in table},
            getattr(choice, f"{side}_lang"),
            f"--{side}-lang",
        )
        for side in ("target", "source")
    }
    target, source = Extract(), Extract()
    left_out = 0
    for number, row in table:
        other = any(_string(row, f"{s}_lang", path, number) not in ("", stated[s]) for s in stated)
        value = row.get(roles["target"])
        if other or value is None or not _string(row, roles["target"], path, number).strip():
            left_out += 1
            continue
        origin = str(row[roles["id"]].value) if roles.get("id") in row else f"line {number}"
        source.add(_string(row, roles.get("source", ""), path, number), 0, 0)
        source.close_unit(BlockKind.UNIT, origin)
        target.add(value.value, value.start, value.end)
        target.close_unit(BlockKind.UNIT, origin)
    notes = (f"{left_out} row{'s' * (left_out > 1)} left out",) if left_out else ()
    has_source = "source" in roles
    content = Content(
        text=target.finish(),
        blocks=tuple(target.blocks),
        notes=notes,
        source=source.finish() if has_source else None,
        source_blocks=tuple(source.blocks) if has_source else (),
        target_lang=language(stated["target"] or ""),
        source_lang=language(stated["source"] or ""),
        choice=choice,
    )
    return content, target


def _string(row: dict[str, Value], name: str, path: str, number: int) -> str:
    """The string in a field, empty where there is none.

    Raises:
        InputError: If it is something else.
    """
    value = row[name].value if name in row else None
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(path, f"field {name!r} is no string", place=f"line {number}")
    if _SURROGATE.search(value):
        raise InputError(
            path, f"field {name!r} holds half a surrogate pair", place=f"line {number}"
        )
    return value


def _choose(data: bytes, path: str, choice: Choice) -> Content:
    decoded = decode(data, path)
    content, _ = _content(decoded.text, path, choice)
    return content


def _read(data: bytes, path: str) -> Content:
    return _choose(data, path, Choice())


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    decoded = decode(data, "")
    text = decoded.text
    _, extract = _content(text, "", content.choice)
    ascii_only = text.isascii() and "\\u" in text
    edited = rewrite_values(
        text,
        content.text,
        extract.pieces,
        edits,
        lambda new, _: json.dumps(new, ensure_ascii=ascii_only),
    )
    return encode(edited, decoded.encoding)


def _annotate(data: bytes, content: Content, report: Report) -> bytes:
    """A field with the issues in each row that has some; that of an earlier run is replaced."""
    decoded = decode(data, "")
    text = decoded.text
    _, extract = _content(text, "", content.choice)
    sources = content.source_blocks or (None,) * len(content.blocks)
    found = by_block(content.blocks, report)
    of_row = {
        piece.start: values(block, source, issues)
        for piece, block, source, issues in zip(
            extract.pieces, content.blocks, sources, found, strict=True
        )
    }
    parts, at = [], 0
    for _, row in rows(text, ""):
        issues = next((of_row[v.start] for v in row.values() if v.start in of_row), [])
        new = json.dumps(issues, ensure_ascii=text.isascii())
        if ISSUES in row:
            old = row[ISSUES]
            parts += [text[at : old.start], new]
            at = old.end
        elif issues:
            last = max(v.end for v in row.values())
            parts += [text[at:last], f', "{ISSUES}": {new}']
            at = last
    return encode("".join([*parts, text[at:]]), decoded.encoding)


FORMAT = Format(
    name="jsonl",
    suffixes=(".jsonl", ".ndjson"),
    read=_read,
    write=_write,
    choose=_choose,
    annotate=_annotate,
    doc="JSONL: an object with target, and source where there is one, per line.",
)
