"""The scores of a translation as JSON."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from mtqa.report.encode import dump, tool_to_dict

if TYPE_CHECKING:
    from mtqa.score.card import Card, Measured

SCHEMA = "mtqa-score/1"


def _metric(measured: Measured) -> dict[str, Any]:
    metric = measured.metric
    out: dict[str, Any] = {
        "name": metric.name,
        "title": metric.title,
        "score": measured.value,
        "signature": measured.signature,
        "higher_is_better": metric.higher_is_better,
        "bounds": [b if math.isfinite(b) else None for b in metric.bounds],
    }
    if measured.comparison is not None:
        test = measured.comparison
        out |= {
            "baseline": measured.baseline,
            "gain": measured.gain,
            "bootstrap": {
                "p": test.p,
                "mean": test.system.mean,
                "ci": test.system.margin,
                "baseline_mean": test.baseline.mean,
                "baseline_ci": test.baseline.margin,
                "signature": test.signature,
            },
        }
    return out


def card_to_dict(card: Card) -> dict[str, Any]:
    """Everything of a card: metrics, then sentence by sentence."""
    rows = []
    for k, sample in enumerate(card.samples):
        row: dict[str, Any] = {"line": k + 1, "text": sample.text}
        if sample.source is not None:
            row["source"] = sample.source
        if sample.references:
            row["references"] = list(sample.references)
        if sample.edit is not None:
            row["edit"] = sample.edit
        row["scores"] = {m.metric.name: m.sentences[k] for m in card.measured}
        if card.baseline:
            row["baseline"] = {
                "text": card.baseline[k].text,
                "scores": {
                    m.metric.name: m.baseline_sentences[k]
                    for m in card.measured
                    if m.baseline_sentences
                },
            }
        rows.append(row)
    return {
        "schema": SCHEMA,
        "tool": tool_to_dict(),
        "system": card.name,
        "baseline": card.baseline_name or None,
        "metrics": [_metric(m) for m in card.measured],
        "sentences": rows,
    }


def render(card: Card) -> bytes:
    """The bytes of the file."""
    return dump(card_to_dict(card), indent=True) + b"\n"
