"""Inline tags of XLIFF and TMX: lifted out of the text to check, left where they are in the file.

What stands between paired tags is text. A tag that takes the place of words leaves one character
(:data:`mtqa.unit.CODE`), one that breaks the line a line break, one that only formats nothing. None
of them is ever part of an edit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mtqa.read.mapping import Extract
from mtqa.read.xml_scan import Element, Text, unescape
from mtqa.unit import CODE, Code

_PIECES = re.compile(r"(?P<reference>&(?:#\d+|#x[0-9a-fA-F]+|\w+);)|(?P<crlf>\r\n)|[^&\r]+|\r")
_FORMATS = re.compile(
    r"\s*(?:</?\s*(?:a|abbr|b|big|blink|cf|code|del|em|font|i|ins|kbd|mark|s|small|span|strike"
    r"|strong|sub|sup|tt|u|var|wbr|w:r|run\d*|bold|italic|underline|color|size)\b[^<>]*>"
    r"|\{\\?/?[bius\d]+[>}]?|[<{]/?\d+[>}]"
    r"|\[/?(?:b|i|u|s|url|color|size)\b[^\]]*\]|\\[bi]\d?)\s*\Z",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"\s*(?:<\s*/?\s*(?:w:)?br\b[^<>]*>|\\n|\n|\[br\]|\\N|lb|x-html-br|x-br)\s*\Z")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a format writes its inline tags.

    Attributes:
        content: Elements whose content is text.
        paired: Elements that open or close a stretch of text, and are no text themselves.
        name: What an element is called in source and target alike, None where it marks a stretch
            of text for people (a comment, a term) and may differ.
        native: What an element stands for: its native code, or what the file says of its type.
        deleted: Whether the content of an element was deleted (tracked changes).
    """

    content: frozenset[str]
    paired: frozenset[str]
    name: Callable[[Element], str | None]
    native: Callable[[str, Element], str]
    deleted: Callable[[Element], bool] = lambda element: False


def content_of(text: str, element: Element) -> str:
    """The character data inside an element, references resolved, tags left out."""
    parts = []
    for child in element.children:
        if isinstance(child, Text):
            raw = text[child.start : child.end]
            parts.append(raw if child.cdata else unescape(raw))
        else:
            parts.append(content_of(text, child))
    return "".join(parts)


def add_inline(
    extract: Extract, text: str, nodes: Iterable[Element | Text], dialect: Dialect
) -> list[Code]:
    """Add the text of a unit to an extract.

    Args:
        extract: Where it goes; its block stays open.
        text: The file.
        nodes: What stands in the unit.
        dialect: How its inline tags are written.

    Returns:
        The tags that were lifted out, in order.
    """
    codes: list[Code] = []
    for node in nodes:
        if isinstance(node, Text):
            add_text(extract, text, node)
        elif dialect.deleted(node):
            continue
        elif node.name in dialect.content:
            _add_paired(extract, text, node, dialect, codes)
        else:
            _add_code(extract, text, node, dialect, codes)
    return codes


def _add_paired(
    extract: Extract, text: str, node: Element, dialect: Dialect, codes: list[Code]
) -> None:
    name = dialect.name(node)
    if name is not None:
        codes.append(Code(name, extract.length))
    codes += add_inline(extract, text, node.children, dialect)
    if name is not None:
        codes.append(Code(f"/{name}", extract.length))


def _add_code(
    extract: Extract, text: str, node: Element, dialect: Dialect, codes: list[Code]
) -> None:
    name = dialect.name(node)
    if name is None:
        return
    codes.append(Code(name, extract.length))
    native = dialect.native(text, node)
    if _BREAKS.match(native):
        extract.add("\n", node.start, node.end, fixed=True)
    elif node.name not in dialect.paired and not _FORMATS.match(native):
        extract.add(CODE, node.start, node.end, fixed=True)


def add_text(extract: Extract, text: str, node: Text) -> None:
    """Add character data: references resolved, line ends as XML reads them."""
    if node.cdata:
        extract.add(text[node.start : node.end], node.start, node.end, raw=True)
        return
    for m in _PIECES.finditer(text, node.start, node.end):
        if m["reference"]:
            extract.add(unescape(m["reference"]), m.start(), m.end())
        else:
            extract.add("\n" if m["crlf"] else m.group(), m.start(), m.end())


def segments_in(element: Element) -> Sequence[Element]:
    """The ``mrk mtype="seg"`` inside an element, those inside another one left out."""
    found: list[Element] = []
    for node in element.descendants():
        inside = bool(found) and node.start < found[-1].end
        if node.name == "mrk" and node.get("mtype") == "seg" and not inside:
            found.append(node)
    return found
