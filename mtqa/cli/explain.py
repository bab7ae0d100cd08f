"""``mtqa explain``: what a rule finds, why, its limits, examples and measured rates."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from mtqa.cli.command import Command, write_output

if TYPE_CHECKING:
    from mtqa.detect.rule import Rule


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="id of a rule, as in a report")


_NEEDS = {
    "alone": "the words alone: native writers practically never write this",
    "origin": "evidence in the document (or --source-lang) that it was translated from there",
    "source": "the source text",
}


def describe(rule: Rule) -> str:
    """The rule's page as plain text."""
    from mtqa.detect.rates import CORPORA, rate

    lines = [rule.id, "=" * len(rule.id), "", rule.message, "", rule.doc.strip(), ""]
    lines += [f"category  {rule.category}", f"severity  {rule.severity.value}"]
    lines += [f"needs     {_NEEDS[rule.needs.value]}"]
    if rule.source_langs:
        lines += [f"from      {' '.join(sorted(rule.source_langs))}"]
    if rule.preview:
        lines += ["preview   off by default; --preview runs it"]
    measured = rate(rule)
    for corpus in CORPORA:
        per = measured.per_100k(corpus)
        words = measured.words.get(corpus, 0)
        lines += [
            f"{corpus:9} "
            + (
                "not measured"
                if per is None
                else f"{per:.1f} hits per 100,000 words ({words:,} words)"
            )
        ]
    lines += ["", "Examples"]
    for example in rule.examples:
        lines += [f"  {'✗' if example.bad else '✓'} {example.text}"]
        if example.source:
            lines += [f"    source: {example.source}"]
        if example.fix is not None:
            lines += [f"    → {example.fix or '(delete)'}"]
    return "\n".join(lines) + "\n"


def _run(options: Namespace) -> int:
    from difflib import get_close_matches

    from mtqa import catalog
    from mtqa.errors import SettingsError

    rules = {r.id: r for r in catalog.rules()}
    if options.rule not in rules:
        by_name = [i for i in rules if i.split("/")[-1] == options.rule]
        near = by_name or get_close_matches(options.rule, rules, 3, 0.4)
        hint = f"; did you mean {', '.join(near)}?" if near else "; mtqa rules lists them"
        raise SettingsError(f"no rule {options.rule!r}{hint}")
    write_output(describe(rules[options.rule]).encode(), None)
    return 0


COMMAND = Command("explain", "tell what a rule finds, why, and how often", _arguments, _run)
