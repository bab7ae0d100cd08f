"""Wraps a sentence for a terminal and draws its spans beneath it, in as many lanes as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtqa.types import Severity, Span

STROKES = {
    Severity.CRITICAL: "━",
    Severity.MAJOR: "━",
    Severity.MINOR: "─",
    Severity.NEUTRAL: "┄",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to draw: where in the sentence, under which number, how bad."""

    span: Span
    number: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a lane: the column where it begins, the strokes, how bad."""

    column: int
    text: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Line:
    """A wrapped line: its range in the sentence and the lanes beneath it."""

    span: Span
    lanes: tuple[tuple[Piece, ...], ...]


def printable(text: str) -> str:
    """The same text, code point for code point, without what could drive a terminal.

    Control characters (an article may hold escape sequences) become their pictures, bidirectional
    overrides and lone surrogates a replacement character, line breaks a space.
    """
    return "".join(_plain(c) for c in text) if not text.isprintable() else text


def _plain(char: str) -> str:
    code = ord(char)
    if char in "\n\r\t\v\f\u2028\u2029":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    bidi = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    if 0x7F <= code < 0xA0 or bidi or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return char


def wrap(text: str, width: int) -> list[Span]:
    """Ranges of lines that fit ``width`` columns, broken after spaces where there are any."""
    from rich.cells import cell_len

    lines, start, last_space, used = [], 0, -1, 0
    for k, char in enumerate(text):
        used += cell_len(char)
        if used > width and k > start:
            cut = last_space + 1 if last_space >= start else k
            lines.append(Span(start, cut))
            start, used = cut, cell_len(text[cut : k + 1])
        if char == " ":
            last_space = k
    lines.append(Span(start, len(text)))
    return lines


def draw(text: str, marks: Sequence[Mark], width: int) -> list[Line]:
    """Wrap a sentence and place its marks.

    Args:
        text: A printable sentence.
        marks: Spans within it; what sticks out is cut off.
        width: Columns.
    """
    lines = wrap(text, width)
    return [Line(line, _lanes(text, line, marks, line is lines[-1])) for line in lines]


def _lanes(
    text: str, line: Span, marks: Sequence[Mark], last: bool
) -> tuple[tuple[Piece, ...], ...]:
    """Longer spans first, each in the first lane where it has room."""
    from rich.cells import cell_len

    lanes: list[list[Piece]] = []
    for mark in sorted(marks, key=lambda m: (-len(m.span), m.span.start)):
        start, end = max(mark.span.start, line.start), min(mark.span.end, line.end)
        empty_here = start == end == mark.span.start == mark.span.end and (start < line.end or last)
        if start >= end and not empty_here:
            continue
        label = str(mark.number) if start == mark.span.start else ""
        column = cell_len(text[line.start : start])
        room = cell_len(text[start:end].rstrip(" ") or text[start:end])
        strokes = (label + STROKES[mark.severity] * max(room - len(label), 0)) or "·"
        _place(lanes, Piece(column, strokes, mark.severity))
    return tuple(tuple(sorted(lane, key=lambda p: p.column)) for lane in lanes)


def _place(lanes: list[list[Piece]], piece: Piece) -> None:
    for lane in lanes:
        if all(_apart(piece, other) for other in lane):
            lane.append(piece)
            return
    lanes.append([piece])


def _apart(a: Piece, b: Piece) -> bool:
    """Whether two pieces leave a free column between them."""
    return a.column > b.column + len(b.text) or b.column > a.column + len(a.text)
