"""chrF2: character sequences shared with a reference."""

from __future__ import annotations

from typing import Any

from mtqa.score.metric import Metric, Need, Options
from mtqa.score.sacre import SacreScorer


def _make() -> Any:
    from sacrebleu.metrics.chrf import CHRF

    return CHRF(word_order=0)


def _open(_options: Options) -> SacreScorer:
    return SacreScorer(_make)


METRIC = Metric(
    name="chrf",
    title="chrF2",
    doc="Character sequences shared with a reference; fair to inflected languages.",
    needs=frozenset({Need.REFERENCE}),
    bounds=(0.0, 100.0),
    higher_is_better=True,
    open=_open,
)
