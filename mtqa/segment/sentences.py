"""Cuts blocks of text into sentences."""

from __future__ import annotations

from collections.abc import Iterable

import sentencex

from mtqa.types import Block, BlockKind, Span


def segment_blocks(text: str, blocks: Iterable[Block], lang: str) -> tuple[Span, ...]:
    """The sentences of the blocks, in order, without the white space around them.

    Args:
        text: The text that the blocks' spans point into.
        blocks: Blocks in order, none overlapping.
        lang: BCP 47 tag of the text.
    """
    return tuple(s for block in blocks for s in segment_block(text, block, lang))


def segment_block(text: str, block: Block, lang: str) -> tuple[Span, ...]:
    """The sentences of one block."""
    piece = block.span.of(text)
    if block.kind is BlockKind.HEADING:
        bounds = [(0, len(piece))]
    else:
        found = sentencex.get_sentence_boundaries(lang.split("-")[0], piece)
        bounds = [(b["start_index"], b["end_index"]) for b in found]
    spans = []
    for start, end in bounds:
        part = piece[start:end]
        a = start + len(part) - len(part.lstrip())
        b = start + len(part.rstrip())
        if a < b:
            spans.append(Span(block.span.start + a, block.span.start + b))
    return tuple(spans)
