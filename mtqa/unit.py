"""What a bilingual file says of one of its units, beside the two texts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mtqa.types import Block, Document, Span

CODE = "\ufffc"
"""Stands in the text of a unit for an inline tag that takes the place of words (a variable, an
image). Tags that only format what stands between them leave nothing in the text."""


@dataclass(frozen=True, slots=True)
class Code:
    """An inline tag that was lifted out of the text of a unit.

    Attributes:
        name: What it is called in source and target alike: its element and id (``g 1``).
        at: Where it stood, in the document's text.
    """

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What a bilingual file says of one side of a unit.

    Attributes:
        whole: All of its text, with the white space at its ends that the block's span leaves out.
        codes: The inline tags that were lifted out of it, in order.
        max_length: The most that the target may have, None for no limit, in ``length_in``:
            ``char`` (Unicode code points) or ``byte`` (of UTF-8).
        syntax: Kinds of placeholder that the file says it has, as gettext names them
            (``c-format``, ``python-brace-format``; ``no-c-format`` that it has none).
        plural: Number of the plural form, None where it is no plural.
        context: Context that tells it from others with the same source.
        locked: Whether the file says that it is not to be changed.
    """

    whole: Span
    codes: tuple[Code, ...] = ()
    max_length: int | None = None
    length_in: str = "char"
    syntax: frozenset[str] = frozenset()
    plural: int | None = None
    context: str = ""
    locked: bool = False

    def shift(self, by: int) -> Unit:
        """The same unit, its places ``by`` code points further on."""
        codes = tuple(Code(c.name, c.at + by) for c in self.codes)
        return replace(self, whole=self.whole.shift(by), codes=codes)


def limited(document: Document, max_length: int | None) -> Document:
    """The document with a limit for the targets of its units that have none of their own."""
    if max_length is None or not any(b.unit for b in document.blocks):
        return document
    blocks = tuple(_limited(b, max_length) for b in document.blocks)
    return replace(document, blocks=blocks)


def _limited(block: Block, max_length: int) -> Block:
    if block.unit is None or block.unit.max_length is not None:
        return block
    return replace(block, unit=replace(block.unit, max_length=max_length, length_in="char"))
