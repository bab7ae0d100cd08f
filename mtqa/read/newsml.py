"""NewsML-G2: headline, lead and body of each news item, in XHTML or NITF; edits in place.

A path names each block by the local names of its elements: ``/newsItem/contentSet/inlineXML/html/
body/p[2]``. What the body says of the headline again is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtqa.errors import InputError
from mtqa.language.tags import parse_tag
from mtqa.read.format import Content, Edit, Format
from mtqa.read.mapping import Extract, edit_source
from mtqa.read.xml_decode import decode_xml, encode_xml
from mtqa.read.xml_scan import XML, Element, Text, check, unescape, walk
from mtqa.types import BlockKind

_HEADINGS = frozenset("headline title h1 h2 h3 h4 h5 h6 hl1 hl2".split())
_BLOCKS = _HEADINGS | frozenset(
    "p li dt dd td th caption figcaption blockquote pre body div section article block".split()
)
_LEFT_OUT = frozenset(
    "head script style byline dateline distributor rights by creditline media pubdata".split()
)
_CELLS = frozenset(("td", "th"))
_LEAD = re.compile(r"(?:summary|lead|lede|abstract|intro|dek|standfirst|chapeau)", re.I)
_PIECES = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<reference>&(?:#\d+|#x[0-9a-fA-F]+|\w+);)|[^ \t\r\n&]+"
)
_ROOTS = frozenset(("newsMessage", "newsItem", "packageItem"))


class _Reader:
    """Takes the text out of one file.

    Args:
        text: The file, decoded.
        path: Its name, for errors.
    """

    def __init__(self, text: str, path: str) -> None:
        self.text, self.extract, self.lang = text, Extract(), ""
        self._counts: dict[tuple[int, str], int] = {}
        self._paths: dict[int, str] = {}
        self._alive: list[Element] = []  # an id is only a name as long as its element lives
        self._seen: set[str] = set()
        check(text, path)
        meta: list[Element] = []
        for event, element in walk(text, path, lambda e: e.name in ("contentMeta", "inlineXML")):
            if event == "open":
                self._open(element, path)
            elif event == "kept" and element.name == "contentMeta":
                self._name(element)
                self._meta(element)
                meta.append(element)
            elif event == "kept":
                self._name(element)
                self.lang = self.lang or element.get(f"{{{XML}}}lang")
                self._blocks(element)
            elif element.name == "newsItem":
                self._seen.clear()

    def _open(self, element: Element, path: str) -> None:
        if element.parent is None and element.name not in _ROOTS:
            raise InputError(path, f"is no NewsML-G2: its first element is <{element.name}>")
        self._name(element)
        if element.name == "newsItem":
            self.lang = self.lang or element.get(f"{{{XML}}}lang")

    def _name(self, element: Element) -> str:
        """The path of an element, numbered among its siblings of the same name from the second."""
        self._alive.append(element)
        parent = element.parent
        key = (id(parent), element.name)
        self._counts[key] = self._counts.get(key, 0) + 1
        number = f"[{self._counts[key]}]" if self._counts[key] > 1 else ""
        before = self._paths.get(id(parent), "") if parent is not None else ""
        self._paths[id(element)] = f"{before}/{element.name}{number}"
        return self._paths[id(element)]

    def _meta(self, meta: Element) -> None:
        for element in meta.elements():
            path = self._name(element)
            if element.name == "headline":
                self._block(element, path)
        for element in meta.elements("description"):
            role = element.get("role")
            if not role or _LEAD.search(role):
                self._block(element, self._paths[id(element)])

    def _blocks(self, element: Element) -> None:
        """The innermost blocks inside an element, in order."""
        for child in element.elements():
            path = self._name(child)
            if child.name in _LEFT_OUT:
                continue
            inside = any(e.name in _BLOCKS for e in child.descendants())
            if child.name in _BLOCKS and not inside:
                self._block(child, path)
            else:
                self._blocks(child)

    def _block(self, element: Element, path: str) -> None:
        said = " ".join(_said(self.text, element).split())
        repeated = said in self._seen
        if not said or repeated:
            return
        if element.name in _HEADINGS or element.name == "description":
            self._seen.add(said)
        self._inline(element)
        kind = BlockKind.HEADING if element.name in _HEADINGS else BlockKind.PARAGRAPH
        self.extract.close(BlockKind.CELL if element.name in _CELLS else kind, path)

    def _inline(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, Text):
                self._literal(child)
            elif child.name == "br":
                self._space("\n", child.start, child.end)
            elif child.name not in _LEFT_OUT:
                self._inline(child)

    def _literal(self, node: Text) -> None:
        if node.cdata:
            self.extract.add(self.text[node.start : node.end], node.start, node.end, raw=True)
            return
        for m in _PIECES.finditer(self.text, node.start, node.end):
            if m["space"]:
                self._space(" ", m.start(), m.end())
            elif m["reference"]:
                self.extract.add(unescape(m.group()), m.start(), m.end())
            else:
                self.extract.literal(self.text, m.start(), m.end())

    def _space(self, space: str, start: int, end: int) -> None:
        if self.extract.last and self.extract.last not in " \n":
            self.extract.add(space, start, end)


def _said(text: str, element: Element) -> str:
    return "".join(_characters(text, element))


def _characters(text: str, element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Text):
            raw = text[child.start : child.end]
            yield raw if child.cdata else unescape(raw)
        else:
            yield from _characters(text, child)


def _read(data: bytes, path: str) -> Content:
    text, encoding = decode_xml(data, path)
    reader = _Reader(text, path)
    extract = reader.extract
    notes = () if extract.blocks else ("the news item holds no text",)
    lang = parse_tag(reader.lang) if reader.lang else None
    return Content(extract.finish(), tuple(extract.blocks), encoding, notes, target_lang=lang)


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    text, encoding = decode_xml(data, "")
    extract = _Reader(text, "").extract
    codec = encoding.removeprefix("bom:")

    def escaped(new: str) -> str:
        new = new.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return new.encode(codec, "xmlcharrefreplace").decode(codec)

    edited = edit_source(text, extract.finish(), extract.pieces, edits, escaped)
    return encode_xml(edited, encoding, data, text)


FORMAT = Format(
    name="newsml",
    suffixes=(".newsml",),
    read=_read,
    write=_write,
    doc="NewsML-G2 (also as .xml): headline, lead and body (XHTML, NITF) of each news item.",
)
