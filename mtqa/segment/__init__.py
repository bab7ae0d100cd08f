"""Cuts blocks into sentences and aligns the sentences of the source to those of the target."""

from mtqa.segment.document import assemble, build_document
from mtqa.segment.sentences import segment_blocks

__all__ = ["assemble", "build_document", "segment_blocks"]
