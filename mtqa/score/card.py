"""Scores a text with several metrics, and against a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtqa import catalog
from mtqa.errors import SettingsError
from mtqa.score.metric import Metric, Need, Options, Sample
from mtqa.score.significance import SAMPLES, Comparison, compare


@dataclass(frozen=True, slots=True)
class Measured:
    """What one metric says.

    Attributes:
        metric: The metric.
        value: Of the whole text.
        sentences: Of each sentence.
        signature: What reproduces ``value``.
        baseline: Of the baseline, None where there is none.
        baseline_sentences: Of each sentence of the baseline.
        comparison: The test of the difference.
    """

    metric: Metric
    value: float
    sentences: tuple[float, ...]
    signature: str
    baseline: float | None = None
    baseline_sentences: tuple[float, ...] = ()
    comparison: Comparison | None = None

    @property
    def gain(self) -> float | None:
        """How much better than the baseline, negative where worse."""
        if self.baseline is None:
            return None
        return self._better(self.value - self.baseline)

    def gains(self) -> list[float]:
        """The same for each sentence."""
        pairs = zip(self.sentences, self.baseline_sentences, strict=True)
        return [self._better(a - b) for a, b in pairs]

    def _better(self, difference: float) -> float:
        return difference if self.metric.higher_is_better else -difference

    def worst(self) -> list[int]:
        """Numbers of the sentences from 0, the worst first."""
        sign = 1 if self.metric.higher_is_better else -1
        return sorted(range(len(self.sentences)), key=lambda k: sign * self.sentences[k])


@dataclass(frozen=True, slots=True)
class Card:
    """What all metrics say of a text.

    Attributes:
        name: Of the system.
        samples: Its sentences.
        measured: In the order that was asked for.
        baseline_name: Of the baseline, empty where there is none.
        baseline: Its sentences.
    """

    name: str
    samples: tuple[Sample, ...]
    measured: tuple[Measured, ...]
    baseline_name: str = ""
    baseline: tuple[Sample, ...] = ()


def chosen(names: Sequence[str]) -> list[Metric]:
    """Metrics by name.

    Raises:
        SettingsError: If one does not exist.
    """
    known = catalog.metrics()
    for name in names:
        if name not in known:
            raise SettingsError(f"no metric {name!r}; there are {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names)]


def score(
    metrics: Sequence[Metric],
    options: Options,
    samples: Sequence[Sample],
    *,
    name: str,
    baseline: Sequence[Sample] = (),
    baseline_name: str = "",
    draws: int = SAMPLES,
) -> Card:
    """Score a text.

    Args:
        metrics: Which.
        options: How.
        samples: The sentences, at least one.
        name: Of the system.
        baseline: The same sentences by another system.
        baseline_name: Its name.
        draws: Texts that the test draws.

    Raises:
        MissingError: If something is not installed that a metric needs.
    """
    measured = [_measure(m, options, samples, baseline, draws) for m in metrics]
    return Card(name, tuple(samples), tuple(measured), baseline_name, tuple(baseline))


def _measure(
    metric: Metric,
    options: Options,
    samples: Sequence[Sample],
    baseline: Sequence[Sample],
    draws: int,
) -> Measured:
    scorer = metric.open(options)
    value = scorer.corpus(samples)
    signature = scorer.signature
    sentences = tuple(scorer.sentences(samples))
    if not baseline or Need.EDIT in metric.needs:  # an edit is one of this translation alone
        return Measured(metric, value, sentences, signature)
    theirs = tuple(scorer.sentences(baseline))
    return Measured(
        metric,
        value,
        sentences,
        signature,
        scorer.corpus(baseline),
        theirs,
        compare(scorer, samples, baseline, (sentences, theirs), draws),
    )
