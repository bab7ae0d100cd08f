"""Each reporter on the shared reports: a snapshot, and what its format demands."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import orjson
import pytest
from syrupy.assertion import SnapshotAssertion

from mtqa import catalog
from mtqa.report import (
    csv_report,
    github,
    gitlab,
    json_report,
    junit,
    markdown,
    rdjson,
    sarif,
    text,
)
from mtqa.report.encode import best_to_dict, dump
from mtqa.report.underline import printable, wrap
from mtqa.report.units import Lines, Utf16
from mtqa.types import Candidate, Report
from tests.report_fixture import article, clean, hostile
from tests.sarif_schema import SCHEMA

NAMES = ("json", "text", "md", "html", "csv", "sarif", "junit", "github", "gitlab", "rdjson", "cms")


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [article(), clean(), hostile()]


@pytest.mark.parametrize("name", [n for n in NAMES if n != "html"])
def test_snapshot(name: str, reports: list[Report], snapshot: SnapshotAssertion) -> None:
    shown = catalog.reporters()[name].render(reports).decode("utf-8")
    # the version of the package is no part of the format
    assert re.sub(r'("version": ")[^"]*"', r'\1X"', shown) == snapshot


@pytest.mark.parametrize("name", NAMES)
def test_no_reports_and_no_blocks(name: str) -> None:
    reporter = catalog.reporters()[name]
    assert isinstance(reporter.render([]), bytes)
    bare = replace(clean(), document=replace(clean().document, blocks=(), segments=()))
    empty = replace(clean(), document=replace(bare.document, target=""), corrected="")
    assert reporter.render([bare, empty])


@pytest.mark.parametrize("name", NAMES)
def test_lone_surrogates_do_not_break_it(name: str) -> None:
    report = clean()
    odd = replace(report, document=replace(report.document, target="a\ud800b\x1b[31m \x00 done."))
    shown = catalog.reporters()[name].render([odd]).decode("utf-8")
    assert "\x1b" not in shown
    assert "\x00" not in shown


def test_json_is_the_contract(reports: list[Report]) -> None:
    payload = orjson.loads(json_report.render(reports))
    assert payload["schema"] == "mtqa-report/1"
    document = payload["documents"][0]
    report = reports[0]
    assert {"path", "text", "target_lang", "source_lang", "machine_translated", "segments",
            "issues", "corrected", "score", "failures"} <= set(document)  # fmt: skip
    for issue in document["issues"]:
        side = document["text"] if issue["side"] == "target" else report.document.source or ""
        assert side[issue["start"] : issue["end"]] == issue["text"]
    for segment in document["segments"]:
        assert document["text"][segment["start"] : segment["end"]] == segment["text"]
        assert set(segment) == {"id", "start", "end", "text", "source", "scores", "candidates",
                                "best"}  # fmt: skip
    assert document["segments"][1]["best"]["engine"] == "argos"
    assert document["segments"][6]["best"]["engine"] == "target"
    assert document["score"]["mqm"] == report.verdict.score
    assert document["suppressed"] == 1
    assert any(c["rejected"] for c in document["corrections"])


def test_best_needs_a_score_and_keeps_the_text_at_a_tie() -> None:
    other = [Candidate(0, "b", "x", 0.5), Candidate(0, "c", "y", None)]
    assert best_to_dict("a", None, other)["text"] == "a"
    assert best_to_dict("a", 0.5, other)["text"] == "a"
    assert best_to_dict("a", 0.4, other) == {"text": "b", "engine": "x", "qe": 0.5}


def test_dump_carries_what_utf8_cannot() -> None:
    assert orjson.loads(dump({"a": "é\u2028"})) == {"a": "é\u2028"}
    assert dump({"a": "\ud800"}) == b'{"a": "\\ud800"}'


def test_csv_cells_are_no_formulas(reports: list[Report]) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_report.render(reports).decode("utf-8"))))
    assert len(rows) == sum(len(r.issues) for r in reports)
    cells = [c for row in rows for c in row.values()]
    assert not any(c.startswith(("=", "+", "-", "@", "\t", "\r")) for c in cells)
    assert {"'=cmd", "'@SUM(A1)"} <= set(cells)


def test_sarif_is_valid_and_counts_utf16(reports: list[Report]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    log: dict[str, Any] = orjson.loads(sarif.render(reports))
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    whole = reports[0].document.target.encode("utf-16-le")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        if place["artifactLocation"]["uri"] == "articles/port.txt" and "region" in place:
            region = place["region"]
            start, length = region["charOffset"] * 2, region["charLength"] * 2
            assert whole[start : start + length].decode("utf-16-le") == region["snippet"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is False
    levels = {r["properties"]["severity"]: r["level"] for r in run["results"]}
    assert levels == {"neutral": "note", "minor": "note", "major": "warning", "critical": "error"}


def test_sarif_messages_hold_no_placeholders_or_links() -> None:
    assert sarif.message("{0} and [a](b) [c]") == "{{0} and \\[a](b) [c]"


def test_junit_parses_and_counts(reports: list[Report]) -> None:
    root = ElementTree.fromstring(junit.render(reports))
    assert int(root.get("tests", "")) == len(root.findall(".//testcase"))
    assert int(root.get("failures", "")) == len(root.findall(".//failure"))
    assert int(root.get("errors", "")) == sum(len(r.failures) for r in reports)
    calm = root.findall("testsuite")[1]
    assert calm.get("failures") == "0"


def test_github_commands_stay_on_their_lines(reports: list[Report]) -> None:
    lines = github.render(reports).decode("utf-8").splitlines()
    expected = sum(len(r.issues) + len(r.failures) + 1 for r in reports)
    assert len(lines) == expected
    assert all(re.match(r"::(notice|warning|error) file=[^,]+,.*?::.", line) for line in lines)


def test_markdown_shows_characters_as_they_are() -> None:
    shown = markdown.render([hostile()]).decode("utf-8")
    assert not re.search(r"(?<!\\)<", shown)
    for line in shown.splitlines():
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", line)) == 9, line


def test_text_is_plain_unless_colour_is_asked_for(reports: list[Report]) -> None:
    assert b"\x1b[" not in text.render(reports)
    assert b"\x1b[" in text.render_text(reports, color=True)
    plain = text.render_text(reports, width=60).decode("utf-8")
    failed = [line for line in plain.splitlines() if "failed" in line]
    assert failed


def test_text_drives_no_terminal() -> None:
    assert printable("a\x1b[31m\u202eb\nc") == "a␛[31m\ufffdb c"
    assert len(printable("a\x1b\u2066\r\nb")) == len("a\x1b\u2066\r\nb")


def test_wrap_covers_the_text_and_fits() -> None:
    sentence = "one two 漢字漢字 three " + "x" * 25 + " 🚢🚢 end"
    for width in (8, 12, 20, 80):
        lines = wrap(sentence, width)
        assert "".join(line.of(sentence) for line in lines) == sentence


def test_units_count_as_others_do() -> None:
    sample = "a🚢\nb𝄞c\n"
    units, lines = Utf16(sample), Lines(sample)
    for k in range(len(sample) + 1):
        assert units(k) == len(sample[:k].encode("utf-16-le")) // 2
    at = sample.index("c")
    assert (lines.line(at), lines.column(at), lines.column16(at)) == (2, 3, 4)
    assert lines.column8(at) == len("b𝄞".encode()) + 1


def test_rdjson_points_at_bytes(reports: list[Report]) -> None:
    found = orjson.loads(rdjson.render(reports))
    assert found["source"]["name"] == "mtqa"
    whole = [line.encode() for line in reports[0].document.target.split("\n")]
    issues = [i for r in reports for i in r.issues]
    failed = sum(len(r.failures) for r in reports)
    assert len(found["diagnostics"]) == len(issues) + failed
    for shown, issue in zip(found["diagnostics"], reports[0].issues, strict=False):
        place = shown["location"].get("range")
        if place is None or place["start"]["line"] != place["end"]["line"]:
            continue
        line = whole[place["start"]["line"] - 1]
        start, end = place["start"]["column"] - 1, place["end"]["column"] - 1
        assert line[start:end].decode() == issue.text
        for suggestion in shown.get("suggestions", []):
            assert suggestion["range"] == place
    assert {d["severity"] for d in found["diagnostics"]} == {"INFO", "WARNING", "ERROR"}


def test_gitlab_rows_have_what_gitlab_asks_for(reports: list[Report]) -> None:
    rows = orjson.loads(gitlab.render([*reports, reports[0]]))
    prints = [row["fingerprint"] for row in rows]
    assert len(prints) == len(set(prints)), "GitLab drops what has the same fingerprint"
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert row["location"]["lines"]["begin"] >= 1
    assert orjson.loads(gitlab.render(reports)) == rows[: len(rows) - len(reports[0].issues) - 1]
