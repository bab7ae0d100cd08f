"""Apertium of the system's packages: fast, rule-based; a second opinion and never a correction.

It finds gross faults, such as a lost half of a sentence; its own text is too rough to use.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from mtqa.retranslate.engine import Answer, Engine, EngineError, Info, Job, Task, lacking, primary
from mtqa.retranslate.protect import protected

TIMEOUT = 120
MOST_HOPS = 3
_STOPS = (".", "!", "?", "…", ":", ";", "。")
_THREE = {
    "eng": "en", "spa": "es", "fra": "fr", "cat": "ca", "por": "pt", "ita": "it", "deu": "de",
    "epo": "eo", "isl": "is", "mkd": "mk", "eus": "eu", "rus": "ru", "ukr": "uk", "pol": "pl",
    "ron": "ro", "oci": "oc", "glg": "gl", "swe": "sv", "dan": "da", "nob": "nb", "nno": "nn",
    "nld": "nl", "afr": "af", "arg": "an", "ast": "ast", "srd": "sc", "bel": "be", "hin": "hi",
}  # fmt: skip
_DEBIAN = {
    ("fr", "es"): "apertium-fr-es", ("es", "fr"): "apertium-fr-es",
    ("en", "es"): "apertium-eng-spa", ("es", "en"): "apertium-eng-spa",
    ("ca", "en"): "apertium-eng-cat", ("en", "ca"): "apertium-eng-cat",
    ("is", "en"): "apertium-isl-eng", ("mk", "en"): "apertium-mk-en",
    ("eo", "en"): "apertium-eo-en", ("en", "eo"): "apertium-eo-en",
    ("pt", "es"): "apertium-spa-por", ("es", "pt"): "apertium-spa-por",
    ("eu", "en"): "apertium-eu-en", ("gl", "en"): "apertium-en-gl",
    ("it", "es"): "apertium-spa-ita", ("es", "it"): "apertium-spa-ita",
    ("ca", "es"): "apertium-spa-cat", ("es", "ca"): "apertium-spa-cat",
}  # fmt: skip
"""The packages of Debian that hold a direction."""


@cache
def modes() -> dict[tuple[str, str], str]:
    """The directions that are installed: a pair of two-letter codes and the mode's name."""
    if shutil.which("apertium") is None:
        return {}
    try:
        listed = subprocess.run(
            ["apertium", "-l"], capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return {}
    found: dict[tuple[str, str], str] = {}
    for mode in listed.stdout.split():
        source, dash, target = mode.partition("-")
        if dash and "-" not in target and "_" not in mode:
            found.setdefault((_two(source), _two(target)), mode)
    return found


def _two(code: str) -> str:
    return _THREE.get(code, code)


def route(source: str, target: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """The shortest way over the pairs, as a list of languages; empty where there is none."""
    waiting = deque([[source]])
    seen = {source}
    while waiting:
        way = waiting.popleft()
        if way[-1] == target:
            return way
        if len(way) > MOST_HOPS:
            continue
        for a, b in sorted(pairs):
            if a == way[-1] and b not in seen:
                seen.add(b)
                waiting.append([*way, b])
    return []


@dataclass(slots=True)
class Apertium:
    """Runs the modes of a route one after the other, all sentences in one call.

    Attributes:
        hops: The modes.
        contextual: It sees the sentence alone.
    """

    hops: tuple[str, ...]
    contextual: bool = False

    @property
    def identity(self) -> str:
        """The modes; versions change with the system's packages."""
        return f"apertium|{'|'.join(self.hops)}|{_version()}"

    def translate(self, tasks: Sequence[Task]) -> list[Answer]:
        """Translate all sentences in one batch for each hop."""
        texts = protected([" ".join(t.source.split()) for t in tasks], self._all)
        return [Answer((t,)) if t else Answer() for t in texts]

    def _all(self, texts: list[str]) -> list[str]:
        for mode in self.hops:
            texts = _run(mode, texts)
        return texts


def _run(mode: str, texts: list[str]) -> list[str]:
    """One call; a missing stop at the end breaks its analysis, so one is lent and taken back.

    Raises:
        EngineError: If it fails or gives another number of lines.
    """
    lent = [not t.rstrip().endswith(_STOPS) for t in texts]
    lines = [t + "." if more else t for t, more in zip(texts, lent, strict=True)]
    try:
        done = subprocess.run(
            ["apertium", "-u", mode],
            input="\n".join(lines) + "\n",
            capture_output=True,
            encoding="utf-8",
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, UnicodeError) as error:
        raise EngineError(f"apertium {mode}: {type(error).__name__}") from error
    out = done.stdout.split("\n")
    if out and not out[-1]:
        out.pop()
    if done.returncode or len(out) != len(texts):
        problem = done.stderr.strip().splitlines()[-1:] or [f"{len(out)} lines for {len(texts)}"]
        raise EngineError(f"apertium {mode}: {problem[0]}")
    return [
        line.strip().removesuffix(".") if more else line.strip()
        for line, more in zip(out, lent, strict=True)
    ]


@cache
def _version() -> str:
    done = subprocess.run(
        ["apertium", "-V"], capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    return (done.stdout or done.stderr).strip().split("\n")[0]


def _command(job: Job | None) -> str:
    if job is None:
        return "apt install apertium apertium-fr-es apertium-eng-spa"
    way = route(primary(job.source_lang), primary(job.target_lang), list(_DEBIAN))
    if not way:
        return ""
    needed = [_DEBIAN[pair] for pair in pairwise(way)]
    return f"apt install apertium {' '.join(dict.fromkeys(needed))}"


def _info(_argument: str, job: Job | None) -> Info:
    there = modes()
    way = route(primary(job.source_lang), primary(job.target_lang), list(there)) if job else []
    missing = ""
    if shutil.which("apertium") is None:
        missing = "the program apertium"
    elif not there or (job and not way):
        missing = f"a way from {job.pair.replace('-', ' to ')}" if job else "packages of languages"
    return Info(
        "apertium",
        ready=not missing,
        missing=missing,
        command=_command(job) if missing else "",
        licence="GPL-2.0-or-later",
        pairs=", ".join(f"{a}-{b}" for a, b in sorted(there)),
        route="-".join(way),
    )


def _open(_argument: str, job: Job) -> Apertium:
    info = _info("", job)
    if not info.ready:
        remedy = info.command or "Debian has no packages for this pair"
        where = f"apertium -l has {info.pairs or 'nothing'}"
        raise lacking("apertium", info.missing, where, remedy)
    way = info.route.split("-")
    there = modes()
    return Apertium(tuple(there[pair] for pair in pairwise(way)))


ENGINE = Engine(
    name="apertium",
    usage="apertium",
    doc="Rule-based translation of the system's packages: a second opinion, never used as it is.",
    info=_info,
    open=_open,
    advisory=True,
)
