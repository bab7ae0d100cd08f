"""The JUnit report: a test case per rule and document, for any CI that reads test results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mtqa.report.reporter import Reporter
from mtqa.report.units import Lines
from mtqa.report.wording import passed, replacement, sample, told
from mtqa.types import Issue, Report, Severity, Side

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def _line(issue: Issue, lines: Lines) -> str:
    options = [replacement(issue, s.text) for s in issue.suggestions[:3]]
    hint = f" -> {' / '.join(options)}" if options else ""
    where = "source"
    if issue.side is Side.TARGET:
        where = f"{lines.line(issue.span.start)}:{lines.column(issue.span.start)}"
    return f"{where} [{issue.severity.value}] {told(issue)}{hint}"


def _suite(root: Element, report: Report) -> None:
    by_rule: dict[str, list[Issue]] = {}
    for issue in report.issues:
        by_rule.setdefault(issue.rule, []).append(issue)
    name = legal(report.document.path)
    verdict = report.verdict
    suite = SubElement(root, "testsuite", name=name)
    lines = Lines(report.document.target)
    for rule, issues in sorted(by_rule.items()):
        case = SubElement(suite, "testcase", classname=name, name=legal(rule))
        worst = max(issues, key=lambda i: i.severity.rank)
        text = legal("\n".join(_line(i, lines) for i in issues))
        if worst.severity is Severity.NEUTRAL:  # costs nothing, so it fails nothing
            SubElement(case, "system-out").text = text
            continue
        kind, message = legal(worst.category), legal(worst.message)
        SubElement(case, "failure", type=kind, message=message).text = text
    for failed in report.failures:
        case = SubElement(suite, "testcase", classname=name, name=legal(failed.name))
        SubElement(case, "error", type=legal(failed.step), message=legal(failed.error))
    score = SubElement(suite, "testcase", classname=name, name="score")
    said = f"MQM {verdict.score:.1f}, needs {verdict.threshold:g}: {passed(verdict)}"
    if not verdict.passed:
        SubElement(score, "failure", type="score", message=f"{said} ({sample(verdict)})")
    SubElement(score, "system-out").text = legal(verdict.signature)
    _count(suite)


def _count(suite: Element) -> None:
    for what, path in (("tests", "testcase"), ("failures", ".//failure"), ("errors", ".//error")):
        suite.set(what, str(len(suite.findall(path))))


def render(reports: Sequence[Report]) -> bytes:
    """Write a suite per document; its cases are the rules that fired, what failed and the score."""
    root = Element("testsuites", name="mtqa")
    for report in reports:
        _suite(root, report)
    for what in ("tests", "failures", "errors"):
        root.set(what, str(sum(int(s.get(what, "0")) for s in root)))
    indent(root)
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


REPORTER = Reporter("junit", ".xml", render, "for CI servers: test results in JUnit's XML")
