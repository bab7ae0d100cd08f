"""``mtqa batch``: one output row for each row of JSONL or a table, each unit of XLIFF, TMX, PO."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace

from mtqa.cli.check import columns_argument
from mtqa.cli.command import Command, note, positive
from mtqa.cli.retranslate import plan_of, retranslate_arguments


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "input",
        metavar="IN",
        help="JSONL, CSV, TSV or Parquet: rows with id, target and optionally source, source_lang, "
        "target_lang, document, candidates (other translations); or XLIFF, TMX, PO: each unit is "
        "a row",
    )
    parser.add_argument(
        "--output", metavar="OUT.jsonl", required=True, help="one row for each input row"
    )
    parser.add_argument(
        "--jobs",
        type=positive,
        metavar="N",
        default=None,
        help="worker processes (default: all cores)",
    )
    parser.add_argument("--source-lang", metavar="TAG", help="where a row has none")
    parser.add_argument("--target-lang", metavar="TAG", help="where a row has none")
    columns_argument(parser)
    parser.add_argument("--preview", action="store_true", default=None, help="run preview rules")
    retranslate_arguments(parser)
    parser.add_argument(
        "--no-qe",
        dest="qe",
        action="store_false",
        default=None,
        help="no quality estimation (it runs where there is a source)",
    )
    parser.add_argument(
        "--model", metavar="DIR", help="a quality model of your own (default: mtqa's)"
    )


def _run(options: Namespace) -> int:
    from mtqa.batch.local import run
    from mtqa.language.tags import parse_tag
    from mtqa.pipeline import settings_near
    from mtqa.report.wording import count

    source_lang, target_lang = (
        parse_tag(tag, name) if tag else None
        for tag, name in (
            (options.source_lang, "--source-lang"),
            (options.target_lang, "--target-lang"),
        )
    )
    settings = settings_near(options.input).override(
        source_lang=source_lang,
        target_lang=target_lang,
        preview=options.preview,
        qe=options.qe,
        model=options.model,
    )
    jobs = options.jobs or len(os.sched_getaffinity(0))
    live = sys.stderr is not None and sys.stderr.isatty()

    def progress(rows: int) -> None:
        if live:
            print(f"\rmtqa: {rows:,} rows", end="", file=sys.stderr, flush=True)

    notes: list[str] = []
    done = run(
        options.input,
        options.output,
        settings,
        jobs=jobs,
        plan=plan_of(options),
        progress=progress,
        columns=options.columns,
        notes=notes,
    )
    if live:
        print(file=sys.stderr)
    for text in notes:
        note(f"mtqa: {text}")
    where = "standard output" if options.output == "-" else options.output
    note(
        f"mtqa: {count(done.rows, 'row')} written to {where}"
        + (f", {done.errors:,} of them errors" if done.errors else "")
        + (f", {done.incomplete:,} not checked by every rule" if done.incomplete else "")
    )
    for text in done.notes:
        note(f"mtqa: {text}")
    return 0


COMMAND = Command("batch", "check rows and units by the million", _arguments, _run)
