"""Puts a document together: blocks, sentences and their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqa.segment.align import Alignment, Side, align
from mtqa.segment.sentences import segment_block
from mtqa.types import Block, Document, Segment

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
    origin = source if source is not None else _own_source(target)
    side = _side(target, target_lang)
    alignment = _alignment(origin, side, source_lang or "und", paired=source is None)
    spans = (s for block in side.sentences for s in block)
    pairs = zip(spans, alignment.sources, strict=True)
    document = Document(
        id=id or path,
        target=target.text,
        path=path,
        format=format,
        target_lang=target_lang,
        source=origin.text if origin else None,
        source_lang=source_lang,
        blocks=target.blocks,
        source_blocks=origin.blocks if origin else (),
        segments=tuple(Segment(k, t, s) for k, (t, s) in enumerate(pairs)),
        reference=reference,
        unaligned=alignment.unaligned,
    )
    return document, (*alignment.notes, *_same(document))


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    blocks: tuple[Block, ...]


def _own_source(target: Content) -> _Source | None:
    """The source that a bilingual format brings."""
    return _Source(target.source, target.source_blocks) if target.source is not None else None


def _alignment(
    origin: Content | _Source | None, target: Side, lang: str, *, paired: bool
) -> Alignment:
    if origin is None:
        return Alignment((None,) * sum(map(len, target.sentences)))
    return align(_side(origin, lang), target, paired=paired)


def _side(content: Content | _Source, lang: str) -> Side:
    sentences = [segment_block(content.text, b, lang) for b in content.blocks]
    return Side(content.text, [b.span for b in content.blocks], sentences)


def _same(document: Document) -> tuple[str, ...]:
    """A note where source and target are one text: nothing was translated, or a wrong file."""
    if document.source and document.source.split() == document.target.split():
        return ("the source and the target are the same text",)
    return ()
