"""``mtqa scorecard``: penalties, score and verdict of files, engines and translators."""

from __future__ import annotations

import math
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from mtqa.cli.command import Command, note, write_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtqa.score.scorecard import Scorecard

FORMATS = ("text", "html", "csv", "xlsx", "json", "marot")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="articles, or JSONL rows with a target"
    )
    parser.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="FIELD",
        help="a card for each value of this field of the rows (engine, system, translator)",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--output", metavar="PATH", help="write there instead of standard output")
    parser.add_argument("--threshold", type=_number, metavar="N", help="score that passes (99)")
    parser.add_argument(
        "--acceptable",
        type=_number,
        metavar="N",
        help="penalty points per 1,000 words that just pass (10)",
    )
    parser.add_argument("--fail", action="store_true", help="exit 1 if a card does not pass")
    parser.add_argument("--profile", choices=("mqm", "wmt"), help="penalty profile (default: mqm)")
    parser.add_argument("--source-lang", metavar="TAG", help="where a row has none")
    parser.add_argument("--target-lang", metavar="TAG", help="where a row has none")
    parser.add_argument(
        "--no-qe", dest="qe", action="store_false", default=None, help="no quality estimation"
    )


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise ArgumentTypeError(f"{text!r} is no positive number")
    return number


def _rendered(cards: Sequence[Scorecard], format_: str) -> bytes:
    from mtqa.report import scorecard_html, scorecard_table, scorecard_xlsx

    render = {
        "text": scorecard_table.render_text,
        "html": scorecard_html.render,
        "csv": scorecard_table.render_csv,
        "xlsx": scorecard_xlsx.render,
        "json": scorecard_table.render_json,
        "marot": scorecard_table.render_marot,
    }
    return render[format_](cards)


def _run(options: Namespace) -> int:
    from dataclasses import replace

    from mtqa.batch.cards import cards_of
    from mtqa.errors import SettingsError
    from mtqa.mqm import PROFILES
    from mtqa.output import keep_inputs
    from mtqa.pipeline import settings_near

    keep_inputs(options.output, *options.files)
    if options.format == "xlsx" and options.output is None:
        raise SettingsError("xlsx is no text for a terminal: give --output FILE.xlsx")
    if options.threshold is not None and options.threshold >= 100:
        raise SettingsError("--threshold is below 100, which nothing with an issue reaches")
    cards: list[Scorecard] = []
    for file in options.files:
        settings = settings_near(file).override(
            source_lang=options.source_lang,
            target_lang=options.target_lang,
            profile=options.profile,
            qe=options.qe,
        )
        profile = PROFILES[settings.profile]
        profile = replace(
            profile,
            threshold=options.threshold or profile.threshold,
            acceptable=options.acceptable or profile.acceptable,
        )
        cards += cards_of(file, settings, profile, by=options.by)
    write_output(_rendered(cards, options.format), options.output)
    failed = [card for card in cards if not card.verdict.passed]
    for card in failed if options.fail else ():
        score, bar = card.verdict.calibrated, card.verdict.threshold
        note(f"mtqa: {card.field} {card.name} fails: {score:.1f}, needs {bar:g}")
    return 1 if failed and options.fail else 0


COMMAND = Command("scorecard", "MQM scorecards of files, engines, translators", _arguments, _run)
