"""Metrics of sacrebleu behind the protocol of :mod:`mtqa.score.metric`, digit for digit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mtqa.score.metric import Sample

References = Callable[[Sample], tuple[str, ...]]


def references_of(sample: Sample) -> tuple[str, ...]:
    """What most metrics compare with."""
    return sample.references


class SacreScorer:
    """A metric of sacrebleu.

    Args:
        make: Makes the metric for a whole text.
        single: Makes it for single sentences, where that asks for other options.
        against: The references of a sample.
    """

    def __init__(
        self,
        make: Callable[[], Any],
        single: Callable[[], Any] | None = None,
        against: References = references_of,
    ) -> None:
        self.make = make
        self._metric = make()
        self._single = (single or make)()
        self._against = against

    def sentences(self, samples: Sequence[Sample]) -> list[float]:
        """The sentence-level score of each, as ``sacrebleu --sentence-level``."""
        return [
            float(self._single.sentence_score(s.text, list(self._against(s))).score)
            for s in samples
        ]

    def corpus(self, samples: Sequence[Sample]) -> float:
        """The score of the text."""
        score = self._metric.corpus_score([s.text for s in samples], self.columns(samples))
        return float(score.score)

    def columns(self, samples: Sequence[Sample]) -> list[list[str]]:
        """The references as sacrebleu takes them: one list for each reference."""
        return [list(column) for column in zip(*map(self._against, samples), strict=True)]

    @property
    def signature(self) -> str:
        """As ``sacrebleu`` prints it."""
        return str(self._metric.get_signature().format())
