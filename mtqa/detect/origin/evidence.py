"""The posterior over source languages, from what the rules found.

Every hit of a rule that speaks for a language adds the log of its rate in machine translation over
its rate in native text (``mtqa.detect.rates``). Hits of one rule are not independent: the second
and third add half and a quarter, more add nothing. Long texts collect chance hits, so the prior
falls with their length. An ``origin`` rule is opened by the evidence of all *other* rules.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from mtqa.detect.engine import Hit
from mtqa.detect.rates import rate
from mtqa.detect.rule import Needs, Rule
from mtqa.types import Evidence, Origin

LANGUAGES = ("fr", "es", "de", "it", "pt", "ru", "uk", "zh", "ar")
OPEN_AT = 0.7
"""Posterior of a language, by the evidence of the other rules, above which origin rules speak."""

_PRIOR = math.log(0.02 / 0.98)
_FREE_WORDS = 300
_CAP = 3.5
_ANY = "*"


@lru_cache(maxsize=65536)
def _weight(rule_id: str, needs: str) -> float:
    return max(0.0, min(_CAP, rate(rule_id).log_ratio(needs)))


def _times(count: int) -> float:
    return (0.0, 1.0, 1.5, 1.75)[min(count, 3)]


class Posterior:
    """Probability per source language, with or without the evidence of one rule.

    Args:
        hits: Everything that was found.
        words: Words of the target.
        known: The source language where it is certain.
    """

    def __init__(self, hits: Iterable[Hit], words: int, known: str | None) -> None:
        self.known = known
        self._share: dict[str, dict[str, float]] = defaultdict(dict)
        self._any: dict[str, float] = {}
        self._rules: dict[str, Rule] = {}
        self.counts = Counter(h.rule.id for h in hits if h.rule.needs is not Needs.SOURCE)
        rules = {h.rule.id: h.rule for h in hits if h.rule.needs is not Needs.SOURCE}
        for rule_id, rule in rules.items():
            gain = _weight(rule_id, rule.needs.value) * _times(self.counts[rule_id])
            self._rules[rule_id] = rule
            for lang in rule.source_langs & set(LANGUAGES):
                # evidence for several languages at once says less of each
                self._share[lang][rule_id] = gain / len(rule.source_langs) ** 0.5
            if not rule.source_langs:
                self._any[rule_id] = 0.5 * gain
        self._prior = _PRIOR - math.log(max(words, _FREE_WORDS) / _FREE_WORDS) * 0.7

    def _odds(self, lang: str, without: str | None) -> float:
        share = self._share.get(lang, {})
        return self._prior + sum(w for r, w in share.items() if r != without)

    def of(self, lang: str, without: str | None = None) -> float:
        """Posterior of ``lang`` by the evidence of all rules but ``without``."""
        if self.known:
            return 1.0 if lang == self.known else 0.0
        odds = {k: math.exp(min(self._odds(k, without), 50.0)) for k in self._share}
        return odds.get(lang, math.exp(self._prior)) / (1.0 + sum(odds.values()))

    def opens(self, rule: Rule) -> bool:
        """Whether the document's own evidence lets this rule speak."""
        if rule.needs is not Needs.ORIGIN:
            return True
        langs = rule.source_langs or frozenset(LANGUAGES)
        # whichever of its languages it is: a calque of French and Spanish needs no choice
        return sum(self.of(lang, without=rule.id) for lang in langs) >= OPEN_AT

    def origin(self) -> Origin:
        """The answer for the report: probability, language and the evidence."""
        languages: Mapping[str, float] = {
            lang: round(self.of(lang), 4) for lang in self._share if self.of(lang) >= 0.005
        }
        general = sum(self._any.values())
        best = max(languages.items(), key=lambda kv: kv[1], default=(None, 0.0))
        odds = self._prior + general + max((self._odds(k, None) - self._prior for k in self._share), default=0.0)
        return Origin(
            probability=round(1.0 / (1.0 + math.exp(-max(min(odds, 50.0), -50.0))), 4),
            source_lang=self.known or (best[0] if best[1] >= 0.5 else None),
            languages=dict(sorted(languages.items(), key=lambda kv: -kv[1])),
            evidence=self._evidence(),
        )

    def _evidence(self) -> tuple[Evidence, ...]:
        found = []
        for rule_id, rule in self._rules.items():
            weights = [(self._share[k][rule_id], k) for k in self._share if rule_id in self._share[k]]
            weight, lang = max(weights, default=(self._any.get(rule_id, 0.0), _ANY))
            if weight > 0.05:
                what = rule.doc.strip().splitlines()[0]
                found.append(Evidence(lang, round(weight, 2), what, rule_id, self.counts[rule_id]))
        return tuple(sorted(found, key=lambda e: (-e.weight, e.rule)))
