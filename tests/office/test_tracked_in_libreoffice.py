"""LibreOffice writes a document, we mark it, LibreOffice accepts or rejects all changes."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from mtqa.cli.main import main
from mtqa.read.docx import FORMAT
from mtqa.read.runs import W
from tests.office.conftest import HERE, Job, Office, missing

TEXT = (
    "Kyiv accuses moscow of new strikes\n\n"
    "“We will not give up », the ukrainian president said on Monday .\n\n"
    "“This is a war crime », assured the french minister of Foreign Affairs.\n"
)


@pytest.fixture(scope="module")
def files(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What we and LibreOffice make of the article, and of a text that never was a DOCX."""
    folder = tmp_path_factory.mktemp("files")
    office([("open", HERE / "news.fodt", folder / "news.docx")])
    (folder / "plain.txt").write_text(TEXT, encoding="utf-8")
    jobs: list[Job] = []
    for name in ("news.docx", "plain.txt"):
        source, stem = str(folder / name), folder / name.partition(".")[0]
        for all_ in ([], ["--all"]):
            made = f"{stem}{'-all' if all_ else ''}"
            fixed = f"{made}-fixed.{name.rpartition('.')[2]}"
            assert main(["fix", source, *all_, "--output", fixed]) == 0
            tracked = f"{made}-tracked.docx"
            assert main(["fix", source, *all_, "--track-changes", "--output", tracked]) == 0
        commented = f"{stem}-commented.docx"
        assert main(["check", source, "--format", "docx", "--output", commented]) == 0
        for made in ("tracked", "all-tracked", "commented"):
            marked = Path(f"{stem}-{made}.docx")
            jobs += [(how, marked, Path(f"{stem}-{made}-{how}.docx")) for how in JOBS]
    for made in ("news", "news-fixed", "news-all-fixed"):
        jobs += [(how, folder / f"{made}.docx", folder / f"{made}-{how}.docx") for how in JOBS]
    office(jobs)
    return folder


JOBS = ("accept", "reject")


def text_of(file: Path) -> str:
    """Every story of a DOCX, white space at the ends of paragraphs and empty ones apart."""
    text = FORMAT.read(file.read_bytes(), str(file)).text
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("made", ["tracked", "commented"])
def test_all_accepted_is_the_corrected_document(files: Path, made: str) -> None:
    accepted = text_of(files / f"news-{made}-accept.docx")
    assert accepted == text_of(files / "news-fixed-accept.docx")
    assert "Kyiv accuses Moscow of new strikes" in accepted
    assert "“We will not give up”, the president" in accepted
    assert (
        "The strikes killed 1,400 people, according to the ministry of Defence in Kyiv." in accepted
    )
    for story in ("edited in Kyiv", "the Ukrainian original", "the French speaking", "from Moscow",
                  "the French minister assured that he would come.", "Near Kyiv"):  # fmt: skip
        assert story in accepted
    assert accepted != text_of(files / "news-accept.docx")


def test_all_suggestions_accepted(files: Path) -> None:
    accepted = text_of(files / "news-all-tracked-accept.docx")
    assert accepted == text_of(files / "news-all-fixed-accept.docx")
    assert "Andrii Melnyk" in accepted


@pytest.mark.parametrize("made", ["tracked", "all-tracked", "commented"])
def test_all_rejected_is_the_original(files: Path, made: str) -> None:
    rejected = text_of(files / f"news-{made}-reject.docx")
    assert rejected == text_of(files / "news-reject.docx")
    assert "1.400 people , according" not in rejected, "the insertion of the editor is rejected too"
    assert "We will three times not give up »" in rejected


@pytest.mark.parametrize("made", ["tracked", "all-tracked", "commented"])
def test_nothing_is_left_and_formatting_stays(files: Path, made: str) -> None:
    for how in JOBS:
        with zipfile.ZipFile(files / f"news-{made}-{how}.docx") as package:
            document = etree.fromstring(package.read("word/document.xml"))
        assert next(document.iter(f"{W}ins", f"{W}del"), None) is None
        runs = [r for r in document.iter(f"{W}r") if r.find(f"{W}rPr/{W}b") is not None]
        bold = "".join(t.text or "" for r in runs for t in r.iter(f"{W}t"))
        assert bold == ("not give up”" if how == "accept" else "not give up »")


def test_comments_arrive(files: Path) -> None:
    with zipfile.ZipFile(files / "news-commented-accept.docx") as package:
        comments = etree.fromstring(package.read("word/comments.xml"))
    said = {(c.get(f"{W}author"), "".join(t.text or "" for t in c.iter(f"{W}t"))) for c in comments}
    authors = [author for author, _ in said]
    assert authors.count("Ann Editor") == 1, "the comment that was there stays"
    assert authors.count("mtqa") == 6
    ours = "\n".join(text for author, text in said if author == "mtqa")
    assert "Major · Linguistic conventions: grammar" in ours
    assert "Suggestion: “Andrii”" in ours
    assert "In the footnote: “assured the deputy”" in ours
    assert "In the text box: “assured”" in ours


def test_a_text_becomes_a_document(files: Path) -> None:
    fixed = (files / "plain-fixed.txt").read_text(encoding="utf-8")
    for made in ("tracked", "commented"):
        accepted = text_of(files / f"plain-{made}-accept.docx")
        assert accepted.split("\n") == [p for p in fixed.split("\n") if p]
        rejected = text_of(files / f"plain-{made}-reject.docx")
        assert rejected.split("\n") == [p for p in TEXT.split("\n") if p]


def test_a_page_of_it(files: Path, office: Office) -> None:
    """The marked document as a PDF: LibreOffice lays it out, changes and all."""
    if shutil.which("pdftotext") is None:
        missing("no pdftotext: apt-get install poppler-utils")
    page = files / "page.pdf"
    office([("open", files / "news-commented.docx", page)])
    command = ["pdftotext", "-layout", str(page), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Kyiv accuses moscowMoscow of new strikes" in text, "both readings are shown"
    assert "edited in kyivKyiv" in text
