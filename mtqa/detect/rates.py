"""Measured rates: how often a rule fires on native text, on human and on machine translation.

``rates.json`` holds counts, never text, and ``mtqa rates`` makes it again from the same data::

    {"words":     {corpus: {pair: words}},
     "hits":      {rule: {corpus: {pair: hits}}},
     "documents": {signal: {corpus: {pair: [documents per bin]}}}}

The corpora are ``native``, ``human`` and ``machine``. A pair is the target language for native
text (``en``), source and target for translations (``fr-en``), ``und`` where the source is unknown.
A rule is judged on the target languages it is written for, and its machine and human rates on the
source languages it speaks for.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from mtqa.detect.rule import Rule

FILE = Path(__file__).with_name("rates.json")
CORPORA = ("native", "human", "machine")
_PRIOR_NATIVE = {"alone": 0.15, "origin": 3.0, "source": 3.0}
_PRIOR_HUMAN = {"alone": 0.6, "origin": 8.0, "source": 8.0}
_PRIOR_MACHINE = {"alone": 4.0, "origin": 12.0, "source": 12.0}
_PRIOR_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits of one rule per corpus, and the words they were counted in."""

    hits: Mapping[str, int]
    words: Mapping[str, int]

    def per_100k(self, corpus: str) -> float | None:
        """Hits per 100,000 words, None where it was not measured."""
        words = self.words.get(corpus, 0)
        return 1e5 * self.hits.get(corpus, 0) / words if words else None

    def log_ratio(self, needs: str) -> float:
        """Natural log of (rate in machine translation / rate in native text), smoothed.

        The prior stands for what we know before counting: a rule of that kind of evidence, in the
        manner of ``_PRIOR_WORDS`` words. Data outweigh it as they grow.
        """
        return math.log(
            self._smooth("machine", _PRIOR_MACHINE[needs])
            / self._smooth("native", _PRIOR_NATIVE[needs])
        )

    def log_ratio_human(self, needs: str) -> float:
        """The same over what people write: the mean of native text and human translation."""
        people = (
            self._smooth("native", _PRIOR_NATIVE[needs])
            + self._smooth("human", _PRIOR_HUMAN[needs])
        ) / 2
        return math.log(self._smooth("machine", _PRIOR_MACHINE[needs]) / people)

    def _smooth(self, corpus: str, prior: float) -> float:
        return (self.hits.get(corpus, 0) + prior) / (self.words.get(corpus, 0) + _PRIOR_WORDS)


@cache
def _table() -> dict[str, Any]:
    try:
        table: dict[str, Any] = orjson.loads(FILE.read_bytes())
    except OSError:
        return {"words": {}, "hits": {}, "documents": {}}
    return table


@cache
def _counts(rule: str, targets: frozenset[str], sources: frozenset[str]) -> Rate:
    table = _table()
    if rule not in table["hits"]:
        return Rate({}, {})
    hits, words = {}, {}
    for corpus in CORPORA:
        pairs = [p for p in table["words"].get(corpus, {}) if _concerns(p, targets, sources)]
        hits[corpus] = sum(table["hits"][rule].get(corpus, {}).get(p, 0) for p in pairs)
        words[corpus] = sum(table["words"][corpus][p] for p in pairs)
    return Rate(hits, words)


def _concerns(pair: str, targets: frozenset[str], sources: frozenset[str]) -> bool:
    source, _, target = pair.rpartition("-")
    if targets and target not in targets:
        return False
    # native text has no source, and speaks against every rule
    return not source or not sources or source in sources


def rate(rule: Rule) -> Rate:
    """The measured rate of a rule; all zero where it was never measured."""
    return _counts(rule.id, rule.target_langs, rule.source_langs)


def documents(corpus: str, signal: str, pair: str, size: int) -> dict[str, list[int]]:
    """Documents per bin of a signal, for each pair that ends in ``pair``.

    A count whose number of bins is not ``size`` was measured for other bins and is left out.
    """
    found = _table().get("documents", {}).get(signal, {}).get(corpus, {})
    return {p: counts for p, counts in found.items() if p.endswith(pair) and len(counts) == size}
