"""Issues as ITS 2.0 annotations of an XLIFF file: a ``mrk`` around what they speak of.

Several issues of one stretch stand off, in ``its:locQualityIssues``. Annotations that an earlier
run left, known by their ids (2.x) or their ``comment`` (1.2), are taken out first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import quoteattr

from mtqa.its import NAMESPACE, SEVERITIES, quality_type
from mtqa.read.bilingual import Opened, escaper
from mtqa.read.xliff_ranges import Stretch, stretches
from mtqa.read.xml_scan import Element, walk
from mtqa.types import Block, Issue, Report, Side, Span

_OURS = "mtqa-"
_COMMENT = "mtqa"
_STANDOFF = re.compile(
    r"[ \t]*<(?P<its>\w+):locQualityIssues\b[^>]*xml:id=\"mtqa-.*?</(?P=its):locQualityIssues>"
    r"\r?\n?",
    re.DOTALL,
)
_RATING = re.compile(r"\s+\w+:locQualityRatingScore(?:Threshold)?=\"[^\"]*\"")
Insertion = tuple[int, tuple[int, int], str]
"""Where, in which order among those there, and what."""


def cleaned(text: str) -> str:
    """The file without the annotations of an earlier run."""
    if _COMMENT not in text and "locQualityRatingScore" not in text:
        return text
    cuts: list[tuple[int, int]] = [m.span() for m in _STANDOFF.finditer(text)]
    for event, element in walk(text, "", lambda e: e.name in ("trans-unit", "unit")):
        if event == "open" and element.name == "file":
            cuts += [m.span() for m in _RATING.finditer(text, element.start, element.inner)]
        for mark in element.descendants() if event == "kept" else ():
            if mark.name == "mrk" and (
                mark.get("id").startswith(_OURS) or mark.get("comment") == _COMMENT
            ):
                cuts += [(mark.start, mark.inner), (mark.outer, mark.end)]
    parts, at = [], 0
    for start, end in sorted(cuts):
        parts.append(text[at:start])
        at = max(at, end)
    return "".join([*parts, text[at:]])


def annotated(opened: Opened, report: Report) -> str:
    """The file with an annotation for each issue.

    Args:
        opened: The file, cleaned.
        report: Its report.
    """
    text = opened.text
    root, files = _frame(text)
    prefix, declared = _prefix(root)
    version = root.get("version")
    writer = _Writer(prefix, opened.encoding, second=version.startswith("2"))
    insertions: list[Insertion] = [(_tag_end(text, root), (0, 0), declared)]
    score = min(max(report.verdict.score, 0.0), 100.0)
    rating = f' {prefix}:locQualityRatingScore="{score:g}"'
    rating += f' {prefix}:locQualityRatingScoreThreshold="{report.verdict.threshold:g}"'
    insertions += [(_tag_end(text, file), (0, 0), rating) for file in files]
    starts = [p.at for p in opened.target.pieces]
    for k, found in sorted(_by_block(opened, report).items()):
        pair = opened.units.pairs[k]
        unit = _unit(pair.element)
        for stretch in stretches(found, opened.target.pieces, starts, pair.inside):
            insertions += writer.mark(stretch, unit, _qualifier(text, pair.inside))
    insertions += writer.standoff(text)
    parts, at = [], 0
    for place, _, new in sorted(insertions, key=lambda i: i[:2]):
        parts += [text[at:place], new]
        at = place
    return "".join([*parts, text[at:]])


def _frame(text: str) -> tuple[Element, list[Element]]:
    """The root and the files."""
    opened = [e for event, e in walk(text, "", lambda e: "unit" in e.name) if event == "open"]
    return opened[0], [e for e in opened if e.name == "file"]


def _prefix(root: Element) -> tuple[str, str]:
    """The prefix of ITS, and what the root needs to declare it."""
    scope = root.scope
    version = "" if f"{{{NAMESPACE}}}version" in root.attributes else ' {0}:version="2.0"'
    for prefix, uri in scope.items():
        if uri == NAMESPACE and prefix:
            return prefix, version.format(prefix)
    prefix = next(p for p in ("its", "itsq", "its20") if p not in scope)
    return prefix, f' xmlns:{prefix}="{NAMESPACE}"' + version.format(prefix)


def _tag_end(text: str, element: Element) -> int:
    """Where an attribute can be added to a start tag."""
    return element.inner - (2 if text[element.inner - 2] == "/" else 1)


def _qualifier(text: str, element: Element) -> str:
    """The prefix, with its colon, that the elements of the file have."""
    name = text[element.start + 1 : element.inner].split(None, 1)[0]
    return f"{name.rpartition(':')[0]}:" if ":" in name.rstrip("/>") else ""


def _unit(element: Element) -> Element:
    while element.name not in ("trans-unit", "unit") and element.parent is not None:
        element = element.parent
    return element


def _by_block(opened: Opened, report: Report) -> dict[int, list[tuple[Span, Issue]]]:
    """The issues of each block, with the span of its target that carries them."""
    found: dict[int, list[tuple[Span, Issue]]] = defaultdict(list)
    wholes = {
        Side.TARGET: _wholes(opened.target.blocks),
        Side.SOURCE: _wholes(opened.source.blocks),
    }
    starts = {side: [w.start for w in spans] for side, spans in wholes.items()}
    for issue in report.issues:
        k = max(bisect_right(starts[issue.side], issue.span.start) - 1, 0)
        whole = wholes[Side.TARGET][k]
        if issue.side is Side.TARGET:
            start = min(max(issue.span.start, whole.start), max(whole.end - 1, whole.start))
            end = min(max(issue.span.end, start + 1), whole.end)
            whole = Span(start, end)
        found[k].append((whole, issue))
    return found


def _wholes(blocks: Sequence[Block]) -> list[Span]:
    return [b.unit.whole if b.unit else b.span for b in blocks]


class _Writer:
    """Writes the annotations; counts them, so that each has a name of its own."""

    def __init__(self, prefix: str, encoding: str, *, second: bool) -> None:
        self._prefix = prefix
        self._codec = encoding.removeprefix("bom:")
        self._escape = escaper(encoding)
        self._second = second
        self._count = 0
        self._apart: dict[int, tuple[Element, list[str]]] = {}

    def mark(self, stretch: Stretch, unit: Element, qualifier: str) -> Iterator[Insertion]:
        """The tags around a stretch."""
        self._count += 1
        name = f"{_OURS}{self._count}"
        if len(stretch.issues) == 1:
            facts = self._facts(stretch.issues[0])
        else:
            key = f"{name}-issues"
            facts = f' {self._prefix}:locQualityIssuesRef="#{key}"'
            block = self._block(key, stretch.issues)
            self._apart.setdefault(unit.start, (unit, []))[1].append(block)
        # in 1.2 a mid would have to be that of a segment
        own = f'id="{name}" type="its:generic"'
        own = own if self._second else f'mtype="x-its" comment="{_COMMENT}"'
        yield stretch.start, (1, -stretch.end), f"<{qualifier}mrk {own}{facts}>"
        yield stretch.end, (0, -stretch.start), f"</{qualifier}mrk>"

    def _facts(self, issue: Issue) -> str:
        """The attributes of one issue."""
        values = {
            "Type": quality_type(issue.category),
            "Severity": str(SEVERITIES[issue.severity]),
            "Comment": _comment(issue),
        }
        return "".join(
            f" {self._prefix}:locQualityIssue{k}={self._value(v)}" for k, v in values.items()
        )

    def _value(self, value: str) -> str:
        plain = self._escape(value).replace("&lt;", "<").replace("&amp;", "&")
        quoted = quoteattr(plain, {"\n": " ", "\t": " "})
        return quoted.encode(self._codec, "xmlcharrefreplace").decode(self._codec)

    def _block(self, key: str, issues: Iterable[Issue]) -> str:
        """The issues of a stretch, standing off."""
        p = self._prefix
        own = [f"<{p}:locQualityIssue{self._plain(self._facts(i))}/>" for i in issues]
        return f'<{p}:locQualityIssues xml:id="{key}">{"".join(own)}</{p}:locQualityIssues>'

    def _plain(self, facts: str) -> str:
        """Attributes of an element of ITS itself have no prefix."""
        return facts.replace(f" {self._prefix}:locQuality", " locQuality")

    def standoff(self, text: str) -> Iterator[Insertion]:
        """What stands off, where each version of the standard has a place for it."""
        newline = "\r\n" if "\r\n" in text else "\n"
        for unit, blocks in self._apart.values():
            lines = "".join(f"{block}{newline}" for block in blocks)
            if self._second:  # before everything else in the unit
                yield unit.inner, (2, 0), f"{newline}{lines.removesuffix(newline)}"
            else:
                yield unit.outer, (2, 0), lines


def _comment(issue: Issue) -> str:
    instead = f" → “{issue.suggestions[0].text}”" if issue.suggestions else ""
    there = f"Source “{issue.text}”: " if issue.side is Side.SOURCE else ""
    return f"{there}{issue.message}{instead} [{issue.category}, {issue.rule}]"
