"""Makes edits in a text."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.errors import OutputError
from mtqa.read.format import Edit


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
