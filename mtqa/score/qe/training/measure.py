"""How good a model is on judged data: Pearson per language pair, MCC of words, minimal pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from mtqa.score.qe.pieces import Pieces
from mtqa.score.qe.training.encoder import OUTPUTS, QualityNet
from mtqa.score.qe.training.examples import Example
from mtqa.score.qe.training.loop import predict

DA, HTER, MQM = OUTPUTS.index("da"), OUTPUTS.index("hter"), OUTPUTS.index("mqm")


@dataclass(frozen=True, slots=True)
class Measure:
    """Development data, measured during training.

    Attributes:
        judged: Examples with direct assessments and word labels.
        pairs: Good and broken translations in turn.
        table: The embeddings.
        pieces: The tokenizer.
    """

    judged: Sequence[Example]
    pairs: Sequence[Example]
    table: Tensor
    pieces: Pieces

    def __call__(self, net: QualityNet) -> dict[str, float]:
        """Figures by name: ``pearson.LP``, ``mcc.LP``, their means, ``pairs``."""
        sentence, words, labels = predict(net, self.table, self.judged, self.pieces)
        quality = mixed(sentence)
        by_lp: dict[str, list[int]] = defaultdict(list)
        for k, example in enumerate(self.judged):
            by_lp[example.lp].append(k)
        figures: dict[str, float] = {}
        for lp, rows in sorted(by_lp.items()):
            truth = np.array([self.judged[k].da for k in rows], np.float64)
            figures[f"pearson.{lp}"] = float(np.corrcoef(quality[rows], truth)[0, 1])
            logits = np.concatenate([words[k] for k in rows])
            wrong = np.concatenate([labels[k] for k in rows])
            figures[f"mcc.{lp}"] = best_mcc(logits[wrong >= 0], wrong[wrong >= 0] > 0)
        for name in ("pearson", "mcc"):
            values = [v for k, v in figures.items() if k.startswith(name + ".")]
            figures[name] = float(np.mean(values)) if values else 0.0
        if self.pairs:
            quality = mixed(predict(net, self.table, self.pairs, self.pieces)[0])
            figures["pairs"] = float(np.mean(quality[0::2] > quality[1::2]))
        return {k: round(v, 4) for k, v in figures.items()}


def mixed(sentence: NDArray[np.float32]) -> NDArray[np.float32]:
    """One quality of the sentence outputs: assessment less edit rate."""
    return sentence[:, DA] - 1.5 * sentence[:, HTER]


def best_mcc(logits: NDArray[np.float32], wrong: NDArray[np.bool_]) -> float:
    """Matthews correlation at the best of a grid of thresholds."""
    best = 0.0
    for threshold in np.arange(-2.5, 1.5, 0.25):
        said = logits > threshold
        tp, fp = float((said & wrong).sum()), float((said & ~wrong).sum())
        fn, tn = float((~said & wrong).sum()), float((~said & ~wrong).sum())
        scale = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        if scale:
            best = max(best, (tp * tn - fp * fn) / float(scale))
    return best
