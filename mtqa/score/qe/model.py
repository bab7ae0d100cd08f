"""The quality model: how good a translation is, and which of its words are suspect.

Reference-free quality estimation over ``<s> target </s></s> source </s>``; the model is described
in its card (``mtqa/score/qe/model/CARD.md``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtqa.score.qe.folder import SHIPPED, ModelFolder, open_folder
from mtqa.score.qe.network import Floats, Network
from mtqa.score.qe.pieces import BOS, EOS, PAD, Pieces
from mtqa.score.qe.table import Table
from mtqa.score.qe.window import Cut, parts
from mtqa.types import Risk, Span

BATCH = 16
DA, SPREAD, HTER, MQM = range(4)
"""Columns of the sentence outputs."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the model says of a pair.

    Attributes:
        quality: 0 to 1: the probability that people would accept the translation.
        uncertainty: 0 to 0.5: half the width of the band in which two in three would put it.
        words: Risks of the target's words, in order.
        parts: In how many parts the pair was read.
    """

    quality: float
    uncertainty: float
    words: tuple[Risk, ...]
    parts: int = 1


NOTHING = Estimate(0.0, 0.0, ())
"""Of an empty target."""


@dataclass(frozen=True, slots=True)
class _Part:
    pair: int
    target: Cut
    source: Cut


class QualityModel:
    """A loaded model.

    Args:
        folder: Where it lies.
        threads: Threads of one run.
    """

    def __init__(self, folder: ModelFolder, threads: int = 1) -> None:
        self.folder = folder
        text = folder.file("normalization.json").read_text(encoding="utf-8")
        self._pieces = Pieces(
            folder.file("pieces.model").read_bytes(),
            {int(code): to for code, to in json.loads(text).items()},
        )
        self._table = Table(folder.file("embeddings.bin"), folder.width)
        self._network = Network(folder.file("encoder.onnx"), threads)

    @property
    def signature(self) -> str:
        """Name and checksum that reproduce its numbers."""
        return f"{self.folder.name} sha256:{self.folder.card['sha256']['encoder.onnx'][:12]}"

    def estimate(self, pairs: Sequence[tuple[str, str]]) -> list[Estimate]:
        """Judge pairs.

        Args:
            pairs: ``(source, target)`` texts of any length.

        Returns:
            An estimate for each, in order; :data:`NOTHING` for an empty target.
        """
        units = [p for k, (s, t) in enumerate(pairs) for p in self._parts(k, s, t)]
        order = sorted(range(len(units)), key=lambda k: -_length(units[k]))
        sentence = np.zeros((len(units), 4), np.float32)
        words: list[Floats] = [np.zeros(0, np.float32)] * len(units)
        for a in range(0, len(order), BATCH):
            chosen = order[a : a + BATCH]
            outputs, risks = self._run([units[k] for k in chosen])
            sentence[chosen] = outputs
            for k, risk in zip(chosen, risks, strict=True):
                words[k] = risk
        of_pair: dict[int, list[int]] = {}
        for k, unit in enumerate(units):
            of_pair.setdefault(unit.pair, []).append(k)
        return [
            self._estimate([units[j] for j in own], sentence[own], [words[j] for j in own])
            if (own := of_pair.get(k))
            else NOTHING
            for k in range(len(pairs))
        ]

    def raw(self, source: str, target: str) -> tuple[Floats, dict[tuple[int, int], float]]:
        """Uncalibrated outputs of a pair: the sentence's four, and one per word of the target."""
        units = self._parts(0, source, target)
        if not units:
            return np.zeros(4, np.float32), {}
        found = [self._run([unit]) for unit in units]
        weight = np.array([len(u.target.ids) for u in units], np.float64)
        sentence = np.concatenate([s for s, _ in found])
        words: dict[tuple[int, int], float] = {}
        for unit, (_, risk) in zip(units, found, strict=True):
            words |= _worst(unit, risk[0])
        return (sentence * weight[:, None]).sum(0) / weight.sum(), words

    def _parts(self, number: int, source: str, target: str) -> list[_Part]:
        if not target.strip():
            return []
        cut = self._cut(target), self._cut(source)
        return [_Part(number, t, s) for t, s in parts(*cut) if t.ids]

    def _cut(self, text: str) -> Cut:
        ids, spans = self._pieces.cut(text)
        words = [text[a:b] for a, b in spans]
        return Cut(ids, _shares(ids, spans), words)

    def _run(self, units: Sequence[_Part]) -> tuple[Floats, list[Floats]]:
        longest = max(map(_length, units))
        ids = np.full((len(units), longest), PAD, np.int64)
        side = np.zeros((len(units), longest), np.int64)
        for k, u in enumerate(units):
            t, s = len(u.target.ids), len(u.source.ids)
            ids[k, : t + s + 4] = [BOS, *u.target.ids, EOS, EOS, *u.source.ids, EOS]
            side[k, : t + s + 4] = [3, *[1] * t, 3, 3, *[2] * s, 3]
        sentence, word = self._network.run(self._table.of(ids), side)
        return sentence, [word[k][side[k] == 1] for k in range(len(units))]

    def _estimate(
        self, units: Sequence[_Part], sentence: Floats, words: Sequence[Floats]
    ) -> Estimate:
        weight = np.array([len(u.target.ids) for u in units], np.float64)
        mean: NDArray[np.float64] = (sentence * weight[:, None]).sum(0) / weight.sum()
        c = self.folder.calibration
        at = float(np.dot(mean[[DA, HTER, MQM]], c.weights) + c.bias)
        width = c.spread * math.exp(0.5 * min(max(float(mean[SPREAD]), -3.0), 2.0))
        quality = _logistic(at)
        band = (_logistic(at + width) - _logistic(at - width)) / 2
        risks = tuple(r for u, w in zip(units, words, strict=True) for r in self._risks(u, w))
        return Estimate(round(quality, 4), round(band, 4), risks, len(units))

    def _risks(self, unit: _Part, raw: Floats) -> list[Risk]:
        c = self.folder.calibration
        out = []
        for (start, end), value in _worst(unit, raw).items():
            p = _logistic(c.word_slope * value + c.word_bias)
            out.append(Risk(Span(start, end), round(p, 3), p >= c.word_threshold, p >= c.suspect))
        return out


def _worst(unit: _Part, raw: Floats) -> dict[tuple[int, int], float]:
    """The worst piece speaks for its word."""
    worst: dict[tuple[int, int], float] = {}
    for span, value in zip(unit.target.spans, raw, strict=True):
        worst[span] = max(worst.get(span, -99.0), float(value))
    return worst


def _length(unit: _Part) -> int:
    return len(unit.target.ids) + len(unit.source.ids) + 4


LONG_WORD = 20
"""Characters from which a stretch without spaces is no word but a sentence (Chinese, Thai)."""


def _shares(ids: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The span of each piece's word; in a word of a sentence's length, the piece's own share."""
    count: dict[tuple[int, int], int] = {}
    for span in spans:
        count[span] = count.get(span, 0) + 1
    seen: dict[tuple[int, int], int] = {}
    out = []
    for span in spans:
        length, n = span[1] - span[0], count[span]
        k = seen.get(span, 0)
        seen[span] = k + 1
        if length <= LONG_WORD:
            out.append(span)
            continue
        start = span[0] + k * length // n
        out.append((start, max(span[0] + (k + 1) * length // n, start + 1)))
    return out


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-min(max(x, -30.0), 30.0)))


@lru_cache(maxsize=4)
def load(path: Path | None = None, threads: int = 1) -> QualityModel:
    """The model of a folder, loaded once; None for the one that ships with mtqa.

    Raises:
        InputError: If the folder is no model, or its files are not what its card says.
    """
    return QualityModel(open_folder(path or SHIPPED), threads)
