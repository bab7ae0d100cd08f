"""Plain text: one paragraph per line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mtqa.read.format import Content, Edit, Format
from mtqa.types import Block, BlockKind, Span

_LINE = re.compile(r"[^\r\n]+")


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    blocks = []
    for line in _LINE.finditer(text):
        body = line.group()
        if not body.strip():
            continue
        start = line.start() + len(body) - len(body.lstrip())
        end = line.start() + len(body.rstrip())
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, end)))
    return tuple(blocks)


def content_of(text: str) -> Content:
    """A text that is already decoded, as the reader of plain text gives it."""
    return Content(text, blocks_of(text))


def _read(data: bytes, path: str) -> Content:
    return content_of(data.decode("utf-8"))


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    return apply_edits(content.text, edits).encode(content.encoding)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])


FORMAT = Format(
    name="text",
    suffixes=(".txt", ".text"),
    read=_read,
    write=_write,
    doc="Plain text: a paragraph per line, or hard-wrapped paragraphs between blank lines.",
)
