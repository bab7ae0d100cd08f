"""Translations that were made before, in an SQLite file under the user's cache folder."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mtqa.retranslate.engine import Answer, Job, Task, Translator

_SCHEMA = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, texts TEXT NOT NULL)"
_AT_ONCE = 500


def cache_file() -> Path:
    """Where it lies: ``$XDG_CACHE_HOME/mtqa/translations.sqlite``."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "mtqa" / "translations.sqlite"


def key_of(translator: Translator, job: Job, task: Task) -> str:
    """Names an answer by all that it depends on."""
    parts = [translator.identity, job.source_lang, job.target_lang, task.source]
    if translator.contextual:
        parts += [task.current, *task.faults, "\x1e", task.before, task.after]
    text = unicodedata.normalize("NFC", "\x1f".join(parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """Reads and writes answers; a file that cannot be used is left alone and nothing is kept.

    Args:
        path: The file, None to keep nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._base: sqlite3.Connection | None = None
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=10)
            with self._base:
                self._base.execute(_SCHEMA)
        except (OSError, sqlite3.Error):
            self._base = None

    def find(self, keys: Iterable[str]) -> dict[str, Answer]:
        """The answers that are there."""
        found: dict[str, Answer] = {}
        wanted = list(dict.fromkeys(keys))
        for at in range(0, len(wanted) if self._base else 0, _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, texts FROM answers WHERE key IN ({marks})"  # noqa: S608 - marks
            try:
                rows = self._base.execute(query, some).fetchall() if self._base else []
                found |= {key: Answer(tuple(json.loads(texts))) for key, texts in rows}
            except (sqlite3.Error, ValueError, TypeError):
                self._base = None
        return found

    def keep(self, answers: Mapping[str, Answer]) -> None:
        """Write the answers that hold a text."""
        rows = [(k, json.dumps(a.texts)) for k, a in answers.items() if a.texts]
        if self._base is None or not rows:
            return
        try:
            with self._base:
                self._base.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
        except sqlite3.Error:
            self._base = None

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()
            self._base = None


def translate(
    translator: Translator, job: Job, tasks: Sequence[Task], cache: Cache
) -> list[Answer]:
    """Translate what the cache does not hold; equal sentences are translated once.

    Raises:
        EngineError: If the engine cannot work.
    """
    if not translator.identity:
        return translator.translate(tasks)
    keys = [key_of(translator, job, t) for t in tasks]
    known = cache.find(keys)
    missing = {k: t for k, t in zip(keys, tasks, strict=True) if k not in known}
    if missing:
        made = translator.translate(list(missing.values()))
        fresh = dict(zip(missing, made, strict=True))
        cache.keep(fresh)
        known |= fresh
    return [known[k] for k in keys]
