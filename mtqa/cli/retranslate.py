"""The options of re-translation that check, fix and batch share, and their progress."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtqa.improve.plan import Plan
    from mtqa.settings import Settings
    from mtqa.types import Report


def retranslate_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    group = parser.add_argument_group("re-translation (needs the source; see mtqa engines)")
    group.add_argument(
        "--retranslate",
        metavar="ENGINE",
        action="append",
        default=[],
        help="translate sentences with a major issue again; may be given several times",
    )
    group.add_argument(
        "--retranslate-all", action="store_true", help="all sentences, not only the flawed"
    )
    group.add_argument(
        "--allow-remote", action="store_true", help="engines may send the text to another machine"
    )
    group.add_argument(
        "--allow-noncommercial",
        action="store_true",
        help="models whose licence forbids commercial use",
    )
    group.add_argument(
        "--no-cache", action="store_true", help="neither read nor keep earlier translations"
    )


def plan_of(options: Namespace) -> Plan | None:
    """What was asked for, None for nothing.

    Raises:
        SettingsError: If it was not allowed.
    """
    from mtqa.errors import SettingsError
    from mtqa.improve.plan import Plan, permit

    if not options.retranslate:
        if options.retranslate_all:
            raise SettingsError("--retranslate-all needs an engine: --retranslate ENGINE")
        return None
    plan = Plan(
        engines=tuple(dict.fromkeys(options.retranslate)),
        everything=options.retranslate_all,
        allow_remote=options.allow_remote,
        allow_noncommercial=options.allow_noncommercial,
        cache=not options.no_cache,
    )
    permit(plan)
    return plan


class Progress:
    """Tells on a terminal how many sentences an engine has done, its rate and the time left."""

    def __init__(self) -> None:
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._began = time.monotonic()

    def __call__(self, engine: str, done: int, total: int) -> None:
        """Show it; nothing where standard error is no terminal."""
        if not self._live:
            return
        if not done:
            self._began = time.monotonic()
        seconds = max(time.monotonic() - self._began, 1e-6)
        rate = done / seconds
        left = f", {(total - done) / rate:.0f} s left" if rate and done < total else ""
        line = f"mtqa: {engine}: {done} of {total} sentences, {rate:.1f} a second{left}"
        end = "\n" if done == total else ""
        print(f"\r\x1b[K{line}", end=end, file=sys.stderr, flush=True)


def improved(report: Report, options: Namespace, settings: Settings) -> Report:
    """The report with re-translations where they were asked for."""
    plan = plan_of(options)
    if plan is None:
        return report
    from mtqa.improve.document import improve
    from mtqa.improve.quality import quality_scorer

    quality = quality_scorer(settings)
    return improve(report, plan, settings, quality=quality, progress=Progress())
