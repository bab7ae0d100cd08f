"""Puts a document together: blocks, sentences and their sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mtqa.segment.sentences import segment_block
from mtqa.types import Block, Document, Segment, Span

if TYPE_CHECKING:
    from mtqa.read.format import Content


def build_document(
    target: Content,
    source: Content | None = None,
    *,
    id: str = "",
    path: str = "-",
    format: str = "text",
    target_lang: str = "en",
    source_lang: str | None = None,
    reference: str | None = None,
) -> Document:
    """Build the document of a target and, where there is one, its source; see :func:`assemble`."""
    return assemble(
        target,
        source,
        id=id,
        path=path,
        format=format,
        target_lang=target_lang,
        source_lang=source_lang,
        reference=reference,
    )[0]


def assemble(
    target: Content,
    source: Content | None = None,
    *,
    id: str = "",
    path: str = "-",
    format: str = "text",
    target_lang: str = "en",
    source_lang: str | None = None,
    reference: str | None = None,
) -> tuple[Document, tuple[str, ...]]:
    """Cut target and source into sentences, align them and give the document with its notes.

    Args:
        target: What a reader took from the file; a bilingual format brings its own source.
        source: The source, where it stands in another file.
        id: Name of the document; ``path`` where empty.
        path: Where the target was read from.
        format: Name of the format that read it.
        target_lang: BCP 47 tag of the target.
        source_lang: BCP 47 tag of the source, None where unknown.
        reference: A reference translation.
    """
    source_text = source.text if source is not None else target.source
    source_blocks = source.blocks if source is not None else target.source_blocks
    segments: list[Segment] = []
    paired = source_text is not None and len(source_blocks) == len(target.blocks)
    unaligned: list[Span] = []
    for k, block in enumerate(target.blocks):
        spans = segment_block(target.text, block, target_lang)
        origin: Sequence[Span | None] = [None] * len(spans)
        if paired and source_text is not None:
            origin = _pair(source_text, source_blocks[k], spans, source_lang or "und")
        segments += [
            Segment(len(segments) + i, t, s)
            for i, (t, s) in enumerate(zip(spans, origin, strict=True))
        ]
    document = Document(
        id=id or path,
        target=target.text,
        path=path,
        format=format,
        target_lang=target_lang,
        source=source_text,
        source_lang=source_lang,
        blocks=target.blocks,
        source_blocks=source_blocks,
        segments=tuple(segments),
        reference=reference,
        unaligned=tuple(unaligned),
    )
    return document, ()


def _pair(source: str, block: Block, targets: Sequence[Span], lang: str) -> list[Span | None]:
    sources = segment_block(source, block, lang)
    if len(sources) == len(targets):
        return list(sources)
    return [block.span] * len(targets)
