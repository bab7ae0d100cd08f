"""CSV and TSV with a header: the target column beside the source column.

The columns are told by their names, or said with ``--columns``. Only the cells that an edit touches
are written anew; all other bytes stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mtqa.errors import InputError
from mtqa.read.columns import find_columns
from mtqa.read.decode import Decoded, decode, encode
from mtqa.read.edits import rewrite_values
from mtqa.read.format import Choice, Content, Edit, Format
from mtqa.read.mapping import Extract
from mtqa.read.row_issues import ISSUES, SEVERITY, by_block, cells
from mtqa.types import BlockKind, Report

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_BREAK = re.compile(r"\r\n|\n|\r|\Z")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text and where it stands, with its quotation marks."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row and the number of its first line, from 1."""

    line: int
    cells: tuple[Cell, ...]


def delimiter_of(text: str, path: str) -> str:
    """What stands between the cells: a tab in TSV, else the commonest in the first line."""
    if path.lower().endswith((".tsv", ".tab")):
        return "\t"
    first = _BREAK.split(text, maxsplit=1)[0]
    first = _QUOTED.sub("", first)
    return max(_DELIMITERS, key=lambda d: (first.count(d), -_DELIMITERS.index(d)))


def rows(text: str, delimiter: str, path: str) -> Iterator[Row]:
    """The rows of a table, blank lines left out.

    Raises:
        InputError: Where a quoted cell does not end, or text follows it.
    """
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    at, line = 0, 1
    while at < len(text):
        cells: list[Cell] = []
        first = line
        while True:
            cell = _cell(text, at, delimiter, plain, where=(path, line))
            cells.append(cell)
            line += text.count("\n", at, cell.end)
            at = cell.end
            if text[at : at + 1] != delimiter:
                break
            at += 1
        end = _BREAK.match(text, at)
        assert end is not None
        at, line = end.end(), line + 1
        if len(cells) > 1 or cells[0].text:
            yield Row(first, tuple(cells))


def _cell(
    text: str, at: int, delimiter: str, plain: re.Pattern[str], *, where: tuple[str, int]
) -> Cell:
    if text[at : at + 1] == '"':
        m = _QUOTED.match(text, at)
        if m and text[m.end() : m.end() + 1] in ("", delimiter, "\r", "\n"):
            return Cell(m[1].replace('""', '"'), at, m.end())
        if delimiter != "\t":  # in TSV a quotation mark may be one of the text
            raise InputError(
                where[0],
                "has text after a quoted cell" if m else "has a quoted cell that does not end",
                place=f"line {where[1]}",
                remedy='inside quotation marks, write " as ""',
            )
    found = plain.match(text, at)
    assert found is not None
    return Cell(found.group(), at, found.end())


def _quoted(new: str, old: str, delimiter: str) -> str:
    """A cell with new text, quoted where it was or has to be."""
    if old.startswith('"') and old.endswith('"') and len(old) > 1:
        return f'"{new.replace(chr(34), chr(34) * 2)}"'
    if any(c in new for c in f"{delimiter}\r\n") or new.startswith('"'):
        return f'"{new.replace(chr(34), chr(34) * 2)}"'
    return new


def _content(decoded: Decoded, path: str, choice: Choice) -> tuple[Content, Extract]:
    text = decoded.text
    delimiter = choice.delimiter or delimiter_of(text, path)
    table = rows(text, delimiter, path)
    header = next(table, None)
    if header is None:
        raise InputError(path, "is empty: there is no header with the names of the columns")
    names = [c.text for c in header.cells]
    columns, source_lang, target_lang = find_columns(names, choice, path)
    target, source = Extract(), Extract()
    empty = 0
    for number, row in enumerate(table, 1):
        if len(row.cells) <= max(columns.values()):
            raise InputError(
                path,
                f"has a row of {len(row.cells)} cells, not {len(names)}",
                place=f"line {row.line}",
            )
        cell = row.cells[columns["target"]]
        if not cell.text.strip():
            empty += 1
            continue
        origin = row.cells[columns["id"]].text if "id" in columns else f"row {number}"
        if "source" in columns:
            source.add(row.cells[columns["source"]].text, 0, 0)
        source.close_unit(BlockKind.UNIT, origin)
        target.add(cell.text, cell.start, cell.end)
        target.close_unit(BlockKind.UNIT, origin)
    notes = decoded.notes
    if empty:
        notes += (f"{empty} row{'s' * (empty > 1)} without a target left out",)
    has_source = "source" in columns
    content = Content(
        text=target.finish(),
        blocks=tuple(target.blocks),
        encoding=decoded.encoding,
        notes=notes,
        source=source.finish() if has_source else None,
        source_blocks=tuple(source.blocks) if has_source else (),
        target_lang=target_lang,
        source_lang=source_lang,
        choice=replace(choice, delimiter=delimiter),
    )
    return content, target


def _choose(data: bytes, path: str, choice: Choice) -> Content:
    return _content(decode(data, path), path, choice)[0]


def _read(data: bytes, path: str) -> Content:
    return _choose(data, path, Choice())


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    decoded = decode(data, "")
    delimiter = content.choice.delimiter or ","
    _, extract = _content(decoded, "", content.choice)
    edited = rewrite_values(
        decoded.text,
        content.text,
        extract.pieces,
        edits,
        lambda new, old: _quoted(new, old, delimiter),
    )
    return encode(edited, decoded.encoding)


def _annotate(data: bytes, content: Content, report: Report) -> bytes:
    """Two more columns, or those of an earlier run with what is found now."""
    decoded = decode(data, "")
    text, delimiter = decoded.text, content.choice.delimiter or ","
    _, extract = _content(decoded, "", content.choice)
    found = dict(
        zip((p.start for p in extract.pieces), by_block(content.blocks, report), strict=True)
    )
    table = list(rows(text, delimiter, ""))
    names = [c.text for c in table[0].cells]
    parts, at = [], 0
    for k, row in enumerate(table):
        issues = next((found[c.start] for c in row.cells if c.start in found), ())
        for name, new in zip((SEVERITY, ISSUES), cells(issues), strict=True):
            value = _quoted(name if k == 0 else new, "", delimiter)
            if name in names and names.index(name) < len(row.cells):
                old = row.cells[names.index(name)]
                parts += [text[at : old.start], value]
                at = old.end
            else:
                parts += [text[at : row.cells[-1].end], delimiter, value]
                at = row.cells[-1].end
    return encode("".join([*parts, text[at:]]), decoded.encoding)


FORMAT = Format(
    name="csv",
    suffixes=(".csv", ".tsv", ".tab"),
    read=_read,
    write=_write,
    choose=_choose,
    annotate=_annotate,
    annotates_as="columns",
    doc="CSV and TSV with a header: a column of targets, and one of sources where there is one.",
)
