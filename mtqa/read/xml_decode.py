"""Bytes of an XML file to text: by its byte order mark and by what its first line says.

An XML file states its encoding. One that states it wrongly is refused: what it would be read as is
not what it says.
"""

from __future__ import annotations

import codecs
import re

from mtqa.errors import EncodingError, OutputError
from mtqa.read.decode import MARKS, encode

_STATED = re.compile(r"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_KNOWN = re.compile(
    r"(?:utf-(?:8|16|32)(?:-[lb]e)?|ascii|iso8859-\d+|cp125\d|cp437|cp85\d|cp866|koi8-[ru]|mac-?roman"
    r"|gb18030|gbk|gb2312|big5|big5hkscs|cp9\d\d|shift_jis|euc_jp|euc_kr|tis-620)\Z"
)
_WIDE = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_HEAD = 400  # bytes in which a file states its encoding


def decode_xml(data: bytes, path: str) -> tuple[str, str]:
    """Decode an XML file.

    Args:
        data: The file.
        path: Its name, for errors.

    Returns:
        The text, and the encoding for :func:`encode_xml`.

    Raises:
        EncodingError: If the bytes are not what the file says, or no XML.
    """
    mark, encoding = next(((m, e) for m, e in MARKS if data.startswith(m)), (b"", ""))
    wide = encoding or next((e for m, e in _WIDE if data.startswith(m)), "")
    head = data[len(mark) : len(mark) + _HEAD].decode(wide or "latin-1", "ignore")
    found = _STATED.match(head)
    stated = _codec(found[1], path) if found else "utf-8"
    if wide and found and not _agree(stated, wide):
        raise _wrong(path, found[1], wide.upper())
    name = wide or stated
    if not wide and stated.startswith(("utf-16", "utf-32")):
        raise _wrong(path, found[1] if found else stated, "an encoding of single bytes")
    body = data[len(mark) :]
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        said = found[1] if found else "UTF-8 (it says nothing else)"
        raise EncodingError(
            path,
            f"does not decode as {said}",
            place=f"byte {len(mark) + error.start}",
            remedy="save it again as UTF-8",
        ) from error
    if name.startswith(("iso8859", "cp125")) and _is_utf8(body):
        raise _wrong(path, found[1] if found else name, "UTF-8")
    return text, f"bom:{name}" if mark else name


def encode_xml(text: str, encoding: str, data: bytes, before: str) -> bytes:
    """Encode a changed file as :func:`decode_xml` found it.

    Args:
        text: The file with its changes.
        encoding: What :func:`decode_xml` said.
        data: The file as it was.
        before: Its text.

    Raises:
        OutputError: If what was not changed would get other bytes.
    """
    if encode(before, encoding) != data:
        raise OutputError(f"in {encoding} the file cannot be kept as it is; save it as UTF-8 first")
    return encode(text, encoding)


def _codec(stated: str, path: str) -> str:
    try:
        name = codecs.lookup(stated).name
    except LookupError:
        name = ""
    if not _KNOWN.match(name):
        raise EncodingError(
            path, f"says it is in {stated!r}, which is no encoding we know", place="line 1"
        )
    return name


def _agree(stated: str, wide: str) -> bool:
    return wide.startswith(stated.removesuffix("-le").removesuffix("-be"))


def _is_utf8(body: bytes) -> bool:
    """Whether bytes that are not all ASCII decode as UTF-8, which no other encoding does."""
    if body.isascii():
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wrong(path: str, stated: str, really: str) -> EncodingError:
    return EncodingError(
        path,
        f"says it is in {stated} but is in {really}",
        place="line 1",
        remedy="correct the encoding in the first line",
    )
