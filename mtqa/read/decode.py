"""Bytes to text: what a file is encoded in, told rather than guessed in silence.

The order: byte order mark, UTF-8, UTF-16 without a mark, legacy encodings. Bytes that are no text,
or text in two encodings, are an error with what to do.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from mtqa.errors import EncodingError
from mtqa.read.legacy import legacy_encoding

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF", "a PDF", "export it as text, HTML or DOCX"),
    (b"PK\x03\x04", "a ZIP archive", "give the file inside it; a Word file must end in .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as .docx"),
    (b"{\\rtf", "an RTF file", "save it as .docx"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x89PNG", "an image", "give a text file"),
    (b"\xff\xd8\xff", "an image", "give a text file"),
    (b"GIF8", "an image", "give a text file"),
    (b"SQLite format 3", "a database", "give a text file"),
)
_SAMPLE = 65536  # bytes in which binary files show what they are
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with how it was decoded.

    Attributes:
        text: The characters, without a byte order mark.
        encoding: Python name of the encoding, for :func:`encode`; starts with ``bom:`` where the
            file has a byte order mark.
        notes: What the user should know.
    """

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, path: str) -> Decoded:
    """Decode the bytes of a text file.

    Args:
        data: The file.
        path: Its name, for errors.

    Returns:
        The text; it holds no lone surrogates, so that it can be written again.

    Raises:
        EncodingError: If the bytes are no text, or text in more than one encoding.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding, path, at=len(mark))
            note = () if encoding == "utf-8" else (f"decoded as {encoding.upper()}",)
            return Decoded(text, f"bom:{encoding}", note)
    _refuse_binary(data, path)
    if b"\x00" in data[:4096]:
        encoding = _utf16_without_mark(data, path)
        text = _strict(data, encoding, path)
        _refuse_controls(text[:_SAMPLE].encode(), path)
        return Decoded(text, encoding, (f"decoded as {encoding.upper()} (no byte order mark)",))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, path, error)
    if _CONTROLS.search(data):
        _refuse_controls(data, path)
    return Decoded(text, "utf-8")


def encode(text: str, encoding: str, path: str = "") -> bytes:
    """Encode ``text`` as :func:`decode` found it, with its byte order mark.

    Raises:
        EncodingError: If a character does not exist in the encoding.
    """
    mark = b""
    if encoding.startswith("bom:"):
        encoding = encoding.removeprefix("bom:")
        mark = next(m for m, name in MARKS if name == encoding)
    try:
        return mark + text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise EncodingError(
            path or "output",
            f"{character!r} (U+{ord(character):04X}) does not exist in {encoding}",
            remedy="save the input as UTF-8 and run again",
        ) from error


def _strict(data: bytes, encoding: str, path: str, at: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            path,
            f"is marked as {encoding.upper()} but does not decode as that",
            place=f"byte {at + error.start}",
            remedy="save it again as UTF-8",
        ) from error


def _refuse_binary(data: bytes, path: str) -> None:
    for magic, kind, remedy in _KINDS:
        if data.startswith(magic):
            raise EncodingError(path, f"is {kind}, not text", remedy=remedy)


def _refuse_controls(data: bytes, path: str) -> None:
    """Refuse what decodes but is no text: a NUL, or more than one control in a hundred bytes."""
    controls = len(_CONTROLS.findall(data, 0, _SAMPLE))
    if b"\x00" in data or controls > min(len(data), _SAMPLE) / 100:
        raise EncodingError(path, "is binary, not text", remedy="give a text, HTML or DOCX file")


def _utf16_without_mark(data: bytes, path: str) -> str:
    """Little or big endian, by which half of the first pairs is zero."""
    sample = data[:4096]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and max(low, high) > 0.4 * len(sample) / 2 and min(low, high) == 0:
        return "utf-16-le" if high > low else "utf-16-be"
    raise EncodingError(path, "is binary, not text", remedy="give a text, HTML or DOCX file")


def _legacy(data: bytes, path: str, error: UnicodeDecodeError) -> Decoded:
    """Text that is not UTF-8: in one legacy encoding, or in UTF-8 with broken bytes."""
    repaired = data.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= c <= "\udcff" for c in repaired)
    valid = sum(c >= "\x80" for c in repaired) - broken
    if valid >= broken:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingError(
            path,
            f"UTF-8 with {broken} invalid byte{'s' * (broken > 1)},"
            f" the first 0x{data[error.start]:02x}",
            place=f"line {line}",
            remedy="the file mixes two encodings: save it again as UTF-8",
        )
    _refuse_controls(data, path)
    encoding = legacy_encoding(data)
    if encoding is None:
        raise EncodingError(path, "is in no encoding we know", remedy="save it as UTF-8")
    name = encoding.replace("cp125", "windows-125")
    return Decoded(data.decode(encoding), encoding, (f"decoded as {name}",))
