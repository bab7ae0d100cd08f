"""XLIFF and TMX: what is read, hostile files, and edits that touch nothing else."""
# ruff: noqa: E501

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mtqa import catalog
from mtqa.errors import EncodingError, InputError, TooLargeError
from mtqa.read.format import Choice, Content, Edit, Format
from mtqa.read.open import read_document
from mtqa.types import Span
from mtqa.unit import CODE

FILES = Path(__file__).resolve().parent.parent / "files"
OKAPI = (FILES / "okapi-12.xlf").read_bytes()
TRADOS = (FILES / "trados.sdlxliff").read_bytes()
TWO = (FILES / "standard-21.xlf").read_bytes()
MEMORY = (FILES / "memory.tmx").read_bytes()


def format_(name: str) -> Format:
    return catalog.formats()[name]


def read(
    data: bytes, name: str = "xliff", target_lang: str | None = None, source_lang: str | None = None
) -> Content:
    choose = format_(name).choose
    assert choose is not None
    return choose(data, f"x.{name}", Choice(target_lang, source_lang))


def edit(content: Content, old: str, new: str) -> Edit:
    at = content.text.index(old)
    return Edit(Span(at, at + len(old)), new)


def pairs(content: Content) -> list[tuple[str, str, str]]:
    assert content.source is not None
    both = zip(content.blocks, content.source_blocks, strict=True)
    return [(b.origin, s.span.of(content.source), b.span.of(content.text)) for b, s in both]


def changed(before: bytes, after: bytes) -> list[str]:
    lines = difflib.unified_diff(
        before.decode().splitlines(), after.decode().splitlines(), lineterm="", n=0
    )
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def test_segments_and_tags_of_1_2() -> None:
    content = read(OKAPI)
    assert (content.source_lang, content.target_lang) == ("fr", "en")
    assert pairs(content) == [
        (
            "f1/tu1/0",
            "Le ministre a présenté un budget de 3,5 milliards d'euros mardi.",
            "The minister presented a budget of 3.5 billion euros on Tuesday .",
        ),
        (
            "f1/tu1/1",
            "L'opposition & les syndicats l'ont refusé.",
            "The opposition & the unions refused it.",
        ),
        ("f1/tu2", f"Enregistrer {CODE} maintenant", f"Save {CODE} now, please, at once"),
        ("f1/tu5", f"Une image {CODE} et un\nsaut.", f"A picture {CODE} and a\nbreak & <more> ."),
    ]
    assert content.notes == (
        "1 unit without a target left out",
        '1 unit with translate="no" left out',
    )
    unit = content.blocks[2].unit
    assert unit is not None
    assert (unit.max_length, unit.length_in, unit.context) == (20, "char", "btn.save")
    first = content.blocks[0].unit
    assert first is not None
    assert [(c.name, c.at) for c in first.codes] == [("g 1", 23), ("/g 1", 31)]


def test_edits_of_1_2_land_between_the_tags() -> None:
    content = read(OKAPI)
    edits = [
        edit(
            content, "budget of 3.5 billion euros on Tuesday .", "budget worth €3.5bn on Tuesday."
        ),
        edit(content, "opposition & the", "opposition <and> &"),
        edit(content, f"{CODE} now", f"now {CODE}"),
        edit(content, f"picture {CODE} and", f"picture, {CODE}, and"),
        edit(content, "<more> .", "<less>."),
    ]
    out = format_("xliff").write(OKAPI, content, edits)
    new = [line[1:] for line in changed(OKAPI, out) if line[0] == "+"]
    assert '<g id="1" ctype="bold">a budget</g> worth €3.5bn on Tuesday.</mrk>' in new[0]
    assert "The opposition &lt;and> &amp; unions refused it.</mrk></target>" in new[0]
    assert new[1] == (
        '<target state="translated">Save now <ph id="1">{name}</ph>, please, at once</target>'
    )
    assert 'A picture, <x id="1" ctype="image"/>, and a<x id="2" ctype="lb"/>' in new[2]
    assert "<![CDATA[break & <less>.]]></target>" in new[2]
    assert len(new) == 3
    etree.fromstring(out)


def test_trados() -> None:
    content = read(TRADOS)
    assert [p[1:] for p in pairs(content)] == [
        ("Der Bürgermeister sprach.", "The mayor spoke ."),
        ("Er ging.", "He left."),
        ("Klicken Sie auf OK.", "Click on OK ."),
    ]
    assert [b.unit.locked for b in content.blocks if b.unit] == [False, True, False]
    out = format_("xliff").write(TRADOS, content, [edit(content, " .", ".")])
    assert [line for line in changed(TRADOS, out) if line[0] == "+"] == [
        '+<target><g id="5"><mrk mtype="seg" mid="1">The mayor spoke.</mrk> '
        '<mrk mtype="seg" mid="2">He <mrk mtype="x-sdl-deleted" sdl:revid="r1">had </mrk>left.'
        "</mrk></g></target>"
    ]


def test_2_1() -> None:
    content = read(TWO)
    assert (content.source_lang, content.target_lang) == ("en", "de")
    assert pairs(content) == [
        ("f1/u1/s1", "Open the file.", "Öffnen Sie die Datei ."),
        ("f1/u1/s2", f"It is called {CODE}.", f"Sie heißt {CODE}."),
        ("f1/u3/1", "Save\nit", "Speichern\nSie es"),
    ]
    units = [b.unit for b in content.blocks if b.unit]
    assert [c.name for c in units[0].codes] == ["pc 1", "/pc 1"]
    assert units[2].max_length == 12
    out = format_("xliff").write(TWO, content, [edit(content, " .", ".")])
    assert changed(TWO, out) == [
        '-        <target>Öffnen Sie <pc id="1" dataRefStart="d1" dataRefEnd="d2">die Datei</pc>'
        " .</target>",
        '+        <target>Öffnen Sie <pc id="1" dataRefStart="d1" dataRefEnd="d2">die Datei</pc>'
        ".</target>",
    ]


def test_tmx() -> None:
    content = read(MEMORY, "tmx", target_lang="en")
    assert (content.source_lang, content.target_lang) == ("fr-FR", "en-GB")
    assert pairs(content) == [
        ("1", "Le maire a signé l'accord jeudi.", "The mayor signed the deal on Thursday ."),
        ("2", f"La route est fermée.\nVoir {CODE}.", f"The road is closed.\nSee {CODE}."),
    ]
    assert [p[2] for p in pairs(read(MEMORY, "tmx", target_lang="de"))] == [
        "Der Bürgermeister unterschrieb am Donnerstag."
    ]
    turned = read(MEMORY, "tmx", target_lang="fr", source_lang="en")
    assert (turned.source_lang, turned.target_lang) == ("en-GB", "fr-FR")
    with pytest.raises(InputError, match=r"several languages \(de-DE, en-GB\); .*--target-lang"):
        read(MEMORY, "tmx")
    with pytest.raises(InputError, match="no text in 'es', only in de-DE, en-GB, fr-FR"):
        read(MEMORY, "tmx", source_lang="es")
    out = format_("tmx").write(MEMORY, content, [edit(content, "Thursday .", "Thursday.")])
    assert len(changed(MEMORY, out)) == 2


@pytest.mark.parametrize("name", ["okapi-12.xlf", "trados.sdlxliff", "standard-21.xlf"])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_edit_keeps_everything_but_the_target(name: str, data: st.DataObject) -> None:
    before = (FILES / name).read_bytes()
    content = read(before)
    block = data.draw(st.sampled_from(content.blocks))
    start = data.draw(st.integers(block.span.start, block.span.end))
    end = data.draw(st.integers(start, block.span.end))
    allowed = st.characters(
        exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffc\ufffe\uffff"
    )
    new = data.draw(st.text(allowed, max_size=8))
    old = content.text[start:end]
    out = format_("xliff").write(before, content, [Edit(Span(start, end), new)])
    again = read(out)
    stays = "".join(c for c in old if c == CODE or c == "\n")
    if not stays:  # where a tag stands the words go around it
        expected = content.text[:start] + new + content.text[end:]
        if expected[block.span.start : block.span.end + len(new) - len(old)].strip():
            assert again.text == expected
            assert again.source == content.source
    assert _without_texts(out) == _without_texts(before)


def _without_texts(data: bytes) -> bytes:
    """Canonical XML of a file with the character data of its targets taken out."""
    root = etree.fromstring(data)
    for target in root.iter("{*}target"):
        for node in target.iter("{*}*"):
            if etree.QName(node).localname in ("target", "mrk", "g", "pc"):
                node.text = None
            if node is not target:
                node.tail = None
    return etree.tostring(root, method="c14n")


HOSTILE = {
    "a DOCTYPE": (OKAPI.replace(b"<xliff ", b"<!DOCTYPE xliff SYSTEM 'x.dtd'><xliff ", 1), InputError, "declares a DOCTYPE"),
    "an external entity": (
        OKAPI.replace(b"<xliff ", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff ', 1).replace(b"Save it", b"&e;"),
        InputError,
        "line 2: declares a DOCTYPE",
    ),
    "billion laughs": (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><xliff version="1.2">&b;</xliff>',
        InputError,
        "declares a DOCTYPE",
    ),
    "an unknown entity": (OKAPI.replace(b"Save it", b"&nbsp;"), InputError, "line 14.*undefined entity"),
    "an unclosed tag": (OKAPI.replace(b"</body>", b""), InputError, "not well-formed XML: mismatched tag"),
    "a cut file": (OKAPI[:900], InputError, "not well-formed"),
    "an empty file": (b"", InputError, "not well-formed XML: no element found"),
    "another root": (b"<html/>", InputError, "no XLIFF file: its first element is <html>"),
    "no version": (b"<xliff/>", InputError, "XLIFF without a version"),
    "UTF-8 that is Latin-1": (OKAPI.decode().encode("latin-1", "replace"), EncodingError, "does not decode as UTF-8"),
    "Latin-1 that is UTF-8": (OKAPI.replace(b"UTF-8", b"ISO-8859-1", 1), EncodingError, "says it is in ISO-8859-1 but is in UTF-8"),
    "UTF-16 that is UTF-8": (OKAPI.replace(b"UTF-8", b"UTF-16", 1), EncodingError, "says it is in UTF-16"),
    "no encoding": (OKAPI.replace(b"UTF-8", b"rot13", 1), EncodingError, "no encoding we know"),
    "UTF-8 that is UTF-16": (OKAPI.decode().encode("utf-16"), EncodingError, "says it is in UTF-8 but is in UTF-16"),
    "a long attribute": (OKAPI.replace(b"btn.save", b"x" * 2_000_000), TooLargeError, "line 11.*tag of"),
    "depth": (b'<xliff version="1.2">' + b"<g>" * 500 + b"</g>" * 500 + b"</xliff>", TooLargeError, "nests more than"),
    "two units of one id": (OKAPI.replace(b'"tu2"', b'"tu1"'), InputError, "line 11: has two units with the id 'tu1'"),
    "two segments of one mid": (OKAPI.replace(b'mid="1" mtype', b'mid="0" mtype'), InputError, "two segments with the mid '0'"),
    "two attributes": (OKAPI.replace(b'id="tu2"', b'id="tu2" id="a"'), InputError, "duplicate attribute"),
    "a unit outside": (b'<xliff version="1.2"><trans-unit id="1"/></xliff>', InputError, "a unit outside a file"),
    "two units of one id in 2.x": (TWO.replace(b'unit id="u3"', b'unit id="u1"'), InputError, "two units with the id 'u1'"),
    "two segments of one id": (TWO.replace(b'id="s2"', b'id="s1"'), InputError, "two segments with the id 's1'"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name: str) -> None:
    data, error, message = HOSTILE[name]
    with pytest.raises(error, match=message) as caught:
        read(data)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("x.xliff")


def test_a_doctype_of_tmx_may_only_name_its_dtd() -> None:
    for bad in (b'"http://x/y.dtd"', b'"tmx14.dtd" [<!ENTITY a "b">]', b'"file:///etc/passwd"'):
        with pytest.raises(InputError, match="declares a DOCTYPE"):
            read(MEMORY.replace(b'"tmx14.dtd"', bad), "tmx", target_lang="en")


def test_encodings_are_kept() -> None:
    for encoding, stated in (
        ("utf-16", "UTF-16"),
        ("latin-1", "ISO-8859-1"),
        ("utf-8-sig", "UTF-8"),
    ):
        text = OKAPI.decode().replace("UTF-8", stated, 1)
        data = text.encode(encoding)
        content = read(data)
        out = format_("xliff").write(data, content, [edit(content, "refused it", "said €no é")])
        euro = "&#8364;" if encoding == "latin-1" else "€"
        assert out.decode(encoding) == text.replace(
            "refused it.</mrk></target>", f"said {euro}no é.</mrk></target>"
        )


def test_several_languages_in_1_2() -> None:
    one = OKAPI[OKAPI.index(b"<file") : OKAPI.index(b"</file>") + 7]
    both = OKAPI.replace(one, one + one.replace(b'target-language="en"', b'target-language="de"'))
    with pytest.raises(InputError, match=r"holds several languages \(de, en\)"):
        read(both)
    assert read(both, target_lang="de-AT").target_lang == "de"
    assert len(read(both, target_lang="en").blocks) == 4


def test_a_file_on_standard_input_is_told_by_its_content() -> None:
    loaded = read_document("-", stdin=TWO)
    assert (loaded.format.name, loaded.document.target_lang) == ("xliff", "de")
    assert read_document("-", stdin=MEMORY, target_lang="de").format.name == "tmx"


def test_the_file_has_its_own_source(tmp_path: Path) -> None:
    file = tmp_path / "a.xlf"
    file.write_bytes(OKAPI)
    with pytest.raises(InputError, match="has its own source"):
        read_document(str(file), source=str(file))
    assert all(s.source for s in read_document(str(file)).document.segments)
