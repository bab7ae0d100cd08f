"""SRT subtitles: a block per cue; tags stay, and so does every other byte."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.read.cues import one_line, pair, read_cues, write_cues
from mtqa.read.format import Content, Edit, Format


def _read(data: bytes, path: str) -> Content:
    return read_cues(data, path)


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    return write_cues(data, content, edits, skip=None, entities=False, escape=one_line)


FORMAT = Format(
    name="srt",
    suffixes=(".srt",),
    read=_read,
    write=_write,
    pair=pair,
    doc="SRT subtitles; --source may be an SRT or WebVTT file, its cues are paired by time.",
)
