"""NewsML-G2 and ninjs: what is read in which order, edits in place, paths, files that mean harm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from mtqa.cli.main import main
from mtqa.errors import InputError
from mtqa.read import newsml, ninjs
from mtqa.read.detect import format_of
from mtqa.read.format import Content, Edit, Format
from mtqa.types import Span

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem {NAR} guid="urn:x" version="1" xml:lang="en-GB" standard="NewsML-G2">
  <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>
  <itemMeta><title>Not read</title></itemMeta>
  <contentMeta>
    <by>Ann</by>
    <headline>Talks in kyiv &amp; Moscow</headline>
    <description role="drol:summary">The   lead
      says it .</description>
    <description role="drol:caption">A picture.</description>
  </contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml">
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>Not read</title></head><body>
      <h1>Talks in kyiv &amp; Moscow</h1>
      <p>The <b>first</b> paragraph<br/>breaks.</p>
      <div><p>The second &#233;t&#xE9;.</p><table><tr><td>A cell</td></tr></table></div>
      <ul><li>An item</li></ul><p/><p><![CDATA[Raw <text>]]></p>
    </body></html>
  </inlineXML></contentSet>
</newsItem>
"""
NITF = f"""<newsMessage {NAR}><itemSet>
<newsItem xml:lang="en"><contentSet><inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
<head><title>x</title></head><body><body.head><hedline><hl1>The headline</hl1></hedline>
<byline>Ann</byline><abstract><p>The lead.</p></abstract></body.head><body.content><block>
<p>One.</p><p>Two.</p><hl2>Crosshead</hl2></block></body.content></body></nitf></inlineXML>
</contentSet></newsItem>
<newsItem><contentMeta><headline>The headline</headline></contentMeta></newsItem>
</itemSet></newsMessage>"""
HTML = "<p>One &amp; a <b>half</b>.</p>\n<p>Two  here .</p>"
NINJS_2: dict[str, Any] = {
    "uri": "urn:1",
    "language": "en-GB",
    "headlines": [{"role": "main", "value": "Talks in kyiv"}, {"value": "Talks in kyiv"}],
    "descriptions": [{"role": "summary", "value": "The lead said ."},
                     {"role": "caption", "value": "A picture."}],
    "bodies": [
        {"contenttype": "text/plain", "value": "One.\nTwo."},
        {"contenttype": "text/html", "value": HTML},
    ],
    "associations": [{"name": "picture", "headlines": [{"value": "Not read"}]}],
}  # fmt: skip
NINJS_1 = (
    '{"uri": "urn:1",\n  "body_text" : "First \\u00e9t\\u00e9.\\nSecond.",\n'
    ' "headline":"The \\"title\\"", "x": [1, {"value": "no"}]}\n'
)


def shown(content: Content) -> list[tuple[str, str, str]]:
    return [(b.kind.value, b.span.of(content.text), b.origin) for b in content.blocks]


def edited(format_: Format, data: bytes, *changes: tuple[str, str]) -> bytes:
    content = format_.read(data, "x")
    edits = []
    for old, new in changes:
        at = content.text.index(old)
        edits.append(Edit(Span(at, at + len(old)), new))
    return format_.write(data, content, sorted(edits, key=lambda e: e.span))


def test_newsml_with_xhtml() -> None:
    content = newsml.FORMAT.read(XHTML.encode(), "x")
    body = "/newsItem/contentSet/inlineXML/html/body"
    assert shown(content) == [
        ("heading", "Talks in kyiv & Moscow", "/newsItem/contentMeta/headline"),
        ("paragraph", "The lead says it .", "/newsItem/contentMeta/description"),
        ("paragraph", "The first paragraph\nbreaks.", f"{body}/p"),
        ("paragraph", "The second été.", f"{body}/div/p"),
        ("cell", "A cell", f"{body}/div/table/tr/td"),
        ("paragraph", "An item", f"{body}/ul/li"),
        ("paragraph", "Raw <text>", f"{body}/p[3]"),
    ]
    assert content.target_lang == "en-GB"


def test_newsml_with_nitf_and_several_items() -> None:
    content = newsml.FORMAT.read(NITF.encode(), "x")
    assert [(k, t) for k, t, _ in shown(content)] == [
        ("heading", "The headline"), ("paragraph", "The lead."), ("paragraph", "One."),
        ("paragraph", "Two."), ("heading", "Crosshead"), ("heading", "The headline"),
    ]  # fmt: skip
    assert content.blocks[-1].origin == "/newsMessage/itemSet/newsItem[2]/contentMeta/headline"


def test_edits_of_newsml_change_nothing_else() -> None:
    data = XHTML.encode()
    assert newsml.FORMAT.write(data, newsml.FORMAT.read(data, "x"), []) == data
    after = edited(newsml.FORMAT, data, ("kyiv &", "Kyiv < &"), (" it .", " it."), ("été", "ete"))
    expected = (
        XHTML.replace("Talks in kyiv &amp;", "Talks in Kyiv &lt; &amp;", 1)
        .replace("it .", "it.").replace("&#233;t&#xE9;", "ete")
    )  # fmt: skip
    assert after.decode() == expected
    etree.fromstring(after)
    latin = XHTML.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert "Kyïv ’".encode("latin-1", "xmlcharrefreplace") in edited(
        newsml.FORMAT, latin, ("kyiv", "Kyïv ’")
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/x">]><newsItem>&e;</newsItem>', "DOCTYPE"),
        (f"<newsItem {NAR}><contentMeta>", "not well-formed"),
        ("<other/>", "is no NewsML-G2"),
        (f"<newsItem {NAR}>" + "<a>" * 3000 + "</a>" * 3000 + "</newsItem>", "nests more than"),
    ],
)  # fmt: skip
def test_hostile_newsml(data: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        newsml.FORMAT.read(data.encode(), "x.xml")


def test_ninjs_2() -> None:
    data = json.dumps(NINJS_2, indent=1).encode()
    content = ninjs.FORMAT.read(data, "x")
    assert shown(content) == [
        ("heading", "Talks in kyiv", "/headlines/0/value"),
        ("paragraph", "The lead said .", "/descriptions/0/value"),
        ("paragraph", "One & a half.", "/bodies/1/value"),
        ("paragraph", "Two here .", "/bodies/1/value"),
    ]
    assert content.target_lang == "en-GB"
    assert ninjs.FORMAT.write(data, content, []) == data
    after = json.loads(
        edited(
            ninjs.FORMAT,
            data,
            ("kyiv", "Kyiv"),
            ("half", "1/2 < 1"),
            (" .\nOne", ".\nOne"),
            ("here .", "here."),
        )
    )
    expected = json.loads(data)
    expected["headlines"][0]["value"] = "Talks in Kyiv"
    expected["bodies"][1]["value"] = "<p>One &amp; a <b>1/2 &lt; 1</b>.</p>\n<p>Two  here.</p>"
    assert after == expected, "what reaches over two strings is not made"


def test_ninjs_1_keeps_its_bytes() -> None:
    data = NINJS_1.encode()
    content = ninjs.FORMAT.read(data, "x")
    assert [t for _, t, _ in shown(content)] == ['The "title"', "First été.", "Second."]
    after = edited(ninjs.FORMAT, data, ("Second", "Third"), ("title", "name"))
    assert after.decode() == NINJS_1.replace("Second", "Third").replace("title", "name")


@pytest.mark.parametrize(
    ("data", "says"),
    [("{", "no JSON object"), ("[1]", "no JSON object"), ('{"a": 1}', "no ninjs item"),
     ("[" * 100_000, "no JSON object"), ("", "no JSON object"), ('{"uri": 1} x', "no JSON object")],
)  # fmt: skip
def test_hostile_ninjs(data: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        ninjs.FORMAT.read(data.encode(), "x.json")
    assert "\n" not in str(caught.value)


def test_an_item_without_text_and_odd_values() -> None:
    odd = {
        "uri": "u",
        "headline": 3,
        "body_text": "  ",
        "bodies": [1, {"value": None}],
        "language": 1,
    }
    content = ninjs.FORMAT.read(json.dumps(odd).encode(), "x")
    assert content.blocks == ()
    assert content.notes == ("the news item holds no text",)


def test_files_are_told_by_what_they_hold() -> None:
    assert format_of("a.xml", XHTML.encode()).name == "newsml"
    assert format_of("-", NITF.encode()).name == "newsml"
    assert format_of("a.json", b"{}").name == "ninjs"


def test_issues_with_paths(tmp_path: Path) -> None:
    file, out = tmp_path / "item.json", tmp_path / "out.json"
    file.write_text(json.dumps(NINJS_2), encoding="utf-8")
    assert main(["check", str(file), "--format", "cms", "--output", str(out)]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["schema"] == "mtqa-cms/1"
    issues = {i["text"]: i for i in found["items"][0]["issues"]}
    kyiv = issues["kyiv"]
    assert (kyiv["path"], kyiv["paragraph"]) == ("/headlines/0/value", 0)
    value = NINJS_2["headlines"][0]["value"]
    assert value[kyiv["from"] : kyiv["to"]] == "kyiv"
    assert kyiv["before"] == "Talks in "
    stops = [i for i in found["items"][0]["issues"] if i["text"] == " ."]
    assert [(i["path"], i["paragraph"]) for i in stops] == [
        ("/descriptions/0/value", 0), ("/bodies/1/value", 1)
    ]  # fmt: skip
    fixed = tmp_path / "fixed.json"
    assert main(["fix", str(file), "--output", str(fixed)]) == 0
    after = json.loads(fixed.read_text(encoding="utf-8"))
    assert after["headlines"][0]["value"] == "Talks in Kyiv"
    assert after["bodies"][1]["value"].endswith("<p>Two  here.</p>")
    assert after["bodies"][0] == NINJS_2["bodies"][0]
