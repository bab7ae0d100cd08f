"""``mtqa rules``: every rule in a table."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mtqa.cli.command import Command, write_output

if TYPE_CHECKING:
    from mtqa.detect.rule import Rule


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "pattern", nargs="?", default="*", help="only ids that match, as in a shell"
    )
    parser.add_argument(
        "--html", metavar="PATH", help="write them as a page to search, with examples and rates"
    )


def _run(options: Namespace) -> int:
    from fnmatch import fnmatchcase

    from mtqa import catalog
    from mtqa.detect.rates import rate

    chosen = [r for r in catalog.rules() if fnmatchcase(r.id, options.pattern)]
    if options.html:
        write_output(_page(chosen), options.html)
        return 0
    lines = []
    for rule in chosen:
        native = rate(rule).per_100k("native")
        measured = "not measured" if native is None else f"native {native:.1f}/100k"
        origin = "+".join(sorted(rule.source_langs)) or "any"
        target = "+".join(sorted(rule.target_langs)) or "any"
        state = "preview" if rule.preview else rule.needs.value
        lines.append(
            f"{rule.id:52} {rule.severity.value:8} {state:8} {origin}>{target}  {measured}"
        )
    lines.append(f"{len(lines)} rules; mtqa explain RULE tells what one does")
    write_output(("\n".join(lines) + "\n").encode(), None)
    return 0


def _page(rules: Sequence[Rule]) -> bytes:
    from mtqa.detect.rates import CORPORA, rate
    from mtqa.report.rules_html import page

    return page(rules, lambda rule: {c: rate(rule).per_100k(c) for c in CORPORA})


COMMAND = Command(
    "rules", "list the rules with what they need and their measured rates", _arguments, _run
)
