"""The Markdown report: for a ticket, a merge request or a mail."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mtqa.report.outline import Numbered, Paragraph, outline
from mtqa.report.reporter import Reporter
from mtqa.report.underline import printable
from mtqa.report.wording import (
    changed,
    count,
    machine_line,
    origin_line,
    passed,
    percent,
    replacement,
    sample,
    severity_counts,
    word_diff,
)
from mtqa.types import Report

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_LINE_START = re.compile(r"^(\s*\d*)([-+=:]|(?<=\d)[.)](?=\s))")


def escape(text: str) -> str:
    """The text as Markdown that shows exactly its characters, on one line."""
    plain = _SPECIAL.sub(r"\\\1", printable(text))
    return _LINE_START.sub(r"\1\\\2", plain)  # no list, rule or heading begins here


def _header(report: Report) -> list[str]:
    verdict = report.verdict
    name = report.document.path if report.document.path != "-" else "standard input"
    counts = ", ".join(f"{n} {s}" for s, n in severity_counts(verdict)) or "no issues found"
    lines = [
        f"## {escape(name)}",
        "",
        f"**MQM {verdict.score:.1f}** of 100, needs {verdict.threshold:g}: "
        f"**{passed(verdict)}** ({sample(verdict)}, profile {escape(verdict.profile)})",
        "",
        f"- {counts}" + (f", {len(report.suppressed)} suppressed" if report.suppressed else ""),
        f"- {escape(origin_line(report))}; {machine_line(report.origin)}",
    ]
    for evidence in report.origin.evidence[:5]:
        times = f" (×{evidence.count})" if evidence.count > 1 else ""
        lines.append(f"  - {escape(evidence.what)}{times}")
    lines += [f"- {escape(note)}" for note in report.notes]
    return [*lines, f"- `{verdict.signature}`", ""]


def _failures(report: Report) -> list[str]:
    if not report.failures:
        return []
    lines = [
        f"**{count(len(report.failures), 'check')} failed; what they look for was not checked:**",
        "",
    ]
    for failure in report.failures:
        where = "" if failure.segment is None else f", sentence {failure.segment + 1}"
        what = escape(f"{failure.step} {failure.name}")
        lines.append(f"- {what}{where}: {escape(failure.error)}")
    return [*lines, ""]


def _quote(report: Report, paragraph: Paragraph) -> list[str]:
    """The sentences of a paragraph that have issues, as a quotation."""
    target = report.document.target
    shown = [escape(s.span.of(target)) for s in paragraph.sentences if s.issues]
    return [f"> {' … '.join(shown)}", ""]


def _row(numbered: Numbered) -> str:
    issue = numbered.issue
    options = " / ".join(escape(replacement(issue, s.text)) for s in issue.suggestions[:3])
    text = escape(issue.text) if issue.text.strip() else "␣" * len(issue.text)
    cells = (
        str(numbered.number),
        issue.severity.value,
        text,
        options + (" (safe)" if issue.safe else ""),
        escape(issue.message),
        escape(issue.category),
        percent(issue.confidence),
        escape(issue.rule),
    )
    return f"| {' | '.join(cells)} |"


def _table(rows: Sequence[Numbered]) -> list[str]:
    head = "| # | severity | text | suggestion | why | category | sure | rule |"
    return [head, "|--:|---|---|---|---|---|--:|---|", *(_row(n) for n in rows), ""]


def _corrections(report: Report) -> list[str]:
    lines: list[str] = []
    frame = {"=": ("", ""), "-": ("~~", "~~"), "+": ("**", "**")}
    for correction in changed(report):
        parts = []
        for mark, text in word_diff(correction.before, correction.after):
            left, right = frame[mark]
            # marks must touch the words, not the spaces around them
            inner = text.strip()
            pad = text.partition(inner) if inner else ("", text, "")
            shown = f"{left}{escape(inner or '␣')}{right}" if mark != "=" else escape(text)
            parts.append(shown if mark == "=" else f"{pad[0]}{shown}{pad[2]}")
        lines.append(f"- {''.join(parts)}")
        lines += [
            f"  - not applied: {escape(r.issue.text)} ({escape(r.reason)})"
            for r in correction.rejected
        ]
    return ["### Corrected", "", *lines, ""] if lines else []


def _one(report: Report) -> list[str]:
    plan = outline(report)
    lines = _header(report) + _failures(report)
    for paragraph in plan.paragraphs:
        rows = [n for s in paragraph.sentences for n in s.issues]
        if rows:
            title = paragraph.name[:1].upper() + paragraph.name[1:]
            lines += [f"### {title}", "", *_quote(report, paragraph), *_table(rows)]
    if plan.loose:
        lines += ["### Whole document", "", *_table(plan.loose)]
    return lines + _corrections(report)


def render(reports: Sequence[Report]) -> bytes:
    """Write reports as Markdown with tables."""
    lines = ["# Translation check", ""]
    for report in reports:
        lines += _one(report)
    return "\n".join(lines).encode("utf-8", "replace")


REPORTER = Reporter("md", ".md", render, "for tickets and mails: Markdown with tables")
