"""Models converted for CTranslate2: the same translations, about five times as fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtqa.retranslate.engine import Answer, Engine, EngineError, Info, Job, Task, installed, lacking
from mtqa.retranslate.hf import cached, licence, noncommercial, split
from mtqa.retranslate.protect import mask

BEAMS = 4
ALTERNATIVES = 3
_PACKAGES = "pip install 'mtqa[ct2]'"
_COPIED = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json", "README.md")


@dataclass(slots=True)
class CTranslate2:
    """A loaded model with the SentencePiece models of both sides.

    Attributes:
        model: The model.
        source: Splits the source.
        target: Joins the target.
        identity: The folder and its weights.
        contextual: It sees the sentence alone.
    """

    model: Any
    source: Any
    target: Any
    identity: str
    contextual: bool = False

    def translate(self, tasks: Sequence[Task]) -> list[Answer]:
        """Up to :data:`ALTERNATIVES` translations for each sentence, best first."""
        todo = [k for k, t in enumerate(tasks) if t.source.strip()]
        answers = [Answer() for _ in tasks]
        masked = [mask(tasks[k].source) for k in todo]
        again: list[int] = []
        for k, m, texts in zip(todo, masked, self._all([m.text for m in masked]), strict=True):
            whole = tuple(r for t in texts if (r := m.restore(t)))
            answers[k] = Answer(whole)
            if not whole:
                again.append(k)
        for k, texts in zip(again, self._all([tasks[k].source for k in again]), strict=True):
            answers[k] = Answer(texts)
        return answers

    def _all(self, texts: list[str]) -> list[tuple[str, ...]]:
        if not texts:
            return []
        pieces = [[*self.source.encode(t, out_type=str), "</s>"] for t in texts]
        results = self.model.translate_batch(
            pieces,
            beam_size=BEAMS,
            num_hypotheses=ALTERNATIVES,
            max_batch_size=2048,
            batch_type="tokens",
            max_decoding_length=2 * max(map(len, pieces)) + 20,
        )
        return [tuple(self.target.decode(h).strip() for h in r.hypotheses) for r in results]


def _info(argument: str, _job: Job | None) -> Info:
    folder = Path(argument) if argument else None
    missing, command = "", ""
    if not (installed("ctranslate2") and installed("sentencepiece")):
        missing, command = "the packages ctranslate2, sentencepiece", _PACKAGES
    elif folder is None or not (folder / "model.bin").is_file():
        missing = f"a converted model in {folder}" if folder else "the folder of a converted model"
        command = f"mtqa engines install ct2 {argument or 'FOLDER'} Helsinki-NLP/opus-mt-fr-en"
    said = licence("", folder)
    return Info(
        f"ct2:{argument}" if argument else "ct2",
        ready=not missing,
        missing=missing,
        command=command,
        licence=said if argument else "that of the model",
        noncommercial=noncommercial(said),
        pairs="that of the model",
        abilities=("nbest",),
    )


def _open(argument: str, job: Job) -> CTranslate2:
    spec = f"ct2:{argument}"
    info = _info(argument, job)
    if not info.ready:
        if info.command == _PACKAGES:
            raise lacking(spec, info.missing, "Python's packages", info.command)
        where = str(Path(argument).resolve()) if argument else "no folder was named"
        raise lacking(spec, f"{info.missing} (opus-mt in int8: 80 MB)", where, info.command)
    from mtqa.retranslate.hf import _check_pair

    folder = Path(argument)
    _check_pair(folder, job, spec)
    import ctranslate2
    import sentencepiece

    try:
        source, target = (
            sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{side}.spm"))
            for side in ("source", "target")
        )
        model = ctranslate2.Translator(str(folder), device="cpu", compute_type="default")
    except (OSError, RuntimeError, ValueError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "not complete"
        raise EngineError(f"{spec}: cannot be loaded; {reason[:200]}") from error
    weights = (folder / "model.bin").stat()
    identity = f"ct2|{folder.resolve()}|{weights.st_size}|{weights.st_mtime_ns}"
    return CTranslate2(model, source, target, identity)


def _install(argument: str, options: Sequence[str]) -> str:
    """Convert a model of Hugging Face that is on this machine, in int8."""
    words = [w for w in (argument, *options) if w]
    if len(words) != 2:
        raise EngineError(
            "ct2: say where to and which model: mtqa engines install ct2 FOLDER MODEL"
        )
    out, whole = words
    if not (installed("ctranslate2") and installed("transformers")):
        raise lacking("ct2", "the packages ctranslate2, transformers", "Python's packages",
                      "pip install 'mtqa[ct2,transformers]'")  # fmt: skip
    name, revision = split(whole)
    folder = cached(name, revision)
    if folder is None:
        raise lacking("ct2", f"the model {whole}", "this machine's cache of Hugging Face",
                      f"mtqa engines install hf {whole}")  # fmt: skip
    from ctranslate2.converters import TransformersConverter

    copied = [n for n in _COPIED if (folder / n).is_file()]
    try:
        TransformersConverter(str(folder), copy_files=copied).convert(out, quantization="int8")
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise EngineError(f"ct2 {whole}: cannot be converted; {error}") from error
    return f"converted {whole} into {out}; use it as ct2:{out}"


ENGINE = Engine(
    name="ct2",
    usage="ct2:FOLDER",
    doc="A MarianMT model converted for CTranslate2: fast on the CPU, several alternatives.",
    info=_info,
    open=_open,
    install=_install,
)
