"""HTML and Markdown: what is text, and edits that touch nothing else."""

from __future__ import annotations

import difflib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.read import html, markdown
from mtqa.read.decode import decode
from mtqa.read.format import Content, Edit, Format
from mtqa.read.mapping import refined
from mtqa.read.markup import scan
from mtqa.types import Span

PAGE = """<!DOCTYPE html><html><head><title>T &amp; x</title><meta charset="utf-8">
<style>p{}</style><script>if (a<b) "</p>"</script></head>
<body><header><a href="/">Site name</a></header><nav><ul><li><a href="x">Home</a></li></ul></nav>
<div class="wrap"><h1>The <em>big</em> story</h1><p class=date>25 November</p>
<article><p>It is a long   paragraph with <b>bold</b> words
  and caf&eacute; &amp; &quot;quotes&quot;&nbsp;! He said so to us on Tuesday.<br>New line.</p>
<!-- comment --><p>Another long one, which <a href="a>b">links</a> to things but is mostly text.</p>
<h2>Crosshead</h2><ul><li>One item of a list</li><li>Two</li></ul>
<table><tr><td>Cell A</td><td>Cell B</td></tr></table>
<div class="related"><p>Read more: something long enough to be a paragraph, really it is.</p></div>
<p>The third paragraph, long enough to be counted as running text too, ends with it.</article>
<aside>Aside text</aside></div><footer>Copyright 2026</footer></body></html>"""

ARTICLE = """---
title: "Front matter. Not text."
---

# The *big* story

It is a paragraph with **bold** words
and an \\*escaped\\* star, `code` &amp; [a link](http://bold.words/x "t. t") more. <b>html</b>
And ![alt text](img.png) an <http://auto.link> one. See [ref][1] and [x].

> A quote that
> goes on here.

- item [li*n*k](a(b)c) text
- item two

```python
code = "not text"
```

    indented code

<!-- a comment -->
<div>html block</div>

| A | B |
|---|---|
| one cell | two **b** |

[1]: http://target.example "T"
"""


def blocks(content: Content) -> list[tuple[str, str]]:
    return [(b.kind.value[0], b.span.of(content.text)) for b in content.blocks]


def edit(content: Content, old: str, new: str) -> Edit:
    at = content.text.index(old)
    return Edit(Span(at, at + len(old)), new)


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def test_html_text() -> None:
    content = html.FORMAT.read(PAGE.encode(), "x.html")
    assert blocks(content) == [
        ("h", "The big story"),
        ("p", 'It is a long paragraph with bold words and café & "quotes"\u00a0! He said so to us '
              "on Tuesday.\nNew line."),
        ("p", "Another long one, which links to things but is mostly text."),
        ("h", "Crosshead"),
        ("p", "One item of a list"),
        ("p", "Two"),
        ("c", "Cell A"),
        ("c", "Cell B"),
        ("p", "The third paragraph, long enough to be counted as running text too, ends with it."),
    ]  # fmt: skip
    assert content.notes == ()


def test_html_edits_touch_only_their_text() -> None:
    data = PAGE.encode()
    content = html.FORMAT.read(data, "x.html")
    edits = [
        edit(content, "big story", "large tale"),
        edit(content, "bold words and", "thin <words> &"),
        edit(content, 'café & "quotes"', "tea"),
        edit(content, "\nNew line", ""),
        edit(content, "Cell B", ""),
    ]
    after = html.FORMAT.write(data, content, edits).decode()
    assert changed(PAGE, after) == [
        '-<div class="wrap"><h1>The <em>big</em> story</h1><p class=date>25 November</p>',
        "-<article><p>It is a long   paragraph with <b>bold</b> words",
        "-  and caf&eacute; &amp; &quot;quotes&quot;&nbsp;! He said so to us on Tuesday."
        "<br>New line.</p>",
        '+<div class="wrap"><h1>The <em>large</em> tale</h1><p class=date>25 November</p>',
        "+<article><p>It is a long   paragraph with <b>thin</b> &lt;words&gt;",
        "+  &amp; tea&nbsp;! He said so to us on Tuesday.<br>.</p>",
        "-<table><tr><td>Cell A</td><td>Cell B</td></tr></table>",
        "+<table><tr><td>Cell A</td><td></td></tr></table>",
    ]


def test_html_encodings() -> None:
    page = '<meta charset="iso-8859-1"><p>Déjà vu, “très” tôt.</p>'
    data = page.encode("cp1252")
    content = html.FORMAT.read(data, "x")
    assert content.text == "Déjà vu, “très” tôt."
    assert "cp1252" in content.notes[0]
    after = html.FORMAT.write(data, content, [edit(content, "vu", "你")])
    assert after == data.replace(b"vu", b"&#20320;")
    assert html.FORMAT.read(after, "x").text == "Déjà 你, “très” tôt."
    wrong = '<meta charset="ascii"><p>Déjà vu</p>'.encode()
    assert html.FORMAT.read(wrong, "x").text in ("Déjà vu", "DÃ©jÃ\u00a0 vu")
    lies = '<meta charset="no-such"><p>Déjà</p>'.encode()
    assert html.FORMAT.read(lies, "x").text == "Déjà"
    utf16 = "<p>Déjà</p>".encode("utf-16")
    assert html.FORMAT.read(utf16, "x").text == "Déjà"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a<p>b", "a\nb"),
        ("a < b and <c", "a < b and <c"),
        ("<p>x</b></i></p>y", "x\ny"),
        ("<p>one</p >two<P\nid=x>three", "one\ntwo\nthree"),
        ("<p title='a > b'>x</p>", "x"),
        ("<p title=it's>x</p><p>y</p>", "x\ny"),
        ("<!-->x<p>y", "x\ny"),
        ("<!-- a -- b > c --->x", "x"),
        ("<script>if (a</b) '<p>'</script>x<style>a{}", "x"),
        ("<![CDATA[x]]>y<?php echo '>'?>z", "y'?>z"),
        ("<textarea><p>no</textarea>yes", "yes"),
        ("a<br>b<br/><br>c", "a\nb\nc"),
        ("<p>&lt;b&gt; &#8212; &#x2014; &nbsp;&copy &foo; &</p>", "<b> — — \u00a0© &foo; &"),
        ("<p>in<b>side</b>\n <i> word</i>.</p>", "inside word."),
        ("<select><option>no</select><button>no</button>yes", "yes"),
        ("<pre>no</pre>", ""),
        ("", ""),
        ("<", "<"),
        ("<p", ""),
    ],
)
def test_html_as_it_is_found(page: str, text: str) -> None:
    if page == "<p":
        text = "<p"  # a tag that never ends is text
    assert html.FORMAT.read(page.encode(), "x").text == text


def test_a_page_without_an_article_is_told() -> None:
    content = html.FORMAT.read(b"<html><nav>Home</nav></html>", "x")
    assert content.blocks == ()
    assert "no text" in content.notes[0]


def test_markdown_text() -> None:
    for newline in ("\n", "\r\n"):
        data = ARTICLE.replace("\n", newline).encode()
        content = markdown.FORMAT.read(data, "x.md")
        assert blocks(content) == [
            ("h", "The big story"),
            ("p", "It is a paragraph with bold words\nand an *escaped* star, code & a link more. "
                  "html\nAnd an http://auto.link one. See ref and [x]."),
            ("p", "A quote that\ngoes on here."),
            ("p", "item link text"),
            ("p", "item two"),
            ("c", "A"), ("c", "B"), ("c", "one cell"), ("c", "two b"),
        ]  # fmt: skip


def test_markdown_edits_touch_only_their_text() -> None:
    data = ARTICLE.encode()
    content = markdown.FORMAT.read(data, "x.md")
    edits = [
        edit(content, "bold words\nand", "thin words *and"),
        edit(content, "*escaped*", "free"),
        edit(content, "more", "more [1]"),
        edit(content, "quote that\ngoes", "line that ran"),
        edit(content, "link text", "links"),
        edit(content, "cell", "box"),
    ]
    after = markdown.FORMAT.write(data, content, sorted(edits, key=lambda e: e.span)).decode()
    assert changed(ARTICLE, after) == [
        "-It is a paragraph with **bold** words",
        '-and an \\*escaped\\* star, `code` &amp; [a link](http://bold.words/x "t. t") more. '
        "<b>html</b>",
        "+It is a paragraph with **thin** words \\*and an free star, `code` &amp; "
        '[a link](http://bold.words/x "t. t") more \\[1\\]. <b>html</b>',
        "-> A quote that",
        "-> goes on here.",
        "+> A line that ran on here.",
        "-- item [li*n*k](a(b)c) text",
        "+- item [links](a(b)c)",
        "-| one cell | two **b** |",
        "+| one box | two **b** |",
    ]


MARKUP = st.sampled_from(
    ["<p>", "</p>", "<b", ">", "<!--", "-->", "<![CDATA[", "]]>", "'", '"', "=", "<script>", "é",
     "</script>", "text ", "&amp;", "&", "<br>", "<td>", "</table>", "<nav>", "</nav>", "<h1>"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["one", "Two", "très", "« Non »", "😀", "3,5", "it's", "a-b", "“Why?”", "&"]
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
WRAPS = st.sampled_from(["{}", "<b>{}</b>", "<a href='x>y'>{}</a>", "<!-- c -->{}", "&nbsp;{}"])
MARKS = st.sampled_from(["{}", "**{}**", "[{}](http://x.y/z)", "_{}_", "`{}`"])


def rich(sentence: str, wraps: list[str], entities: bool) -> str:
    words = sentence.split(" ")
    if entities:
        words = [w.replace("&", "&amp;").replace("é", "&eacute;") for w in words]
    chosen = [wraps[k % len(wraps)] if wraps else "{}" for k in range(len(words))]
    # emphasis beside punctuation depends on what follows
    pairs = zip(chosen, words, strict=True)
    marked = (m.format(w) if w.isalnum() or "<" in m else w for m, w in pairs)
    return " ".join(marked)


def check_write(format_: Format, source: str, data: st.DataObject) -> None:
    """Identity without edits; with edits, reading again gives the edited text."""
    raw = source.encode()
    content = format_.read(raw, "x")
    assert format_.write(raw, content, []) == raw
    at = 0
    for block in content.blocks:
        assert block.span.start >= at
        assert block.span.of(content.text) == block.span.of(content.text).strip() != ""
        at = block.span.end
    if not content.blocks:
        return
    edits = []
    for block in content.blocks:
        if data.draw(st.booleans()):
            start = data.draw(st.integers(block.span.start, block.span.end))
            end = data.draw(st.integers(start, block.span.end))
            new = data.draw(st.sampled_from(["x", "yé", "n o", "9"]))
            edits.append(Edit(Span(start, end), new))
    expected = content.text
    for change in reversed(edits):
        expected = expected[: change.span.start] + change.text + expected[change.span.end :]
    after = format_.read(format_.write(raw, content, edits), "x")
    assert " ".join(after.text.split()) == " ".join(expected.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(SENTENCE, max_size=4), st.lists(WRAPS, max_size=3), st.data())
def test_html_round_trip(sentences: list[str], wraps: list[str], data: st.DataObject) -> None:
    body = "\n".join(f"<p class=x>{rich(s, wraps, True)}</p>" for s in sentences)
    check_write(html.FORMAT, f"<html><body>{body}</body></html>", data)


@settings(max_examples=150, deadline=None)
@given(st.lists(SENTENCE, max_size=4), st.data())
def test_markdown_round_trip(sentences: list[str], data: st.DataObject) -> None:
    source = "\n\n".join(f"Text {rich(s, ['{}', '**{}**'], False)} end." for s in sentences)
    check_write(markdown.FORMAT, source, data)


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("In 9. He left.\n", "In 9", "9", "9\\. He left.\n"),
        ("He - and she.\n", "He -", "-", "\\- and she.\n"),
        ("- He left.\n", "He", "She", "- She left.\n"),
        ("1. He left.\n", "He", "She", "1. She left.\n"),
        ("> He 1) left.\n", "He 1", "1", "> 1) left.\n"),
    ],
)
def test_an_edit_makes_no_list(before: str, old: str, new: str, after: str) -> None:
    content = markdown.FORMAT.read(before.encode(), "x")
    assert (
        markdown.FORMAT.write(before.encode(), content, [edit(content, old, new)]) == after.encode()
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(MARKUP))
def test_any_markup_is_read(parts: list[str]) -> None:
    page = "".join(parts)
    tokens = list(scan(page))
    assert "".join(page[t.start : t.end] for t in tokens) == page
    content = html.FORMAT.read(page.encode(), "x")
    assert html.FORMAT.write(page.encode(), content, []) == page.encode()
    markdown.FORMAT.read(page.encode(), "x")


@settings(max_examples=200)
@given(st.text("ab .é", max_size=15), st.text("ab .é", max_size=15))
def test_refined_edits_do_the_same(old: str, new: str) -> None:
    result = old
    for small in reversed(refined(old, Edit(Span(0, len(old)), new))):
        result = result[: small.span.start] + small.text + result[small.span.end :]
    assert result == new


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "<p>Hello</p>",
        "<b>" * 50_000 + "x" + "</i>" * 50_000,
        "<" * 200_000,
        "<a '" * 50_000 + ">",
        "<![CDATA[" * 20_000 + ">",
        "<!--" * 50_000,
        "<script>" * 50_000,
        "&amp;" * 100_000,
        "x<br>" * 50_000,
        "<p>" + "word " * 200_000,
    ],
)
def test_hostile_html(page: str) -> None:
    began = time.perf_counter()
    html.FORMAT.read(page.encode(), "x")
    assert time.perf_counter() - began < 20  # at most about 2 s where it was written


@pytest.mark.parametrize("unit", [">", "- ", "[", "*a ", "[a](", "![", "<a ", "`a``"])
def test_hostile_markdown(unit: str) -> None:
    began = time.perf_counter()
    markdown.FORMAT.read((unit * 20_000 + "x").encode(), "x")
    assert time.perf_counter() - began < 20


def test_decoded_once() -> None:
    assert decode(PAGE.encode(), "x").encoding == "utf-8"


STORY = "words of running text that go on for as long as a paragraph of an article does, "
NEWS = f"""<html><body class="single has-ads">
<div class="cookie-consent"><p>We use cookies: {STORY}</p></div>
<div class="ad-container"><p>Advertisement: {STORY}</p></div><main><div class="story-list">
<article><header><h1>Headline</h1></header><figure><figcaption>Caption</figcaption></figure>
<p>One, {STORY}</p><div class="ad"><p>Sponsored: {STORY}</p></div><p>Two, {STORY}</p>
<p>The <strong>president</strong> went home.</p><div class="post-tags tag-list">Tag</div></article>
<div class="more-stories"><article><p>Another story, {STORY}</p></article></div>
<section id="comments"><p>A reader says: {STORY}</p></section>
<div class="card"><p>A teaser that no class gives away, {STORY}</p></div>
</div></main></body></html>"""


def test_the_article_of_a_crowded_page() -> None:
    content = html.FORMAT.read(NEWS.encode(), "x")
    expected = ["Headline", "Caption", "One, ", "Two, ", "The president went home."]
    found = [text.removesuffix(STORY.strip()) for _, text in blocks(content)]
    assert found == expected


def test_a_page_of_many_teasers_is_no_article() -> None:
    teasers = "".join(f"<article><p>Story {k}: {STORY}</p></article>" for k in range(4))
    content = html.FORMAT.read(f"<body><main>{teasers}</main></body>".encode(), "x")
    assert len(content.blocks) == 4


def test_a_word_that_stays_keeps_its_formatting() -> None:
    content = html.FORMAT.read(NEWS.encode(), "x")
    after = html.FORMAT.write(NEWS.encode(), content, [edit(content, "The president", "President")])
    assert changed(NEWS, after.decode())[1].startswith("+<p><strong>President</strong> went home.")
