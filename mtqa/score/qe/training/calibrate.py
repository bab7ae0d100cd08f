"""Fits how raw outputs are read: acceptance, uncertainty, word probabilities and thresholds.

Acceptance is what people did with translations in MQM documents that training never saw: a
translation without a major or critical error was acceptable. The mix of the outputs and the word
threshold come from the even rows of the MLQE-PE development set; figures are told on the odd ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from mtqa.score.qe.folder import Calibration
from mtqa.score.qe.model import DA, HTER, MQM, SPREAD, QualityModel
from mtqa.score.qe.training.examples import Example

Floats = NDArray[np.float64]
SOFT = 0.5
"""Factor of the fitted log-odds: it leaves one half where it is, and the scale nearly straight over
the range that people use, where the fit (to nonsense, too) presses it against 0 and 1."""
MOST_WORDS = 8
"""Words of the longest stretch that is reported (see ``mtqa.detect.accuracy.model_suspect``)."""
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
    slope, bias = max(slope, 0.05) * SOFT, bias * SOFT
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
    suspect, below = _suspect(mqm, mix, (slope, bias), (word_slope, word_bias), ratio)
    return Calibration(
        weights=(slope * mix[0], slope * mix[1], slope * mix[2]),
        bias=bias,
        spread=float(np.quantile(scale, 0.68)) * slope * mix[0],
        word_slope=word_slope,
        word_bias=word_bias,
        word_threshold=round(float(threshold), 3),
        suspect=suspect,
        suspect_below=below,
        pair_thresholds=_by_pair(tagged, word_slope, word_bias),
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


def mccs(
    dev: Scored, slope: float, bias: float, threshold: float,
    by_pair: Mapping[str, float] | None = None,
) -> dict[str, float]:  # fmt: skip
    """Matthews correlation of bad words per language pair, at its own threshold where given."""
    out = {}
    for lp in sorted({e.lp for e in dev.examples}):
        raw, wrong = dev.only(lambda _, e, lp=lp: e.lp == lp).word_labels()  # type: ignore[misc]
        if len(raw):
            at = (by_pair or {}).get(lp, threshold)
            out[lp] = mcc(_logistic(slope * raw + bias) >= at, wrong)
    return out


def _mean_mcc(dev: Scored, slope: float, bias: float, threshold: float) -> float:
    return float(np.mean(list(mccs(dev, slope, bias, threshold).values())))


def _by_pair(tagged: Scored, slope: float, bias: float) -> dict[str, float]:
    """The best word threshold of each pair: people mark far more words in some than in others."""
    found = {}
    for lp in sorted({e.lp for e in tagged.examples}):
        own = tagged.only(lambda _, e, lp=lp: e.lp == lp)  # type: ignore[misc]
        if len(own.word_labels()[0]):
            best = max(np.arange(0.1, 0.9, 0.02), key=lambda t: _mean_mcc(own, slope, bias, t))
            found[lp] = round(float(best), 3)
    return found


def _suspect(
    mqm: Scored, mix: tuple[float, float, float], quality: tuple[float, float],
    word: tuple[float, float], ratio: float,
) -> tuple[float, float]:  # fmt: skip
    """The gates, word and sentence, that report most words and keep the ratio in every domain.

    Returns:
        Probability from which words are reported, and quality below which; ``(1, 0)`` where no
        pair of gates keeps suspect words ``ratio`` times denser in flawed segments than in others.
    """
    good = _logistic(quality[0] * _mixed(mqm, mix) + quality[1])
    best, chosen = 0.0, (1.0, 0.0)
    for below in np.arange(0.2, 0.65, 0.05):
        for threshold in np.arange(0.2, 0.65, 0.05):
            lowest, said = _density(mqm, good < below, word, float(threshold))
            if lowest >= ratio and said > best:
                best, chosen = said, (round(float(threshold), 3), round(float(below), 3))
    return chosen


def _stretches(said: NDArray[np.bool_]) -> int:
    """Runs of suspect words that are short enough to be reported."""
    runs = [len(list(run)) for suspect, run in groupby(said) if suspect]
    return sum(length <= MOST_WORDS for length in runs)


def _density(
    mqm: Scored, reported: NDArray[np.bool_], word: tuple[float, float], threshold: float
) -> tuple[float, float]:
    """Suspect stretches per word in flawed over clean segments, the lower of the domains; how many.

    The domains are biomedical abstracts (many pairs together) and the pairs of the talks.
    """
    counts: dict[str, list[float]] = {}
    for e, risk, told in zip(mqm.examples, mqm.risk, reported, strict=True):
        row = counts.setdefault(e.domain or e.lp, [0.0, 0.0, 0.0, 0.0])
        flawed = 2 * bool(e.bad)
        row[flawed + 1] += len(risk)
        if told:
            row[flawed] += _stretches(_logistic(word[0] * risk + word[1]) >= threshold)
    known = [c for c in counts.values() if c[1] > 1000 and c[3] > 1000 and c[2] >= 10]
    if not known:
        return 0.0, 0.0
    ratios = [(c[2] / c[3]) / max(c[0] / c[1], 1e-5) for c in known]
    return min(ratios), sum(c[2] for c in known)
