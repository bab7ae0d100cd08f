"""Tables and bilingual files as rows of a batch: each unit is a row, with its source.

The rows are written to a temporary file, so that memory does not grow with a table.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mtqa import catalog
from mtqa.errors import EncodingError, InputError, MissingError
from mtqa.read.columns import find_columns
from mtqa.read.delimited import delimiter_of
from mtqa.read.format import Choice, Content
from mtqa.read.layout import stripped
from mtqa.report.encode import dump
from mtqa.settings import Settings
from mtqa.types import Block, BlockKind, Span
from mtqa.unit import Code, Unit

TABLES = (".csv", ".tsv", ".tab")
PARQUET = (".parquet", ".pq")
FORMATS = ("xliff", "tmx", "po")
TOGETHER = 2000
"""Units of a file that are checked as one document, so that they are consistent."""
FACTS = "mtqa_unit"
"""Field of a row with what a bilingual file says of the unit."""
ERROR = "mtqa_error"
"""Field of a row that could not be read."""
_ALSO = ("source_lang", "target_lang", "document")
MAX_CELL = 50 * 1024 * 1024


def converts(path: str) -> bool:
    """Whether a file is one that has to be made rows."""
    suffix = Path(path).suffix.lower()
    known = (s for name in FORMATS for s in catalog.formats()[name].suffixes)
    return suffix in (*TABLES, *PARQUET, *known)


def convert(
    path: str, settings: Settings, columns: Mapping[str, str], notes: list[str]
) -> Iterator[bytes]:
    """The rows of a file, each a line of JSON.

    Args:
        path: The file.
        settings: The languages.
        columns: See :class:`mtqa.read.format.Choice`.
        notes: What the user should know is added here.

    Raises:
        InputError: If it cannot be read.
        MissingError: If the package for it is not installed.
    """
    choice = Choice(settings.target_lang, settings.source_lang, columns)
    suffix = Path(path).suffix.lower()
    try:
        if suffix in TABLES:
            yield from _table(path, choice)
        elif suffix in PARQUET:
            yield from _parquet(path, choice)
        else:
            yield from _units(path, choice, notes)
    except OSError as error:
        raise InputError(path, "cannot be read", remedy=str(error.strerror).lower()) from error


def _units(path: str, choice: Choice, notes: list[str]) -> Iterator[bytes]:
    suffix = Path(path).suffix.lower()
    format_ = next(f for f in catalog.formats().values() if suffix in f.suffixes)
    if format_.choose is None:
        raise InputError(path, "has no sources")
    content = format_.choose(Path(path).read_bytes(), path, choice)
    notes += [f"{path}: {note}" for note in content.notes]
    sources = content.source_blocks or (None,) * len(content.blocks)
    for k, (block, source) in enumerate(zip(content.blocks, sources, strict=True)):
        name = block.origin.split("/")[0] if format_.name == "xliff" else format_.name
        yield dump(
            {
                "id": block.origin,
                "target": _whole(block).of(content.text),
                "source": _whole(source).of(content.source or "") if source else None,
                "target_lang": content.target_lang or choice.target_lang,
                "source_lang": content.source_lang or choice.source_lang,
                # a memory is no document: its units do not follow each other
                "document": None if format_.name == "tmx" else f"{name} {k // TOGETHER}",
                FACTS: [_facts(block), _facts(source) if source else None],
            }
        )


def _whole(block: Block) -> Span:
    return block.unit.whole if block.unit else block.span


def _facts(block: Block) -> dict[str, Any]:
    """What the file says of a side of a unit, its places counted from the unit's beginning."""
    if block.unit is None:
        return {}
    facts = asdict(block.unit.shift(-block.unit.whole.start))
    del facts["whole"]
    return {**facts, "syntax": sorted(block.unit.syntax)}


def unit_content(text: str, facts: Mapping[str, Any]) -> Content:
    """A unit as :func:`convert` wrote it.

    Raises:
        TypeError, ValueError, KeyError: If it did not.
    """
    codes = tuple(Code(str(c["name"]), int(c["at"])) for c in facts.get("codes", ()))
    known = {k: v for k, v in facts.items() if k not in ("codes", "syntax")}
    syntax = frozenset(map(str, facts.get("syntax", ())))
    unit = Unit(Span(0, len(text)), codes=codes, syntax=syntax, **known)
    span = stripped(text, 0, len(text)) or Span(0, 0)
    return Content(text, (Block(BlockKind.UNIT, span, unit=unit),))


def _table(path: str, choice: Choice) -> Iterator[bytes]:
    csv.field_size_limit(MAX_CELL)
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        try:
            head = file.readline()
            file.seek(0)
            reader = csv.reader(file, delimiter=delimiter_of(head, path), strict=True)
            header = next(reader, None)
            if not header:
                raise InputError(path, "is empty: there is no header with the names of the columns")
            row_of = _Columns(header, choice, path)
            number = 0
            for cells in reader:
                if not cells:
                    continue
                number += 1
                yield dump(row_of.row(cells, number, f"line {reader.line_num}"))
        except UnicodeDecodeError as error:
            raise EncodingError(
                path, "is not in UTF-8", place=f"byte {error.start}", remedy="save it as UTF-8"
            ) from error
        except csv.Error as error:
            raise InputError(path, str(error), place=f"line {reader.line_num}") from error


class _Columns:
    """Makes rows of the cells of a table."""

    def __init__(self, header: list[str], choice: Choice, path: str) -> None:
        self._columns, source_lang, target_lang = find_columns(header, choice, path)
        self._langs = {
            "source_lang": source_lang or choice.source_lang,
            "target_lang": target_lang or choice.target_lang,
        }
        self._also = {n: header.index(n) for n in _ALSO if n in header}
        self._width = len(header)

    def row(self, cells: list[Any], number: int, place: str) -> dict[str, Any]:
        """A row of the batch."""
        if len(cells) <= max(self._columns.values()):
            what = f"{place}: has {len(cells)} cells, not {self._width}"
            return {"id": f"row {number}", ERROR: what}
        found = {role: cells[k] for role, k in self._columns.items()}
        for name, k in self._also.items():
            found[name] = (cells[k] if k < len(cells) else None) or None
        for name, lang in self._langs.items():
            found[name] = found.get(name) or lang
        key = found.get("id")
        return {**found, "id": f"row {number}" if key in (None, "") else key, FACTS: [{}, {}]}


def _parquet(path: str, choice: Choice) -> Iterator[bytes]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        how = "pip install 'mtqa[parquet]'"
        raise MissingError(f"{path}: Parquet needs the package pyarrow; {how}") from error
    try:
        file = parquet.ParquetFile(path)
        names = list(file.schema_arrow.names)
        row_of = _Columns(names, choice, path)
        number = 0
        for batch in file.iter_batches(batch_size=1000):
            for record in batch.to_pylist():
                number += 1
                yield dump(row_of.row([record[n] for n in names], number, f"row {number}"))
    except pyarrow.ArrowException as error:
        what = str(error).splitlines()[0]
        raise InputError(path, f"is no Parquet file that can be read: {what}") from error
