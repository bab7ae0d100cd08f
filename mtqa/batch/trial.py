"""Tries entries of a pack before they go in: their examples, their hits in texts, their collisions.

What a lexicographer asks of a new entry: does it do what its examples say, what does it hit in text
that it was not written for, and does another rule say the same thing already?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mtqa import catalog
from mtqa.batch.measure import joined, row_groups
from mtqa.detect.engine import Detector
from mtqa.detect.pack import compile_pack
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Needs, Rule, primary
from mtqa.errors import InputError
from mtqa.read.open import read_document
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.types import Document, Span

AROUND = 45
"""Code points shown on either side of a hit."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit in its surroundings, and what is suggested for it."""

    before: str
    text: str
    after: str
    suggestion: str | None


@dataclass(slots=True)
class Trial:
    """What trying an entry found.

    Attributes:
        rule: The entry.
        complaints: What its own examples say against it.
        hits: In the texts, in order.
        collisions: Other rules that speak of the same stretch, and how often.
    """

    rule: Rule
    complaints: list[str] = field(default_factory=list)
    hits: list[Shown] = field(default_factory=list)
    collisions: Counter[str] = field(default_factory=Counter)


def entries(path: str) -> list[Rule]:
    """The entries of a pack that is not (yet) part of mtqa.

    Raises:
        InputError: If the file cannot be read.
        PackError: If an entry has a mistake; the message names file, line and entry.
    """
    file = Path(path)
    if not file.is_file():
        raise InputError(path, "is no file", remedy="name a pack, a TOML file with [[rule]]")
    return compile_pack(file, file.parent)


def try_entries(rules: Sequence[Rule], texts: Sequence[str]) -> tuple[list[Trial], int]:
    """Run entries over their own examples and over texts.

    Args:
        rules: The entries.
        texts: Articles in any format that is read, or JSONL (.gz) rows as for ``mtqa rates``.

    Returns:
        A trial for each entry, and the number of words of the texts.

    Raises:
        InputError: If a text cannot be read.
    """
    names = {r.id for r in rules}
    others = [r for r in catalog.rules() if r.id not in names]
    trials = {r.id: Trial(r, list(_complaints(r))) for r in rules}
    words = 0
    for text in texts:
        for document in _documents(text):
            reading = Reading(document)
            words += len(reading.words)
            _collect(reading, rules, others, trials, show=True)
    for rule in rules:
        for example in rule.examples:
            if example.bad:
                _collect(Reading(_example(rule, example)), [rule], others, trials, show=False)
    return list(trials.values()), words


def _collect(
    reading: Reading, rules: Sequence[Rule], others: Sequence[Rule], trials: dict[str, Trial],
    *, show: bool,
) -> None:  # fmt: skip
    hits, _ = Detector(rules, reading.lang).run(reading)
    if not hits:
        return
    known, _ = Detector(others, reading.lang).run(reading)
    for hit in hits:
        span, trial = hit.finding.span, trials[hit.rule.id]
        if show:
            trial.hits.append(_shown(reading.text, span, hit.finding.suggestions[:1]))
        near = {k.rule.id for k in known if k.finding.span.overlaps(span)}
        trial.collisions.update(near)


def _shown(text: str, span: Span, suggestions: Sequence[object]) -> Shown:
    before = " ".join(text[max(0, span.start - AROUND) : span.start].split("\n")[-1:])
    after = text[span.end : span.end + AROUND].split("\n", maxsplit=1)[0]
    first = getattr(suggestions[0], "text", None) if suggestions else None
    return Shown(before, span.of(text), after, first)


def _complaints(rule: Rule) -> Iterator[str]:
    if not any(e.bad for e in rule.examples):
        yield "it has no bad example"
    if not any(not e.bad for e in rule.examples):
        yield "it has no good example, one that looks alike and must stay silent"
    for example in rule.examples:
        hits, failures = Detector([rule], _lang(rule)).run(Reading(_example(rule, example)))
        for failure in failures:
            yield f"it crashes on {example.plain!r}: {failure.error}"
        found = [h.finding for h in hits]
        if not example.bad:
            for finding in found:
                yield f"it fires on {finding.span.of(example.plain)!r} in {example.plain!r}"
            continue
        right = [f for f in found if f.span == example.span]
        if not right:
            marked = example.span.of(example.plain)
            others = ", ".join(repr(f.span.of(example.plain)) for f in found) or "nothing"
            yield f"it finds {others} where {marked!r} is marked"
        elif example.fix is not None:
            made = right[0].suggestions[0].text if right[0].suggestions else None
            if made != example.fix:
                yield f"it suggests {made!r} where {example.fix!r} is expected"


def _lang(rule: Rule) -> str:
    return next(iter(sorted(rule.target_langs)), "en")


def _example(rule: Rule, example: Example) -> Document:
    source_lang = example.source_lang
    if source_lang is None and (example.source is not None or rule.needs is Needs.ORIGIN):
        source_lang = next(iter(sorted(rule.source_langs)), None)
    return build_document(
        content_of(example.plain),
        content_of(example.source) if example.source is not None else None,
        target_lang=example.target_lang or _lang(rule),
        source_lang=source_lang,
    )


def _documents(path: str) -> Iterator[Document]:
    if path.removesuffix(".gz").endswith(".jsonl"):
        for _, target_lang, source_lang, rows in row_groups("texts", path):
            yield joined(target_lang, primary(source_lang) or None, rows)
        return
    yield read_document(path).document
