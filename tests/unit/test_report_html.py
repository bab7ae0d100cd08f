"""The HTML report without a browser: nothing leaks, nothing is lost, nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import random
import re
from html.parser import HTMLParser

import orjson
import pytest

from mtqa.report.highlight import Highlight, highlighted
from mtqa.report.html_data import corrected_name, document_data
from mtqa.report.html_report import render
from mtqa.types import Report, Span
from tests.report_fixture import article, clean, hostile


class _Text(HTMLParser):
    """The characters of a page and how its marks nest."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.depth, self.deepest = "", 0, 0
        self.covered: dict[str, str] = {}
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "mark":
            self.open.append(dict(attrs)["data-i"] or "")
            self.covered.setdefault(self.open[-1], "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for number in self.open:
            self.covered[number] += data


def test_marks_nest_and_cover_exactly_their_spans() -> None:
    rng = random.Random(7)
    text = "a<b>&\"'é🚢 " * 12
    for _ in range(200):
        spans = []
        for _ in range(rng.randrange(9)):
            start = rng.randrange(len(text))
            spans.append(Span(start, min(len(text), start + rng.randrange(0, 40))))
        marks = [Highlight(s, k, "s-minor k-style") for k, s in enumerate(spans)]
        page = _Text()
        page.feed(str(highlighted(text, Span(0, len(text)), marks)))
        page.close()
        assert page.text == text
        assert not page.open
        assert page.covered == {str(k): s.of(text) for k, s in enumerate(spans)}


def test_what_sticks_out_is_cut_off() -> None:
    shown = str(highlighted("one two three", Span(4, 7), [Highlight(Span(0, 13), 0, "x")]))
    assert shown == '<mark class="m x d0" data-i="0">two</mark>'


def test_nothing_is_fetched_and_only_our_own_code_runs() -> None:
    page = render([article(), clean(), hostile()]).decode("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = policy.group(1).replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; ")
    assert "unsafe" not in rules
    for tag in ("script", "style"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert body is not None
        digest = base64.b64encode(hashlib.sha256(body.group(1).encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules
    outside = re.sub(r"http://www\.w3\.org/2000/svg", "", page)
    assert not re.search(r"(?i)\b(?:https?:)?//[\w-]+\.\w", re.sub(r"(?m)^\s*//.*", "", outside))
    assert not re.search(r"(?i)<(?:link|iframe|img|object|embed|base)\b", page)


def test_hostile_text_stays_text() -> None:
    page = render([hostile()]).decode("utf-8")
    assert page.count("<script") == 2  # the island and our own
    assert page.count("</script>") == 2
    assert not re.search(r"<(?:img|svg onload|i>|b>x)", page)
    island = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert island is not None
    assert not set("<>&\u2028\u2029") & set(island.group(1))
    assert orjson.loads(island.group(1))[0]["text"] == hostile().document.target


@pytest.mark.parametrize("report", [article(), hostile()], ids=["article", "hostile"])
def test_offsets_are_those_of_javascript(report: Report) -> None:
    data = document_data(report)
    units = data["text"].encode("utf-16-le")
    for issue in data["issues"]:
        if issue["target"]:
            assert units[issue["a"] * 2 : issue["b"] * 2].decode("utf-16-le") == issue["text"]


def test_every_issue_can_be_found_in_the_article() -> None:
    report = article()
    page = render([report]).decode("utf-8")
    shown = set(map(int, re.findall(r'data-i="(\d+)"', page)))
    assert shown == set(range(len(report.issues)))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("-", "article.corrected.txt"),
        ("a/b/port.docx", "port.corrected.txt"),
        ("C:\\news\\x.html", "x.corrected.txt"),
        ('"><img src=x>.txt', "___img src_x_.corrected.txt"),
        ("..", "article.corrected.txt"),
    ],
)
def test_the_download_has_a_harmless_name(path: str, name: str) -> None:
    assert corrected_name(path) == name
