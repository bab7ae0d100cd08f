"""Writes a text that came in another format as a new Word document.

The XML is our own and small: a document, its styles and its properties. Both this and a document
that somebody else wrote then take tracked changes and comments in the same way, for which no
library was found that keeps the formatting of runs.
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import PurePath
from xml.sax.saxutils import escape, quoteattr

from mtqa.read.format import Content
from mtqa.read.mapping import JOINT
from mtqa.read.runs import FORBIDDEN, W
from mtqa.types import Block, BlockKind, Document, Span

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "ps", "sd", "ug", "yi"))
_WRAPPED = frozenset(("text", "markdown"))  # formats in which a line feed inside a block is a space
_EPOCH = (1980, 1, 1, 0, 0, 0)


def new_docx(content: Content, document: Document) -> tuple[bytes, Callable[[Span], Span]]:
    """A Word document with the blocks of a text as its paragraphs.

    Args:
        content: The text and its blocks.
        document: What it was read into: its name, format and language.

    Returns:
        The package, and the way of a span from the text into that of the package.
    """
    blocks = content.blocks
    wrapped = document.format in _WRAPPED
    rtl = document.target_lang.split("-")[0].lower() in _RIGHT_TO_LEFT
    bodies, starts, at = [], [], 0
    for k, block in enumerate(blocks):
        text = block.span.of(content.text)
        starts.append(at)
        at += len(text) + len(JOINT)
        bodies.append(_paragraph(text, _style(block, first=k == 0), wrapped=wrapped, rtl=rtl))
    firsts = [b.span.start for b in blocks]

    def place(offset: int, *, end: bool) -> int:
        k = bisect_right(firsts, offset - end) - 1 if offset else 0
        if k < 0:
            return 0
        return starts[k] + min(max(offset - firsts[k], 0), len(blocks[k].span))

    def moved(span: Span) -> Span:
        if not blocks:
            return Span(0, 0)
        start = place(span.start, end=False)
        return Span(start, max(start, place(span.end, end=len(span) > 0)))

    return _package("".join(bodies), document, rtl=rtl), moved


def _style(block: Block, *, first: bool) -> str:
    if block.kind is not BlockKind.HEADING:
        return ""
    return "Title" if first else "Heading1"


def _paragraph(text: str, style: str, *, wrapped: bool, rtl: bool) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:bidi/>" if rtl else ""
    run = "<w:rPr><w:rtl/></w:rPr>" if rtl else ""
    run += "".join(_nodes(FORBIDDEN.sub("\ufffd", text), wrapped=wrapped))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{run}</w:r></w:p>"


def _nodes(text: str, *, wrapped: bool) -> Iterator[str]:
    """A text as nodes, one character of the package's text for each of its own."""
    text = text.replace("\r", " ")
    if wrapped:
        text = text.replace("\n", " ")
    for k, line in enumerate(text.split("\n")):
        if k:
            yield "<w:br/>"
        for j, part in enumerate(line.split("\t")):
            if j:
                yield "<w:tab/>"
            if part:
                yield f'<w:t xml:space="preserve">{escape(part)}</w:t>'


def _package(body: str, document: Document, *, rtl: bool) -> bytes:
    lang = quoteattr(document.target_lang)
    langs = f"<w:lang w:val={lang} w:eastAsia={lang} w:bidi={lang}/>"
    title = escape(FORBIDDEN.sub("", PurePath(document.path).name))
    section = '<w:pgSz w:w="11906" w:h="16838"/>' + (
        '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" '
        'w:footer="708" w:gutter="0"/>'
    )
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
        "<dc:creator>mtqa</dc:creator></cp:coreProperties>",
        "word/_rels/document.xml.rels": _relations((f"{_OFFICE}/styles", "styles.xml")),
        "word/document.xml": f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}'
        f"<w:sectPr>{section}{'<w:bidi/>' if rtl else ''}</w:sectPr></w:body></w:document>",
        "word/styles.xml": _styles(langs),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            package.writestr(
                info, (_DECLARED + xml).encode("utf-8", "replace"), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in (
            ("word/document.xml", f"{_WORD}.document.main+xml"),
            ("word/styles.xml", f"{_WORD}.styles+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        )
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{k}" Type="{kind}" Target="{name}"/>'
        for k, (kind, name) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _styles(langs: str) -> str:
    fonts = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/>'
    normal = f'{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>{langs}'

    def heading(name: str, shown: str, size: int, level: int, before: int) -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
            '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
            f'<w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{level}"/></w:pPr>'
            f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )

    return (
        f'<w:styles xmlns:w="{W[1:-1]}"><w:docDefaults><w:rPrDefault><w:rPr>{normal}</w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        f"{heading('Title', 'Title', 40, 0, 0)}{heading('Heading1', 'heading 1', 28, 0, 240)}"
        "</w:styles>"
    )
