"""HTER: the share of words that a person who corrected the translation did edit."""

from __future__ import annotations

from typing import Any

from mtqa.score.metric import Metric, Need, Options, Sample
from mtqa.score.sacre import SacreScorer


def _make() -> Any:
    from sacrebleu.metrics.ter import TER

    return TER(case_sensitive=True)


def _edit(sample: Sample) -> tuple[str, ...]:
    return (sample.edit or "",)


def _open(_options: Options) -> SacreScorer:
    return SacreScorer(_make, against=_edit)


METRIC = Metric(
    name="hter",
    title="HTER",
    doc="TER to its own edit by a person: how much of the translation was corrected, in percent.",
    needs=frozenset({Need.EDIT}),
    bounds=(0.0, float("inf")),
    higher_is_better=False,
    open=_open,
)
