"""The training loop: resumable, deterministic in its order, measured on development data."""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from numpy.typing import NDArray
from torch import Tensor

from mtqa.score.qe.pieces import Pieces
from mtqa.score.qe.training.batches import Batch, collate, encode
from mtqa.score.qe.training.encoder import QualityNet
from mtqa.score.qe.training.examples import Example


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Attributes:
        examples: Rows to see in all.
        size: Rows of a batch.
        rate: Learning rate of the top layer and the heads' third of it times ``head``.
        head: Factor for the heads.
        decay: Factor from a layer to the one below.
        frozen: Lowest layers that stay as they are.
        warmup: Share of the examples over which the rate rises.
        average: Decay of the averaged weights.
        seed: Of everything random.
    """

    examples: int = 150_000
    size: int = 32
    rate: float = 2e-4
    head: float = 3.0
    decay: float = 0.85
    frozen: int = 6
    warmup: float = 0.03
    average: float = 0.998
    seed: int = 1


def loss_of(net: QualityNet, table: Tensor, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The loss of a batch and its parts."""
    with torch.autocast("cpu", torch.bfloat16):
        sentence, word = net(table[batch.ids].float(), batch.side)
    sentence, word = sentence.float(), word.float()
    da, hter, mqm = batch.labels.unbind(1)
    spread = sentence[:, 1].clamp(-3, 2)
    error = (sentence[:, 0] - torch.nan_to_num(da)) ** 2
    # the squared error leads; the spread learns beside it from a detached copy
    nll = 0.5 * (error.detach() * torch.exp(-spread) + spread)
    parts = {
        "da": _over(error + 0.2 * nll, ~da.isnan()),
        "hter": 3.0 * _over((sentence[:, 2] - torch.nan_to_num(hter)) ** 2, ~hter.isnan()),
        "mqm": 1.5 * _over((sentence[:, 3] - torch.nan_to_num(mqm)) ** 2, ~mqm.isnan()),
        "word": 0.8 * _over(
            F.binary_cross_entropy_with_logits(word, batch.word.clamp(min=0), reduction="none"),
            batch.word >= 0,
        ),
    }  # fmt: skip
    broken = batch.rank >= 0
    if bool(broken.any()):
        better = sentence[batch.rank[broken]]
        worse = sentence[broken]
        gap = torch.stack([better[:, 0] - worse[:, 0], 3 * (worse[:, 2] - better[:, 2]),
                           3 * (better[:, 3] - worse[:, 3])])  # fmt: skip
        parts["rank"] = 0.5 * F.softplus(1.0 - 3.0 * gap).mean()
    total: Tensor = torch.stack(list(parts.values())).sum()
    return total, {k: float(v.detach()) for k, v in parts.items()}


def _over(values: Tensor, chosen: Tensor) -> Tensor:
    weight = chosen.to(values.dtype)
    return (values * weight).sum() / weight.sum().clamp(min=1.0)


def groups_of(net: QualityNet, plan: Plan) -> list[dict[str, Any]]:
    """Parameter groups: the rate falls from layer to layer, the lowest layers are frozen."""
    net.frozen = plan.frozen
    layers = list(net.layers)
    groups = []
    for parameter in (net.position, *net.norm.parameters()):
        parameter.requires_grad_(False)
    for k, layer in enumerate(layers):
        if k < plan.frozen:
            layer.requires_grad_(False)
            continue
        groups.append(
            {"params": list(layer.parameters()), "scale": plan.decay ** (len(layers) - 1 - k)}
        )
    heads = [*net.pool.parameters(), *net.sentence.parameters(), *net.word.parameters()]
    groups.append({"params": heads, "scale": plan.head})
    return groups


def schedule(seen: int, plan: Plan) -> float:
    """Factor of the rate: linear warm-up, then half a cosine down to 2%."""
    at = seen / plan.examples
    if at < plan.warmup:
        return at / plan.warmup
    return 0.02 + 0.98 * 0.5 * (
        1 + math.cos(math.pi * min(1.0, (at - plan.warmup) / (1 - plan.warmup)))
    )


def train(
    net: QualityNet,
    table: Tensor,
    batches: Iterator[Batch],
    plan: Plan,
    folder: Path,
    *,
    measure: Callable[[QualityNet], dict[str, float]],
    every: int = 12_000,
    say: Callable[[str], None] = print,
) -> QualityNet:
    """Train until the plan's examples are seen; resumes from ``folder/checkpoint.pt``.

    Returns:
        The network with averaged weights.
    """
    optimizer = torch.optim.AdamW(
        groups_of(net, plan), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.02
    )
    averaged = copy.deepcopy(net)
    seen = steps = 0
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        net.load_state_dict(state["net"])
        averaged.load_state_dict(state["averaged"])
        optimizer.load_state_dict(state["optimizer"])
        seen, steps = state["seen"], state["steps"]
        for _ in range(steps):
            next(batches)
        say(f"resumed at {seen} examples")
    torch.manual_seed(plan.seed + steps)
    began, first, due = time.monotonic(), seen, seen + every
    totals: dict[str, float] = {}
    net.train()
    while seen < plan.examples:
        batch = next(batches)
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * group["scale"] * schedule(seen, plan)
        loss, parts = loss_of(net, table, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.grad is not None], 1.0)
        optimizer.step()
        seen, steps = seen + len(batch.ids), steps + 1
        _average(averaged, net, min(plan.average, (1 + steps) / (10 + steps)))
        for k, v in parts.items():
            totals[k] = 0.98 * totals.get(k, v) + 0.02 * v
        if steps % 50 == 0:
            pace = (seen - first) / (time.monotonic() - began)
            shown = " ".join(f"{k} {v:.3f}" for k, v in totals.items())
            say(f"{seen} examples, {pace:.1f}/s: {shown}")
        if seen >= due or seen >= plan.examples:
            due += every
            state = {"net": net.state_dict(), "averaged": averaged.state_dict()}
            state |= {"optimizer": optimizer.state_dict(), "seen": seen, "steps": steps}
            _save(checkpoint, state)
            figures = measure(averaged)
            with (folder / "figures.jsonl").open("a") as file:
                file.write(json.dumps({"seen": seen, **figures, "plan": asdict(plan)}) + "\n")
            say(f"{seen}: {figures}")
            net.train()
    return averaged


def _average(averaged: QualityNet, net: QualityNet, keep: float) -> None:
    with torch.no_grad():
        for a, b in zip(averaged.parameters(), net.parameters(), strict=True):
            if b.requires_grad:
                a.lerp_(b, 1 - keep)


def _save(path: Path, state: dict[str, Any]) -> None:
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def predict(
    net: QualityNet, table: Tensor, examples: Sequence[Example], pieces: Pieces, size: int = 64
) -> tuple[NDArray[np.float32], list[NDArray[np.float32]], list[NDArray[np.float32]]]:
    """Sentence outputs, and per example the word logits and labels of its target pieces."""
    net.eval()
    rows = [encode(e, pieces) for e in examples]
    order = sorted(range(len(rows)), key=lambda k: len(rows[k].ids))
    sentence = np.zeros((len(rows), 4), np.float32)
    words: list[NDArray[np.float32]] = [np.zeros(0, np.float32)] * len(rows)
    labels = list(words)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for a in range(0, len(order), size):
            chunk = order[a : a + size]
            batch = collate([rows[k] for k in chunk], [-1] * len(chunk))
            s, w = net(table[batch.ids].float(), batch.side)
            for i, k in enumerate(chunk):
                sentence[k] = s[i].float().numpy()
                target = (batch.side[i] == 1).numpy()
                words[k] = w[i].float().numpy()[target]
                labels[k] = batch.word[i].numpy()[target]
    return sentence, words, labels
