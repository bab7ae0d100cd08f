"""``mtqa score``: BLEU, chrF, TER and others of a translation, and against a baseline."""

from __future__ import annotations

import gzip
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mtqa.cli.command import Command, note, positive, write_output
from mtqa.errors import InputError, SettingsError

if TYPE_CHECKING:
    from mtqa.score.card import Card
    from mtqa.score.metric import Metric, Options, Sample

FORMATS = ("text", "json", "html", "svg")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("hyp", metavar="HYP", help="the translation, a sentence per line, - too")
    parser.add_argument("--reference", metavar="REF", nargs="+", action="extend", default=[],
                        help="translations by people, line by line")  # fmt: skip
    parser.add_argument("--baseline", metavar="HYP2", help="another system, to compare with")
    parser.add_argument("--edit", metavar="FILE", help="HYP after a person corrected it: HTER")
    parser.add_argument("--source", metavar="FILE", help="what was translated, line by line")
    parser.add_argument("--metrics", metavar="NAMES", help="default: bleu,chrf,chrf++,ter")
    parser.add_argument("--target-lang", metavar="TAG", help="default: en; chooses the tokenizer")
    parser.add_argument("--source-lang", metavar="TAG", help="language of the source")
    parser.add_argument(
        "--tokenize", metavar="NAME", help="BLEU's tokenizer: 13a, intl, zh, char …"
    )
    parser.add_argument("--samples", type=positive, default=1000, metavar="N",
                        help="texts that the bootstrap draws; default: 1000")  # fmt: skip
    parser.add_argument("--worst", type=positive, default=5, metavar="N",
                        help="how many of the worst sentences to show; default: 5")  # fmt: skip
    parser.add_argument("--sentences", action="store_true", help="a table of all sentences")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--output", metavar="PATH", help="write there instead of standard output")


def read_lines(path: str) -> list[str]:
    """The lines of a file, their ends stripped as sacrebleu does.

    Raises:
        InputError: If it cannot be read, is empty or is no UTF-8.
    """
    try:
        if path == "-":
            data = sys.stdin.buffer.read()
        else:
            data = Path(path).read_bytes()
            data = gzip.decompress(data) if path.endswith(".gz") else data
    except (OSError, EOFError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(path, "cannot be read", remedy=reason.lower()) from error
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    if not lines:
        raise InputError(path, "is empty", remedy="give a sentence per line")
    out = []
    for number, line in enumerate(lines, 1):
        try:
            out.append(line.decode("utf-8").rstrip())
        except UnicodeDecodeError as error:
            place = f"line {number}"
            raise InputError(path, "is not UTF-8", place=place, remedy="convert it") from error
    return out


def _beside(path: str, lines: Sequence[str]) -> list[str]:
    """The lines of a file that goes line by line with another."""
    found = read_lines(path)
    if len(found) != len(lines):
        problem = f"has {len(found):,} lines, the translation {len(lines):,}"
        raise InputError(path, problem, remedy="they must go line by line")
    return found


def _metrics(options: Namespace) -> list[Metric]:
    from mtqa.score.card import chosen
    from mtqa.score.metric import Need

    names = ["bleu", "chrf", "chrf++", "ter"] if options.reference else []
    names += ["hter"] if options.edit else []
    if options.metrics is not None:
        names = [n.strip() for n in options.metrics.split(",") if n.strip()]
    given = {
        Need.REFERENCE: (options.reference, "--reference"),
        Need.EDIT: (options.edit, "--edit"),
        Need.SOURCE: (options.source, "--source"),
    }
    metrics = chosen(names or ["mqm"])
    for metric in metrics:
        for need in sorted(metric.needs & given.keys()):
            if not given[need][0]:
                raise SettingsError(f"the metric {metric.name} needs {given[need][1]}")
    return metrics


def _samples(lines: list[str], options: Namespace, how: Options, issues: bool) -> list[Sample]:
    from mtqa import pipeline
    from mtqa.score.metric import Sample
    from mtqa.settings import Settings

    columns = [_beside(path, lines) for path in options.reference]
    source = _beside(options.source, lines) if options.source else None
    edit = _beside(options.edit, lines) if options.edit else None
    settings = Settings(target_lang=how.target_lang, source_lang=how.source_lang)
    found = pipeline.line_issues(lines, settings, source=source) if issues else [()] * len(lines)
    return [
        Sample(
            text,
            tuple(column[k] for column in columns),
            source[k] if source else None,
            edit[k] if edit else None,
            found[k],
        )
        for k, text in enumerate(lines)
    ]


def _card(options: Namespace) -> Card:
    from mtqa.language.tags import parse_tag
    from mtqa.score.card import score
    from mtqa.score.metric import Need, Options

    metrics = _metrics(options)
    tags = {
        name: parse_tag(tag, f"--{name.replace('_', '-')}")
        for name in ("target_lang", "source_lang")
        if (tag := getattr(options, name))
    }
    how = Options(tokenize=options.tokenize, **tags)
    issues = any(Need.ISSUES in m.needs for m in metrics)
    lines = read_lines(options.hyp)
    base = _beside(options.baseline, lines) if options.baseline else None
    return score(
        metrics,
        how,
        _samples(lines, options, how, issues),
        name=options.hyp,
        baseline=_samples(base, options, how, issues) if base else (),
        baseline_name=options.baseline or "",
        draws=options.samples,
    )


def _run(options: Namespace) -> int:
    from mtqa.output import keep_inputs
    from mtqa.report import score_html, score_json, score_text

    inputs = (options.hyp, options.baseline, options.edit, options.source, *options.reference)
    keep_inputs(options.output, *inputs)
    if sum(path == "-" for path in inputs) > 1:
        raise SettingsError("only one file can be standard input")
    card = _card(options)
    if options.format == "json":
        data = score_json.render(card)
    elif options.format == "html":
        data = score_html.render(card)
    elif options.format == "svg":
        data = score_html.plot_file(card)
    else:
        data = score_text.render(card, worst=options.worst, table=options.sentences)
    write_output(data, options.output)
    if len(card.samples) < 100 and card.baseline:
        note(f"mtqa: {len(card.samples)} sentences say little about which system is better")
    return 0


COMMAND = Command("score", "score a translation with BLEU, chrF, TER …", _arguments, _run)
