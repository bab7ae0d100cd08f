"""The scores of a translation for a terminal: metrics, the worst sentences, all on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtqa.report.underline import printable
from mtqa.report.wording import count

if TYPE_CHECKING:
    from mtqa.score.card import Card, Measured


def _line(measured: Measured) -> str:
    arrow = "↑" if measured.metric.higher_is_better else "↓"
    line = f"{measured.metric.title:8} {arrow} {measured.value:8.2f}"
    test = measured.comparison
    if test is None or measured.baseline is None or measured.gain is None:
        return line
    word = "better" if measured.gain > 0 else "worse" if measured.gain < 0 else "equal"
    sure = "" if test.p < 0.05 else ", may be chance"
    return (
        f"{line} ± {test.system.margin:.2f}   baseline {measured.baseline:8.2f} ± "
        f"{test.baseline.margin:.2f}   {abs(measured.gain):.2f} {word} (p = {test.p:.4f}{sure})"
    )


def _sentence(card: Card, k: int) -> list[str]:
    scores = "  ".join(f"{m.metric.title} {m.sentences[k]:.1f}" for m in card.measured)
    sample = card.samples[k]
    lines = [f"line {k + 1}   {scores}", f"  translation  {sample.text}"]
    if card.baseline:
        lines.append(f"  baseline     {card.baseline[k].text}")
    lines += [f"  reference    {text}" for text in sample.references]
    if sample.edit is not None:
        lines.append(f"  edit         {sample.edit}")
    if sample.source is not None:
        lines.append(f"  source       {sample.source}")
    lines += [f"  issue        {i.text!r}: {i.message}" for i in sample.issues]
    return [printable(line) for line in lines]


def _table(card: Card) -> list[str]:
    titles = "  ".join(f"{m.metric.title:>8}" for m in card.measured)
    lines = [f"{'line':>6}  {titles}"]
    for k, sample in enumerate(card.samples):
        values = "  ".join(f"{m.sentences[k]:8.2f}" for m in card.measured)
        lines.append(f"{k + 1:>6}  {values}  {printable(sample.text)}")
    return lines


def render(card: Card, *, worst: int = 5, table: bool = False) -> bytes:
    """Write a card for a terminal.

    Args:
        card: What to show.
        worst: How many of the worst sentences, by the first metric.
        table: Whether to list all sentences.
    """
    against = f" against {card.baseline_name}" if card.baseline else ""
    lines = [printable(f"{card.name}{against}: {count(len(card.samples), 'sentence')}"), ""]
    lines += [_line(m) for m in card.measured]
    lines.append("")
    for m in card.measured:
        lines.append(f"{m.metric.title}: {m.comparison.signature if m.comparison else m.signature}")
    # a sentence's BLEU is 0 too easily to put sentences in an order
    ranking = next((m for m in card.measured if m.metric.name != "bleu"), card.measured[0])
    if worst:
        lines += ["", f"The worst by {ranking.metric.title}"]
        for k in ranking.worst()[:worst]:
            lines += ["", *_sentence(card, k)]
    if table:
        lines += ["", *_table(card)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
