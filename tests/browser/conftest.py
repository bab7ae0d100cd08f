"""A real browser for the HTML report; without one the tests skip, or fail where all is required."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from mtqa.report.html_report import render
from mtqa.types import Report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

CANDIDATES = ("chromium", "chromium-browser", "google-chrome")
Open = Callable[..., "Page"]


def missing(reason: str) -> NoReturn:
    """Skip, or fail where MTQA_REQUIRE_ALL=1 says that nothing may be skipped."""
    if os.environ.get("MTQA_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed: pip install playwright")
    path = os.environ.get("MTQA_CHROMIUM") or next(
        filter(None, map(shutil.which, CANDIDATES)), None
    )
    if path is None:
        missing("no chromium: apt-get install chromium, or set MTQA_CHROMIUM")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens reports in a fresh profile and fails on any script error, dialog or request."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def refuse(dialog: Dialog) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_(reports: Sequence[Report], **options: Any) -> Page:
        file = tmp_path / "report.html"
        file.write_bytes(render(reports))
        context = browser.new_context(accept_downloads=True, **options)
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("dialog", refuse)
        page.on(
            "request",
            lambda r: None if r.url.startswith(("file:", "blob:")) else wrong.append(r.url),
        )
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong
