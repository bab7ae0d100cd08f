"""Markdown: its headings, paragraphs, list items and table cells, without the markup.

markdown-it decides what is text. It gives lines but no columns, so the pieces of each line's text
are found again in the file one after the other; edits then change only those. An edit that puts
punctuation or a space beside ``**`` may turn it into text, as it would for a person typing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mtqa.read.decode import decode, encode
from mtqa.read.format import Content, Edit, Format
from mtqa.read.mapping import Extract, edit_source
from mtqa.types import BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(
    r"\A(?:---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?=\r?$)|"
    r"\+\+\+[ \t]*\r?\n.*?^\+\+\+[ \t]*(?=\r?$))",
    re.DOTALL | re.MULTILINE,
)
_LINE = re.compile(r"\r\n|\n|\r")
_MARKED = re.compile(r"([\\`*_\[\]<>~|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_KINDS = {
    "heading_open": BlockKind.HEADING,
    "td_open": BlockKind.CELL,
    "th_open": BlockKind.CELL,
}
_MAX_NESTING = 50  # lists and quotes inside each other: markdown-it is recursive


def _read(data: bytes, path: str) -> Content:
    decoded = decode(data, path)
    extract = _extract(decoded.text)
    return Content(extract.finish(), tuple(extract.blocks), decoded.encoding, decoded.notes)


def _extract(source: str) -> Extract:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.disable("text_join")  # it hides which characters were escaped
    front = _FRONT.match(source)
    # As many lines as before, so that line numbers stay true.
    hidden = "\n" * len(_LINE.findall(front.group())) if front else ""
    body = hidden + source[front.end() :] if front else source
    starts = [0, *(m.end() for m in _LINE.finditer(source)), len(source)]
    extract, finder = Extract(), _Finder(source)
    before: Token | None = None
    for token in parser.parse(body):
        if token.type == "inline" and token.map and before is not None:
            finder.limit(starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)])
            for text, start, end in finder.pieces(token.children or []):
                # what was left out (an image) leaves no double space behind
                double = text[0] == " " and extract.last in ("", " ") and finder.skipped
                extract.add(text[double:], start + double, end)
                finder.skipped = False
            extract.close(_KINDS.get(before.type, BlockKind.PARAGRAPH))
        before = token
    return extract


class _Finder:
    """Finds the text of inline tokens in the file, in order."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = self.end = 0
        self.skipped = False

    def limit(self, start: int, end: int) -> None:
        """Look between ``start`` and ``end``, but never before what was found already."""
        self.at, self.end = max(self.at, start), end

    def _find(self, text: str) -> int:
        found = self.source.find(text, self.at, self.end)
        if found >= 0:
            self.at = found + len(text)
        return found

    def pieces(self, tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
        """The text of the tokens and where each piece of it stands."""
        for token in tokens:
            if token.type == "text_special":
                start = self._find(token.markup or token.info)
                if start >= 0:
                    yield token.content, start, self.at
            elif token.type in ("text", "code_inline"):
                yield from self._text(token)
            elif token.type in ("softbreak", "hardbreak"):
                yield from self._break()
            elif token.type == "html_inline":
                self._find(token.content)
                self.skipped = self.skipped or token.content.startswith("<!--")
            elif token.type == "link_close":
                self._skip_target(token)
            elif token.type == "image":
                self._find("![")
                self.skipped = True
                self.at = self._balanced(self._balanced(self.at - 1, "[]"), "()[]")

    def _text(self, token: Token) -> Iterator[tuple[str, int, int]]:
        """A stretch of text; inside it, line ends of code may have been turned into spaces."""
        if not token.content:
            return
        start = self._find(token.content)
        if start >= 0:
            yield token.content, start, self.at
            return
        for word in token.content.split():
            start = self._find(word)
            if start >= 0:
                yield word + " ", start, self.at

    def _break(self) -> Iterator[tuple[str, int, int]]:
        """A line end and what the next line begins with (indentation, ``>``)."""
        m = re.compile(r"(?:[ \t]+|\\)?(?:\r\n|\n|\r)[ \t>]*").search(
            self.source, self.at, self.end
        )
        if m:
            self.at = m.end()
            yield "\n", m.start(), m.end()

    def _skip_target(self, token: Token) -> None:
        """Pass over the target of the link that ends here."""
        if token.info == "auto" or token.markup == "autolink":
            self._find(">")
            return
        closing = self.source.find("]", self.at, self.end)
        if closing >= 0:
            self.at = self._balanced(closing + 1, "()[]")

    def _balanced(self, at: int, pairs: str) -> int:
        """Where the bracket that opens at ``at`` closes; ``at`` itself where none opens."""
        opening = self.source[at : at + 1]
        if at < 0 or not opening or opening not in pairs[::2]:
            return max(at, self.at)
        closing = pairs[pairs.index(opening) + 1]
        depth = 0
        for k in range(at, self.end):
            character = self.source[k]
            if self.source[k - 1 : k] == "\\":
                continue
            depth += (character == opening) - (character == closing)
            if depth == 0:
                return k + 1
        return max(at, self.at)


_BEGINS = re.compile(
    r"\A([ >]*(?:\d{1,9})?)((?<=\d)[.)](?=\s|\Z)|(?<!\d)(?:[-+](?=\s|\Z)|#{1,6}(?=\s|\Z)|>))"
)


def _escaped(text: str) -> str:
    return _ENTITY.sub("&amp;", _MARKED.sub(r"\\\1", text)).replace("\n", " ")


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    source = decode(data, "").text
    extract = _extract(source)
    edited = edit_source(source, extract.finish(), extract.pieces, edits, _escaped, around="*_~`")
    return encode(_no_new_marks(source, edited), content.encoding)


def _no_new_marks(before: str, after: str) -> str:
    """Escape what an edit has made the begin of a list, heading or quotation."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if before == after or len(old) != len(new):
        return after
    return "".join(
        _BEGINS.sub(r"\1\\\2", b) if a != b and not _BEGINS.match(a) else b
        for a, b in zip(old, new, strict=True)
    )


FORMAT = Format(
    name="markdown",
    suffixes=(".md", ".markdown", ".mdown"),
    read=_read,
    write=_write,
    doc="Markdown: headings, paragraphs, lists, tables; no front matter, code, link targets, HTML.",
)
