"""Which format a file is in: its suffix, else what it begins with."""

from __future__ import annotations

import re
from pathlib import PurePath

from mtqa import catalog
from mtqa.errors import InputError
from mtqa.read.format import Format

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE\s[^>]*>\s*)*<(?:\w+:)?(xliff|tmx"
    rb"|newsMessage|newsItem|packageItem)\b",
    re.S,
)
_VTT = re.compile(rb"WEBVTT(?:[ \t\r\n]|\Z)")
_SNIFFED = 4096  # bytes


def format_of(path: str, data: bytes) -> Format:
    """The format of a file.

    Args:
        path: Its name; ``-`` and names with an unknown suffix leave it to the content.
        data: Its bytes.

    Returns:
        The format; plain text where nothing else fits.

    Raises:
        InputError: If the suffix is that of a kind of file that cannot be read.
    """
    suffix = PurePath(path).suffix.lower() if path != "-" else ""
    known = catalog.formats()
    for candidate in known.values():
        if suffix and suffix in candidate.suffixes:
            return candidate
    if suffix in _FOREIGN:
        raise InputError(path, f"{suffix} files cannot be read", remedy=_FOREIGN[suffix])
    return known[sniff(data)]


def sniff(data: bytes) -> str:
    """Name of the format that the content looks like."""
    head = data[:_SNIFFED]
    if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data:
        return "docx"
    head = head.removeprefix(b"\xef\xbb\xbf")
    if found := _XML.match(head):
        name = found[1].decode()
        return name if name in ("xliff", "tmx") else "newsml"
    if _VTT.match(head):
        return "vtt"
    return "html" if _HTML.match(head) else "text"


_FOREIGN = {
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pdf": "export it as text, HTML or DOCX",
    ".xlsx": "save its text as .txt, or as JSONL rows for `mtqa batch`",
}
