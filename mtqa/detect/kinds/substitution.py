"""A pattern and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mtqa.detect.kind import Find, Kind
from mtqa.detect.matching import CONDITIONS, Matcher, compile_conditions, compile_pattern
from mtqa.detect.phrase import PhraseError


def compile_swaps(fields: Mapping[str, Any], classes: Mapping[str, str]) -> list[dict[str, Any]]:
    """One probe for ``pattern`` or ``regex`` with ``better``, one for each entry of ``swaps``."""
    probes = []
    conditions = compile_conditions(fields, classes)
    if "pattern" in fields or "regex" in fields:
        if fields.get("better") is None:
            raise PhraseError("a substitution needs better")
        better = _listed(fields["better"])
        patterns = fields.get("pattern", fields.get("regex"))
        key = "pattern" if "pattern" in fields else "regex"
        for pattern in _listed(patterns):
            probes.append(compile_pattern({**fields, key: pattern}, better, classes, conditions))
    for pattern, templates in fields.get("swaps", {}).items():
        own = {**fields, "pattern": pattern}
        probes.append(compile_pattern(own, _listed(templates), classes, conditions))
    if not probes:
        raise PhraseError("a substitution needs pattern, regex or swaps")
    return probes


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def finder(probe: Mapping[str, Any]) -> Find:
    """The find function of a probe."""
    return Matcher(probe).find


KIND = Kind(
    name="substitution",
    doc="`pattern` (or `regex` with `anchors`), one or several, and `better`: one or several "
    "templates; or `swaps`, a table of pattern = better. `safe = true` if the first suggestion may "
    "be applied unseen. Conditions: `not_before`, `not_after`, `unless`, `only_if`.",
    fields=frozenset({"pattern", "regex", "anchors", "better", "swaps", "safe", *CONDITIONS}),
    compile=compile_swaps,
    finder=finder,
)
