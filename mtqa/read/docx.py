"""DOCX: paragraphs of body, tables, headers, footers and notes; edits go into the runs.

The text of a paragraph is what a reader sees with all tracked changes accepted: inserted text
counts, deleted text does not. An edit changes the text of the runs it touches, so that their
formatting stays; every part of the package without an edit keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqa.read.format import Content, Edit, Format
from mtqa.read.mapping import JOINT, refined
from mtqa.read.package import member, open_package, parse_part, rewrite
from mtqa.read.runs import Run, edit_runs, runs_of
from mtqa.types import Block, BlockKind, Span

if TYPE_CHECKING:
    import zipfile

    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTS = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes)\.xml\Z")
_MAIN = re.compile(
    rb"<[^<>]*?Type\s*=\s*\"[^\"]*/officeDocument\"[^<>]*?Target\s*=\s*\"/?([^\"]+)\"|"
    rb"<[^<>]*?Target\s*=\s*\"/?([^\"]+)\"[^<>]*?Type\s*=\s*\"[^\"]*/officeDocument\""
)
_HEADING = re.compile(r"(?:heading|title|subtitle|titre|überschrift|título|titolo)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    part: str
    kind: BlockKind
    start: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    blocks: tuple[Block, ...]
    paragraphs: tuple[_Paragraph, ...]
    roots: dict[str, etree._Element]


def _read(data: bytes, path: str) -> Content:
    reading = _open(data, path)
    notes = () if reading.blocks else ("the document holds no text",)
    return Content(reading.text, reading.blocks, notes=notes)


def _open(data: bytes, path: str) -> _Reading:
    with open_package(data, path) as package:
        roots = {
            name: parse_part(member(package, name, path), path, name)
            for name in _part_names(package, path)
        }
        headings = _heading_styles(package, path)
    parts, blocks, paragraphs, at = [], [], [], 0
    for name, root in roots.items():
        for k, node in enumerate(_paragraph_nodes(root)):
            runs = tuple(runs_of(node))
            text = "".join(r.text for r in runs)
            stripped = text.strip()
            if not stripped:
                continue
            kind = _kind(node, headings)
            start = at + text.index(stripped[0])
            blocks.append(Block(kind, Span(start, start + len(stripped)), f"{name}#{k}"))
            paragraphs.append(_Paragraph(name, kind, at, runs))
            parts.append(text)
            at += len(text) + len(JOINT)
    return _Reading(JOINT.join(parts), tuple(blocks), tuple(paragraphs), roots)


def _part_names(package: zipfile.ZipFile, path: str) -> list[str]:
    """The main part, then headers, footers and notes in the order of their names."""
    names = sorted(set(package.namelist()))
    main = "word/document.xml"
    if "_rels/.rels" in names:
        m = _MAIN.search(member(package, "_rels/.rels", path))
        main = (m[1] or m[2]).decode("utf-8", "replace") if m else main
    return [main, *(n for n in names if _PARTS.match(n) and n != main)]


def _heading_styles(package: zipfile.ZipFile, path: str) -> frozenset[str]:
    """Ids of the paragraph styles that are headings: by outline level or by name."""
    if "word/styles.xml" not in package.namelist():
        return frozenset()
    root = parse_part(member(package, "word/styles.xml", path), path, "word/styles.xml")
    found = set()
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        level = style.find(f"{_W}pPr/{_W}outlineLvl")
        said = name.get(f"{_W}val", "") if name is not None else ""
        if _HEADING.match(said) or (level is not None and level.get(f"{_W}val", "9") != "9"):
            found.add(style.get(f"{_W}styleId", ""))
    return frozenset(found)


def _paragraph_nodes(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs in document order; what only old readers see (Fallback) is left out."""
    for node in root.iter(f"{_W}p"):
        if not any(a.tag == _MC_FALLBACK for a in node.iterancestors()):
            yield node


def _kind(node: etree._Element, headings: frozenset[str]) -> BlockKind:
    style = node.find(f"{_W}pPr/{_W}pStyle")
    level = node.find(f"{_W}pPr/{_W}outlineLvl")
    if style is not None:
        name = style.get(f"{_W}val", "")
        if name in headings or _HEADING.match(name):
            return BlockKind.HEADING
    if level is not None and level.get(f"{_W}val", "9") != "9":
        return BlockKind.HEADING
    in_cell = next(node.iterancestors(f"{_W}tc"), None) is not None
    return BlockKind.CELL if in_cell else BlockKind.PARAGRAPH


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    from lxml import etree

    reading = _open(data, "")
    small = [s for edit in edits for s in refined(reading.text, edit)]
    touched: set[str] = set()
    for paragraph in reading.paragraphs:
        end = paragraph.start + sum(len(r.text) for r in paragraph.runs)
        mine = [e for e in small if paragraph.start <= e.span.start and e.span.end <= end]
        if mine:
            edit_runs(paragraph.runs, [Edit(e.span.shift(-paragraph.start), e.text) for e in mine])
            touched.add(paragraph.part)
    changed = {
        name: etree.tostring(
            reading.roots[name].getroottree(),
            xml_declaration=True,
            encoding="UTF-8",
            standalone=True,
        )
        for name in touched
    }
    return rewrite(data, changed)


FORMAT = Format(
    name="docx",
    suffixes=(".docx", ".docm"),
    read=_read,
    write=_write,
    doc="Word: body, tables, headers, footers, notes; tracked insertions count, deletions do not.",
)
