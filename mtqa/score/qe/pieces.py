"""Cuts text into the pieces of the model, word by word, so that words keep their pieces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"\S+")
BOS, PAD, EOS, UNK = 0, 1, 2, 3


class Pieces:
    """The tokenizer of the model: normalization, then unigram pieces of each word.

    Args:
        model: A serialized SentencePiece model whose ids are the rows of the embeddings.
        normalization: Code point to its replacement, applied before.
    """

    def __init__(self, model: bytes, normalization: Mapping[int, str]) -> None:
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(model_proto=model)
        self._normalization = dict(normalization)
        self.ids_of = lru_cache(maxsize=200_000)(self._ids_of)

    def _ids_of(self, word: str) -> tuple[int, ...]:
        text = word.translate(self._normalization)
        return tuple(self._processor.encode(text))

    def cut(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Pieces of a text, and the span of the word that each belongs to.

        Args:
            text: Any text.

        Returns:
            Ids, and for each the ``(start, end)`` of its whitespace-separated word in ``text``.
        """
        ids: list[int] = []
        spans: list[tuple[int, int]] = []
        for match in _WORD.finditer(text):
            own = self.ids_of(match.group())
            ids += own
            spans += [match.span()] * len(own)
        return ids, spans
