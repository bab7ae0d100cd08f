"""The MQM score: 100 less the penalties of what the rules found; needs no reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import mtqa
from mtqa.language.count import count_units
from mtqa.mqm import PROFILES, verdict
from mtqa.score.metric import Metric, Need, Options, Sample
from mtqa.types import Side, Verdict


@dataclass(slots=True)
class MqmScorer:
    """Counts penalties over the words of the translation.

    Attributes:
        options: Language and penalty profile.
        signature: Of the last verdict.
    """

    options: Options
    signature: str = ""

    def _verdict(self, samples: Sequence[Sample]) -> Verdict:
        counts = [count_units(s.text, self.options.target_lang) for s in samples]
        return verdict(
            [i for s in samples for i in s.issues],
            sum(c.units for c in counts),
            unit=counts[0].unit,
            side=Side.TARGET,
            profile=PROFILES[self.options.profile],
            version=mtqa.__version__,
        )

    def sentences(self, samples: Sequence[Sample]) -> list[float]:
        """The score of each sentence on its own; one issue in few words weighs a lot."""
        return [self._verdict([s]).score for s in samples]

    def corpus(self, samples: Sequence[Sample]) -> float:
        """The score of the text."""
        found = self._verdict(samples)
        self.signature = found.signature
        return found.score


METRIC = Metric(
    name="mqm",
    title="MQM",
    doc="100 less the penalties of the issues that the rules found, per word; no reference needed.",
    needs=frozenset({Need.ISSUES}),
    bounds=(float("-inf"), 100.0),
    higher_is_better=True,
    open=MqmScorer,
)
