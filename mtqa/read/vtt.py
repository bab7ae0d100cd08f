"""WebVTT subtitles: a block per cue; notes, styles, regions, settings and voices stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mtqa.errors import InputError
from mtqa.read.cues import one_line, pair, read_cues, write_cues
from mtqa.read.format import Content, Edit, Format

_SKIPPED = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:[ \t]|$)", re.MULTILINE)
_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)")


def _read(data: bytes, path: str) -> Content:
    if not _BEGIN.match(data) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(path, "is no WebVTT file: it does not begin with WEBVTT")
    return read_cues(data, path, skip=_SKIPPED, entities=True)


def _escape(text: str) -> str:
    text = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace("\u00a0", "&nbsp;")


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    return write_cues(data, content, edits, skip=_SKIPPED, entities=True, escape=_escape)


FORMAT = Format(
    name="vtt",
    suffixes=(".vtt",),
    read=_read,
    write=_write,
    pair=pair,
    doc="WebVTT subtitles; --source may be a WebVTT or SRT file, its cues are paired by time.",
)
