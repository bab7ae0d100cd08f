"""Measured rates: how often a rule fires on native text, on human and on machine translation.

``rates.json`` holds counts, never text: ``{"words": {corpus: words}, "hits": {rule: {corpus:
hits}}}`` with the corpora ``native``, ``human`` and ``machine``. ``mtqa rates`` makes it again from
the same data.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import orjson

FILE = Path(__file__).with_name("rates.json")
CORPORA = ("native", "human", "machine")
_PRIOR_NATIVE = {"alone": 0.15, "origin": 3.0, "source": 3.0}
_PRIOR_MACHINE = {"alone": 4.0, "origin": 12.0, "source": 12.0}
_PRIOR_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits of one rule per corpus, and the words they were counted in."""

    hits: dict[str, int]
    words: dict[str, int]

    def per_100k(self, corpus: str) -> float | None:
        """Hits per 100,000 words, None where it was not measured."""
        words = self.words.get(corpus, 0)
        return 1e5 * self.hits.get(corpus, 0) / words if words else None

    def log_ratio(self, needs: str) -> float:
        """Natural log of (rate in machine translation / rate in native text), smoothed.

        The prior stands for what we know before counting: a rule of that kind of evidence, in the
        manner of ``_PRIOR_WORDS`` words. Data outweigh it as they grow.
        """
        native = self.hits.get("native", 0) + _PRIOR_NATIVE[needs]
        native /= self.words.get("native", 0) + _PRIOR_WORDS
        machine = self.hits.get("machine", 0) + _PRIOR_MACHINE[needs]
        machine /= self.words.get("machine", 0) + _PRIOR_WORDS
        return math.log(machine / native)


@cache
def _table() -> dict[str, dict[str, dict[str, int]]]:
    try:
        table: dict[str, dict[str, dict[str, int]]] = orjson.loads(FILE.read_bytes())
    except OSError:
        return {"words": {}, "hits": {}}
    return table


def rate(rule: str) -> Rate:
    """The measured rate of a rule; all zero where it was never measured."""
    table = _table()
    if rule not in table["hits"]:
        return Rate({}, {})
    return Rate(table["hits"][rule], dict(table["words"]))  # type: ignore[arg-type]
