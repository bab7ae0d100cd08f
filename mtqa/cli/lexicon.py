"""``mtqa lexicon try``: what an entry of a pack does, before it goes in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtqa.cli.command import Command, positive, write_output

if TYPE_CHECKING:
    from mtqa.batch.trial import Trial


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=("try",), help="try the entries of a pack")
    parser.add_argument("pack", metavar="ENTRY.toml", help="a pack with one or more [[rule]]")
    parser.add_argument(
        "--on",
        metavar="FILE",
        nargs="+",
        default=[],
        help="texts to try it on: articles, or JSONL (.gz) rows as for mtqa rates",
    )
    parser.add_argument(
        "--show", type=positive, default=20, metavar="N", help="hits to show (default: 20)"
    )


def _lines(trial: Trial, words: int, show: int) -> Iterator[str]:
    from mtqa.report.wording import count

    rule = trial.rule
    yield f"{rule.id}  ({rule.needs.value}, {rule.severity.value}, {rule.category})"
    if trial.complaints:
        yield from (f"  ✗ {c}" for c in trial.complaints)
    else:
        yield f"  ✓ its {len(rule.examples)} examples hold"
    if words:
        per = 100_000 * len(trial.hits) / words
        yield f"  {count(len(trial.hits), 'hit')} in {words:,} words: {per:.1f} per 100,000"
    for hit in trial.hits[:show]:
        fix = "" if hit.suggestion is None else f"  → {hit.suggestion or '(delete)'}"
        yield f"    …{hit.before}[{hit.text}]{hit.after}…{fix}"
    for name, times in trial.collisions.most_common(8):
        yield f"  also found by {name} ({times})"


def _run(options: Namespace) -> int:
    from mtqa.batch.trial import entries, try_entries

    trials, words = try_entries(entries(options.pack), options.on)
    lines = [line for t in trials for line in (*_lines(t, words, options.show), "")]
    write_output("\n".join(lines).encode(), None)
    return 1 if any(t.complaints for t in trials) else 0


COMMAND = Command("lexicon", "try the entries of a pack on texts", _arguments, _run)
