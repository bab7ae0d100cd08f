"""HTML: the text of the article in a page, written back into the very text nodes it came from.

The page is scanned, not rebuilt: an edit changes the characters of the text it touches and nothing
else. Which part of the page is the article is decided by :mod:`mtqa.read.article`.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Sequence

from mtqa.read.article import Page, Paragraph, article_paragraphs
from mtqa.read.decode import Decoded, decode, encode
from mtqa.read.format import Content, Edit, Format
from mtqa.read.mapping import Extract, Piece, edit_source
from mtqa.types import BlockKind

_PIECES = re.compile(
    r"(?P<space>[ \t\n\r\f]+)|(?P<entity>&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);?)|"
    r"(?P<plain>[^ \t\n\r\f&]+(?: [^ \t\n\r\f&]+)*|&)"
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_HEAD = 4096  # bytes in which a page states its encoding


def _read(data: bytes, path: str) -> Content:
    decoded = _decode(data, path)
    extract = _extract(decoded.text)
    notes = decoded.notes
    if not extract.blocks:
        notes += ("the page holds no text of an article",)
    return Content(extract.finish(), tuple(extract.blocks), decoded.encoding, notes)


def _decode(data: bytes, path: str) -> Decoded:
    """By byte order mark, then as the page states, then as :func:`decode` finds out."""
    stated = _CHARSET.search(data[:_HEAD]) or _XML.search(data[:_HEAD])
    if stated and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            name = codecs.lookup(stated[1].decode("ascii")).name
            # browsers read Latin-1 as its superset windows-1252
            name = "cp1252" if name in ("iso8859-1", "ascii") else name
            if name != "utf-8" and b"\x00" not in data:
                return Decoded(data.decode(name), name, (f"decoded as {name}, as the page says",))
        except (LookupError, UnicodeDecodeError):
            pass  # the page is wrong about itself
    return decode(data, path)


def _extract(page: str) -> Extract:
    extract = Extract()
    for paragraph in article_paragraphs(Page(page)):
        for start, end in paragraph.nodes:
            if start == end:  # a line break
                _space(extract, "\n", start, end)
            else:
                _add_text(extract, page, start, end)
        kind = BlockKind.HEADING if paragraph.heading else BlockKind.PARAGRAPH
        extract.close(BlockKind.CELL if paragraph.cell else kind, _origin(paragraph))
    return extract


def _origin(paragraph: Paragraph) -> str:
    return f"{paragraph.nodes[0][0]}:{paragraph.nodes[-1][1]}"


def _add_text(extract: Extract, page: str, start: int, end: int) -> None:
    """The characters of a text node: entities decoded, runs of white space as one space."""
    for m in _PIECES.finditer(page, start, end):
        if m["space"]:
            _space(extract, " ", m.start(), m.end())
        elif m["entity"]:
            extract.add(html.unescape(m.group()), m.start(), m.end())
        else:
            extract.literal(page, m.start(), m.end())


def _space(extract: Extract, space: str, start: int, end: int) -> None:
    if extract.last and extract.last not in " \n":
        extract.add(space, start, end)


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    page = _decode(data, "").text
    extract = _extract(page)
    encoding = content.encoding.removeprefix("bom:")

    def escaped(text: str) -> str:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        text = text.replace("\u00a0", "&nbsp;")
        return text.encode(encoding, "xmlcharrefreplace").decode(encoding)

    pieces: Sequence[Piece] = extract.pieces
    edited = edit_source(page, extract.finish(), pieces, edits, escaped)
    return encode(edited, content.encoding)


FORMAT = Format(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    read=_read,
    write=_write,
    doc="HTML: headings, paragraphs, lists, tables of the article; no menus, scripts, footers.",
)
