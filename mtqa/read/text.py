"""Plain text: a paragraph per line, or hard-wrapped paragraphs between blank lines."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.read.decode import decode, encode
from mtqa.read.edits import apply_edits
from mtqa.read.format import Content, Edit, Format
from mtqa.read.layout import text_blocks

__all__ = ["FORMAT", "apply_edits", "content_of"]


def content_of(text: str) -> Content:
    """A text that is already decoded, as the reader of plain text gives it."""
    return Content(text, text_blocks(text))


def _read(data: bytes, path: str) -> Content:
    decoded = decode(data, path)
    blocks = text_blocks(decoded.text)
    return Content(decoded.text, blocks, decoded.encoding, decoded.notes)


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    return encode(apply_edits(content.text, edits), content.encoding)


FORMAT = Format(
    name="text",
    suffixes=(".txt", ".text"),
    read=_read,
    write=_write,
    doc="Plain text: a paragraph per line, or hard-wrapped paragraphs between blank lines.",
)
