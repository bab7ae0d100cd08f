"""Several sources, one translation of all of them in a file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from mtqa.detect.markup.pairs import Pair, is_bilingual, pairs
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import BlockKind, Severity, Span
from mtqa.unit import Unit

_WORD = re.compile(r"\w+")
_LEAST = 4
"""Words that both sides must have: short labels share translations rightly."""
_SHARED = 0.5
_LONG = 12  # characters that words do not have on average


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Units whose target is that of a unit with quite another source."""
    if not is_bilingual(reading) or reading.document.blocks[0].kind is not BlockKind.UNIT:
        return
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs(reading):
        if len(_WORD.findall(pair.ours)) >= _LEAST:
            groups[" ".join(pair.ours.casefold().split())].append(pair)
    for group in groups.values():
        first = _words(group[0].theirs)
        for pair in group[1:]:
            words = _words(pair.theirs)
            shared = len(words & first) / max(len(words | first), 1)
            if min(len(words), len(first)) >= _LEAST and shared < _SHARED:
                other = " ".join(group[0].theirs.split())
                yield Finding(
                    pair.target,
                    message=f"This is also the translation of “{other[:60]}”, another sentence.",
                )


def _words(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    if sum(map(len, words)) > _LONG * len(words):  # a script without spaces: pairs of characters
        words = [a + b for word in words for a, b in pairwise(word)]
    return frozenset(words)


RULE = Rule(
    id="terminology/unit_source",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    needs=Needs.SOURCE,
    message="Another sentence of this file has the same translation.",
    doc="""A unit whose translation is word for word that of a unit with quite another source.

It was pasted into the wrong place, or taken from a memory unread. Only sentences of some words are
compared, and only sources that share less than half of their words. Limits: two ways to say the
same may rightly become one.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.7,
    of_unit=True,
    examples=(
        Example(
            "Die Straße ist heute gesperrt.␞⟦Die Straße ist heute gesperrt.⟧",
            source="The road is closed today.␞The council will meet on Thursday.",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "Die Straße ist heute gesperrt.␞Die Straße ist heute gesperrt.␞Ja␞Ja",
            source="The road is closed today.␞Today the road is closed.␞Yes␞Okay",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
    ),
)
