"""XLIFF 1.2, 2.0 and 2.1: the target of each unit beside its source; edits touch nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.errors import InputError
from mtqa.read import xliff_1, xliff_2
from mtqa.read.bilingual import Units, open_units, read_units, write_units
from mtqa.read.format import Choice, Content, Edit, Format
from mtqa.read.xliff_its import annotated, cleaned
from mtqa.read.xml_decode import decode_xml, encode_xml
from mtqa.read.xml_scan import check, walk
from mtqa.types import Report


def parse(text: str, path: str, choice: Choice) -> Units:
    """The units of a file of any version.

    Raises:
        InputError: If it is no XLIFF, not well-formed, or hostile.
    """
    check(text, path)
    root = next(walk(text, path, lambda _: False))[1]
    if root.name != "xliff":
        raise InputError(path, f"is no XLIFF file: its first element is <{root.name}>")
    version = root.get("version")
    if version.startswith("1."):
        return xliff_1.parse(text, path, choice)
    if version.startswith("2."):
        return xliff_2.parse(text, path, choice)
    raise InputError(path, f"is XLIFF {version or 'without a version'}; 1.x and 2.x can be read")


def _choose(data: bytes, path: str, choice: Choice) -> Content:
    if choice.columns:
        raise InputError(path, "has no columns to choose", remedy="leave --columns out")
    return read_units(data, path, choice, parse)


def _read(data: bytes, path: str) -> Content:
    return _choose(data, path, Choice())


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    return write_units(data, content, edits, parse)


def _annotate(data: bytes, content: Content, report: Report) -> bytes:
    text, encoding = decode_xml(data, "")
    plain = encode_xml(cleaned(text), encoding, data, text)
    opened = open_units(plain, "", content.choice, parse)
    return encode_xml(annotated(opened, report), encoding, plain, opened.text)


FORMAT = Format(
    name="xliff",
    suffixes=(".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
    read=_read,
    write=_write,
    choose=_choose,
    annotate=_annotate,
    doc="XLIFF 1.2, 2.0, 2.1: targets with their sources, segments, inline tags, length limits.",
)
