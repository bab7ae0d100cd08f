"""TER: the share of words to edit to make a reference of the translation."""

from __future__ import annotations

from typing import Any

from mtqa.score.metric import Metric, Need, Options
from mtqa.score.sacre import SacreScorer


def _make() -> Any:
    from sacrebleu.metrics.ter import TER

    return TER()


def _open(_options: Options) -> SacreScorer:
    return SacreScorer(_make)


METRIC = Metric(
    name="ter",
    title="TER",
    doc="Words to insert, delete, replace or move to reach a reference, in percent of its words.",
    needs=frozenset({Need.REFERENCE}),
    bounds=(0.0, float("inf")),
    higher_is_better=False,
    open=_open,
)
