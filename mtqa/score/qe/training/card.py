"""The card of a model as a page: what it is, what it was made from, how good it is, its limits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_REPORTED = """- Words from a probability of {} on become issues, in sentences below a quality of
  {}."""
_SILENT = """- No threshold kept suspect words three times as dense in flawed segments as in clean
  ones in every held-out domain, so this model reports none as issues; `words` of batch
  rows has all probabilities."""
_PAGE = Path(__file__).with_name("card_page.md")


def page(card: Mapping[str, Any], *, pieces: int, size: int) -> str:
    """The card as Markdown.

    Args:
        card: The contents of ``card.json``.
        pieces: Rows of the embeddings.
        size: Bytes of all files.
    """
    figures = card["figures"]
    lines = ["| pair | Pearson | 95% | MCC |", "|---|--:|:-:|--:|"]
    for lp, (value, low, high) in sorted(figures["pearson"].items()):
        words = figures["mcc"].get(lp)
        shown = "–" if words is None else f"{words:.3f}"
        lines.append(f"| {lp} | {value:.3f} | {low:.3f}–{high:.3f} | {shown} |")
    lines.append(
        f"| **mean** | **{figures['pearson.mean']:.3f}** | | **{figures['mcc.mean']:.3f}** |"
    )
    data = ", ".join(f"{name} ({licence})" for name, licence in card["data"].items())
    c = card["calibration"]
    reported = _REPORTED.format(c["suspect"], c["suspect_below"]) if c["suspect"] < 1 else _SILENT
    return _PAGE.read_text(encoding="utf-8").format(
        name=card["name"], pieces=pieces, size=size / 1e6, licence=card["licence"], data=data,
        examples=card["examples"], rows=figures["rows"], table="\n".join(lines),
        threshold=card["calibration"]["word_threshold"], broken=figures["broken pairs"],
        suspect=reported, broken_rows=figures["broken rows"],
    )  # fmt: skip
