"""The HTML report under axe-core (npm: axe-core), WCAG 2 A and AA, in every state that matters.

The script is taken from ``MTQA_AXE`` (a file), from a ``node_modules`` folder of this checkout, or
fetched with npm.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import missing
from tests.report_fixture import article, clean

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

ROOT = Path(__file__).resolve().parents[2]
AXE = "axe-core@4.10.3"
SCRIPT = "node_modules/axe-core/axe.min.js"
RUN = """async () => {
    const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]});
    const said = (v, n) => `${v.id}: ${n.html} ${n.failureSummary}`;
    return found.violations.flatMap(v => v.nodes.map(n => said(v, n)));
}"""


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script: given, in this checkout, or fetched with npm where there is one."""
    for place in (os.environ.get("MTQA_AXE"), ROOT / SCRIPT):
        if place and Path(place).is_file():
            return Path(place).read_text(encoding="utf-8")
    npm = shutil.which("npm")
    if npm is None:
        missing("no axe-core and no npm to fetch it with; set MTQA_AXE to axe.min.js")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "install", "--silent", "--no-audit", "--prefix", str(folder), AXE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        missing(f"npm could not fetch {AXE}: {done.stderr.strip()[:200]}")
    return (folder / SCRIPT).read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_passes(open_report: Open, axe: str, scheme: str) -> None:
    page = open_report([article(), clean()], color_scheme=scheme, reduced_motion="reduce")
    assert violations(page, axe) == []
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.locator(".more > summary").click()
    page.locator(".origin summary").first.click()
    assert violations(page, axe) == []
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.keyboard.press("e")
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    for _ in range(2):
        page.keyboard.press("v")
        assert violations(page, axe) == []
    page.keyboard.press("?")
    assert violations(page, axe) == []


def test_narrow_passes(open_report: Open, axe: str) -> None:
    page = open_report([article()], viewport={"width": 400, "height": 800})
    page.locator("mark", has_text="intersyndicale").click()
    assert violations(page, axe) == []
