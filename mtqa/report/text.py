"""The terminal report: each issue under the words it is about, nothing that can be left out."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.report.encode import best_to_dict, candidates_by_segment, scores_at
from mtqa.report.outline import Numbered, Outline, Paragraph, Sentence, outline
from mtqa.report.page import Page, Part
from mtqa.report.reporter import Reporter
from mtqa.report.underline import Mark, draw, printable
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
from mtqa.types import Candidate, Correction, Report, Severity, Side, Span

WIDTH = 88
_STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "yellow",
    Severity.NEUTRAL: "blue",
}
_INDENT = 5


def _header(page: Page, report: Report) -> None:
    verdict, document = report.verdict, report.document
    mark = ("✓ ", "bold green") if verdict.passed else ("✗ ", "bold red")
    page.add((document.path if document.path != "-" else "standard input", "bold"))
    page.add(origin_line(report), (" · " + machine_line(report.origin), "dim"), indent=2)
    for evidence in report.origin.evidence[:5]:
        times = f" (×{evidence.count})" if evidence.count > 1 else ""
        page.add((f"· {evidence.what}{times}", "dim"), indent=4)
    page.add(
        mark,
        (f"MQM {verdict.score:.1f}", "bold"),
        f" of 100, needs {verdict.threshold:g}: {passed(verdict)}",
        (f" · {sample(verdict)} · {verdict.profile}", "dim"),
        indent=2,
    )
    parts: list[Part] = []
    for severity, number in severity_counts(verdict):
        parts += [(f" {number} {severity} ", _STYLES[Severity(severity)]), " "]
    if report.suppressed:
        parts.append((f"{len(report.suppressed)} suppressed", "dim"))
    page.add(*(parts or [("no issues found", "green")]), indent=1 if parts else 2)


def _failures(page: Page, report: Report) -> None:
    if not report.failures:
        return
    page.blank()
    n = len(report.failures)
    page.add(
        (f" {count(n, 'check')} failed; what they look for was not checked ", "bold white on red")
    )
    for failure in report.failures:
        where = "" if failure.segment is None else f", sentence {failure.segment + 1}"
        page.add(("✗ ", "red"), (f"{failure.step} {failure.name}", "bold"),
                 f"{where}: {failure.error}", indent=2)  # fmt: skip


def _drawn(page: Page, text: str, offset: int, issues: Sequence[Numbered], style: str) -> None:
    """A sentence with its marks."""
    from rich.text import Text

    marks = [
        Mark(_local(i.issue.span, offset, len(text)), i.number, i.issue.severity) for i in issues
    ]
    body = Text(printable(text), style=style)
    for mark in marks:
        body.stylize(_STYLES[mark.severity], mark.span.start, mark.span.end)
    for line in draw(body.plain, marks, page.width - _INDENT):
        shown = body[line.span.start : line.span.end]
        shown.rstrip()
        page.raw(Text(" " * _INDENT) + shown)
        for lane in line.lanes:
            drawn = Text(" " * _INDENT)
            for piece in lane:
                drawn.append(" " * (_INDENT + piece.column - len(drawn.plain)))
                drawn.append(piece.text, _STYLES[piece.severity].replace("white on ", ""))
            page.raw(drawn)


def _local(span: Span, offset: int, length: int) -> Span:
    start = min(max(span.start - offset, 0), length)
    return Span(start, min(max(span.end - offset, start), length))


def _card(page: Page, numbered: Numbered) -> None:
    """Message, suggestions and where it comes from."""
    issue = numbered.issue
    page.add(
        (f"{numbered.number:>3} ", "bold"),
        (issue.severity.value, _STYLES[issue.severity]),
        f"  {issue.message}",
        indent=_INDENT - 4,
        hang=6,
    )
    source = f"{issue.category} · {percent(issue.confidence)} · {issue.rule}"
    details: list[Part] = []
    for k, suggestion in enumerate(issue.suggestions[:4]):
        details.append(("→ ", "green") if k == 0 else (" or ", "dim"))
        details.append((replacement(issue, suggestion.text), "green" if k == 0 else ""))
        details.append((" (safe)" if suggestion.safe else "", "dim"))
    taken = sum(len(p[0]) for p in details)
    if details and _INDENT + 5 + taken + len(source) > page.width:
        page.add(*details, indent=_INDENT + 2, hang=2)
        details = []
    page.add(*details, ("   " if details else "", ""), (source, "dim"), indent=_INDENT + 2)


def _sentence(page: Page, report: Report, sentence: Sentence, qe: dict[int, float]) -> None:
    document = report.document
    mine = [n for n in sentence.issues if n.issue.side is Side.TARGET]
    theirs = [n for n in sentence.issues if n.issue.side is Side.SOURCE]
    _drawn(page, sentence.span.of(document.target), sentence.span.start, mine, "")
    segment = sentence.segment
    if theirs and segment is not None and segment.source is not None:
        source = segment.source
        _drawn(page, source.of(document.source or ""), source.start, theirs, "italic dim")
    for numbered in sentence.issues:
        _card(page, numbered)
    if segment is None:
        return
    others = candidates_by_segment(report.candidates).get(segment.id, [])
    _better(page, others, qe.get(segment.id))
    page.blank()


def _better(page: Page, others: Sequence[Candidate], qe: float | None) -> None:
    """The translation to put in place of a sentence, and the others with what speaks against."""
    best = best_to_dict("", qe, others)
    if best["engine"] != "target":
        chosen = next((c for c in others if c.chosen), None)
        why = f": {chosen.why}" if chosen else f", {best['qe']:.2f} over {qe:.2f}"
        page.add(("better: ", "green"), f"{best['text']} ", (f"({best['engine']}{why})", "dim"),
                 indent=_INDENT)  # fmt: skip
    for other in others:
        if other.chosen is False:
            page.add((f"{other.engine}: {other.text} ({other.why})", "dim"), indent=_INDENT, hang=2)


def _paragraph(page: Page, report: Report, paragraph: Paragraph, qe: dict[int, float]) -> None:
    translated = {c.segment for c in report.candidates if c.chosen}
    shown = [
        s for s in paragraph.sentences if s.issues or (s.segment and s.segment.id in translated)
    ]
    if not shown:
        return
    page.rule(paragraph.name)
    for sentence in shown:
        _sentence(page, report, sentence, qe)


def _correction(page: Page, correction: Correction) -> None:
    styles = {"=": "", "-": "red strike", "+": "green"}
    frame = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
    parts: list[Part] = [(f"{correction.segment + 1:>3} ", "dim")]
    for mark, text in word_diff(correction.before, correction.after):
        left, right = frame[mark]
        parts.append((f"{left}{text}{right}", styles[mark]))
    page.add(*parts, indent=_INDENT - 4, hang=4)
    for rejection in correction.rejected:
        page.add((f"not applied: {rejection.issue.text} ({rejection.reason})", "dim"),
                 indent=_INDENT + 2)  # fmt: skip


def _retranslation(page: Page, report: Report) -> None:
    """How many sentences were translated again, by what, and what was kept."""
    about = report.run.get("retranslation")
    if not about or not about["sentences"]:
        return
    better = sum(about["replaced"].values())
    by = ", ".join(f"{engine} {n}" for engine, n in about["replaced"].items())
    page.blank()
    page.add(
        f"{count(about['sentences'], 'sentence')} re-translated: {better} better"
        + (f" ({by})" if by else "")
        + f", {about['sentences'] - better} kept as they were"
    )
    for engine in about["engines"]:
        sent = f" · sent to {engine['remote']}" if engine["remote"] else ""
        only = " · second opinion only" if engine["advisory"] else ""
        line = f"{engine['engine']}: {engine['route']} · licence {engine['licence']}{sent}{only}"
        page.add((line, "dim"), indent=2)


def _end(page: Page, report: Report, plan: Outline) -> None:
    if plan.loose:
        page.rule("whole document")
        for numbered in plan.loose:
            page.add(f"“{numbered.issue.text}”", indent=_INDENT)
            _card(page, numbered)
    corrections = changed(report)
    if corrections:
        page.blank()
        page.add(
            (f"{count(len(corrections), 'sentence')} corrected ".ljust(page.width, "─"), "dim")
        )
        for correction in corrections:
            _correction(page, correction)
    for note in report.notes:
        page.add((f"note: {note}", "dim"))


def _one(page: Page, report: Report) -> None:
    _header(page, report)
    _failures(page, report)
    scores = scores_at(report.scores, "segment")
    qe = {int(k): v["qe"] for k, v in scores.items() if k.isdecimal() and "qe" in v}
    plan = outline(report)
    for paragraph in plan.paragraphs:
        _paragraph(page, report, paragraph, qe)
    _retranslation(page, report)
    _end(page, report, plan)
    page.blank()


def render_text(reports: Sequence[Report], *, color: bool = False, width: int = WIDTH) -> bytes:
    """Write reports for a terminal.

    Args:
        reports: What to show.
        color: Whether to write ANSI codes.
        width: Columns of the terminal.
    """
    page = Page(width)
    for report in reports:
        _one(page, report)
    return page.dump(color).encode("utf-8", "replace")


def render(reports: Sequence[Report]) -> bytes:
    """Write reports for a terminal, without colour."""
    return render_text(reports)


REPORTER = Reporter("text", ".txt", render, "for a terminal: issues under the words they are about")
