"""``mtqa fix``: the file with the safe corrections made."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from mtqa.cli.check import common_arguments, read_stdin, settings_of
from mtqa.cli.command import Command, note, write_output
from mtqa.cli.retranslate import improved, plan_of

if TYPE_CHECKING:
    from mtqa.types import Report


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the translated text, - for standard input")
    common_arguments(parser)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--output", metavar="PATH", help="the corrected file, - for standard output")
    where.add_argument(
        "--in-place",
        action="store_true",
        help="write over FILE itself, which is kept as FILE.bak",
    )
    parser.add_argument(
        "--all", action="store_true", help="all first suggestions, not only safe ones"
    )
    parser.add_argument(
        "--track-changes",
        action="store_true",
        help="a Word document with the corrections as tracked changes",
    )


def _in_place(options: Namespace) -> None:
    """What is written over is a file, and not the source."""
    from mtqa.errors import SettingsError
    from mtqa.output import keep_inputs

    if not options.in_place:
        return
    if options.file == "-":
        raise SettingsError("--in-place: standard input is no file; give the name of one")
    keep_inputs(options.file, options.source)
    options.output = options.file


def _word_output(options: Namespace) -> None:
    """Tracked changes go into a Word document and nothing else."""
    from mtqa.errors import SettingsError

    name = str(options.output)
    if options.track_changes and name != "-" and not name.lower().endswith((".docx", ".docm")):
        raise SettingsError(f"{name}: tracked changes need a Word document; call it .docx")


def _retranslated(report: Report) -> Report:
    """The report with the chosen re-translations among its corrections, each told."""
    from mtqa.improve.edits import chosen_spans, with_choices

    for number, span in chosen_spans(report).items():
        chosen = next(c for c in report.candidates if c.segment == number and c.chosen)
        before = span.of(report.document.target)
        note(f"mtqa: re-translated: {before!r} → {chosen.text!r} ({chosen.engine}: {chosen.why})")
    return with_choices(report)


def _run(options: Namespace) -> int:
    from mtqa import pipeline
    from mtqa.output import keep_inputs, replace_input
    from mtqa.report.wording import count

    _in_place(options)
    _word_output(options)
    if not options.in_place:
        keep_inputs(options.output, options.file, options.source)
    settings = settings_of(options)
    plan_of(options)  # what is not allowed is refused before anything is read
    report, loaded = pipeline.check_file(
        options.file,
        settings,
        source=options.source,
        stdin=read_stdin(options),
        every=options.all,
        columns=options.columns,
    )
    report = improved(report, options, settings)
    applied = sum(len(c.applied) for c in report.corrections)
    done = _retranslated(report)
    if options.track_changes:
        from mtqa.marking import marked_bytes

        fixed = marked_bytes(done, loaded, comments=False)
    else:
        fixed = pipeline.fixed_bytes(done, loaded)
    if not options.in_place:
        write_output(fixed, options.output)
    elif fixed != loaded.data:
        replace_input(options.file, loaded.data, fixed)
    rejected = [r for c in report.corrections for r in c.rejected]
    left = count(len(report.issues) - applied, "issue")
    note(f"mtqa: {count(applied, 'correction')} made, {left} left to you")
    for rejection in rejected:
        note(f"mtqa: not applied: {rejection.issue.text!r}: {rejection.reason}")
    for text in report.notes:
        note(f"mtqa: {text}")
    for failure in report.failures:
        note(f"mtqa: {failure.step} {failure.name} failed: {failure.error}")
    return 2 if report.failures else 0


COMMAND = Command("fix", "write the file with the safe corrections made", _arguments, _run)
