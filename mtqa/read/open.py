"""Opens the files of a check: the target, its source, its reference."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mtqa.errors import InputError
from mtqa.read.format import Content, Format
from mtqa.types import Document


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document with what is needed to write it back.

    Attributes:
        document: The document, cut into sentences and aligned.
        notes: What the user should know.
        data: The bytes of the file.
        content: What the format took out of them.
        format: The format, whose ``write`` puts edits back.
    """

    document: Document
    notes: tuple[str, ...]
    data: bytes
    content: Content
    format: Format


def read_document(
    path: str,
    *,
    source: str | None = None,
    target_lang: str | None = None,
    source_lang: str | None = None,
    reference: str | None = None,
    stdin: bytes | None = None,
) -> Loaded:
    """Read a file, with its source and reference, into a document.

    Args:
        path: The file to check, ``-`` for standard input.
        source: File with the text it was translated from.
        target_lang: BCP 47 tag of the target, None to identify it.
        source_lang: BCP 47 tag of the source, None to identify it on the source text.
        reference: File with a reference translation.
        stdin: The bytes of standard input, where ``path`` is ``-``.

    Raises:
        InputError: If a file cannot be read.
        SettingsError: If a language tag is not one.
    """
    from mtqa.language.identify import identify
    from mtqa.read.text import FORMAT
    from mtqa.segment.document import assemble

    data = _bytes(path, stdin)
    content = FORMAT.read(data, path)
    origin = FORMAT.read(_bytes(source, stdin), source) if source else None
    if target_lang is None:
        guess = identify(content.text)
        target_lang = guess.lang if guess else "en"
    if source_lang is None and origin is not None:
        guess = identify(origin.text)
        source_lang = guess.lang if guess else None
    document, notes = assemble(
        content,
        origin,
        path=path,
        format_name=FORMAT.name,
        target_lang=target_lang,
        source_lang=source_lang,
        reference=FORMAT.read(_bytes(reference, stdin), reference).text if reference else None,
    )
    return Loaded(document, notes, data, content, FORMAT)


def _bytes(path: str, stdin: bytes | None) -> bytes:
    if path == "-":
        return stdin or b""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(path, "cannot be read", remedy=str(error.strerror)) from error
