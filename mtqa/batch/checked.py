"""A row of a batch on its way: as it came, as it was checked, and as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mtqa.pipeline import Detected
from mtqa.report.encode import candidate_to_dict, dump, issue_to_dict, origin_to_dict
from mtqa.retranslate.select import Choice
from mtqa.types import Issue


@dataclass(frozen=True, slots=True)
class Row:
    """A good input row."""

    id: Any
    target: str
    source: str | None
    source_lang: str | None
    target_lang: str | None
    facts: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None
    """What a bilingual file says of target and source."""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used, and why."""

    id: Any
    error: str


@dataclass(slots=True)
class Checked:
    """A row with what was found in it.

    Attributes:
        row: The row.
        pair: Languages of source and target.
        issues: Those of the row, their spans relative to it.
        found: What was found in its document.
        corrected: The target with the safe corrections made.
        scores: Of the row.
        words: Risks of its words.
        choice: The better translation, where there were others.
    """

    row: Row
    pair: tuple[str | None, str]
    issues: tuple[Issue, ...]
    found: Detected
    corrected: str
    scores: dict[str, float]
    words: list[dict[str, Any]]
    choice: Choice | None = None


def encode(checked: Checked) -> bytes:
    """The output row."""
    row, found, choice = checked.row, checked.found, checked.choice
    own = checked.scores.get("qe")
    best: dict[str, Any] = {"text": row.target, "engine": "target", "qe": own}
    if choice is not None and choice.replaced:
        best = {"text": choice.text, "engine": choice.engine, "qe": choice.score}
    out: dict[str, Any] = {
        "id": row.id,
        "issues": [issue_to_dict(i) for i in checked.issues],
        "scores": checked.scores,
        "words": checked.words,
        "machine_translated": origin_to_dict(found.origin),
        "corrected": checked.corrected,
        "best": best,
    }
    if choice is not None:
        out["candidates"] = [candidate_to_dict(c) for c in choice.candidates]
    out["failures"] = [{"step": f.step, "name": f.name, "error": f.error} for f in found.failures]
    return dump(out)
