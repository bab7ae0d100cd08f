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

from mtqa.score.qe.folder import SHIPPED, ModelFolder, open_folder
from mtqa.score.qe.network import Floats, Network
from mtqa.score.qe.pieces import BOS, EOS, Pieces
from mtqa.score.qe.table import Table
from mtqa.score.qe.window import Cut, parts
from mtqa.types import Risk, Span

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

    def estimate(self, pairs: Sequence[tuple[str, str]], langs: str = "") -> list[Estimate]:
        """Judge pairs, each by itself: a number does not depend on what else is judged.

        Args:
            pairs: ``(source, target)`` texts of any length.
            langs: Their languages (``en-de``), which the threshold of bad words depends on.

        Returns:
            An estimate for each, in order; :data:`NOTHING` for an empty target.
        """
        return [self._estimate(*pair, langs) for pair in pairs]

    def raw(self, source: str, target: str) -> tuple[Floats, dict[tuple[int, int], float], int]:
        """Uncalibrated outputs of a pair.

        Returns:
            The sentence's four, one per word of the target, and the number of parts.
        """
        units = self._parts(source, target)
        words: dict[tuple[int, int], float] = {}
        total, weight = np.zeros(4, np.float64), 0
        for unit in units:
            sentence, risk = self._run(unit)
            total += sentence * len(unit.target.ids)
            weight += len(unit.target.ids)
            words |= _worst(unit, risk)
        return (total / max(weight, 1)).astype(np.float32), words, len(units)

    def _parts(self, source: str, target: str) -> list[_Part]:
        if not target.strip():
            return []
        return [_Part(t, s) for t, s in parts(self._cut(target), self._cut(source)) if t.ids]

    def _cut(self, text: str) -> Cut:
        ids, spans = self._pieces.cut(text)
        words = [text[a:b] for a, b in spans]
        return Cut(ids, _shares(ids, spans), words)

    def _run(self, unit: _Part) -> tuple[Floats, Floats]:
        t, s = len(unit.target.ids), len(unit.source.ids)
        ids = np.array([[BOS, *unit.target.ids, EOS, EOS, *unit.source.ids, EOS]], np.int64)
        side = np.array([[3, *[1] * t, 3, 3, *[2] * s, 3]], np.int64)
        sentence, word = self._network.run(self._table.of(ids), side)
        return sentence[0], word[0, 1 : t + 1]

    def _estimate(self, source: str, target: str, langs: str) -> Estimate:
        raw, words, count = self.raw(source, target)
        if not words:
            return NOTHING
        c = self.folder.calibration
        at = float(np.dot(raw[[DA, HTER, MQM]], c.weights) + c.bias)
        width = c.spread * math.exp(0.5 * min(max(float(raw[SPREAD]), -3.0), 2.0))
        band = (_logistic(at + width) - _logistic(at - width)) / 2
        quality, risks = _logistic(at), []
        threshold = c.pair_thresholds.get(langs, c.word_threshold)
        for (start, end), value in words.items():
            p = _logistic(c.word_slope * value + c.word_bias)
            suspect = p >= c.suspect and quality < c.suspect_below
            risks.append(Risk(Span(start, end), round(p, 3), p >= threshold, suspect))
        return Estimate(round(quality, 4), round(band, 4), tuple(risks), count)


def _worst(unit: _Part, raw: Floats) -> dict[tuple[int, int], float]:
    """The worst piece speaks for its word."""
    worst: dict[tuple[int, int], float] = {}
    for span, value in zip(unit.target.spans, raw, strict=True):
        worst[span] = max(worst.get(span, -99.0), float(value))
    return worst


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
