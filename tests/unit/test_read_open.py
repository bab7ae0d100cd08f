"""Opening the files of a check: formats, languages, limits, and what is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqa import catalog
from mtqa.errors import InputError, SettingsError, TooLargeError
from mtqa.language.doubt import doubt
from mtqa.read import open as opening
from mtqa.read.detect import sniff
from mtqa.read.format import Edit
from mtqa.read.open import read_document
from mtqa.types import Span

ARTICLE = Path("corpora/articles/economy-results-fr-en.txt")
SOURCE = ARTICLE.with_name("economy-results-fr-en.source.txt")


def test_an_article_with_its_source() -> None:
    loaded = read_document(str(ARTICLE), source=str(SOURCE), reference=str(ARTICLE))
    document = loaded.document
    assert (document.target_lang, document.source_lang) == ("en", "fr")
    assert document.target == ARTICLE.read_bytes().decode()
    assert document.source == SOURCE.read_bytes().decode()
    assert document.reference == document.target
    assert document.path == document.id == str(ARTICLE)
    assert document.format == "text"
    assert all(s.source for s in document.segments)
    assert loaded.notes == ()
    assert loaded.data == ARTICLE.read_bytes()


def test_languages_given_are_not_identified(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: str) -> None:
        raise AssertionError("identify was called")

    monkeypatch.setattr(opening, "identify", never)
    loaded = read_document(str(ARTICLE), source=str(SOURCE), target_lang="en_gb", source_lang="FR")
    assert (loaded.document.target_lang, loaded.document.source_lang) == ("en-GB", "fr")
    with pytest.raises(SettingsError, match="did you mean 'en'"):
        read_document(str(ARTICLE), target_lang="english")


def test_standard_input() -> None:
    loaded = read_document("-", stdin=b"Hi.", target_lang="en")
    assert loaded.document.target == "Hi."
    with pytest.raises(InputError, match="no standard input"):
        read_document("-")
    with pytest.raises(InputError, match="only one file"):
        read_document("-", source="-", stdin=b"x")
    page = read_document("-", stdin=b"<!doctype html><p>Hello</p>", target_lang="en")
    assert page.document.format == "html"
    assert page.document.target == "Hello"


def test_short_text_is_taken_for_english_and_told() -> None:
    loaded = read_document("-", stdin=b"Hi.")
    assert loaded.document.target_lang == "en"
    assert "not recognised" in loaded.notes[0]


@pytest.mark.parametrize("data", [b"", b"  \n\r\n\t", b"\xef\xbb\xbf"])
def test_nothing_to_check_is_told(data: bytes) -> None:
    loaded = read_document("-", stdin=data)
    assert loaded.document.segments == ()
    assert loaded.notes == ("there is no text to check",)
    assert loaded.format.write(data, loaded.content, []) == data


def test_notes_name_the_file(tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("Le président a été très déçu par cette décision étrange.".encode("cp1252"))
    assert read_document(str(file)).notes == (f"{file}: decoded as windows-1252",)


def test_wrong_source_is_told() -> None:
    other = ARTICLE.with_name("sport-rugby-fr-en.source.txt")
    loaded = read_document(str(ARTICLE), source=str(other))
    assert any("does not seem to belong" in note for note in loaded.notes)


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_document(str(tmp_path / "none.txt"))
    with pytest.raises(InputError, match="is a folder"):
        read_document(str(tmp_path))
    with pytest.raises(InputError, match="cannot be read"):
        read_document("a\0b")
    pdf = tmp_path / "x.pdf"
    pdf.write_bytes(b"%PDF")
    with pytest.raises(InputError, match="export it"):
        read_document(str(pdf))
    monkeypatch.setattr(opening, "MAX_BYTES", 10)
    big = tmp_path / "big.txt"
    big.write_bytes(b"x" * 11)
    with pytest.raises(TooLargeError, match="limit"):
        read_document(str(big))
    with pytest.raises(TooLargeError, match="limit"):
        read_document("-", stdin=b"x" * 11)


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.txt", b"<!doctype html><p>x</p>", "text"),
        ("a.HTML", b"x", "html"),
        ("a.md", b"# x", "markdown"),
        ("noname", b"  <!-- c --><html><p>x</p>", "html"),
        ("noname", b"# x", "text"),
    ],
)
def test_formats(tmp_path: Path, name: str, data: bytes, format_: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert read_document(str(file), target_lang="en").format.name == format_


def test_every_format_gives_an_unedited_file_back() -> None:
    formats = catalog.formats()
    assert {"text", "markdown", "html", "docx"} <= set(formats)
    suffixes = [s for f in formats.values() for s in f.suffixes]
    assert len(suffixes) == len(set(suffixes)), "a suffix names one format"
    for format_ in formats.values():
        assert format_.doc
        assert all(s.startswith(".") and s == s.lower() for s in format_.suffixes)
    assert sniff(b"PK\x03\x04 word/document.xml") == "docx"


def test_a_fixed_file_reads_as_fixed(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"<html><body><p>He go home.</p><p>Bye.</p></body></html>")
    loaded = read_document(str(file), target_lang="en")
    at = loaded.content.text.index("go")
    fixed = loaded.format.write(loaded.data, loaded.content, [Edit(Span(at, at + 2), "went")])
    assert fixed == file.read_bytes().replace(b"go", b"went")


def test_a_language_that_the_text_is_plainly_not_in_is_doubted() -> None:
    loaded = read_document(str(ARTICLE), source=str(SOURCE), target_lang="en", source_lang="de")
    assert loaded.document.source_lang == "de"  # the user has the last word
    assert loaded.notes[0] == "the source reads as 'fr', not 'de': is --source-lang right?"
    (note, *_) = read_document(str(ARTICLE), target_lang="pt-BR").notes
    assert note == "the target reads as 'en', not 'pt-BR': is --target-lang right?"
    short = "Le ministre a dit."
    assert doubt(short, "en") is None
    assert doubt("これはテストです。" * 20, "en") is None
    assert doubt(ARTICLE.read_text(encoding="utf-8"), "ja") == "en"
