"""What a comment in a document says of an issue."""

from __future__ import annotations

from mtqa.report.wording import COVERS, replacement
from mtqa.types import Issue, Side

MOST = 3
"""Suggestions that a comment names."""


def comment(issue: Issue) -> tuple[str, ...]:
    """The paragraphs of a comment: severity and category, the message, what to write, the rule.

    The rule and the fingerprint come last, so that the finding can be suppressed.
    """
    dimension, _, kind = issue.category.partition("/")
    name = COVERS[dimension][0] if dimension in COVERS else dimension
    said = [f"{issue.severity.value.capitalize()} · {name}: {kind.replace('-', ' ')}"]
    if issue.side is Side.SOURCE and issue.text:
        said.append(f"Source: “{issue.text}”")
    said.append(issue.message)
    options = [_option(issue, s.text) for s in issue.suggestions[:MOST]]
    if options:
        said.append(f"Suggestion: {' / '.join(options)}")
    return (*said, f"{issue.rule} · {issue.fingerprint}" if issue.fingerprint else issue.rule)


def _option(issue: Issue, text: str) -> str:
    shown = replacement(issue, text)
    return f"“{shown}”" if shown == text else shown
