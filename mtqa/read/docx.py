"""DOCX: paragraphs of body, tables, headers, footers and notes; edits go into the runs.

An edit changes the text of the runs it touches, so that their formatting stays; every part of the
package without an edit keeps its bytes. Marks are tracked changes and comments.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.read.docx_marks import mark_docx, serialized
from mtqa.read.docx_parts import open_docx
from mtqa.read.format import Content, Edit, Format, Mark, Stamp
from mtqa.read.mapping import refined
from mtqa.read.package import rewrite
from mtqa.read.runs import edit_runs


def _read(data: bytes, path: str) -> Content:
    reading = open_docx(data, path)
    notes = () if reading.blocks else ("the document holds no text",)
    return Content(reading.text, reading.blocks, notes=notes)


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    reading = open_docx(data, "")
    small = [s for edit in edits for s in refined(reading.text, edit)]
    touched: set[str] = set()
    at = 0
    for paragraph in reading.paragraphs:
        start, end = paragraph.start, paragraph.end
        while at < len(small) and small[at].span.start < start:  # between paragraphs: no place
            at += 1
        mine = []
        while at < len(small) and small[at].span.start <= end:
            if small[at].span.end <= end:
                mine.append(Edit(small[at].span.shift(-start), small[at].text))
            at += 1
        if mine:
            edit_runs(paragraph.runs, mine)
            touched.add(paragraph.part)
    return rewrite(data, {name: serialized(reading.roots[name]) for name in touched})


def _mark(data: bytes, content: Content, marks: Sequence[Mark], stamp: Stamp) -> bytes:
    return mark_docx(data, marks, stamp)


FORMAT = Format(
    name="docx",
    suffixes=(".docx", ".docm"),
    read=_read,
    write=_write,
    doc="Word: body, tables, headers, footers, notes; tracked insertions count, deletions do not.",
    mark=_mark,
)
