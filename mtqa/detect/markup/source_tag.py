"""Tags of the source that are missing from the target, or stand in an order that cannot be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mtqa.detect.markup.pairs import Pair, listed, loosened, pairs
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import BlockKind, Severity, Span
from mtqa.unit import Code, Unit

_TAG = re.compile(
    r"</?(?:[A-Za-z][\w:.-]{0,30}(?:\s[^<>\n]{0,400})?|\d{1,3})\s?/?>|\[/?(?:b|i|u|url|color|size)\]"
)
_TRANSLATED = re.compile(
    r"\s(?:title|alt|aria-label|placeholder|lang)\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
_ALONE = re.compile(r"<(?:br|hr|img|wbr|input|meta|link)\b|/>\Z", re.IGNORECASE)


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Tags in the texts, and inline tags that were lifted out of them."""
    # two files of subtitles need not slant the same words
    inline = any(b.kind is BlockKind.UNIT for b in reading.document.blocks[:1])
    for pair in pairs(reading):
        if "<" in pair.theirs or "[" in pair.theirs:
            yield from _texts(pair)
        if inline and pair.unit and pair.given:
            yield from _codes(pair, pair.given.codes, pair.unit.codes)


def _texts(pair: Pair) -> Iterator[Finding]:
    theirs = [m.group() for m in _TAG.finditer(pair.theirs)]
    ours = [m.group() for m in _TAG.finditer(pair.ours)]
    lacking = Counter(map(_key, theirs)) - Counter(map(_key, ours))
    missing = [t for t in theirs if lacking[_key(t)] > 0]
    lost: list[str] = []
    for tag in missing:
        spoilt = loosened(tag).search(pair.ours) if tag not in pair.ours else None
        if spoilt is None:
            lost.append(tag)
            continue
        span = Span(*spoilt.span()).shift(pair.target.start)
        yield Finding(
            span, suggest(tag, safe=True), message=f"The tag “{tag}” of the source was changed."
        )
    if lost:
        yield Finding(pair.target, message=f"The tag {listed(lost)} of the source is missing.")
    elif not missing and _nested(theirs) and not _nested(ours):
        yield Finding(pair.target, message="The tags stand in an order that cannot be.")


def _key(tag: str) -> str:
    """A tag without what may be translated in it."""
    return "".join(_TRANSLATED.sub("", tag).replace("'", '"').split()).replace("/>", ">")


def _nested(tags: Sequence[str]) -> bool:
    """Whether every tag is closed after it was opened, the last one first."""
    opened: list[str] = []
    for tag in tags:
        name = tag.strip("<>[]/ ").split()[0].lower() if tag.strip("<>[]/ ") else ""
        if _ALONE.search(tag):
            continue
        if tag[1:2] != "/":
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _codes(pair: Pair, theirs: Sequence[Code], ours: Sequence[Code]) -> Iterator[Finding]:
    wanted, there = Counter(c.name for c in theirs), Counter(c.name for c in ours)
    missing = [n for n in (wanted - there) if n[:1] != "/" or n[1:] not in wanted - there]
    added = [n for n in (there - wanted) if n[:1] != "/" or n[1:] not in there - wanted]
    if missing:
        yield Finding(
            pair.target, message=f"The inline tag {listed(missing)} of the source is missing."
        )
    elif added:
        yield Finding(pair.target, message=f"The source has no inline tag {listed(added)}.")
    elif not _closed(ours) and _closed(theirs):
        yield Finding(pair.target, message="An inline tag is closed before it is opened.")


def _closed(codes: Sequence[Code]) -> bool:
    """Whether no tag is closed before it was opened."""
    names = [c.name for c in codes]
    return all(
        name[1:] not in names or names.index(name[1:]) < k
        for k, name in enumerate(names)
        if name[:1] == "/"
    )


RULE = Rule(
    id="markup/source_tag",
    category="design-and-markup/markup-tag",
    severity=Severity.MAJOR,
    needs=Needs.SOURCE,
    message="The tags of source and target differ.",
    doc="""A tag of the source that was lost, changed, or closed before it is opened.

Formatting, links and images hang on tags. Both tags written in the text (<b>, <0>, <a href=…>,
[b]) and inline tags of XLIFF and TMX are compared; what may be translated in a tag (title, alt) may
differ, and so may the order. What was written with other spaces or capitals is put right.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.9,
    of_unit=True,
    examples=(
        Example(
            "⟦Die Straße ist zu.⟧",
            source="The <b>road</b> is closed.",
            source_lang="en",
            target_lang="de",
        ),
        Example(
            'Sieh ⟦< a href = "/plan">⟧den Plan</a>.',
            fix='<a href="/plan">',
            source='See <a href="/plan">the plan</a>.',
            source_lang="en",
            target_lang="de",
        ),
        Example(
            "⟦Die </1>Straße<1> ist zu.⟧",
            source="The <1>road</1> is closed.",
            source_lang="en",
            target_lang="de",
        ),
        Example(
            "⟦Die Straße ist zu.⟧",
            source="The road is closed.",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0), codes=(Code("g 1", 4), Code("/g 1", 10))),
        ),
        Example(
            'Zu: <b>Straße</b>,<br/> <a title="Plan" href="x">hier</a>, wenn 1 < 2 ist.',
            source='Closed: <b>road</b>,<br> <a href="x" title="Map">here</a>, if 1 < 2.',
            source_lang="en",
            target_lang="de",
        ),
    ),
)
