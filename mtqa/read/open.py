"""Opens the files of a check: the target, its source, its reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mtqa.errors import InputError, TooLargeError
from mtqa.language.doubt import doubt
from mtqa.language.identify import identify
from mtqa.language.tags import parse_tag
from mtqa.read.detect import format_of
from mtqa.read.format import Choice, Content, Format
from mtqa.segment.document import assemble
from mtqa.types import Document

MAX_BYTES = 50 * 1024 * 1024
"""A file over this size (50 MiB) is refused; `mtqa batch` has no such limit."""
DEFAULT_LANG = "en"
"""The target language where it is neither given nor identified."""


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
    columns: Mapping[str, str] | None = None,
) -> Loaded:
    """Read a file, with its source and reference, into a document.

    Args:
        path: The file to check, ``-`` for standard input.
        source: File with the text it was translated from.
        target_lang: BCP 47 tag of the target, None to identify it.
        source_lang: BCP 47 tag of the source, None to identify it on the source text.
        reference: File with a reference translation.
        stdin: The bytes of standard input, where a path is ``-``.
        columns: Columns or fields of a table; see :class:`mtqa.read.format.Choice`.

    Raises:
        InputError, SettingsError: If a file cannot be read or a language tag is not one.
    """
    if [path, source, reference].count("-") > 1:
        raise InputError("-", "only one file can be standard input", remedy="give the others names")
    given = [parse_tag(tag) if tag else None for tag in (target_lang, source_lang)]
    choice = Choice(given[0], given[1], columns or {})
    data, format_, content = _read(path, stdin, choice)
    notes: list[str] = []
    origin: Content | None = None
    if source is not None:
        if content.source is not None:
            raise InputError(path, "has its own source in it", remedy="leave --source out")
        _, source_format, origin = _read(source, stdin)
        notes += [f"{source}: {note}" for note in origin.notes]
        if format_.pair is not None and source_format.pair is not None:
            content, origin = format_.pair(content, origin), None
    notes[:0] = [f"{path}: {note}" for note in content.notes]
    target_lang, source_lang, guess = _languages(
        content, origin, given[0] or content.target_lang, given[1] or content.source_lang
    )
    document, more = assemble(
        content,
        origin,
        path=path,
        format=format_.name,
        target_lang=target_lang,
        source_lang=source_lang,
        reference=_read(reference, stdin)[2].text if reference else None,
    )
    return Loaded(document, (*notes, *guess, *more), data, content, format_)


def _read(
    path: str, stdin: bytes | None, choice: Choice | None = None
) -> tuple[bytes, Format, Content]:
    data = _bytes(path, stdin)
    format_ = format_of(path, data)
    if choice is not None and format_.choose is not None:
        return data, format_, format_.choose(data, path, choice)
    if choice is not None and choice.columns:
        raise InputError(path, "has no columns to choose", remedy="leave --columns out")
    return data, format_, format_.read(data, path)


def _bytes(path: str, stdin: bytes | None) -> bytes:
    if path == "-":
        if stdin is None:
            raise InputError(path, "there is no standard input", remedy="give the name of a file")
        _within_limit(path, len(stdin))
        return stdin
    if not path:
        raise InputError(
            "the file to read", "has no name", remedy="give one, or - for standard input"
        )
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(path, "is a folder", remedy="give a file in it")
        _within_limit(path, file.stat().st_size)
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise InputError(path, "does not exist", remedy="check the name") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(path, "cannot be read", remedy=reason.lower()) from error
    _within_limit(path, len(data))  # a device or a growing file says nothing true in stat
    return data


def _within_limit(path: str, size: int) -> None:
    if size > MAX_BYTES:
        raise TooLargeError(
            path,
            f"has {size / 1024**2:.0f} MiB, more than the limit of {MAX_BYTES // 1024**2}",
            remedy="split it, or use `mtqa batch` with one row per text",
        )


def _languages(
    content: Content, origin: Content | None, target_lang: str | None, source_lang: str | None
) -> tuple[str, str | None, list[str]]:
    """Both languages, identified where they are not given, and what to tell of that."""
    source_text = origin.text if origin is not None else content.source
    notes = [
        *_doubts(content.text, target_lang, "target"),
        *_doubts(source_text, source_lang, "source"),
    ]
    if target_lang is None:
        guess = identify(content.text)
        target_lang = guess.lang if guess else DEFAULT_LANG
        if guess is None and content.text.strip():
            notes.append(f"the language was not recognised: taken for {DEFAULT_LANG}")
    if source_lang is None and source_text:
        guess = identify(source_text)
        source_lang = guess.lang if guess else None
    if not content.text.strip():
        notes.append("there is no text to check")
    return target_lang, source_lang, notes


def _doubts(text: str | None, lang: str | None, side: str) -> list[str]:
    """What to tell of a language that was given and that the text is plainly not in."""
    if not text or not lang:
        return []
    other = doubt(text, lang)
    if other is None:
        return []
    return [f"the {side} reads as {other!r}, not {lang!r}: is --{side}-lang right?"]
