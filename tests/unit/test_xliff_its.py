"""Issues written into XLIFF as ITS 2.0 annotations, and taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mtqa import its, mqm
from mtqa.pipeline import annotated_bytes, check_document
from mtqa.read.open import Loaded, read_document
from mtqa.read.xliff_its import cleaned
from mtqa.settings import Settings
from mtqa.types import Issue, Report, Severity, Side, Span, Suggestion

FILES = Path(__file__).resolve().parent.parent / "files"
NAMES = ("okapi-12.xlf", "trados.sdlxliff", "standard-21.xlf")
ITS = f"{{{its.NAMESPACE}}}"


def loaded(name: str) -> Loaded:
    return read_document(str(FILES / name))


def issue(text: str, start: int, end: int, side: Side = Side.TARGET, message: str = "m") -> Issue:
    return Issue(
        "a/b",
        "accuracy/number",
        Severity.MAJOR,
        Span(start, end),
        text[start:end],
        message,
        (Suggestion("12"),),
        side=side,
    )


def reported(file: Loaded, *issues: Issue) -> Report:
    report = check_document(file.document, Settings(qe=False))
    return Report(report.document, tuple(issues), report.origin, report.verdict, report.corrected)


def marks(data: bytes) -> list[etree._Element]:
    root = etree.fromstring(data)
    return [m for m in root.iter("{*}mrk") if m.get("mtype") == "x-its" or m.get("type")]


def test_one_issue_in_1_2() -> None:
    file = loaded("okapi-12.xlf")
    text = file.document.target
    at = text.index("3.5 billion")
    report = reported(file, issue(text, at, at + 3, message='No "3.5" < here & now.'))
    out = annotated_bytes(report, file, "xliff")
    [mark] = marks(out)
    assert mark.text == "3.5"
    assert dict(mark.attrib) == {
        "mtype": "x-its",
        "comment": "mtqa",
        f"{ITS}locQualityIssueType": "numbers",
        f"{ITS}locQualityIssueSeverity": "50",
        f"{ITS}locQualityIssueComment": 'No "3.5" < here & now. → “12” [accuracy/number, a/b]',
    }
    [rated] = etree.fromstring(out).iter("{*}file")
    assert rated.get(f"{ITS}locQualityRatingScoreThreshold") == "99"
    assert float(rated.get(f"{ITS}locQualityRatingScore") or -1) == report.verdict.score


def test_several_issues_of_one_stretch_stand_off() -> None:
    file = loaded("standard-21.xlf")
    text = file.document.target
    at = text.index("Sie die Datei")
    # the first begins before a tag and ends inside it: so that tags nest, it goes on to its end
    report = reported(file, issue(text, at, at + 7), issue(text, at, at + 13, message="n"))
    out = annotated_bytes(report, file, "xliff")
    [mark] = marks(out)
    assert "".join(mark.itertext()) == "Sie die Datei"
    assert mark.get("type") == "its:generic"
    key = mark.get(f"{ITS}locQualityIssuesRef")
    unit = etree.fromstring(out).find("{*}file/{*}unit")
    assert unit is not None
    block = unit[0]
    assert block.tag == f"{ITS}locQualityIssues"
    assert f"#{block.get('{http://www.w3.org/XML/1998/namespace}id')}" == key
    assert [e.get("locQualityIssueComment") for e in block] == [
        "m → “12” [accuracy/number, a/b]",
        "n → “12” [accuracy/number, a/b]",
    ]
    assert not [k for k in mark.attrib if str(k).endswith("locQualityIssueType")]


def test_an_issue_of_the_source_marks_the_whole_target() -> None:
    file = loaded("trados.sdlxliff")
    source = file.document.source or ""
    at = source.index("Klicken")
    out = annotated_bytes(reported(file, issue(source, at, at + 7, Side.SOURCE)), file, "xliff")
    [mark] = marks(out)
    assert "".join(mark.itertext()) == "Click on OK ."
    comment = mark.get(f"{ITS}locQualityIssueComment") or ""
    assert comment.startswith("Source “Klicken”: m")


def test_elements_with_a_prefix(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(
        '<x:xliff version="1.2" xmlns:x="urn:oasis:names:tc:xliff:document:1.2" xmlns:its="other">'
        '<x:file source-language="en" target-language="de"><x:body><x:trans-unit id="1">'
        "<x:source>It is open.</x:source><x:target>Es ist offen .</x:target></x:trans-unit>"
        "</x:body></x:file></x:xliff>",
        encoding="utf-8",
    )
    file = read_document(str(path))
    report = reported(file, issue(file.document.target, 0, 2))
    out = annotated_bytes(report, file, "xliff")
    [mark] = marks(out)
    assert mark.tag == "{urn:oasis:names:tc:xliff:document:1.2}mrk"
    assert mark.get(f"{ITS}locQualityIssueType") == "numbers"
    assert b'xmlns:itsq="http://www.w3.org/2005/11/its"' in out


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_issues_can_be_written_and_taken_out(name: str, data: st.DataObject) -> None:
    file = loaded(name)
    text = file.document.target
    spans = data.draw(
        st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, 12)), min_size=1, max_size=6)
    )
    issues = [
        issue(text, a, min(a + n, len(text)), message=f"<{k}>") for k, (a, n) in enumerate(spans)
    ]
    out = annotated_bytes(reported(file, *issues), file, "xliff")
    etree.fromstring(out)
    for k in range(len(issues)):
        assert out.count(f"&lt;{k}".encode()) == 1
    assert file.format.choose is not None
    again = file.format.choose(out, "x", file.content.choice)
    assert (again.text, again.source) == (text, file.document.source)
    before = file.data.decode()
    after = cleaned(out.decode())
    for declared in (f' xmlns:its="{its.NAMESPACE}"', ' its:version="2.0"'):
        if declared not in before:
            after = after.replace(declared, "", 1)
    assert after == before


def test_every_category_has_a_type_and_they_are_those_of_its() -> None:
    known = set(
        "terminology mistranslation omission untranslated addition duplication inconsistency "
        "grammar legal register locale-specific-content locale-violation style characters "
        "misspelling typographical formatting inconsistent-entities numbers markup "
        "pattern-problem whitespace internationalization length non-conformance uncategorized "
        "other".split()
    )
    for dimension, kinds in mqm.CATEGORIES.items():
        for kind in kinds:
            assert its.quality_type(f"{dimension}/{kind}") in known
