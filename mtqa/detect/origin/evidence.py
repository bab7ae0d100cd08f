"""Where a text comes from, by what the rules found and by its densities.

Two questions, two answers:

* ``languages``: the posterior that the text was translated *from* that language, by whomever.
  Evidence is every hit of a rule that speaks for the language, with the log of its rate in machine
  translation from there over its rate in native text (``mtqa.detect.rates``), and the densities of
  ``mtqa.detect.origin.signals``. It decides which ``origin`` rules may speak.
* ``probability``: that a *machine* translated it. The same evidence, and the rules that speak for
  no language, over their rate in what people write: native text and human translation alike. A good
  human translation from French may have French at 0.9 here and still a low probability.

Hits of one rule are not independent: the second adds half, the third a quarter, more add nothing.
Long texts collect chance hits, so the prior falls with their length. An ``origin`` rule is opened
by the evidence of all *other* rules, and of its own other wordings where it found several: a pack
rule holds dozens of patterns, and one of them may vouch for the next. A text with no evidence stays
at the prior.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from mtqa.detect.engine import Hit
from mtqa.detect.rates import rate
from mtqa.detect.rule import Needs, Rule
from mtqa.types import Evidence, Origin, Side, Span

LANGUAGES = ("fr", "es", "de", "it", "pt", "ru", "uk", "zh", "ar")
OPEN_AT = 0.7
"""Posterior of a language, by the evidence of the other rules, above which origin rules speak."""

_PRIORS = {"fr": 0.04}
_PRIOR = 0.015
_PRIOR_MACHINE = math.log(0.1 / 0.9)
_FREE_WORDS = 300
_FALL = 0.7
_CAP = 3.5
_SELF = 0.8  # what the other wordings of a rule count when it is judged itself
_ANY = "*"
_SHOWN = 0.05
_QUOTED, _SAID = 50, 90  # characters that fit into a line of evidence

_weights: dict[str, tuple[float, float]] = {}


def _weight(rule: Rule) -> tuple[float, float]:
    """Log likelihood ratios of a hit: for its languages, and for a machine."""
    found = _weights.get(rule.id)
    if found is None:
        measured, needs = rate(rule), rule.needs.value
        found = _weights[rule.id] = (
            max(0.0, min(_CAP, measured.log_ratio(needs))),
            max(0.0, min(_CAP, measured.log_ratio_human(needs))),
        )
    return found


def _times(count: int) -> float:
    return (0.0, 1.0, 1.5, 1.75)[min(count, 3)]


def _sigmoid(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(min(odds, 50.0), -50.0)))


class Posterior:
    """Probability per source language, with or without the evidence of one rule.

    Args:
        hits: Everything that was found.
        words: Words of the target.
        known: The source language where it is certain.
        extra: Evidence from elsewhere, such as densities; may speak against.
        subject: Log odds for languages whose affairs the text is about, for ``opens`` alone.
        text: The target, of which the evidence quotes what was found.
    """

    def __init__(
        self,
        hits: Iterable[Hit],
        words: int,
        known: str | None,
        extra: Iterable[Evidence] = (),
        text: str = "",
        *,
        subject: Mapping[str, float] | None = None,
    ) -> None:
        self._text = text
        self._subject = subject or {}
        self._spans: dict[str, list[Span]] = defaultdict(list)
        self.known = known
        self._opened: dict[str, bool] = {}
        self._share: dict[str, dict[str, float]] = defaultdict(dict)
        self._rest: dict[str, dict[str, float]] = defaultdict(dict)
        self._machine: dict[str, float] = {}
        self._rules: dict[str, Rule] = {}
        self._extra = tuple(extra)
        self.counts: Counter[str] = Counter()
        for hit in hits:
            if hit.rule.needs is not Needs.SOURCE:
                self._rules[hit.rule.id] = hit.rule
                self.counts[hit.rule.id] += 1
                if hit.finding.side is Side.TARGET:
                    self._spans[hit.rule.id].append(hit.finding.span)
        for rule_id, rule in self._rules.items():
            self._weigh(rule_id, rule)
        for item in self._extra:
            if item.lang == _ANY:
                self._machine[item.rule] = item.weight
            elif item.lang in LANGUAGES:
                self._share[item.lang][item.rule] = item.weight
        self._fall = _FALL * math.log(max(words, _FREE_WORDS) / _FREE_WORDS)

    def _weigh(self, rule_id: str, rule: Rule) -> None:
        """What the hits of one rule say, for its languages and for a machine."""
        gain, machine = _weight(rule)
        times = _times(self.counts[rule_id])
        others = _times(max(len(self._wordings(rule_id)) - 1, 0)) * _SELF
        self._machine[rule_id] = machine * times
        for lang in rule.source_langs & set(LANGUAGES):
            # evidence for several languages at once says less of each
            of_one = gain / len(rule.source_langs) ** 0.5
            self._share[lang][rule_id] = of_one * times
            self._rest[lang][rule_id] = of_one * others

    def _wordings(self, rule_id: str) -> set[str]:
        """The different texts that a rule found, none of which lies in another."""
        spans = sorted(self._spans[rule_id], key=lambda s: (s.start, -s.end))
        found, end = set(), -1
        for span in spans:
            if span.start >= end:
                found.add(" ".join(span.of(self._text).lower().split()))
                end = span.end
        return found

    def _odds(self, lang: str, without: str | None) -> float:
        share = self._share.get(lang, {})
        prior = _PRIORS.get(lang, _PRIOR)
        odds = math.log(prior / (1.0 - prior)) - self._fall
        # a rule may not vouch for its own hit, but its other wordings may
        spared = self._rest.get(lang, {}).get(without, 0.0) if without else 0.0
        return odds + spared + sum(w for r, w in share.items() if r != without)

    def of(self, lang: str, without: str | None = None) -> float:
        """Posterior of ``lang`` by the evidence of all rules but ``without``."""
        if self.known:
            return 1.0 if lang == self.known else 0.0
        odds = {k: math.exp(min(self._odds(k, without), 50.0)) for k in {*self._share, lang}}
        return odds[lang] / (1.0 + sum(odds.values()))

    def _expected(self, lang: str, without: str) -> float:
        """The posterior, with the subject of the text as part of the prior."""
        if self.known or not self._subject:
            return self.of(lang, without)
        odds = {
            k: math.exp(min(self._odds(k, without) + self._subject.get(k, 0.0), 50.0))
            for k in {*self._share, *self._subject, lang}
        }
        return odds[lang] / (1.0 + sum(odds.values()))

    def opens(self, rule: Rule) -> bool:
        """Whether the document's own evidence lets this rule speak."""
        if rule.needs is not Needs.ORIGIN:
            return True
        if rule.id not in self._opened:
            langs = rule.source_langs or frozenset(LANGUAGES)
            # whichever of its languages it is: a calque of French and Spanish needs no choice
            of_any = sum(self._expected(lang, rule.id) for lang in langs)
            self._opened[rule.id] = of_any >= OPEN_AT
        return self._opened[rule.id]

    def origin(self) -> Origin:
        """The answer for the report: probability, language and the evidence."""
        languages: Mapping[str, float] = {
            lang: round(self.of(lang), 4) for lang in self._share if self.of(lang) >= 0.005
        }
        best = max(languages.items(), key=lambda kv: kv[1], default=(None, 0.0))
        odds = _PRIOR_MACHINE - self._fall + sum(self._machine.values())
        return Origin(
            probability=round(_sigmoid(odds), 4),
            source_lang=self.known or (best[0] if best[1] >= 0.5 else None),
            languages=dict(sorted(languages.items(), key=lambda kv: -kv[1])),
            evidence=self._evidence(best[0]),
        )

    def _evidence(self, lang: str | None) -> tuple[Evidence, ...]:
        """What speaks for it: each rule once, and the densities of the likeliest language."""
        found = []
        for rule_id, rule in self._rules.items():
            weights = [
                (share[rule_id], k == lang, k)
                for k, share in self._share.items()
                if rule_id in share
            ]
            weight, _, own = max(weights, default=(self._machine[rule_id], False, _ANY))
            if weight > _SHOWN:
                what = self._what(rule)
                found.append(Evidence(own, round(weight, 2), what, rule_id, self.counts[rule_id]))
        shown = {_ANY} if lang is None else {lang}
        found += [e for e in self._extra if e.lang in shown and e.weight > _SHOWN]
        return tuple(sorted(found, key=lambda e: (-e.weight, e.rule)))

    def _what(self, rule: Rule) -> str:
        """What was found, in the words of the text, and what the rule says of it."""
        said = rule.doc.strip().splitlines()[0]
        texts = (" ".join(s.of(self._text).split()) for s in self._spans[rule.id])
        told = list(dict.fromkeys(t for t in texts if t and len(t) <= _QUOTED))[:3]
        if not any(map(str.isalpha, "".join(told))):
            return said
        quoted = ", ".join(f"“{t}”" for t in told)
        return quoted if len(said) > _SAID else f"{quoted}: {said}"
