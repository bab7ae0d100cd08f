"""Examples to tensors: pieces, sides, labels; batches bucketed by length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from mtqa.score.qe.pieces import BOS, EOS, PAD, Pieces
from mtqa.score.qe.training.examples import Example
from mtqa.score.qe.training.perturb import Pool, perturb

MOST_PIECES = 110
"""Pieces kept of a side in training; scoring splits what is longer."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example as numbers: ids, sides, labels per piece (-1 unknown), sentence labels (nan)."""

    ids: tuple[int, ...]
    side: tuple[int, ...]
    word: tuple[float, ...]
    da: float
    hter: float
    mqm: float
    rank: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of a batch; ``rank`` holds for a broken copy the row of its better one, else -1."""

    ids: Tensor
    side: Tensor
    word: Tensor
    labels: Tensor
    rank: Tensor


def encode(example: Example, pieces: Pieces, rank: int = -1) -> Encoded:
    """``<s> target </s></s> source </s>`` with its labels."""
    ids, spans = pieces.cut(example.target)
    ids, spans = ids[:MOST_PIECES], spans[:MOST_PIECES]
    source = pieces.cut(example.source)[0][:MOST_PIECES]
    unjudged = [-1.0] * len(ids)
    word = unjudged if example.bad is None else _labels(example, pieces, ids, spans)
    nan = float("nan")
    return Encoded(
        ids=(BOS, *ids, EOS, EOS, *source, EOS),
        side=(3, *[1] * len(ids), 3, 3, *[2] * len(source), 3),
        word=(-1.0, *word, -1.0, -1.0, *[-1.0] * len(source), -1.0),
        da=nan if example.da is None else example.da,
        hter=nan if example.hter is None else example.hter,
        mqm=nan if example.mqm is None else example.mqm,
        rank=rank,
    )


def _labels(
    example: Example, pieces: Pieces, ids: Sequence[int], spans: Sequence[tuple[int, int]]
) -> list[float]:
    """A piece is wrong if its word holds a wrong character; long words go by their share."""
    assert example.bad is not None
    out = []
    seen: dict[tuple[int, int], int] = {}
    for span in spans:
        k = seen.get(span, 0)
        seen[span] = k + 1
        n = len(pieces.ids_of(example.target[span[0] : span[1]]))
        length = span[1] - span[0]
        if length > 20:  # no spaces between words: the piece's own share of the characters
            a, b = (
                span[0] + k * length // n,
                span[0] + max((k + 1) * length // n, k * length // n + 1),
            )
        else:
            a, b = span
        out.append(1.0 if any(s < b and a < e for s, e in example.bad) else 0.0)
    return out


def collate(rows: Sequence[Encoded], position: Sequence[int]) -> Batch:
    """Pad rows to a batch.

    Args:
        rows: The rows.
        position: For each row, the index in the batch of its better one, or -1.
    """
    longest = max(len(r.ids) for r in rows)
    ids = np.full((len(rows), longest), PAD, np.int64)
    side = np.zeros((len(rows), longest), np.int64)
    word = np.full((len(rows), longest), -1.0, np.float32)
    for k, r in enumerate(rows):
        n = len(r.ids)
        ids[k, :n], side[k, :n], word[k, :n] = r.ids, r.side, r.word
    labels = np.array([[r.da, r.hter, r.mqm] for r in rows], np.float32)
    return Batch(
        torch.from_numpy(ids), torch.from_numpy(side), torch.from_numpy(word),
        torch.from_numpy(labels), torch.tensor(position),
    )  # fmt: skip


def epochs(
    judged: Sequence[Example],
    good: Sequence[Example],
    pieces: Pieces,
    pool: Pool,
    *,
    size: int,
    seed: int,
    share: float,
) -> Iterator[Batch]:
    """Batches without end: judged examples, and pairs of a good translation and its broken copy.

    Args:
        judged: Examples with labels from people.
        good: Good translations to break.
        pieces: The tokenizer.
        pool: What faults borrow from.
        size: Rows of a batch.
        seed: Of the order.
        share: Share of the rows that are pairs.
    """
    rng = random.Random(seed)
    while True:
        order = rng.sample(range(len(judged)), len(judged))
        groups: list[list[Encoded]] = []
        for k in order:
            groups.append([encode(judged[k], pieces)])
            if rng.random() < share / (1 - share) / 2:
                pair = _pair(rng.choice(good), pieces, pool)
                if pair:
                    groups.append(pair)
            if len(groups) >= 64 * size:
                yield from _cut(groups, size, rng)
                groups = []
        yield from _cut(groups, size, rng)


def _pair(example: Example, pieces: Pieces, pool: Pool) -> list[Encoded] | None:
    broken = perturb(example, pool)
    if broken is None:
        return None
    whole = Example(example.lp, example.source, example.target, bad=())
    return [encode(whole, pieces), encode(broken, pieces, rank=0)]


def _cut(groups: list[list[Encoded]], size: int, rng: random.Random) -> Iterator[Batch]:
    """Groups of like length to batches, in random order; a pair stays together."""
    groups = sorted(groups, key=lambda g: max(len(r.ids) for r in g))
    batches: list[Batch] = []
    rows: list[Encoded] = []
    position: list[int] = []
    for group in groups:
        first = len(rows)
        rows += group
        position += [first if r.rank == 0 else -1 for r in group]
        if len(rows) >= size:
            batches.append(collate(rows, position))
            rows, position = [], []
    if rows:
        batches.append(collate(rows, position))
    rng.shuffle(batches)
    yield from batches
