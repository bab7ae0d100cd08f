"""Densities over a document as evidence of its origin: no error, but a habit of translated text.

``signals.toml`` says what is counted, ``mtqa rates`` how many documents of known origin fall into
each bin. Signals hang together and the measured texts differ in genre as well as in origin, so
each counts for half, and all of them together never open an ``origin`` rule by themselves.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from mtqa.detect.rates import documents
from mtqa.detect.reading import Reading
from mtqa.types import Evidence

FILE = Path(__file__).with_name("signals.toml")
LEAST_WORDS = 150
"""Words below which densities say nothing."""
RULE = "origin/"
"""Prefix of a signal's name where evidence names its rule."""

_SHARE = 0.5
_MOST = 2.0
_FLOOR = 0.7
"""What they may speak against a translation together: less, for the engines that were measured
never contract and write no colloquial quotations, as those of today do."""
_SMOOTH = 30.0
_ANY = "*"


@dataclass(frozen=True)
class Signal:
    """Something to count over a document.

    Attributes:
        name: Its name.
        target: Primary subtag of the target language it is made for.
        regex: What is counted.
        over: What it is divided by; per 100 words where empty.
        edges: Where one bin ends and the next begins.
        what: What a high value means, for people.
    """

    name: str
    target: str
    regex: str
    edges: tuple[float, ...]
    what: str
    over: str = ""

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
        return re.compile(self.regex), re.compile(self.over) if self.over else None

    def value(self, text: str, words: int) -> float:
        """The density (or ratio) in ``text``, which has ``words`` words."""
        counted, over = self._patterns
        count = sum(1 for _ in counted.finditer(text))
        if over is None:
            return 100.0 * count / max(words, 1)
        return count / (1.0 + sum(1 for _ in over.finditer(text)))

    def bin(self, value: float) -> int:
        """The bin of a value: 0 below the first edge."""
        return sum(value >= edge for edge in self.edges)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def signals(target: str) -> tuple[Signal, ...]:
    """The signals of a target language."""
    found = (Signal(**{**d, "edges": tuple(d["edges"])}) for d in _data()["signal"])
    return tuple(s for s in found if s.target == target)


def bins(reading: Reading) -> dict[str, int]:
    """The bin of each signal; empty where the document is too short."""
    if len(reading.text) < 4 * LEAST_WORDS or not signals(reading.lang):
        return {}
    words = len(reading.words)
    if words < LEAST_WORDS:
        return {}
    return {s.name: s.bin(s.value(reading.text, words)) for s in signals(reading.lang)}


def evidence(reading: Reading) -> tuple[Evidence, ...]:
    """What the densities say for each source language, and for a machine (``*``).

    Weights of one language add up to no more than :data:`_MOST` for a translation and
    :data:`_FLOOR` against one.
    """
    found: dict[str, list[Evidence]] = {}
    values = bins(reading)
    for signal in signals(reading.lang) if values else ():
        for lang, weight in _weights(signal, values[signal.name]):
            found.setdefault(lang, []).append(
                Evidence(lang, weight, _sentence(signal, weight), RULE + signal.name)
            )
    out: list[Evidence] = []
    for items in found.values():
        total = sum(e.weight for e in items)
        limit = _MOST if total > 0 else _FLOOR
        scale = min(1.0, limit / abs(total)) if total else 1.0
        out += [
            Evidence(e.lang, round(e.weight * scale, 3), e.what, e.rule, e.count) for e in items
        ]
    return tuple(out)


def _sentence(signal: Signal, weight: float) -> str:
    verb = "Speaks for a translation" if weight > 0 else "Speaks against a translation"
    what = f"density of {signal.what}" if weight <= 0 else signal.what
    return f"{verb}: {what}."


def _weights(signal: Signal, k: int) -> Iterator[tuple[str, float]]:
    """Language and weight of a bin, for every language that was measured."""
    size = len(signal.edges) + 1
    native = documents("native", signal.name, signal.target, size)
    human = documents("human", signal.name, f"-{signal.target}", size)
    machine = documents("machine", signal.name, f"-{signal.target}", size)
    pooled = [sum(column) for column in zip(*native.values(), strict=True)] if native else []
    if not pooled or not machine:
        return
    by_lang = {pair.partition("-")[0]: _log_ratio(c, pooled, k) for pair, c in machine.items()}
    for lang, relative in _data()["relatives"].items():
        if relative in by_lang:
            by_lang.setdefault(lang, by_lang[relative])
    yield from ((lang, _SHARE * weight) for lang, weight in by_lang.items())
    people = list(pooled)
    for counts in human.values():
        people = [a + b for a, b in zip(people, counts, strict=True)]
    engines = [sum(column) for column in zip(*machine.values(), strict=True)]
    yield _ANY, _SHARE * _log_ratio(engines, people, k)


def _log_ratio(machine: list[int], other: list[int], k: int) -> float:
    """Log of the shares of bin ``k``, drawn to 0 where few documents fall into it."""
    all_machine, all_other = sum(machine), sum(other)
    if not all_machine or not all_other:
        return 0.0
    # both samples weigh the same in the common share, whatever their size
    common = (machine[k] / all_machine + other[k] / all_other) / 2
    mine = (machine[k] + _SMOOTH * common) / (all_machine + _SMOOTH)
    theirs = (other[k] + _SMOOTH * common) / (all_other + _SMOOTH)
    return math.log(mine / theirs) if mine and theirs else 0.0
