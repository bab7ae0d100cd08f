"""Models of Hugging Face's transformers: MarianMT (opus-mt), NLLB, M2M100, one's own folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtqa.retranslate.engine import (
    Answer,
    Engine,
    EngineError,
    Info,
    Job,
    Task,
    installed,
    lacking,
    primary,
)
from mtqa.retranslate.protect import protected

BATCH_CHARACTERS = 4000
BEAMS = 4
_PACKAGES = "pip install 'mtqa[transformers]'"
_LICENCES = (
    ("facebook/nllb", "CC-BY-NC-4.0"),
    ("facebook/m2m100", "MIT"),
    ("facebook/mbart", "MIT"),
    ("helsinki-nlp/opus-mt", "Apache-2.0"),
)
_NLLB = {
    "en": "eng_Latn", "fr": "fra_Latn", "es": "spa_Latn", "de": "deu_Latn", "it": "ita_Latn",
    "pt": "por_Latn", "ru": "rus_Cyrl", "uk": "ukr_Cyrl", "zh": "zho_Hans", "ar": "arb_Arab",
    "ja": "jpn_Jpan", "ko": "kor_Hang", "pl": "pol_Latn", "nl": "nld_Latn", "tr": "tur_Latn",
    "ro": "ron_Latn", "cs": "ces_Latn", "sv": "swe_Latn", "hi": "hin_Deva",
}  # fmt: skip
_CARD_LICENCE = re.compile(r"^license:\s*\[?['\"]?([\w.\-]+)", re.MULTILINE)


def split(argument: str) -> tuple[str, str | None]:
    """Name and revision of ``NAME@REV``; a folder has none."""
    if Path(argument).is_dir():
        return argument, None
    name, at, revision = argument.partition("@")
    return name, revision if at else None


def cached(name: str, revision: str | None) -> Path | None:
    """The folder of a model that is on this machine, without a network; None where it is not."""
    if Path(name).is_dir():
        return Path(name)
    try:
        from huggingface_hub import snapshot_download

        return Path(snapshot_download(name, revision=revision, local_files_only=True))
    except Exception:  # whatever it says, the model is not here
        return None


def licence(name: str, folder: Path | None) -> str:
    """What the model's card says, else what is known of the family."""
    card = folder / "README.md" if folder else None
    if card and card.is_file():
        match = _CARD_LICENCE.search(card.read_text(encoding="utf-8", errors="replace")[:4000])
        if match:
            return match[1]
    return next((known for start, known in _LICENCES if name.lower().startswith(start)), "unknown")


def noncommercial(said: str) -> bool:
    """Whether a licence forbids commercial use."""
    return "nc" in re.split(r"[-_ ]", said.lower())


@dataclass(slots=True)
class Transformers:
    """A loaded model with its tokenizer.

    Attributes:
        model: The model.
        tokenizer: Its tokenizer.
        identity: Name or folder, and revision.
        start: Options of ``generate`` that choose the target language.
        contextual: It sees the sentence alone.
    """

    model: Any
    tokenizer: Any
    identity: str
    start: dict[str, Any] = field(default_factory=dict)
    contextual: bool = False

    def translate(self, tasks: Sequence[Task]) -> list[Answer]:
        """Translate in batches of sentences of like length, what must survive masked."""
        texts = protected([t.source for t in tasks], self._all)
        return [Answer((t,)) if t.strip() else Answer() for t in texts]

    def _all(self, texts: list[str]) -> list[str]:
        out = [""] * len(texts)
        for batch in batches(texts):
            for k, text in zip(batch, self._generate([texts[k] for k in batch]), strict=True):
                out[k] = text.strip()
        return out

    def _generate(self, texts: list[str]) -> list[str]:
        import torch

        inputs = self.tokenizer(texts, return_tensors="pt", padding=True, truncation=True)
        longest = int(inputs["input_ids"].shape[1])
        with torch.inference_mode():
            tokens = self.model.generate(
                **inputs, num_beams=BEAMS, max_new_tokens=2 * longest + 20, **self.start
            )
        return list(self.tokenizer.batch_decode(tokens, skip_special_tokens=True))


def batches(texts: Sequence[str]) -> list[list[int]]:
    """Numbers of texts in batches: like lengths together, none over a number of characters."""
    order = sorted(range(len(texts)), key=lambda k: len(texts[k]))
    out: list[list[int]] = []
    for k in order:
        if out and (len(out[-1]) + 1) * max(len(texts[k]), 1) <= BATCH_CHARACTERS:
            out[-1].append(k)
        else:
            out.append([k])
    return out


def _languages(tokenizer: Any, job: Job, spec: str) -> dict[str, Any]:
    """Tell a model of many languages which ones; one of a single pair needs nothing.

    Raises:
        EngineError: If it does not know one of them.
    """
    codes = [primary(job.source_lang), primary(job.target_lang)]
    if not hasattr(tokenizer, "src_lang") or not getattr(tokenizer, "src_lang", None):
        return {}
    if "_" in str(tokenizer.src_lang):
        codes = [_NLLB.get(c, c) for c in codes]
    if hasattr(tokenizer, "get_lang_id"):
        known = getattr(tokenizer, "lang_code_to_id", {})
        ids = [known.get(c) for c in codes]
    else:
        unknown = tokenizer.unk_token_id
        ids = [i if (i := tokenizer.convert_tokens_to_ids(c)) != unknown else None for c in codes]
    if None in ids:
        raise EngineError(f"{spec}: this model does not know {codes[ids.index(None)]}")
    tokenizer.src_lang = codes[0]
    return {"forced_bos_token_id": ids[1]}


def _check_pair(folder: Path, job: Job, spec: str) -> None:
    """Whether a model of one pair, as its tokenizer names it, is that of the job.

    Raises:
        EngineError: If it is of another pair.
    """
    import json

    try:
        said = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    source, target = str(said.get("source_lang") or ""), str(said.get("target_lang") or "")
    pair = f"{primary(source)}-{primary(target)}"
    if source and target and len(source) <= 3 and len(target) <= 3 and pair != job.pair:
        raise EngineError(f"{spec}: translates {pair}, not {job.pair}")


def _info(argument: str, _job: Job | None) -> Info:
    name, revision = split(argument)
    able = installed("transformers") and installed("torch") and installed("sentencepiece")
    folder = cached(name, revision) if argument and able else None
    missing, command = "", ""
    if not able:
        missing, command = "the packages transformers, torch, sentencepiece", _PACKAGES
    elif not argument:
        missing = "the name of a model or a folder"
        command = "mtqa engines install hf Helsinki-NLP/opus-mt-fr-en"
    elif folder is None:
        missing, command = f"the model {argument}", f"mtqa engines install hf {argument}"
    said = licence(name, folder) if argument else "that of the model"
    return Info(
        f"hf:{argument}" if argument else "hf",
        ready=not missing,
        missing=missing,
        command=command,
        licence=said,
        noncommercial=noncommercial(said),
        pairs="those of the model",
    )


def _open(argument: str, job: Job) -> Transformers:
    spec = f"hf:{argument}"
    info = _info(argument, job)
    name, revision = split(argument)
    if not info.ready:
        if info.command == _PACKAGES:
            raise lacking(spec, info.missing, "Python's packages", info.command)
        what = f"{info.missing} (opus-mt: 300 MB, NLLB-600M: 2.5 GB; licence {info.licence})"
        raise lacking(spec, what, "this machine's cache of Hugging Face", info.command)
    folder = cached(name, revision)
    assert folder is not None
    _check_pair(folder, job, spec)
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        model = AutoModelForSeq2SeqLM.from_pretrained(str(folder), local_files_only=True)
    except Exception as error:  # the libraries raise many kinds
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise EngineError(f"{spec}: {folder} cannot be loaded; {reason[:200]}") from error
    model.eval()
    start = _languages(tokenizer, job, spec)
    return Transformers(model, tokenizer, f"hf|{folder.resolve()}|{_stamp(folder)}", start)


def _stamp(folder: Path) -> str:
    """Size and time of the weights: another model in the same folder is another identity."""
    files = sorted([*folder.glob("*.safetensors"), *folder.glob("*.bin")])
    return "|".join(f"{f.name}:{f.stat().st_size}:{f.stat().st_mtime_ns}" for f in files)


def _install(argument: str, options: Sequence[str]) -> str:
    """Fetch a model from the hub."""
    names = [n for n in (argument, *options) if n]
    if not installed("huggingface_hub"):
        raise lacking("hf", "the package huggingface_hub", "Python's packages", _PACKAGES)
    if not names:
        raise EngineError("hf: say which: mtqa engines install hf Helsinki-NLP/opus-mt-fr-en")
    from huggingface_hub import snapshot_download

    folders = []
    for whole in names:
        name, revision = split(whole)
        try:
            folders.append(snapshot_download(name, revision=revision))
        except Exception as error:  # the hub raises many kinds
            reason = str(error).strip().splitlines()[0] if str(error).strip() else ""
            problem = f"{type(error).__name__} {reason[:150]}"
            raise EngineError(f"hf {whole}: cannot be fetched; {problem}") from error
    return f"fetched {', '.join(map(str, folders))}"


ENGINE = Engine(
    name="hf",
    usage="hf:NAME[@REVISION] or hf:FOLDER",
    doc="A model of Hugging Face: MarianMT (opus-mt), NLLB, M2M100.",
    info=_info,
    open=_open,
    install=_install,
)
