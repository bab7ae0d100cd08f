"""``mtqa check``: issues, score and verdict of one file or several."""

from __future__ import annotations

import math
import os
import shutil
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mtqa.cli.command import Command, note, write_output
from mtqa.cli.retranslate import improved, plan_of, retranslate_arguments

if TYPE_CHECKING:
    from mtqa.read.open import Loaded
    from mtqa.settings import Settings
    from mtqa.types import Report

FORMATS = (
    "text", "json", "md", "html", "docx", "csv", "sarif", "junit", "github", "gitlab", "rdjson",
    "cms",
)  # fmt: skip
BINARY = ("docx",)
"""Formats that are no text for a terminal."""


def common_arguments(parser: ArgumentParser) -> None:
    """Arguments that check and fix share, but for the file."""
    parser.add_argument("--source", metavar="FILE", help="the text it was translated from")
    parser.add_argument("--source-lang", metavar="TAG", help="language of the source, e.g. fr")
    parser.add_argument("--target-lang", metavar="TAG", help="language of the target, e.g. en-GB")
    parser.add_argument("--preview", action="store_true", default=None, help="run preview rules")
    retranslate_arguments(parser)
    columns_argument(parser)


def columns_argument(parser: ArgumentParser) -> None:
    """``--columns``, for tables."""
    parser.add_argument(
        "--columns",
        type=columns,
        metavar="target=NAME,source=NAME,id=NAME",
        help="columns of a CSV or TSV file, fields of JSONL; default: told by their names",
    )


def columns(text: str) -> dict[str, str]:
    """What ``--columns`` says: the column that holds the target, the source, the id."""
    found: dict[str, str] = {}
    for part in text.split(","):
        role, equals, name = part.partition("=")
        if not equals or not name.strip() or role.strip() not in ("target", "source", "id"):
            raise ArgumentTypeError(f"{part!r} is not like target=NAME, source=NAME or id=NAME")
        found[role.strip()] = name.strip()
    return found


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="the translated text, - for standard input"
    )
    common_arguments(parser)
    parser.add_argument(
        "--format",
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}, or xliff, po, jsonl, columns (CSV) to write the issues into "
        "such a file; default: text",
    )
    parser.add_argument("--output", metavar="PATH", help="write there instead of standard output")
    parser.add_argument(
        "--fail-on",
        choices=("never", "minor", "major", "critical"),
        help="exit 1 if an issue is this severe or worse",
    )
    parser.add_argument("--min-score", type=_score, metavar="N", help="exit 1 below this MQM score")
    parser.add_argument(
        "--baseline", metavar="FILE", help="known findings, which are not reported or counted"
    )
    parser.add_argument(
        "--write-baseline",
        action="store_true",
        help="write what is found to the baseline instead of failing",
    )
    parser.add_argument("--profile", choices=("mqm", "wmt"), help="penalty profile (default: mqm)")
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


def _known_format(name: str, output: str | None) -> None:
    """Whether there is a reporter of that name, or a file format that takes issues."""
    from mtqa import catalog
    from mtqa.errors import SettingsError

    if name not in FORMATS and name not in catalog.reporters() and name not in annotating():
        known = sorted({*FORMATS, *catalog.reporters(), *annotating()})
        raise SettingsError(f"no format {name!r}; there are {', '.join(known)}")
    if name in BINARY and output is None:
        raise SettingsError(f"{name} is no text for a terminal: give --output FILE.{name}")


def _possible(options: Namespace) -> None:
    """Whether the options go together.

    Raises:
        SettingsError: If they do not.
    """
    from mtqa.errors import SettingsError

    _known_format(options.format, options.output)
    if options.write_baseline and not options.baseline:
        raise SettingsError("--write-baseline needs a name: --baseline FILE")
    if len(options.files) == 1:
        return
    if options.source:
        raise SettingsError("--source is the source of one file; check the others apart")
    if options.format in ("docx", *annotating()):
        raise SettingsError(f"--format {options.format} writes one file; check the others apart")


def annotating() -> list[str]:
    """Names of the file formats that issues can be written into; a reporter's name is not one."""
    from mtqa import catalog

    names = (f.annotates_as or f.name for f in catalog.formats().values() if f.annotate)
    return [name for name in names if name not in catalog.reporters()]


def _score(text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not math.isfinite(score):
        raise ArgumentTypeError(f"{text!r} is no number; 100 is the best score")
    return score


def settings_of(options: Namespace) -> Settings:
    """Settings of the folder, overridden by the options."""
    from mtqa.pipeline import idle_suppressions, settings_near

    settings = settings_near(options.file)
    for pattern in idle_suppressions(settings.suppress):
        note(f"mtqa: [suppress] no rule is called {pattern!r}; mtqa rules lists them")
    return settings.override(
        target_lang=options.target_lang,
        source_lang=options.source_lang,
        preview=options.preview,
        qe=getattr(options, "qe", None),
        model=getattr(options, "model", None),
        profile=getattr(options, "profile", None),
        fail_on=getattr(options, "fail_on", None),
        min_score=getattr(options, "min_score", None),
    )


def read_stdin(options: Namespace) -> bytes | None:
    """The bytes of standard input where the file is ``-``."""
    if "-" not in (options.file, options.source) or sys.stdin is None:
        return None
    return sys.stdin.buffer.read()


def _rendered(checked: Sequence[tuple[Report, Loaded]], options: Namespace) -> bytes:
    """The reports in the format asked for; the terminal's has colours where they are welcome."""
    from mtqa import catalog
    from mtqa.pipeline import annotated_bytes

    reports = [report for report, _ in checked]
    if options.format == "docx":
        from mtqa.marking import marked_bytes

        return marked_bytes(*checked[0])
    if options.format == "text":
        from mtqa.report.text import render_text

        return render_text(reports, color=_color(options.output), width=_width(options.output))
    if options.format in annotating():
        return annotated_bytes(*checked[0], options.format)
    return catalog.reporters()[options.format].render(reports)


def _color(output: str | None) -> bool:
    """Colours on a terminal; NO_COLOR and FORCE_COLOR are honoured."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return output in (None, "-") and sys.stdout is not None and sys.stdout.isatty()


def _width(output: str | None) -> int:
    return min(shutil.get_terminal_size((100, 40)).columns, 120) if output in (None, "-") else 100


def _run(options: Namespace) -> int:
    from mtqa.baseline import baseline_of, read_baseline
    from mtqa.output import keep_inputs

    keep_inputs(options.output, *options.files, options.source, options.baseline)
    keep_inputs(options.baseline, *options.files, options.source)
    _possible(options)
    known: frozenset[str] = frozenset()
    if options.baseline and not options.write_baseline:
        known = read_baseline(options.baseline)
    plan_of(options)  # what is not allowed is refused before anything is read
    checked, reasons = [], []
    for file in options.files:
        report, loaded, failed = _check(Namespace(**vars(options), file=file), known)
        checked.append((report, loaded))
        prefix = f"{file}: " if len(options.files) > 1 else ""
        reasons += [prefix + reason for reason in failed]
    write_output(_rendered(checked, options), options.output)
    reports = [report for report, _ in checked]
    if options.write_baseline:
        write_output(baseline_of(reports), options.baseline)
        reasons = []
    for report in reports:
        _notes(report, options)
    for reason in reasons:
        note(f"mtqa: gate failed: {reason}")
    if any(report.failures for report in reports):
        return 2
    return 1 if reasons else 0


def _check(options: Namespace, known: frozenset[str]) -> tuple[Report, Loaded, list[str]]:
    """The report of one file, the file, and why it does not pass the gates."""
    from mtqa import pipeline

    settings = settings_of(options)
    if known:
        suppress = settings.suppress
        findings = (*suppress.findings, *known)
        settings = replace(settings, suppress=replace(suppress, findings=findings))
    report, loaded = pipeline.check_file(
        options.file,
        settings,
        source=options.source,
        stdin=read_stdin(options),
        columns=options.columns,
    )
    report = improved(report, options, settings)
    return report, loaded, pipeline.gate(report, settings)


def _notes(report: Report, options: Namespace) -> None:
    """Tell what the report itself does not, and what failed."""
    for text in report.notes if options.format != "text" or options.output else ():
        note(f"mtqa: {text}")
    for failure in report.failures:
        note(f"mtqa: {failure.step} {failure.name} failed: {failure.error}")


COMMAND = Command("check", "check a text and report its issues", _arguments, _run)
