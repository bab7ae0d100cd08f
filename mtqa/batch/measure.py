"""Measures how often every rule fires on texts of known origin, and how dense their signals are.

The table it makes is ``mtqa/detect/rates.json`` (see ``mtqa.detect.rates``): counts, never text.
Every rule runs, without asking for evidence of an origin, previews included.
"""

from __future__ import annotations

import gzip
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Any, cast

import orjson

from mtqa.detect.engine import Detector
from mtqa.detect.origin.signals import bins, signals
from mtqa.detect.reading import Reading
from mtqa.detect.rule import primary
from mtqa.errors import InputError
from mtqa.read.format import Content
from mtqa.segment.document import build_document
from mtqa.types import Block, BlockKind, Document, Span

BLOCK = 20
"""Consecutive rows that make a document where rows do not name theirs."""
_DEAL = 16
Group = tuple[str, str, str | None, list[tuple[str, str | None]]]


@dataclass(slots=True)
class Counts:
    """What was counted, ready to be added up.

    Attributes:
        words: By corpus and pair.
        hits: By rule, corpus and pair.
        documents: By signal, corpus, pair and bin.
        failures: Rules that crashed, with the error.
    """

    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    hits: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    documents: Counter[tuple[str, str, str, int]] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)

    def add(self, other: Counts) -> None:
        """Add what another process counted."""
        self.words += other.words
        self.hits += other.hits
        self.documents += other.documents
        self.failures |= other.failures


def measure(
    files: Mapping[str, Sequence[str | Path]],
    progress: Callable[[str], object] = lambda _text: None,
    *,
    jobs: int | None = None,
) -> dict[str, Any]:
    """Count hits of every rule and bins of every signal.

    Args:
        files: Corpus (``native``, ``human``, ``machine``) to JSONL files, gzipped or not. A row has
            ``target`` (or ``text``) and optionally ``target_lang`` (or ``lang``; English where it
            is missing), ``source``, ``source_lang`` and ``document``.
        progress: Told what is going on, line by line.
        jobs: Processes; as many as there are cores where None.

    Returns:
        The table, ready for JSON.

    Raises:
        InputError: If a file cannot be read or a row is no object with a text.
    """
    total = Counts()
    work = _deal(g for corpus, paths in files.items() for p in paths for g in row_groups(corpus, p))
    with ProcessPoolExecutor(jobs or os.cpu_count(), get_context("spawn")) as pool:
        for number, counts in enumerate(pool.map(_count, work), 1):
            total.add(counts)
            if number % 20 == 0:
                progress(f"{sum(total.words.values()):,} words")
    for rule, error in sorted(total.failures.items()):
        progress(f"rule {rule} failed: {error}")
    return _table(total)


def _table(counts: Counts) -> dict[str, Any]:
    """Nested and sorted, so that two runs on the same data give the same file."""
    words: dict[str, dict[str, int]] = defaultdict(dict)
    for (corpus, pair), n in sorted(counts.words.items()):
        words[corpus][pair] = n
    # a rule without hits is in the table too: nothing found is a measurement
    hits: dict[str, dict[str, dict[str, int]]] = {r.id: {} for r in _rules()}
    for (rule, corpus, pair), n in sorted(counts.hits.items()):
        hits[rule].setdefault(corpus, {})[pair] = n
    documents: dict[str, dict[str, dict[str, list[int]]]] = {}
    for (name, corpus, pair, k), n in sorted(counts.documents.items()):
        target = pair.rpartition("-")[2]
        size = next(len(s.edges) + 1 for s in signals(target) if s.name == name)
        of_corpus = documents.setdefault(name, {}).setdefault(corpus, {})
        of_corpus.setdefault(pair, [0] * size)[k] = n
    return {"words": words, "hits": hits, "documents": documents}


def _open(path: str | Path) -> IO[bytes]:
    try:
        if str(path).endswith(".gz"):
            return cast("IO[bytes]", gzip.open(path, "rb"))
        return Path(path).open("rb")
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error


def row_groups(corpus: str, path: str | Path) -> Iterator[Group]:
    """Rows that make a document together: of one name, or :data:`BLOCK` in a row."""
    rows: list[tuple[str, str | None]] = []
    current: tuple[Any, ...] | None = None
    with _open(path) as file:
        for number, line in enumerate(file, 1):
            row = _row(line, f"{path}:{number}")
            target_lang = row.get("target_lang") or row.get("lang") or "en"
            source = row.get("source") or None
            key = (target_lang, row.get("source_lang"), source is None, row.get("document"))
            if rows and (key != current or (key[3] is None and len(rows) >= BLOCK)):
                yield corpus, current[0], current[1], rows  # type: ignore[index]
                rows = []
            current = key
            rows.append((_text(row), source))
    if rows and current is not None:
        yield corpus, current[0], current[1], rows


def _text(row: Mapping[str, Any]) -> Any:
    return row["target"] if "target" in row else row.get("text")


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(where, f"not JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(_text(row), str):
        raise InputError(where, "a row is an object with a string target (or text)")
    return row


def _deal(groups: Iterable[Group]) -> Iterator[list[Group]]:
    hand: list[Group] = []
    for group in groups:
        hand.append(group)
        if len(hand) == _DEAL:
            yield hand
            hand = []
    if hand:
        yield hand


@cache
def _rules() -> tuple[Any, ...]:
    from mtqa import catalog

    return catalog.rules()


@cache
def _detector(lang: str) -> Detector:
    return Detector(_rules(), lang)


def _count(groups: Sequence[Group]) -> Counts:
    """Count over some documents, in a process of its own."""
    counts = Counts()
    for corpus, target_lang, source_lang, rows in groups:
        document = joined(target_lang, source_lang, rows)
        reading = Reading(document)
        pair = reading.lang
        if corpus != "native":
            pair = f"{primary(source_lang) or 'und'}-{pair}"
        counts.words[corpus, pair] += len(reading.words)
        hits, failures = _detector(reading.lang).run(reading)
        for hit in hits:
            counts.hits[hit.rule.id, corpus, pair] += 1
        counts.failures |= {f.name: f.error for f in failures}
        for name, k in bins(reading).items():
            counts.documents[name, corpus, pair, k] += 1
    return counts


def joined(
    target_lang: str, source_lang: str | None, rows: Sequence[tuple[str, str | None]]
) -> Document:
    """A document of rows, each a paragraph."""
    return build_document(
        _content([t for t, _ in rows]),
        _content([s or "" for _, s in rows]) if rows[0][1] is not None else None,
        target_lang=target_lang,
        source_lang=source_lang,
    )


def _content(paragraphs: Sequence[str]) -> Content:
    blocks, at = [], 0
    for text in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(text))))
        at += len(text) + 1
    return Content("\n".join(paragraphs), tuple(blocks))
