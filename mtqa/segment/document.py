"""Puts a document together: blocks, sentences and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtqa.segment.align import Alignment, Side, align
from mtqa.segment.sentences import segment_block
from mtqa.types import Document, Segment

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
    sentences = [segment_block(target.text, b, target_lang) for b in target.blocks]
    spans = [s for block in sentences for s in block]
    alignment = Alignment((None,) * len(spans))
    if source_text is not None:
        lang = source_lang or "und"
        alignment = align(
            Side(
                source_text,
                [b.span for b in source_blocks],
                [segment_block(source_text, b, lang) for b in source_blocks],
            ),
            Side(target.text, [b.span for b in target.blocks], sentences),
            paired=source is None,
        )
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
        segments=tuple(
            Segment(k, t, s) for k, (t, s) in enumerate(zip(spans, alignment.sources, strict=True))
        ),
        reference=reference,
        unaligned=alignment.unaligned,
    )
    return document, (*alignment.notes, *_same(document))


def _same(document: Document) -> tuple[str, ...]:
    """A note where source and target are one text: nothing was translated, or a wrong file."""
    if document.source and document.source.split() == document.target.split():
        return ("the source and the target are the same text",)
    return ()
