"""Makes edits in a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mtqa.errors import OutputError
from mtqa.read.format import Edit
from mtqa.read.mapping import Piece
from mtqa.types import Span
from mtqa.unit import CODE


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made.

    Args:
        text: The text that the spans point into.
        edits: Sorted by span, none overlapping.

    Raises:
        OutputError: If two edits overlap or one lies outside the text.
    """
    parts, at = [], 0
    for edit in edits:
        if edit.span.start < at or edit.span.end > len(text):
            raise OutputError(f"edit {edit.span.start}:{edit.span.end} overlaps or is outside")
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def rewrite_values(
    file: str,
    text: str,
    pieces: Sequence[Piece],
    edits: Sequence[Edit],
    write: Callable[[str, str], str],
) -> str:
    """The file with the values written anew that an edit touches, and nothing else changed.

    Args:
        file: The file.
        text: The text taken out of it.
        pieces: One for each value, in order.
        edits: Sorted, none overlapping, with spans in ``text``.
        write: ``write(new, old)`` gives a new value as the file writes it; ``old`` is what stands
            there.
    """
    parts, at, k = [], 0, 0
    for piece in pieces:
        end = piece.at + piece.length
        mine: list[Edit] = []
        while k < len(edits) and edits[k].span.start <= end:
            span = Span(edits[k].span.start, min(edits[k].span.end, end))
            if piece.at <= span.start <= span.end:
                mine.append(Edit(span.shift(-piece.at), edits[k].text.replace(CODE, "")))
            k += 1
        if mine:
            new = apply_edits(text[piece.at : end], mine)
            parts += [file[at : piece.start], write(new, file[piece.start : piece.end])]
            at = piece.end
    return "".join([*parts, file[at:]])
