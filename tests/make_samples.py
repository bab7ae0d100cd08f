"""``make samples``: the sample reports of ``reports/samples``, with screenshots of them.

Screenshots of the HTML report need Chromium and playwright, those of the Word document LibreOffice,
pdftoppm, Xvfb and xwd; what is missing leaves the pictures as they are.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = "corpora/articles/politics-budget-fr-en.txt"
SOURCE = "corpora/articles/politics-budget-fr-en.source.txt"
REPORTS = (
    ("article.html", "html", ()),
    ("article.md", "md", ()),
    ("article.json", "json", ()),
    ("article-with-source.html", "html", ("--source", SOURCE)),
)
CARDS = tuple(
    f"corpora/articles/{name}.txt"
    for name in ("railway-de-en", "economy-es-en", "chad-border-fr-en", "science-fr-en")
)
VIEWS = (
    ("scorecard.png", "scorecard.html", "light", 1200, 960),
    ("article-light.png", "article.html", "light", 1280, 900),
    ("article-dark.png", "article.html", "dark", 1280, 900),
    ("article-narrow.png", "article.html", "light", 400, 850),
)


def marked_document(folder: Path) -> None:
    """A document that LibreOffice wrote, marked by mtqa, as a page and in Writer's window."""
    from tests.office.conftest import HERE, running
    from tests.office.picture import page, window

    with tempfile.TemporaryDirectory() as place:
        office = running(Path(place) / "profile")
        if office is None or shutil.which("pdftoppm") is None:
            print("no LibreOffice: the marked document is left as it is")
            return
        document, marked = Path(place) / "news.docx", (folder / "marked.docx").resolve()
        office([("open", HERE / "news.fodt", document)])
        command = [sys.executable, "-m", "mtqa", "check", str(document), "--format", "docx"]
        env = {**os.environ, "SOURCE_DATE_EPOCH": "1767609000"}
        subprocess.run([*command, "--output", str(marked)], cwd=ROOT, env=env, check=True)
        office([("open", marked, Path(place) / "marked.pdf")])
        page(Path(place) / "marked.pdf", folder / "marked-page.png")
        opened = Path(
            shutil.copy(marked, Path(place) / "marked.docx")
        )  # Writer leaves a lock beside it
        if not window(opened, folder / "marked-in-writer.png", Path(place) / "window"):
            print("no Xvfb and xwd: the picture of Writer is left as it is")


def main(folder: Path) -> int:
    """Write the samples into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, fmt, extra in REPORTS:
        command = [sys.executable, "-m", "mtqa", "check", ARTICLE, *extra, "--format", fmt]
        subprocess.run([*command, "--output", str(folder / name)], cwd=ROOT, check=True)
    marked_document(folder)
    command = [sys.executable, "-m", "mtqa", "scorecard", *CARDS, "--format", "html"]
    subprocess.run([*command, "--output", str(folder / "scorecard.html")], cwd=ROOT, check=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no Chromium: screenshots are left as they are")
        return 0
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, report, scheme, width, height in VIEWS:
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto((folder / report).resolve().as_uri())
            page.wait_for_timeout(400)
            page.screenshot(path=folder / name)
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
