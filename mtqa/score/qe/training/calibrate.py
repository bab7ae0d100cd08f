"""Fits how raw outputs are read: acceptance, uncertainty, word probabilities and thresholds.

Acceptance is what people did with translations in MQM documents that training never saw: a
translation without a major or critical error was acceptable. The mix of the outputs and the word
threshold come from the even rows of the MLQE-PE development set; figures are told on the odd ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtqa.score.qe.folder import Calibration
from mtqa.score.qe.model import DA, HTER, MQM, SPREAD, QualityModel
from mtqa.score.qe.training.examples import Example

Floats = NDArray[np.float64]
NEUTRAL = Calibration((1.0, -1.5, 0.0), 0.0, 1.0, 1.0, 0.0, 0.5, 1.0)
"""Before anything is fitted."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Examples with the model's raw outputs.

    Attributes:
        examples: The examples.
        sentence: ``[examples, 4]``.
        spans: Per example the spans of its words; ``risk`` the raw output of each.
    """

    examples: Sequence[Example]
    sentence: Floats
    spans: Sequence[Sequence[tuple[int, int]]]
    risk: Sequence[Floats]

    def only(self, keep: Callable[[int, Example], bool]) -> Scored:
        """Some of them, by number and example."""
        at = [k for k, e in enumerate(self.examples) if keep(k, e)]
        return Scored(
            [self.examples[k] for k in at], self.sentence[at],
            [self.spans[k] for k in at], [self.risk[k] for k in at],
        )  # fmt: skip

    def word_labels(self) -> tuple[Floats, NDArray[np.bool_]]:
        """Raw output of every judged word, and whether people marked it."""
        raw, wrong = [], []
        for e, spans, risk in zip(self.examples, self.spans, self.risk, strict=True):
            if e.bad is None:
                continue
            for (a, b), value in zip(spans, risk, strict=True):
                raw.append(value)
                wrong.append(any(s < b and a < t for s, t in e.bad))
        return np.array(raw, np.float64), np.array(wrong, bool)


def score(model: QualityModel, examples: Sequence[Example]) -> Scored:
    """Raw outputs of a model for examples."""
    sentence, spans, risk = [], [], []
    for e in examples:
        outputs, words, _ = model.raw(e.source, e.target)
        sentence.append(outputs)
        spans.append(list(words))
        risk.append(np.array(list(words.values()), np.float64))
    return Scored(examples, np.array(sentence, np.float64), spans, risk)


def mismatched(examples: Sequence[Example], share: float = 0.15) -> list[Example]:
    """Translations that nobody would accept: of another source, copied, or cut off early.

    Real output of engines holds none, and a scale fitted without them praises nonsense.
    """
    step = max(3, round(3 / share / 3) * 3)
    chosen = examples[::step]
    out: list[Example] = []
    for k, e in enumerate(chosen):
        others = [o for o in examples[k * step + 7 : k * step + 60] if o.lp == e.lp]
        cut = e.target[: len(e.target) // 4]
        for text in (others[-1].target if others else "", e.source, cut):
            if text.strip() and text != e.target:
                out.append(Example(e.lp, e.source, text, severe=True))
    return out


def fit(
    dev: Scored, tagged: Scored, mqm: Scored, pairs: Scored, wrong: Scored, *, ratio: float = 3.0
) -> Calibration:
    """A calibration.

    Args:
        dev: Judged rows with direct assessments and word tags, to choose on.
        tagged: The same kind of rows in tokens, as people tagged them, for the word threshold.
        mqm: Rows of held-out MQM documents.
        wrong: Pairs of :func:`mismatched`, which count with these rows.
        pairs: Good and broken translations in turn.
        ratio: How much denser suspect words must be in flawed than in clean segments.
    """
    mix = _mix(dev, pairs)
    accepted = np.array([not e.severe for s in (mqm, wrong) for e in s.examples], np.float64)
    slope, bias = _platt(np.concatenate([_mixed(mqm, mix), _mixed(wrong, mix)]), accepted)
    slope = max(slope, 0.05)
    predicted = np.exp(0.5 * dev.sentence[:, SPREAD].clip(-3, 2))
    scale = np.abs(dev.sentence[:, DA] - _da(dev)) / predicted
    raw, marked = dev.word_labels()
    raw_mqm, marked_mqm = mqm.word_labels()
    weight = np.concatenate(
        [np.full(len(raw), 1 / len(raw)), np.full(len(raw_mqm), 1 / len(raw_mqm))]
    )
    both = np.concatenate([raw, raw_mqm]), np.concatenate([marked, marked_mqm]).astype(np.float64)
    word_slope, word_bias = _platt(*both, weight * len(weight) / weight.sum())
    threshold = max(
        np.arange(0.1, 0.9, 0.02), key=lambda t: _mean_mcc(tagged, word_slope, word_bias, t)
    )
    return Calibration(
        weights=(slope * mix[0], slope * mix[1], slope * mix[2]),
        bias=bias,
        spread=float(np.quantile(scale, 0.68)) * slope * mix[0],
        word_slope=word_slope,
        word_bias=word_bias,
        word_threshold=round(float(threshold), 3),
        suspect=_suspect(mqm, word_slope, word_bias, ratio),
    )


def _da(scored: Scored) -> Floats:
    return np.array([e.da for e in scored.examples], np.float64)


def _mixed(scored: Scored, mix: tuple[float, float, float]) -> Floats:
    mixed: Floats = scored.sentence[:, [DA, HTER, MQM]] @ np.array(mix)
    return mixed


def _mix(dev: Scored, pairs: Scored) -> tuple[float, float, float]:
    """Weights of the outputs: correlation with people leads, broken copies count a third."""
    best, chosen = -9.0, (1.0, -1.5, 0.0)
    for hter in np.arange(0.0, 4.1, 0.5):
        for mqm in np.arange(0.0, 4.1, 0.5):
            mix = (1.0, -float(hter), float(mqm))
            q = _mixed(pairs, mix)
            value = mean_pearson(dev, _mixed(dev, mix)) + 0.33 * float(np.mean(q[0::2] > q[1::2]))
            if value > best + 1e-4:
                best, chosen = value, mix
    return chosen


def mean_pearson(dev: Scored, quality: Floats) -> float:
    """Mean over the language pairs of the correlation with direct assessments."""
    return float(np.mean(list(pearsons(dev, quality).values())))


def pearsons(dev: Scored, quality: Floats) -> dict[str, float]:
    """Correlation with direct assessments per language pair."""
    da, lps = _da(dev), np.array([e.lp for e in dev.examples])
    at = {str(lp): lps == lp for lp in sorted(set(lps))}
    return {lp: float(np.corrcoef(quality[k], da[k])[0, 1]) for lp, k in at.items()}


def _platt(x: Floats, y: Floats, weight: Floats | None = None) -> tuple[float, float]:
    """Slope and bias of a logistic regression, by Newton's method."""
    w = np.ones(len(x)) if weight is None else weight
    a, b = 1.0, 0.0
    for _ in range(50):
        p = _logistic(a * x + b)
        g = np.array([np.sum(w * (y - p) * x), np.sum(w * (y - p))]) - 1e-3 * np.array([a, b])
        v = w * p * (1 - p)
        h = np.array([[np.sum(v * x * x), np.sum(v * x)], [np.sum(v * x), np.sum(v)]])
        step = np.linalg.solve(h + 1e-3 * np.eye(2), g)
        a, b = a + float(step[0]), b + float(step[1])
        if float(np.abs(step).max()) < 1e-7:
            break
    return a, b


def _logistic(x: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return out


def mcc(said: NDArray[np.bool_], wrong: NDArray[np.bool_]) -> float:
    """Matthews correlation of what was said with what is."""
    tp, fp = float((said & wrong).sum()), float((said & ~wrong).sum())
    fn, tn = float((~said & wrong).sum()), float((~said & ~wrong).sum())
    scale = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    return (tp * tn - fp * fn) / float(scale) if scale else 0.0


def mccs(dev: Scored, slope: float, bias: float, threshold: float) -> dict[str, float]:
    """Matthews correlation of bad words per language pair."""
    out = {}
    for lp in sorted({e.lp for e in dev.examples}):
        raw, wrong = dev.only(lambda _, e, lp=lp: e.lp == lp).word_labels()  # type: ignore[misc]
        if len(raw):
            out[lp] = mcc(_logistic(slope * raw + bias) >= threshold, wrong)
    return out


def _mean_mcc(dev: Scored, slope: float, bias: float, threshold: float) -> float:
    return float(np.mean(list(mccs(dev, slope, bias, threshold).values())))


def _suspect(mqm: Scored, slope: float, bias: float, ratio: float) -> float:
    """The lowest probability at which suspects are ``ratio`` times denser in flawed segments."""
    for threshold in np.arange(0.2, 0.95, 0.025):
        if _densities(mqm, slope, bias, float(threshold)) >= ratio:
            return round(float(threshold), 3)
    return 1.0


def _densities(mqm: Scored, slope: float, bias: float, threshold: float) -> float:
    """Suspect words per word, in flawed segments over in clean ones; the median of the pairs."""
    ratios = []
    for lp in sorted({e.lp for e in mqm.examples}):
        said, words = [0.0, 0.0], [0.0, 0.0]
        for e, risk in zip(mqm.examples, mqm.risk, strict=True):
            if e.lp == lp:
                flawed = int(bool(e.bad))
                said[flawed] += float(np.sum(_logistic(slope * risk + bias) >= threshold))
                words[flawed] += len(risk)
        if min(words) > 1000 and said[1] >= 20:
            ratios.append((said[1] / words[1]) / max(said[0] / words[0], 1e-6))
    return float(np.median(ratios)) if ratios else 0.0
