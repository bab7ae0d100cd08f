"""Opens and rewrites the ZIP package of a DOCX file without trusting it."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mtqa.errors import EncodingError, InputError, TooLargeError

if TYPE_CHECKING:
    from lxml import etree

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes that all members together may have."""
MAX_RATIO = 200
"""Times that a package over 10 MB may grow when it is unpacked."""
MAX_MEMBERS = 10_000

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
_REMEDY = "open it in Word or LibreOffice and save it as .docx again"


def open_package(data: bytes, path: str) -> zipfile.ZipFile:
    """The package of a DOCX file, after looking at what it claims to hold.

    Raises:
        InputError: If it is no package, is damaged, or would unpack to too much.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise EncodingError(
            path, "is an old or password-protected Word file", remedy="save it as plain .docx"
        )
    if not data.startswith(b"PK"):
        raise EncodingError(path, "is not a DOCX file", remedy=_REMEDY)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except _BROKEN as error:
        raise InputError(path, f"is a damaged DOCX file ({error})", remedy=_REMEDY) from error
    size = sum(m.file_size for m in members)
    grown = size > 10 * 1024 * 1024 and size > MAX_RATIO * len(data)
    if size > MAX_UNPACKED or grown or len(members) > MAX_MEMBERS:
        raise TooLargeError(
            path,
            f"unpacks to {size / 1024**2:.0f} MiB in {len(members)} parts",
            remedy=f"the limits are {MAX_UNPACKED // 1024**2} MiB and {MAX_RATIO} times its size",
        )
    return package


def member(package: zipfile.ZipFile, name: str, path: str) -> bytes:
    """The bytes of one part.

    Raises:
        InputError: If it is missing or damaged.
    """
    try:
        return package.read(name)
    except KeyError as error:
        raise InputError(path, f"has no part {name}: it is no Word file") from error
    except _BROKEN as error:
        raise InputError(path, f"is damaged ({error})", place=name, remedy=_REMEDY) from error


def parse_part(data: bytes, path: str, name: str) -> etree._Element:
    """The XML of a part, without entities, DTDs or network.

    Raises:
        InputError: If it is not well-formed or declares a DOCTYPE.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    if b"<!DOCTYPE" in data:
        raise InputError(path, "declares a DOCTYPE, which Word files do not", place=name)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg).split("\n")[0]
        raise InputError(
            path, f"is not well-formed: {reason}", place=name, remedy=_REMEDY
        ) from error
    if root.getroottree().docinfo.doctype:  # in an encoding that hides it from the search above
        raise InputError(path, "declares a DOCTYPE, which Word files do not", place=name)
    return root


def rewrite(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with some parts replaced or added; the bytes of all others stay as they are."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", UserWarning)  # a name that occurs twice stays twice
        for info in old.infolist():
            with old.open(info) as part:
                content = part.read()
            new.writestr(info, changed.get(info.filename, content), info.compress_type)
        for name in changed.keys() - set(old.namelist()):
            # a fixed time, so that the same input gives the same bytes
            new.writestr(zipfile.ZipInfo(name), changed[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
