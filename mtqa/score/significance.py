"""Is one system better than the other, or was it the choice of sentences: paired bootstrap.

For the metrics of sacrebleu this is sacrebleu's own test, so that the figures equal those of
``sacrebleu --paired-bs``; for any other metric the same test on the mean of its sentence scores.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mtqa.score.metric import Sample, Scorer
from mtqa.score.sacre import SacreScorer

SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean over resampled texts, and half the width of the interval of 95% around it."""

    mean: float
    margin: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """A system against a baseline.

    Attributes:
        system: Of the system.
        baseline: Of the baseline.
        p: Probability of such a difference if both were equally good.
        signature: Of the test.
    """

    system: Estimate
    baseline: Estimate
    p: float
    signature: str


def compare(
    scorer: Scorer,
    system: Sequence[Sample],
    baseline: Sequence[Sample],
    sentences: tuple[Sequence[float], Sequence[float]],
    samples: int = SAMPLES,
) -> Comparison:
    """Test the difference of two systems on the same sentences.

    Args:
        scorer: The metric.
        system: Its sentences.
        baseline: The same sentences by the other system.
        sentences: Sentence scores of both, for metrics that are a mean.
        samples: How many texts to draw.
    """
    if isinstance(scorer, SacreScorer):
        return _sacre(scorer, system, baseline, samples)
    return _means(*sentences, samples)


def _sacre(
    scorer: SacreScorer, system: Sequence[Sample], baseline: Sequence[Sample], samples: int
) -> Comparison:
    from sacrebleu.significance import PairedTest

    named: list[tuple[str, Sequence[str]]] = [
        ("baseline", [s.text for s in baseline]),
        ("system", [s.text for s in system]),
    ]
    test: Any = PairedTest(
        named,
        {"metric": scorer.make()},
        references=scorer.columns(system),
        test_type="bs",
        n_samples=samples,
    )
    signatures, scores = test()
    (name,) = signatures
    theirs, ours = scores[name]
    return Comparison(
        Estimate(float(ours.mean), float(ours.ci)),
        Estimate(float(theirs.mean), float(theirs.ci)),
        float(ours.p_value),
        signatures[name].format(),
    )


def _means(ours: Sequence[float], theirs: Sequence[float], samples: int) -> Comparison:
    import numpy as np

    seed = os.environ.get("SACREBLEU_SEED", "12345")
    rng = np.random.default_rng(None if seed.lower() == "none" else int(seed))
    picks = rng.choice(len(ours), size=(samples, len(ours)), replace=True)
    a, b = (np.asarray(s)[picks].mean(axis=1) for s in (ours, theirs))
    real = abs(float(np.mean(ours)) - float(np.mean(theirs)))
    drawn = np.abs(a - b)
    p = (int(np.sum(drawn - drawn.mean() > real)) + 1) / (samples + 1)
    return Comparison(_estimate(a), _estimate(b), p, f"bs:{samples}|seed:{seed}|of:mean")


def _estimate(drawn: object) -> Estimate:
    import numpy as np

    ordered = np.sort(np.asarray(drawn))
    low = ordered[len(ordered) // 40]
    high = ordered[len(ordered) - len(ordered) // 40 - 1]
    return Estimate(float(ordered.mean()), float(high - low) / 2)
