"""DOCX: what counts as text, edits that keep formatting, and files that mean harm."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.errors import InputError
from mtqa.read.docx import FORMAT
from mtqa.read.format import Content, Edit
from mtqa.types import Span

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="{}" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument"/></Relationships>'
)


def package(body: str, **parts: bytes | str) -> bytes:
    """A package whose document has ``body`` between its body tags."""
    out = io.BytesIO()
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def word() -> bytes:
    cells = "".join(f"<w:tc>{paragraph(t)}</w:tc>" for t in ("Cell one", "Cell two"))
    body = (
        paragraph("The headline here", '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>')
        + '<w:p><w:r><w:t xml:space="preserve">It is </w:t></w:r>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>very bold</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> text here.</w:t><w:tab/><w:t>Tab</w:t><w:br/>'
        f"<w:t>Break</w:t></w:r></w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    return package(
        body,
        **{
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": RELS.format("word/document.xml"),
            "word/header1.xml": f'<w:hdr xmlns:w="{W}">{paragraph("Header text")}</w:hdr>',
            "word/footer1.xml": f'<w:ftr xmlns:w="{W}">{paragraph("Footer")}</w:ftr>',
            "word/media/image1.png": "no picture",
        },
    )


def edit(content: Content, old: str, new: str) -> Edit:
    at = content.text.index(old)
    return Edit(Span(at, at + len(old)), new)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_text_of_all_parts() -> None:
    content = FORMAT.read(word(), "x.docx")
    assert [(b.kind.value, b.span.of(content.text)) for b in content.blocks] == [
        ("heading", "The headline here"),
        ("paragraph", "It is very bold text here.\tTab\nBreak"),
        ("cell", "Cell one"),
        ("cell", "Cell two"),
        ("paragraph", "Footer"),
        ("paragraph", "Header text"),
    ]


def test_edits_keep_formatting_and_other_parts() -> None:
    data = word()
    content = FORMAT.read(data, "x")
    assert FORMAT.write(data, content, []) == data
    edits = [
        edit(content, "very bold text", "quite fat & <old> words"),
        edit(content, "\tTab", "\nNew\tline"),
        edit(content, "Cell two", ""),
        edit(content, "Header", "Top"),
    ]
    after = FORMAT.write(data, content, edits)
    again = FORMAT.read(after, "x")
    assert again.text.split("\n\n")[0].startswith(
        "The headline here\nIt is quite fat & <old> words"
    )
    assert "here.\nNew\tline\nBreak\nCell one\nFooter\nTop text" in again.text
    old, new = members(data), members(after)
    xml = new["word/document.xml"].decode()
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t>quite fat</w:t></w:r>" in xml
    assert list(old) == list(new)
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"word/document.xml", "word/header1.xml"}


TRACKED = (
    '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>'
    '<w:r><w:t xml:space="preserve">He </w:t></w:r>'
    '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'
    '<w:ins w:id="2"><w:r><w:rPr><w:i/></w:rPr><w:t>always</w:t></w:r></w:ins>'
    '<w:moveFrom w:id="3"><w:r><w:t>GONE</w:t></w:r></w:moveFrom>'
    '<w:hyperlink><w:r><w:t xml:space="preserve"> came</w:t></w:r></w:hyperlink>'
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t></w:r>'
    '<w:r><w:br w:type="page"/><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>'
)


def test_tracked_changes_fields_and_links() -> None:
    data = package(TRACKED)
    content = FORMAT.read(data, "x")
    assert content.text == "He always came7‑x"
    after = FORMAT.write(data, content, [edit(content, "always came", "often left")])
    assert FORMAT.read(after, "x").text == "He often left7‑x"
    xml = members(after)["word/document.xml"].decode()
    assert "never " in xml, "a deletion stays a deletion"
    assert "<w:rPr><w:i/></w:rPr><w:t>often</w:t>" in xml


def test_styles_and_outline_levels_are_headings() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a1"><w:name w:val="Überschrift 1"/>'
        '</w:style><w:style w:styleId="a2"><w:name w:val="Crosshead"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="a3"><w:name w:val="Normal"/></w:style></w:styles>'
    )
    body = "".join(
        f'<w:p><w:pPr>{p}</w:pPr><w:r><w:t>t</w:t></w:r></w:p>'
        for p in (
            '<w:pStyle w:val="a1"/>', '<w:pStyle w:val="a2"/>', '<w:pStyle w:val="a3"/>',
            '<w:outlineLvl w:val="0"/>', '<w:outlineLvl w:val="9"/>',
            '<w:pStyle w:val="Heading2"/>',
        )
    )  # fmt: skip
    content = FORMAT.read(package(body, **{"word/styles.xml": styles}), "x")
    assert [b.kind.value[0] for b in content.blocks] == list("hhphph")


def test_text_boxes_once_and_apart() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f'<w:p><w:r><w:t>Around</w:t><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{box}'
        f"</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert FORMAT.read(package(body), "x").text == "Around\nIn the box"


def test_main_part_of_another_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", RELS.format("/word/document2.xml"))
        archive.writestr(
            "word/document2.xml",
            f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Hi</w:t></w:r></w:p></w:body>'
            "</w:document>",
        )
    assert FORMAT.read(out.getvalue(), "x").text == "Hi"


def bomb() -> bytes:
    return package("", **{"word/media/zero.bin": b"\0" * (30 * 1024 * 1024)})


def lying() -> bytes:
    data = bytearray(package("<w:p/>"))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (5).to_bytes(4, "little")  # claims five bytes
    return bytes(data)


DOCTYPE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "truncated": (word()[:-100], "damaged"),
    "no zip": (b"hello", "not a DOCX"),
    "old": (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "password"),
    "bomb": (bomb(), "unpacks to 30 MiB"),
    "lying": (lying(), "damaged"),
    "empty": (b"", "not a DOCX"),
    "doctype": (package("</w:body></w:document>" + DOCTYPE), "DOCTYPE"),
    "not xml": (package("<w:p>"), "not well-formed"),
    "control": (package("<w:p><w:r><w:t>\x01</w:t></w:r></w:p>"), "not well-formed"),
    "deep": (package("<w:p>" * 5000 + "</w:p>" * 5000), "not well-formed"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name: str) -> None:
    data, says = HOSTILE[name]
    with pytest.raises(InputError) as caught:
        FORMAT.read(data, "a/news.docx")
    message = str(caught.value)
    assert message.startswith("a/news.docx")
    assert says in message
    assert "\n" not in message


def test_doctype_hidden_by_its_encoding() -> None:
    root = f'<w:document xmlns:w="{W}">&e;</w:document>'
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPE}{root}'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml.encode("utf-16"))
    with pytest.raises(InputError, match="DOCTYPE"):
        FORMAT.read(out.getvalue(), "x")


def test_a_zip_that_is_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../evil.txt", "x")
    with pytest.raises(InputError, match="no Word file"):
        FORMAT.read(out.getvalue(), "x")


def test_names_that_climb_are_not_followed() -> None:
    data = package("<w:p><w:r><w:t>ok</w:t></w:r></w:p>", **{"../../evil.xml": "<x/>"})
    content = FORMAT.read(data, "x")
    assert content.text == "ok"
    after = FORMAT.write(data, content, [edit(content, "ok", "fine\x00\ufffe")])
    assert FORMAT.read(after, "x").text == "fine"


def test_no_text_is_told() -> None:
    content = FORMAT.read(package("<w:p/>"), "x")
    assert content.blocks == ()
    assert content.notes == ("the document holds no text",)


RUNS = st.lists(
    st.sampled_from(["one ", "Two", " très", "« Non »", "😀", "\t", "a.", " "]), max_size=6
)


@settings(max_examples=100, deadline=None)
@given(st.lists(RUNS, max_size=3), st.data())
def test_round_trip(paragraphs: list[list[str]], data: st.DataObject) -> None:
    body = ""
    for runs in paragraphs:
        nodes = "".join(
            "<w:r><w:tab/></w:r>"
            if r == "\t"
            else f'<w:r><w:t xml:space="preserve">{r}</w:t></w:r>'
            for r in runs
        )
        body += f"<w:p>{nodes}</w:p>"
    raw = package(body)
    content = FORMAT.read(raw, "x")
    assert FORMAT.write(raw, content, []) == raw
    edits = []
    for block in content.blocks:
        start = data.draw(st.integers(block.span.start, block.span.end))
        end = data.draw(st.integers(start, block.span.end))
        new = data.draw(st.sampled_from(["x", "é ü", "1\t2", "<&>", ""]))
        edits.append(Edit(Span(start, end), new))
    expected = content.text
    for change in reversed(edits):
        expected = expected[: change.span.start] + change.text + expected[change.span.end :]
    after = FORMAT.read(FORMAT.write(raw, content, edits), "x")
    # a paragraph of which nothing but white space is left is none
    there, back = ([p for p in t.split("\n") if p.strip()] for t in (after.text, expected))
    assert "".join(there).strip() == "".join(back).strip()
