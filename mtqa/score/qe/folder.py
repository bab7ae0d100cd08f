"""A model on disk: its files, their checksums, and the card that says what it is.

A folder holds ``card.json`` (name, licence, data, figures, calibration, SHA-256 of the others),
``encoder.onnx``, ``embeddings.bin``, ``pieces.model`` and ``normalization.json``. The one that
ships with mtqa lies beside this module; ``--model DIR`` names another, of ``mtqa train qe``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtqa.errors import InputError

SHIPPED = Path(__file__).parent / "model"
SCHEMA = "mtqa-qe/1"
FILES = ("encoder.onnx", "embeddings.bin", "pieces.model", "normalization.json")


@dataclass(frozen=True, slots=True)
class Calibration:
    """From raw outputs to what people said of translations they judged.

    Attributes:
        weights: Of the outputs ``da``, ``hter`` and ``mqm`` in the log-odds that a translation is
            accepted; ``bias`` is added.
        spread: Log-odds per unit of the predicted standard deviation.
        word_slope: Log-odds that a word is wrong per unit of its raw output.
        word_bias: Added to that.
        word_threshold: Probability from which a word counts as bad.
        pair_thresholds: The same by language pair (``en-de``), where it was measured.
        suspect: Probability from which words are reported as an issue; 1 for never.
        suspect_below: Quality of a sentence below which its words are reported at all.
    """

    weights: tuple[float, float, float]
    bias: float
    spread: float
    word_slope: float
    word_bias: float
    word_threshold: float
    suspect: float
    suspect_below: float = 1.0
    pair_thresholds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder whose files are what its card says.

    Attributes:
        path: The folder.
        name: Name and version of the model, for signatures.
        width: Width of the embeddings.
        calibration: How raw outputs are read.
        card: The whole card.
    """

    path: Path
    name: str
    width: int
    calibration: Calibration
    card: Mapping[str, Any]

    def file(self, name: str) -> Path:
        """Path of one of :data:`FILES`."""
        return self.path / name


def open_folder(path: Path = SHIPPED) -> ModelFolder:
    """Read a card and check the files against it.

    Raises:
        InputError: If a file is missing, changed, or no card.
    """
    card_file = path / "card.json"
    try:
        card = json.loads(card_file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        remedy = "name a folder that mtqa train qe wrote"
        raise InputError(
            path, "no quality model is here (card.json is missing)", remedy=remedy
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(card_file, f"is no model card: {error}") from error
    try:
        if card["schema"] != SCHEMA:
            raise InputError(card_file, f"has the schema {card['schema']!r}, not {SCHEMA!r}")
        numbers = dict(card["calibration"])
        numbers["weights"] = tuple(float(w) for w in numbers["weights"])
        calibration = Calibration(**numbers)
        checksums = {name: str(card["sha256"][name]) for name in FILES}
        name, width = str(card["name"]), int(card["width"])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(card_file, f"lacks what a model card says: {error}") from error
    for file, expected in checksums.items():
        _check(path / file, expected)
    return ModelFolder(path, name, width, calibration, card)


def _check(file: Path, expected: str) -> None:
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(file, f"cannot be read: {error.strerror}") from error
    if found != expected:
        raise InputError(
            file, "is not the file that the model's card describes (its SHA-256 differs)",
            remedy="install mtqa or the model again",
        )  # fmt: skip
