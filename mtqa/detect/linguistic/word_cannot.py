"""can not for cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_CAN_NOT = re.compile(
    r"\b(?P<c>[Cc])an not\b(?! (?:only|just|merely|simply|necessarily|but)\b|-)(?=\s+[a-z]+)"
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """``can not`` where the two words do not belong to different parts of the sentence."""
    for match in _CAN_NOT.finditer(reading.text, within.start, within.end):
        yield Finding(Span(*match.span()), suggest(match["c"] + "annot", safe=True))


RULE = Rule(
    id="linguistic/word_cannot",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    message="Write “cannot” as one word.",
    doc=""""can not" in two words.

English writes cannot; two words stand only where "not" belongs to what follows (can not only … but
also). Post-editors changed nine of ten, but some native writers keep it, so the rule waits for
evidence of translation.""",
    find=find,
    needs=Needs.ORIGIN,
    source_langs=frozenset({"fr", "es", "it", "pt", "de", "ru"}),
    target_langs=frozenset({"en"}),
    anchors=("can not",),
    scope=Scope.WINDOW,
    confidence=0.85,
    examples=(
        Example("They ⟦can not⟧ close the road.", fix="cannot"),
        Example("⟦Can not⟧ the road be closed?", fix="Cannot"),
        Example("It can not only close the road but also the bridge."),
        Example("They cannot close the road."),
    ),
)
