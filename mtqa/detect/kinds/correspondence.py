"""A trigger in the source convicts a rendering in the target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mtqa.detect.kind import Find, Kind
from mtqa.detect.kinds.substitution import compile_swaps
from mtqa.detect.matching import CONDITIONS, Matcher
from mtqa.detect.phrase import PhraseError, compile_phrase
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Finding
from mtqa.types import Span

_NOT_AFTER_ELISION = r"(?<!\w[-’'])"


def compile_pairs(fields: Mapping[str, Any], classes: Mapping[str, str]) -> list[dict[str, Any]]:
    """Probes of a substitution, each with its ``trigger`` and ``source_unless``."""
    extra: dict[str, str] = {}
    for name in ("trigger", "source_unless"):
        options = fields.get(name, [])
        options = [options] if isinstance(options, str) else options
        if options:
            regex = "|".join(f"(?:{compile_phrase(o, {}).regex})" for o in options)
            # a trigger may follow an elided article (l'issue), which a target pattern may not
            regex = regex.replace(_NOT_AFTER_ELISION, "")
            extra[name] = re.sub(r"\(\?P<\w+>", "(?:", regex)
    if "trigger" not in extra:
        raise PhraseError("a correspondence needs trigger")
    return [{**probe, **extra} for probe in compile_swaps({"better": [], **fields}, classes)]


def finder(probe: Mapping[str, Any]) -> Find:
    """The find function: the matcher's findings whose source sentence holds the trigger."""
    matcher = Matcher(probe)
    trigger = re.compile(probe["trigger"])
    against = re.compile(probe["source_unless"]) if "source_unless" in probe else None

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        for finding in matcher.find(reading, within):
            source = reading.source_of(finding.span.start)
            if trigger.search(source) and not (against and against.search(source)):
                yield finding

    return find


KIND = Kind(
    name="correspondence",
    doc="`trigger`: phrases of the source language, of which one stands in the aligned source "
    "sentence; `source_unless`: phrases that excuse; `pattern` and `better` as in a substitution "
    "(`better` may be missing).",
    fields=frozenset(
        {"trigger", "source_unless", "pattern", "regex", "anchors", "better", "swaps", "safe"}
        | set(CONDITIONS)
    ),
    compile=compile_pairs,
    finder=finder,
)
