"""A LibreTranslate server, one's own or somebody else's."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mtqa.retranslate.engine import Answer, Engine, EngineError, Info, Job, Task, primary
from mtqa.retranslate.protect import protected
from mtqa.retranslate.web import Server, host_of

AT_ONCE = 20
KEY = "MTQA_LIBRETRANSLATE_KEY"


@dataclass(slots=True)
class LibreTranslate:
    """Translates some texts in one request, and one by one where the count is wrong.

    Attributes:
        server: The server.
        job: The pair.
        contextual: It sees the sentence alone.
    """

    server: Server
    job: Job
    contextual: bool = False

    @property
    def identity(self) -> str:
        """Server and pair; a server does not say which model it has."""
        return f"libretranslate|{self.server.url}"

    def translate(self, tasks: Sequence[Task]) -> list[Answer]:
        """Translate with what must survive masked."""
        texts = protected([t.source for t in tasks], self._all)
        return [
            Answer((text,)) if text else Answer((), "no translation" if task.source else "")
            for task, text in zip(tasks, texts, strict=True)
        ]

    def _all(self, texts: list[str]) -> list[str]:
        out: list[str] = []
        for at in range(0, len(texts), AT_ONCE):
            some = texts[at : at + AT_ONCE]
            found = self._ask(some)
            if found is None:
                found = [one[0] if (one := self._ask([t])) else "" for t in some]
            out += found
        return out

    def _ask(self, texts: list[str]) -> list[str] | None:
        """The translations, None where they are not one for each text."""
        payload: dict[str, Any] = {
            "q": texts,
            "source": primary(self.job.source_lang),
            "target": primary(self.job.target_lang),
            "format": "text",
        }
        if key := os.environ.get(KEY):
            payload["api_key"] = key
        said = self.server.ask("/translate", payload)
        found = said.get("translatedText") if isinstance(said, dict) else None
        if not isinstance(found, list) or len(found) != len(texts):
            return None
        return [f.strip() for f in found] if all(isinstance(f, str) for f in found) else None


def _info(argument: str, _job: Job | None) -> Info:
    if not argument:
        return Info(
            "libretranslate",
            ready=False,
            missing="the address of a server",
            command="mtqa check FILE --source FILE --retranslate libretranslate:http://localhost:5000",
            licence="AGPL-3.0 (server), that of its models",
            remote="the host of the URL (this machine needs no flag)",
            pairs="what the server has",
        )
    return Info(
        f"libretranslate:{argument}",
        ready=True,
        licence="that of its models",
        remote=host_of(argument),
        pairs="what the server has",
    )


def _open(argument: str, job: Job) -> LibreTranslate:
    if not argument:
        raise EngineError("libretranslate: write libretranslate:URL")
    host_of(argument)
    server = Server(argument, f"libretranslate:{argument}")
    _check_pair(server.ask("/languages"), job, server.name)
    return LibreTranslate(server, job)


def _check_pair(languages: Any, job: Job, name: str) -> None:
    """Whether the server has the pair.

    Raises:
        EngineError: If it has not, with what it has.
    """
    source, target = primary(job.source_lang), primary(job.target_lang)
    if not isinstance(languages, list):
        raise EngineError(f"{name}: its list of languages is not in the form of the protocol")
    known = {
        row["code"]: row.get("targets")
        for row in languages
        if isinstance(row, dict) and "code" in row
    }
    targets = known.get(source)
    if source not in known or target not in (targets if isinstance(targets, list) else known):
        has = ", ".join(sorted(map(str, known))) or "none"
        raise EngineError(f"{name}: does not translate {job.pair}; it has {has}")


ENGINE = Engine(
    name="libretranslate",
    usage="libretranslate:URL",
    doc="A LibreTranslate server.",
    info=_info,
    open=_open,
)
