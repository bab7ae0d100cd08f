"""``mtqa rates``: measure how often every rule fires on native, human and machine text."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from mtqa.cli.command import Command, note, write_output


def _arguments(parser: ArgumentParser) -> None:
    for corpus, what in (
        ("native", "professionally written, not translated"),
        ("human", "translated by people"),
        ("machine", "translated by machines"),
    ):
        parser.add_argument(
            f"--{corpus}",
            metavar="FILE",
            nargs="+",
            default=[],
            help=f"JSONL (.gz) rows as for batch; {what}",
        )
    parser.add_argument("--output", metavar="PATH", help="default: the table inside the package")


def _run(options: Namespace) -> int:
    from mtqa.batch.measure import measure
    from mtqa.detect.rates import CORPORA, FILE
    from mtqa.report.encode import dump

    files = {corpus: getattr(options, corpus) for corpus in CORPORA}
    table = measure(files, progress=note)
    write_output(dump(table, indent=True) + b"\n", options.output or str(FILE))
    return 0


COMMAND = Command("rates", "measure every rule's rates on texts of known origin", _arguments, _run)
