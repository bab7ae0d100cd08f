"""Plain text: encodings, layout, and the way back."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.errors import EncodingError, OutputError
from mtqa.read.decode import decode, encode
from mtqa.read.edits import apply_edits
from mtqa.read.format import Edit
from mtqa.read.layout import text_blocks
from mtqa.read.text import FORMAT, content_of
from mtqa.types import BlockKind, Span

FRENCH = "Le président français, élu très tôt, a dit : « C’est l’été à Noël »… L'œuvre coûte 5 €.\n"
POLISH = "Prezydent powiedział, że zażółć gęślą jaźń w Łodzi.\n"
RUSSIAN = "Президент заявил, что страна готова к переговорам.\n"
JAPANESE = "大統領は火曜日に、交渉が続くと述べた。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "note"),
    [
        (FRENCH, "utf-8", None),
        (FRENCH, "utf-8-sig", None),
        (FRENCH, "utf-16", "UTF-16-LE"),
        (FRENCH, "utf-16-le", "UTF-16-LE"),
        (FRENCH, "utf-16-be", "UTF-16-BE"),
        (FRENCH, "utf-32", "UTF-32-LE"),
        (FRENCH, "cp1252", "windows-1252"),
        (POLISH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
        (JAPANESE, "shift_jis", "shift_jis"),
        ("总统星期二说，谈判将继续。这是中国的问题。", "gb18030", "gb18030"),
    ],
)
def test_encodings_are_found_told_and_kept(text: str, encoding: str, note: str | None) -> None:
    data = text.encode(encoding)
    content = FORMAT.read(data, "x.txt")
    assert content.text == text
    assert content.notes == ((f"decoded as {note}",) if note else ()) or "no byte" in str(
        content.notes
    )
    assert FORMAT.write(data, content, []) == data
    edited = FORMAT.write(data, content, [Edit(Span(0, 2), "Un")])
    assert FORMAT.read(edited, "x.txt").text == "Un" + text[2:]
    assert edited.startswith(data[:2]) or not encoding.endswith(("16", "32", "sig"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (bytes(range(1, 256)) * 4, "binary"),
        (b"\x07" * 50, "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "image"),
        (b"{\\rtf1", "RTF"),
        (b"\xd0\xcf\x11\xe0", "Office"),
        (b"\xff\xfe\x00\xd8a\x00", "UTF-16-LE"),
        (b"\xef\xbb\xbfabc\xff", "UTF-8"),
    ],
)
def test_what_is_no_text(data: bytes, says: str) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(data, "news.txt")
    message = str(caught.value)
    assert message.startswith("news.txt")
    assert says in message
    assert ";" in message, "says what to do"
    assert "\n" not in message


def test_mixed_encodings_name_the_line() -> None:
    data = "été\nà Noël\n".encode() + "déjà\n".encode("cp1252")
    with pytest.raises(EncodingError, match=r"line 3.*2 invalid bytes.*0xe9.*save it again"):
        decode(data, "x")


def test_a_character_that_the_encoding_lacks() -> None:
    content = FORMAT.read("Déjà vu, très tôt\n".encode("cp1252"), "x")
    with pytest.raises(EncodingError, match=r"U\+4F60.*cp1252.*UTF-8"):
        FORMAT.write(b"-", content, [Edit(Span(0, 0), "你")])


@settings(max_examples=200)
@given(st.binary(max_size=60))
def test_any_bytes_decode_or_say_why(data: bytes) -> None:
    with suppress(EncodingError):
        check_lossless(data)


def check_lossless(data: bytes) -> None:
    decoded = decode(data, "x")
    decoded.text.encode("utf-8")  # no lone surrogates
    if decoded.encoding.removeprefix("bom:").startswith("utf"):
        assert encode(decoded.text, decoded.encoding) == data


@given(st.text(max_size=60))
def test_any_text_comes_back(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    try:
        decoded = decode(data, "x")
    except EncodingError:
        assert any(c < " " or c == "\x7f" for c in text)
        return
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if not marked and "\0" not in text:  # with every other byte a NUL it may be UTF-16
        assert decoded.text == data.decode()


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value[0], b.span.of(text)) for b in text_blocks(text)]


def test_a_line_is_a_paragraph() -> None:
    assert kinds("One is here.\n\n  Two is there. \r\nThree\u2028Four.") == [
        ("p", "One is here."),
        ("p", "Two is there."),
        ("h", "Three"),
        ("p", "Four."),
    ]
    assert kinds("") == kinds(" \n\t\r\n") == []
    assert kinds("Only one line") == [("p", "Only one line")]


WRAPPED = """The title of it all

The quick brown fox jumped over the lazy dog and then it went
home to its family, where it was greeted with a great deal of
joy. Then it slept.

Another paragraph of the same text which is wrapped at about
sixty columns or so, and ends here.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_hard_wrapped(newline: str) -> None:
    text = WRAPPED.replace("\n", newline)
    found = kinds(text)
    assert [kind for kind, _ in found] == ["h", "p", "p"]
    assert found[1][1].endswith("slept.")


@pytest.mark.parametrize(
    "text",
    [
        "One\nTwo\nThree\nFour",
        "A short line.\nAnother short one.\nAnd a third that is longer.\n\nMore.\nAnd more.",
        "第一段很长。\n第二段很长。\n第三段很长很长。",
        "x" * 130 + "\n" + "y" * 125 + "\n" + "z" * 128,
    ],
)
def test_not_hard_wrapped(text: str) -> None:
    assert len(text_blocks(text)) == sum(bool(line.strip()) for line in text.splitlines())


def test_headings() -> None:
    body = "This is a paragraph that ends like one."
    heads = [
        "“ Red rag ”",
        "« Le compte n'y est pas »",
        "A title without a stop",
        "Кратко о главном",
    ]
    for head in heads:
        assert kinds(f"{body}\n{head}\n{body}")[1] == ("h", head)
    for line in [
        "He left.",
        "“He left.”",
        "- an item",
        "What then?",
        "12 345",
        "word " * 20 + "end",
    ]:
        assert kinds(f"{body}\n{line}\n{body}")[1][0] == "p"
    assert kinds(f"{body}\nAFP")[1][0] == "p", "nothing follows"
    assert [k for k, _ in kinds(f"Title\nSubtitle of it\n{body}\nApples\nPears")] == list("hhppp")


LINES = st.lists(
    st.sampled_from(["", " ", "A line.", "No stop", "« Quoi »", "x" * 70, "😀 yes.", "\t-", "好。"])
)


@settings(max_examples=200)
@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\x0b"]))
def test_blocks_hold_all_text_once(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    blocks = text_blocks(text)
    at, outside = 0, ""
    for block in blocks:
        assert block.span.start >= at
        assert block.span.of(text) == block.span.of(text).strip() != ""
        outside += text[at : block.span.start]
        at = block.span.end
    assert (outside + text[at:]).strip() == ""


@settings(max_examples=200)
@given(st.text(max_size=40), st.data())
def test_edits(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(Span(a, b), data.draw(st.text(max_size=3))) for a, b in pairs]
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    assert apply_edits(text, edits) == expected


def test_edits_that_overlap() -> None:
    with pytest.raises(OutputError):
        apply_edits("abcdef", [Edit(Span(0, 3), ""), Edit(Span(2, 4), "")])
    with pytest.raises(OutputError):
        apply_edits("abc", [Edit(Span(2, 9), "")])


def test_line_endings_and_mark_are_kept() -> None:
    data = b"\xef\xbb\xbfOne.\r\nTwo.\rThree.\n"
    content = FORMAT.read(data, "x")
    assert content.text == "One.\r\nTwo.\rThree.\n"
    at = content.text.index("Two")
    assert FORMAT.write(data, content, [Edit(Span(at, at + 3), "2")]) == data.replace(b"Two", b"2")


def test_one_line_of_twenty_megabytes() -> None:
    text = "A sentence of the very long line. " * 600_000
    began = time.perf_counter()
    content = FORMAT.read(text.encode(), "x")
    assert time.perf_counter() - began < 20
    assert len(content.blocks) == 1


def test_content_of_one_line_is_cheap() -> None:
    began = time.perf_counter()
    for _ in range(5000):
        content_of("The minister said on Tuesday that the talks would go on.")
    assert time.perf_counter() - began < 1  # 0.015 s where it was written
    assert content_of("x").blocks[0].kind is BlockKind.PARAGRAPH
