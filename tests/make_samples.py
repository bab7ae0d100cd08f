"""``make samples``: the sample reports of ``reports/samples``, with screenshots of the HTML one.

Screenshots need Chromium and playwright; without them the reports are still written.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
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
VIEWS = (
    ("article-light.png", "article.html", "light", 1280, 900),
    ("article-dark.png", "article.html", "dark", 1280, 900),
    ("article-narrow.png", "article.html", "light", 400, 850),
)


def main(folder: Path) -> int:
    """Write the samples into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, fmt, extra in REPORTS:
        command = [sys.executable, "-m", "mtqa", "check", ARTICLE, *extra, "--format", fmt]
        subprocess.run([*command, "--output", str(folder / name)], cwd=ROOT, check=True)
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
