"""The paragraphs of a Word document, part by part, as one text.

The text of a paragraph is what a reader sees with all tracked changes accepted: inserted text
counts, deleted text does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqa.read.mapping import JOINT
from mtqa.read.package import member, open_package, parse_part
from mtqa.read.runs import Run, W, runs_of
from mtqa.types import Block, BlockKind, Span

if TYPE_CHECKING:
    import zipfile

    from lxml import etree

_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTS = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes)\.xml\Z")
_MAIN = re.compile(
    rb"<[^<>]*?Type\s*=\s*\"[^\"]*/officeDocument\"[^<>]*?Target\s*=\s*\"/?([^\"]+)\"|"
    rb"<[^<>]*?Target\s*=\s*\"/?([^\"]+)\"[^<>]*?Type\s*=\s*\"[^\"]*/officeDocument\""
)
_HEADING = re.compile(r"(?:heading|title|subtitle|titre|überschrift|título|titolo)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that holds text.

    Attributes:
        part: The part of the package it stands in.
        node: Its ``w:p``.
        start: Where its text begins in the text of the document.
        runs: Its text, node by node.
    """

    part: str
    node: etree._Element
    start: int
    runs: tuple[Run, ...]

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + sum(len(r.text) for r in self.runs)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read.

    Attributes:
        text: The texts of its paragraphs, a line feed between two.
        blocks: Its blocks, one for each of ``paragraphs``.
        paragraphs: The paragraphs that hold text.
        roots: The XML of its parts by name, the main part first.
    """

    text: str
    blocks: tuple[Block, ...]
    paragraphs: tuple[Paragraph, ...]
    roots: dict[str, etree._Element]


def open_docx(data: bytes, path: str) -> Reading:
    """Read a package.

    Raises:
        InputError: If it is damaged, hostile or no Word document.
    """
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
            start = at + text.index(stripped[0])
            span = Span(start, start + len(stripped))
            blocks.append(Block(_kind(node, headings), span, f"{name}#{k}"))
            paragraphs.append(Paragraph(name, node, at, runs))
            parts.append(text)
            at += len(text) + len(JOINT)
    return Reading(JOINT.join(parts), tuple(blocks), tuple(paragraphs), roots)


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
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        level = style.find(f"{W}pPr/{W}outlineLvl")
        said = name.get(f"{W}val", "") if name is not None else ""
        if _HEADING.match(said) or (level is not None and level.get(f"{W}val", "9") != "9"):
            found.add(style.get(f"{W}styleId", ""))
    return frozenset(found)


def _paragraph_nodes(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs in document order; what only old readers see (Fallback) is left out."""
    for node in root.iter(f"{W}p"):
        if not any(a.tag == _MC_FALLBACK for a in node.iterancestors()):
            yield node


def _kind(node: etree._Element, headings: frozenset[str]) -> BlockKind:
    style = node.find(f"{W}pPr/{W}pStyle")
    level = node.find(f"{W}pPr/{W}outlineLvl")
    if style is not None:
        name = style.get(f"{W}val", "")
        if name in headings or _HEADING.match(name):
            return BlockKind.HEADING
    if level is not None and level.get(f"{W}val", "9") != "9":
        return BlockKind.HEADING
    in_cell = next(node.iterancestors(f"{W}tc"), None) is not None
    return BlockKind.CELL if in_cell else BlockKind.PARAGRAPH
