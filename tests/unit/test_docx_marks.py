"""Tracked changes and comments in DOCX: what is in the file, whatever stood in it before."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mtqa.marking import marked_bytes
from mtqa.pipeline import check_document
from mtqa.read.docx import FORMAT
from mtqa.read.format import Mark, Stamp
from mtqa.read.open import read_document
from mtqa.read.runs import W
from mtqa.report.comment import comment
from mtqa.settings import Settings
from mtqa.types import Issue, Severity, Side, Span, Suggestion
from tests.unit.test_read_docx import RELS, members, package, paragraph

STAMP = Stamp("mtqa", "2026-01-31T12:00:00Z")
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def issue(span: Span, text: str = "") -> Issue:
    return Issue("linguistic/x", "accuracy/number", Severity.MAJOR, span, text, "Said so.")


def marked(data: bytes, *marks: tuple[int, int, str | None]) -> bytes:
    """The package with a mark at each span: a replacement, or a comment where that is None."""
    made = [
        Mark(issue(Span(a, b)), Span(a, b), new, () if new is not None else ("Title", "Body", "id"))
        for a, b, new in marks
    ]
    assert FORMAT.mark is not None
    return FORMAT.mark(data, FORMAT.read(data, "x"), made, STAMP)


def document(data: bytes) -> etree._Element:
    return etree.fromstring(members(data)["word/document.xml"])


def resolved(data: bytes, *, accept: bool) -> bytes:
    """The package with all of our changes accepted, or rejected."""
    root = document(data)
    for name, keep in (("ins", accept), ("del", not accept)):
        for node in list(root.iter(f"{W}{name}")):
            parent = node.getparent()
            if parent is None or node.get(f"{W}author") != "mtqa":
                continue
            at = parent.index(node)
            parent[at : at + 1] = list(node) if keep else []
    for text in root.iter(f"{W}delText"):
        if next(text.iterancestors(f"{W}del"), None) is None:
            text.tag = f"{W}t"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members(data).items():
            made.writestr(name, etree.tostring(root) if name == "word/document.xml" else content)
    return out.getvalue()


def test_runs_are_split_and_keep_their_formatting() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>He said hello</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> to us .</w:t></w:r></w:p>'
    )
    after = marked(package(body), (8, 13, "goodbye"), (19, 21, "."))
    xml = members(after)["word/document.xml"].decode()
    bold = "<w:r><w:rPr><w:b/></w:rPr>"
    assert f'{bold}<w:t xml:space="preserve">He said </w:t></w:r><w:del w:id="1"' in xml
    assert f'{bold}<w:delText xml:space="preserve">hello</w:delText></w:r></w:del>' in xml
    assert f'{bold}<w:t xml:space="preserve">goodbye</w:t></w:r></w:ins>' in xml
    assert xml.count('w:author="mtqa" w:date="2026-01-31T12:00:00Z"') == 3, "only the space goes"
    assert '<w:r><w:t xml:space="preserve">.</w:t></w:r></w:p>' in xml


def test_ids_do_not_collide() -> None:
    body = (
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>one two three</w:t></w:r></w:ins>'
        '<w:bookmarkStart w:id="3" w:name="b"/><w:bookmarkEnd w:id="3"/></w:p>'
        '<w:p><w:commentRangeStart w:id="4"/><w:r><w:t>four</w:t></w:r>'
        '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r></w:p>'
    )
    after = marked(package(body), (4, 7, "2"), (8, 13, None), (14, 18, None))
    root = document(after)
    changes = [n.get(f"{W}id") for n in root.iter(f"{W}ins", f"{W}del")]
    assert len(set(changes)) == len(changes)
    assert not {"3", "4"} & set(changes)
    assert [n.get(f"{W}id") for n in root.iter(f"{W}commentReference")] == ["5", "6", "4"]
    inner = next(n for n in root.iter(f"{W}del"))
    parent = inner.getparent()
    assert parent is not None
    assert parent.get(f"{W}author") == "A", "deleted inside somebody else's insertion"
    ours = next(n for n in root.iter(f"{W}ins") if n.get(f"{W}author") == "mtqa")
    outer = ours.getparent()
    assert outer is not None
    assert outer.tag == f"{W}p", "but inserted beside it"


def test_comments_are_added_to_those_that_are_there() -> None:
    there = f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="7" w:author="A"/></w:comments>'
    rels = RELS.format("comments.xml").replace('officeDocument"', 'comments"', 1)
    parts = {
        "[Content_Types].xml": TYPES,
        "word/comments.xml": there,
        "word/_rels/document.xml.rels": rels.replace(
            "relationships/officeDocument", "relationships/comments"
        ),
    }
    before = package(paragraph("Some text."), **parts)
    after = marked(before, (0, 4, None))
    old, new = members(before), members(after)
    assert {n for n in new if new[n] != old.get(n)} == {"word/document.xml", "word/comments.xml"}
    comments = etree.fromstring(new["word/comments.xml"])
    assert [c.get(f"{W}id") for c in comments] == ["7", "8"]
    assert [c.get(f"{W}author") for c in comments] == ["A", "mtqa"]


def test_a_comments_part_is_made_and_declared() -> None:
    before = package(paragraph("Some text."), **{"[Content_Types].xml": TYPES})
    new = members(marked(before, (5, 9, None)))
    assert b"relationships/comments" in new["word/_rels/document.xml.rels"]
    assert b'Target="comments.xml"' in new["word/_rels/document.xml.rels"]
    assert b'PartName="/word/comments.xml"' in new["[Content_Types].xml"]
    assert "Title" in new["word/comments.xml"].decode()
    assert marked(before) == before, "no marks, no change"


def test_comments_that_word_allows_nowhere_else() -> None:
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    note = f'<w:footnote w:id="2">{paragraph("In a note")}</w:footnote>'
    body = (
        f"{paragraph('First')}<w:p><w:r><w:t>Around</w:t></w:r><w:r>{box}</w:r></w:p>"
        '<w:p><w:r><w:t>Noted</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    data = package(
        body,
        **{
            "[Content_Types].xml": TYPES,
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W[1:-1]}">{note}</w:footnotes>',
            "word/header1.xml": f'<w:hdr xmlns:w="{W[1:-1]}">{paragraph("On top")}</w:hdr>',
        },
    )
    text = FORMAT.read(data, "x").text
    spans = [(text.index(w), text.index(w) + len(w), None) for w in ("a box", "a note", "top")]
    after = marked(data, *spans)
    assert members(after)["word/header1.xml"] == members(data)["word/header1.xml"]
    assert members(after)["word/footnotes.xml"] == members(data)["word/footnotes.xml"]
    root = document(after)
    hosts = []
    for mark in root.iter(f"{W}commentRangeStart"):
        following = mark.getnext()
        assert following is not None
        hosts.append(etree.tostring(following).decode())
    assert len(hosts) == 3
    assert hosts[0].endswith("/>"), "an empty run at the start of the document"
    assert "txbxContent" in hosts[1]
    assert "footnoteReference" in hosts[2]
    said = members(after)["word/comments.xml"].decode()
    for quoted in ("In the text box: “a box”", "In the footnote: “a note”", "In the header: “top”"):
        assert quoted in said


def test_an_empty_span_is_shown_at_a_word() -> None:
    after = marked(package(paragraph("He came home")), (7, 7, None))
    xml = members(after)["word/document.xml"].decode()
    start, end = xml.index("commentRangeStart"), xml.index("commentRangeEnd")
    assert "came" in xml[start:end]
    assert "He" not in xml[start:end]


def test_a_change_across_paragraphs_is_not_lost() -> None:
    data = package(paragraph("One") + paragraph("Two"))
    after = marked(data, (2, 5, " and "))
    assert FORMAT.read(after, "x").text == "One\nTwo", "it cannot be tracked"
    assert "commentReference" in members(after)["word/document.xml"].decode()


WORDS = st.sampled_from(["one ", "Two", " très", "« Non »", "😀", "a. b", " ", "x y z"])
WRAPPERS = (
    "{}",
    '<w:ins w:id="90" w:author="A">{}</w:ins>',
    '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    '<w:moveTo w:id="91" w:author="A">{}</w:moveTo>',
    '<w:ins w:id="92" w:author="A"><w:hyperlink>{}</w:hyperlink></w:ins>',
)
PARAGRAPHS = st.lists(st.tuples(WORDS, WORDS, st.sampled_from(WRAPPERS)), max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=3), st.data())
def test_accepted_and_rejected(
    paragraphs: list[list[tuple[str, str, str]]], data: st.DataObject
) -> None:
    run = '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{}</w:t><w:tab/><w:t>{}</w:t></w:r>'
    body = "".join(
        "<w:p>" + "".join(wrap.format(run.format(a, b)) for a, b, wrap in runs) + "</w:p>"
        for runs in paragraphs
    )
    raw = package(body)
    content = FORMAT.read(raw, "x")
    edits, marks = [], []
    for block in content.blocks:
        at = block.span.start
        while at <= block.span.end and data.draw(st.booleans()):
            start = data.draw(st.integers(at, block.span.end))
            end = data.draw(st.integers(start, block.span.end))
            new = data.draw(st.sampled_from(["new", "é ü", "1\t2", "<&>", "", None]))
            marks.append((start, end, new))
            if new is not None:
                edits.append((start, end, new))
            at = end + 1
    expected = content.text
    for start, end, new in reversed(edits):
        expected = expected[:start] + new + expected[end:]
    after = marked(raw, *marks)

    def text(accept: bool) -> list[str]:
        lines = FORMAT.read(resolved(after, accept=accept), "x").text.split("\n")
        return [line.strip() for line in lines if line.strip()]

    def lines(text: str) -> list[str]:
        return [line.strip() for line in text.split("\n") if line.strip()]

    assert text(accept=True) == lines(expected)
    assert text(accept=False) == lines(content.text)
    root = document(after)
    for wrong in root.iter(f"{W}ins"):
        parent = wrong.getparent()
        assert parent is not None
        assert parent.tag not in (f"{W}ins", f"{W}moveTo", f"{W}del"), "nested insertion"
    numbers = [
        n.get(f"{W}id") for n in root.iter(f"{W}ins", f"{W}del") if n.get(f"{W}author") == "mtqa"
    ]
    assert len(numbers) == len(set(numbers))


def test_what_a_comment_says() -> None:
    span = Span(0, 4)
    said = comment(
        Issue(
            "fr-en/x",
            "locale-conventions/name-format",
            Severity.MINOR,
            span,
            "Andr",
            "Wrong name.",
            (Suggestion("Andrii"), Suggestion(""), Suggestion(" ")),
            fingerprint="abc",
        )
    )
    assert said == (
        "Minor · Locale conventions: name format",
        "Wrong name.",
        "Suggestion: “Andrii” / delete / a space",
        "fr-en/x · abc",
    )
    source = Issue(
        "a/b", "accuracy/omission", Severity.MAJOR, span, "mot", "Left out.", side=Side.SOURCE
    )
    assert comment(source)[1] == "Source: “mot”"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "One line .", "A\tb .\r\n\r\nC  d\x01" + " word" * 60 + " ."]
)
def test_any_text_becomes_a_document(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8", newline="")
    loaded = read_document(str(file), target_lang="en")
    report = check_document(loaded.document, Settings(target_lang="en"))
    made = marked_bytes(report, loaded, stamp=STAMP)
    accepted = FORMAT.read(resolved(made, accept=True), "x").text
    assert accepted.split() == report.corrected.replace("\x01", "\ufffd").split()
