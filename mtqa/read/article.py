"""The article of a page: its paragraphs, without menus, footers, scripts and teasers.

Paragraphs are the text between the tags that begin or end a block. The article is the smallest
element that holds most of the running text: long paragraphs with few links.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from mtqa.read.markup import Token, attribute, scan

_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link"
    " main menu meta nav ol optgroup option p pre section select summary table tbody td tfoot th"
    " thead title tr ul".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SKIPPED = frozenset(
    "nav footer aside button select datalist template noscript object audio video canvas svg"
    " math pre head dialog menu".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CONTAINERS = frozenset("article main section div body td blockquote".split())
_NOT_ARTICLE = re.compile(
    r"(?<![a-z])(?:share|sharing|social|related|sidebar|newsletter|promos?|cookies?|consent|gdpr|"
    r"ads?|advert[a-z]*|sponsor[a-z]*|outbrain|taboola|breadcrumbs?|comments|masthead|copyright|"
    r"pagination|skip-link|recommend[a-z]*|teasers?|most-read|(?:read|more|see|also)-(?:also|more|"
    r"read|stories|articles|news|from|on)|subscri[a-z]*|paywall|tag-?(?:list|cloud)|author-bio)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_MOST = 0.75  # share of the running text that the article element holds
_ARTICLE = 0.5  # share from which an element that calls itself an article is believed
_LONG = 60  # characters of a paragraph of running text
_LINKED = 0.6  # share of links from which a paragraph is a menu


@dataclass(slots=True)
class Element:
    """An open or closed element that may hold the article.

    Attributes:
        name: Its tag.
        parent: Index of the element around it, -1 for the page.
        teaser: Whether its class or id says that it is no part of an article.
        running: Characters of running text in it and below.
    """

    name: str
    parent: int
    teaser: bool = False
    running: int = 0


@dataclass(slots=True)
class Paragraph:
    """The text nodes between two block tags; a node of length 0 is a line break.

    Attributes:
        nodes: Start and end of each text node in the page.
        element: Index of the container around it.
        heading: Whether it is a heading.
        cell: Whether it is a cell of a table.
        size: Its characters that are not white space.
        linked: Those of them inside links.
    """

    element: int
    heading: bool
    cell: bool
    nodes: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0
    linked: int = 0

    @property
    def running(self) -> bool:
        """Whether it is running text rather than a label, a menu or a heading."""
        return self.size >= _LONG and self.linked < 0.5 * self.size and not self.heading


@dataclass(slots=True)
class Page:
    """A page being read; :attr:`paragraphs` and :attr:`elements` are filled on construction."""

    source: str
    elements: list[Element] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    _stack: list[tuple[str, int]] = field(default_factory=list)
    _open: Counter[str] = field(default_factory=Counter)
    _skipping: int = 0
    _current: Paragraph | None = None

    def __post_init__(self) -> None:
        self.elements.append(Element("page", -1))
        for token in scan(self.source):
            if token.kind == "text":
                self._text(token)
            elif token.kind == "start":
                self._start(token)
            elif token.kind == "end":
                self._end(token.name)
        self._flush()
        for paragraph in self.paragraphs:
            if paragraph.running:
                self.elements[paragraph.element].running += paragraph.size
        # a parent stands before its children
        for element in reversed(self.elements):
            if element.parent >= 0:
                self.elements[element.parent].running += element.running

    def _element(self) -> int:
        return self._stack[-1][1] if self._stack else 0

    def _start(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._break(token.end)
            return
        if name in _BLOCK:
            self._flush()
        if name in _VOID or (name not in _BLOCK and self.source.startswith("/>", token.end - 2)):
            return
        index = self._element()
        if name in _CONTAINERS:
            says = (
                attribute(self.source, token, "class") + " " + attribute(self.source, token, "id")
            )
            self.elements.append(Element(name, index, bool(_NOT_ARTICLE.search(says))))
            index = len(self.elements) - 1
        self._stack.append((name, index))
        self._open[name] += 1
        self._skipping += self._skips(name)

    def _skips(self, name: str) -> bool:
        # The header of an article holds its headline; the header of a page does not.
        if name == "header":
            return not (self._open["article"] or self._open["main"])
        return name in _SKIPPED

    def _end(self, name: str) -> None:
        if name in _BLOCK or name == "br":
            self._flush()
        if not self._open[name]:
            return
        while True:
            closed, _ = self._stack.pop()
            self._open[closed] -= 1
            if self._skips(closed) and self._skipping:
                self._skipping -= 1
            if closed == name:
                return

    def _text(self, token: Token) -> None:
        if self._skipping:
            return
        size = sum(len(part) for part in self.source[token.start : token.end].split())
        if self._current is None:
            if not size:
                return
            self._current = self._paragraph()
        self._current.nodes.append((token.start, token.end))
        self._current.size += size
        self._current.linked += size if self._open["a"] else 0

    def _paragraph(self) -> Paragraph:
        heading = any(self._open[h] for h in _HEADINGS)
        cell = bool(self._open["td"] or self._open["th"])
        return Paragraph(self._element(), heading, cell)

    def _break(self, at: int) -> None:
        """A line break; two of them end a paragraph."""
        if self._current is None:
            return
        for start, end in reversed(self._current.nodes):
            if start == end:
                self._flush()
                return
            if self.source[start:end].strip():
                break
        self._current.nodes.append((at, at))

    def _flush(self) -> None:
        if self._current is not None:
            self.paragraphs.append(self._current)
            self._current = None


def article_paragraphs(page: Page) -> Iterator[Paragraph]:
    """The paragraphs of the article of a page, in order.

    Where no element holds most of the running text, or there is hardly any, that is all of them.
    """
    total = page.elements[0].running
    skipped = _skipped(page, total)
    inside = _descendants(page, _article(page, skipped))
    titled = False
    for paragraph in page.paragraphs:
        if paragraph.element in skipped:
            continue
        if paragraph.element not in inside:
            # the headline often stands outside the element of the body
            if titled or not paragraph.heading or paragraph.linked:
                continue
        elif paragraph.linked >= _LINKED * paragraph.size and not paragraph.heading and total:
            continue
        titled = titled or paragraph.heading
        yield paragraph


def _skipped(page: Page, total: int) -> set[int]:
    """What says of itself that it is no part of an article, unless it holds much of the text."""
    skipped: set[int] = set()
    for k, element in enumerate(page.elements):
        small = element.running < 0.4 * total or not total
        if element.parent in skipped or (element.teaser and small):
            skipped.add(k)
    return skipped


def _article(page: Page, skipped: set[int]) -> int:
    """Index of the smallest element that holds most of the running text that may count."""
    running = [0] * len(page.elements)
    for paragraph in page.paragraphs:
        if paragraph.running and paragraph.element not in skipped:
            running[paragraph.element] += paragraph.size
    for k in range(len(running) - 1, 0, -1):  # a parent stands before its children
        running[page.elements[k].parent] += running[k]
    if not running[0]:
        return 0
    root = max(range(len(running)), key=lambda k: (page.elements[k].name == "article", running[k]))
    if running[root] < _ARTICLE * running[0]:
        root = 0
    # children stand after their parents, so the last that holds enough is the smallest
    inside = _descendants(page, root)
    return max(k for k in inside if running[k] >= _MOST * running[root])


def _descendants(page: Page, root: int) -> set[int]:
    inside = {root}
    for k, element in enumerate(page.elements):
        if element.parent in inside:
            inside.add(k)
    return inside
