"""Trains a model further on a user's own post-edits or scores; see ``mtqa train qe``.

A row has ``source``, ``target`` and ``post_edit`` (what an editor made of it) or ``score`` (any
scale on which more is better; it is standardized over the file). Every tenth row is held out and
tells whether the training helped.
"""

from __future__ import annotations

import difflib
import json
import random
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from mtqa.errors import InputError
from mtqa.score.qe.folder import ModelFolder
from mtqa.score.qe.pieces import Pieces
from mtqa.score.qe.table import Table
from mtqa.score.qe.training.batches import epochs
from mtqa.score.qe.training.examples import Example
from mtqa.score.qe.training.export import LONGEST, export
from mtqa.score.qe.training.loop import Plan, predict, train
from mtqa.score.qe.training.measure import DA, HTER
from mtqa.score.qe.training.perturb import make_pool
from mtqa.score.qe.training.release import write_folder
from mtqa.score.qe.training.restore import restore

LEAST = 50
"""Rows below which a training would only learn them by heart."""

_WORD = re.compile(r"\S+")


def read_examples(path: Path) -> list[Example]:
    """Rows of a JSONL file as examples.

    Raises:
        InputError: If a line is no such row, or there are too few.
    """
    rows: list[tuple[int, dict[str, Any]]] = []
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                rows.append((number, _row(path, number, line)))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read: {error}") from error
    if len(rows) < LEAST:
        raise InputError(path, f"holds {len(rows)} rows; {LEAST} are the least to learn from")
    scores = np.array([r["score"] for _, r in rows if "score" in r], np.float64)
    mean, spread = (scores.mean(), scores.std() or 1.0) if len(scores) else (0.0, 1.0)
    return [_example(r, float(mean), float(spread)) for _, r in rows]


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    place = f"line {number}"
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(path, f"is no JSON: {error}", place=place) from error
    if not isinstance(row, dict) or not all(
        isinstance(row.get(k), str) for k in ("source", "target")
    ):
        raise InputError(path, "has no source and target", place=place)
    score, edit = row.get("score"), row.get("post_edit")
    if not (
        isinstance(edit, str) or (isinstance(score, int | float) and not isinstance(score, bool))
    ):
        raise InputError(path, "has neither a post_edit nor a score that is a number", place=place)
    return {
        k: row[k]
        for k in ("source", "target", "post_edit", "score", "lp")
        if row.get(k) is not None
    }


def _example(row: dict[str, Any], mean: float, spread: float) -> Example:
    target, edit = row["target"], row.get("post_edit")
    da = (row["score"] - mean) / spread if "score" in row else None
    if edit is None:
        return Example(str(row.get("lp", "xx-xx")), row["source"], target, da=da)
    bad = changed(target, edit)
    hter = min(1.0, len(bad) / max(len(target.split()), 1))
    return Example(str(row.get("lp", "xx-xx")), row["source"], target, da=da, hter=hter, bad=bad)


def changed(target: str, edit: str) -> tuple[tuple[int, int], ...]:
    """Spans of the words of a target that its post-edit does not keep in their order."""
    words = list(_WORD.finditer(target))
    matcher = difflib.SequenceMatcher(
        None, [w.group() for w in words], edit.split(), autojunk=False
    )
    kept = {
        i for block in matcher.get_matching_blocks() for i in range(block.a, block.a + block.size)
    }
    return tuple(w.span() for k, w in enumerate(words) if k not in kept)


def finetune(
    folder: ModelFolder, data: Path, output: Path, *, rounds: int, seed: int,
    say: Callable[[str], None],
) -> dict[str, float]:  # fmt: skip
    """Train and write a new model folder.

    Args:
        folder: The model to begin with.
        data: A user's JSONL.
        output: Folder of the new model; ``output/training`` keeps checkpoints.
        rounds: How often every row is seen.
        seed: Of the order.
        say: Told the progress.

    Returns:
        Correlation with the held-out rows ``before`` and ``after``.
    """
    rows = read_examples(data)
    random.Random(seed).shuffle(rows)
    held, learnt = rows[::10], [r for k, r in enumerate(rows) if k % 10]
    net = restore(folder.file("encoder.onnx"), folder.width)
    text = folder.file("normalization.json").read_text(encoding="utf-8")
    normalization = {int(code): to for code, to in json.loads(text).items()}
    pieces = Pieces(folder.file("pieces.model").read_bytes(), normalization)
    stored = Table(folder.file("embeddings.bin"), folder.width)
    table = torch.from_numpy(stored.of(np.arange(len(stored)))).to(torch.bfloat16)
    before = _agreement(net, table, held, pieces)
    plan = Plan(examples=rounds * len(learnt), rate=5e-5, average=0.99, seed=seed)
    whole = [Example(e.lp, e.source, e.target) for e in learnt if e.bad == ()]
    share = 0.2 if len(whole) >= LEAST else 0.0
    batches = epochs(
        learnt,
        whole,
        pieces,
        make_pool(whole or learnt, seed),
        size=plan.size,
        seed=seed,
        share=share,
    )
    work = output / "training"
    work.mkdir(parents=True, exist_ok=True)
    net = train(
        net, table, batches, plan, work, every=max(len(learnt), 2000), say=say,
        measure=lambda n: {"held out": round(_agreement(n, table, held, pieces), 3)},
    )  # fmt: skip
    after = _agreement(net, table, held, pieces)
    export(net, output / "encoder.onnx")
    for name in ("embeddings.bin", "pieces.model", "normalization.json"):
        shutil.copy(folder.file(name), output / name)
    facts = {
        "figures": {"held out before": round(before, 3), "held out after": round(after, 3)},
        "begun with": folder.name, "rows": len(learnt), "plan": asdict(plan),
        "licence": folder.card.get("licence", ""), "longest": LONGEST,
    }  # fmt: skip
    write_folder(
        output, name=f"{folder.name}+{data.stem}", width=folder.width,
        calibration=folder.calibration, facts=facts,
    )  # fmt: skip
    return {"before": before, "after": after}


def _agreement(
    net: torch.nn.Module, table: torch.Tensor, rows: Sequence[Example], pieces: Pieces
) -> float:
    """Correlation of the model with the rows' scores, or with their edit rates."""
    sentence, _, _ = predict(net, table, rows, pieces)  # type: ignore[arg-type]
    scored = [k for k, e in enumerate(rows) if e.da is not None]
    if len(scored) >= len(rows) / 2:
        told, truth = sentence[scored, DA], [rows[k].da for k in scored]
    else:
        at = [k for k, e in enumerate(rows) if e.hter is not None]
        told, truth = -sentence[at, HTER], [-(rows[k].hter or 0.0) for k in at]
    if np.std(told) == 0 or np.std(np.array(truth, np.float64)) == 0:
        return 0.0
    return float(np.corrcoef(told, np.array(truth, np.float64))[0, 1])
