"""The word embeddings, kept in four bits and widened where they are looked up.

A row is a sequence of blocks: a half-precision scale and 32 nibbles, of which byte ``j`` holds the
weights ``j`` and ``j + 16``. 90,000 rows of 384 weights are 19 MB.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
BLOCK_BYTES = 18


def dequantize(rows: NDArray[np.uint8]) -> NDArray[np.float32]:
    """4-bit rows to single precision.

    Args:
        rows: ``[n, blocks * 18]`` bytes.

    Returns:
        ``[n, blocks * 32]`` weights.
    """
    n = rows.shape[0]
    blocks = rows.reshape(n, -1, BLOCK_BYTES)
    scale = blocks[:, :, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, :, 2:]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=2).astype(np.float32) - 8.0
    return np.ascontiguousarray((values * scale).reshape(n, -1))


class Table:
    """Embeddings on disk; only the rows that are used come into memory.

    Args:
        path: The rows, one after the other.
        width: Weights of a row, a multiple of 32.
    """

    def __init__(self, path: Path, width: int) -> None:
        row = width // BLOCK * BLOCK_BYTES
        self._rows: NDArray[np.uint8] = np.memmap(path, np.uint8, mode="r").reshape(-1, row)

    def __len__(self) -> int:
        return len(self._rows)

    def of(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Embeddings ``[*ids.shape, width]`` of pieces."""
        flat = dequantize(np.asarray(self._rows[ids.ravel()]))
        return flat.reshape(*ids.shape, -1)
