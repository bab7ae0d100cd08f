"""Code points to what others count in: UTF-16 code units, lines and columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Utf16:
    """Converts offsets of one text from code points to UTF-16 code units.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._astral = [k for k, c in enumerate(text) if ord(c) > 0xFFFF]

    def __call__(self, offset: int) -> int:
        """The offset in UTF-16 code units."""
        return offset + bisect_left(self._astral, offset)


class Lines:
    """Converts offsets of one text to lines and columns, both from 1.

    Args:
        text: The text; only line feeds end a line (a carriage return before one is part of it).
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(k + 1 for k, c in enumerate(text) if c == "\n")]
        self._units = Utf16(text)
        self._text = text

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """The column of an offset in code points."""
        return offset - self._starts[self.line(offset) - 1] + 1

    def column16(self, offset: int) -> int:
        """The column of an offset in UTF-16 code units."""
        return self._units(offset) - self._units(self._starts[self.line(offset) - 1]) + 1

    def column8(self, offset: int) -> int:
        """The column of an offset in UTF-8 bytes."""
        start = self._starts[self.line(offset) - 1]
        return len(self._text[start:offset].encode("utf-8", "replace")) + 1
