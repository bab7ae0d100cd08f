"""A pattern that should not stand there; what to write instead is for a person to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mtqa.detect.kind import Find, Kind
from mtqa.detect.matching import CONDITIONS, Matcher, compile_conditions, compile_pattern
from mtqa.detect.phrase import PhraseError


def compile_patterns(fields: Mapping[str, Any], classes: Mapping[str, str]) -> list[dict[str, Any]]:
    """One probe for each pattern or regex."""
    probes = []
    conditions = compile_conditions(fields, classes)
    for key in ("pattern", "regex"):
        patterns = fields.get(key, [])
        for pattern in [patterns] if isinstance(patterns, str) else patterns:
            rest = {k: v for k, v in fields.items() if k not in ("pattern", "regex")}
            probes.append(compile_pattern({**rest, key: pattern}, (), classes, conditions))
    if not probes:
        raise PhraseError("existence needs pattern or regex")
    return probes


def finder(probe: Mapping[str, Any]) -> Find:
    """The find function of a probe."""
    return Matcher(probe).find


KIND = Kind(
    name="existence",
    doc="`pattern` or `regex` (with `anchors`), one or several. Conditions: `not_before`, "
    "`not_after`, `unless`, `only_if`.",
    fields=frozenset({"pattern", "regex", "anchors", *CONDITIONS}),
    compile=compile_patterns,
    finder=finder,
)
