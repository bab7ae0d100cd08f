"""What a file format is: it reads a file into a document and writes corrections back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mtqa.types import Block, Span


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader takes out of a file.

    Attributes:
        text: The text to check; the coordinate system of every span.
        blocks: Its blocks in order, none overlapping.
        encoding: How the bytes were decoded, where that matters for writing back.
        notes: What the user should know ("decoded as windows-1252").
        source: The source text, for bilingual formats.
        source_blocks: Its blocks, one for each of ``blocks``.
    """

    text: str
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    source: str | None = None
    source_blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement in ``Content.text``: the characters of ``span`` become ``text``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Format:
    """A file format; one module of :mod:`mtqa.read` with the constant ``FORMAT``.

    Attributes:
        name: Its name on the command line and in reports.
        suffixes: File suffixes, lower-case, with the dot.
        read: ``read(data, path)`` gives the content; raises InputError.
        write: ``write(data, content, edits)`` gives the file's bytes with the edits (sorted, none
            overlapping, spans in ``content.text``) made and nothing else changed; without edits it
            gives ``data`` back.
        doc: What it understands, in a sentence or two.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Content]
    write: Callable[[bytes, Content, Sequence[Edit]], bytes]
    doc: str
