"""The better translation of a row: among what came with it and what engines make of its source."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.batch.checked import Checked
from mtqa.improve.plan import Plan
from mtqa.improve.quality import quality_scorer
from mtqa.improve.run import UNKNOWN, Retranslator, Unit
from mtqa.retranslate.engine import Job
from mtqa.settings import Settings

_WORKERS: dict[tuple[Plan, Settings], Retranslator] = {}
"""Loaded engines of this process."""


def choose_better(rows: Sequence[Checked], settings: Settings, plan: Plan) -> list[str]:
    """Decide, for rows with candidates and for those that the plan has translated again.

    Args:
        rows: Rows of some documents; their ``choice`` is set.
        settings: How the rules check.
        plan: Engines.

    Returns:
        What the user should know.
    """
    able = [r for r in rows if r.row.candidates or (plan.engines and r.row.source)]
    groups: dict[tuple[str, str], list[Checked]] = {}
    for row in able:
        groups.setdefault((row.pair[0] or UNKNOWN, row.pair[1]), []).append(row)
    notes: list[str] = []
    for (source_lang, target_lang), members in groups.items():
        job = Job(source_lang, target_lang)
        worker = _worker(plan, settings)
        units = [_unit(k, row) for k, row in enumerate(members)]
        for k, choice in worker.run(units, job).items():
            members[k].choice = choice
        notes += worker.notes(job) if plan.engines else []
        if worker.interrupted:
            raise KeyboardInterrupt
    return notes


def _worker(plan: Plan, settings: Settings) -> Retranslator:
    key = (plan, settings)
    if key not in _WORKERS:
        _WORKERS[key] = Retranslator(plan, settings, quality=quality_scorer(settings))
    return _WORKERS[key]


def _unit(number: int, checked: Checked) -> Unit:
    row = checked.row
    return Unit(
        id=number,
        source=row.source or "",
        target=row.target,
        issues=checked.issues,
        corrected=checked.corrected,
        candidates=row.candidates,
    )
