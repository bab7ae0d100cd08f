"""Which translation to keep: hard checks first, then a measure, and the original on a tie.

The measure is the mutual agreement of three or more translations (the one that is nearest to the
others is the least likely to be wrong), together with estimated quality where there is a scorer;
estimated quality alone for two; else the penalty of what the rules find, which also counts beside
the others. The original must be beaten by a margin. A second
opinion is too rough to be compared in words: it only tells that one translation is much farther
from it than another, which is what a lost half of a sentence looks like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from mtqa.candidate import Candidate
from mtqa.retranslate.protect import lost, lost_name, lost_quotation
from mtqa.types import Issue, Severity

ORIGINAL, RULES = "target", "rules"
QUALITY_MARGIN = 0.02
QUALITY_WEIGHT = 0.3
"""What estimated quality weighs beside agreement."""
AGREEMENT_MARGIN = 0.01
PENALTY_MARGIN = 3.5
"""Points of penalty that a text must save where nothing else measures it: not a few minor ones."""
FAR, FAR_POINTS = 0.15, 5
"""How much less agreement with a second opinion counts as a major issue."""
PENALTY_WEIGHT = 0.004
"""What a point of penalty (minor 1, major 5) costs in agreement."""
_POINTS = {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25}
_HARD = ("accuracy/", "markup/", "linguistic/sentence_loop", "linguistic/char_broken",
         "linguistic/char_mojibake", "linguistic/sentence_truncated")  # fmt: skip

Audit = Callable[[str, str], Sequence[Issue]]
"""What the rules find in a translation: ``audit(source, translation)``."""
Agreement = Callable[[Sequence[str], Sequence[str]], list[float]]
"""How near each of some texts is to those of other systems, from 0 to 1: ``(texts, systems)``."""


class Quality(Protocol):
    """Estimates quality without a reference."""

    def score(self, pairs: list[tuple[str, str]]) -> list[float]:
        """Quality from 0 to 1 of each pair of a source and its translation."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided for one sentence.

    Attributes:
        text: What to keep.
        engine: What made it; ``target`` is the text as it came.
        score: Its estimated quality, None without a scorer.
        own: Estimated quality of the text as it came.
        why: The reason, for a person.
        candidates: All others with the reason why they were chosen, rejected or lost.
    """

    text: str
    engine: str
    score: float | None
    own: float | None
    why: str
    candidates: tuple[Candidate, ...]

    @property
    def replaced(self) -> bool:
        """Whether another text is kept than the one that came."""
        return self.engine != ORIGINAL


@dataclass(frozen=True, slots=True)
class Selector:
    """How to choose.

    Attributes:
        audit: The hard checks, which also count the penalty.
        agreement: Mutual agreement.
        quality: Estimates quality, where there is a model.
    """

    audit: Audit
    agreement: Agreement
    quality: Quality | None = None

    def choose(
        self, source: str, original: str, others: Sequence[Candidate], advice: Sequence[str] = ()
    ) -> Choice:
        """Choose between a translation and others of the same source.

        Args:
            source: The sentence.
            original: Its translation as it came.
            others: Other translations, in the order in which they win a tie.
            advice: Translations that are compared with, and never kept.

        Returns:
            The choice; at a tie the original.
        """
        found = self.audit(source, original)
        field = _Field(source, [original], [_penalty(found)], [ORIGINAL])
        able: list[Candidate] = []
        judged: list[Candidate] = []
        for other in _distinct(original, others):
            issues = self.audit(source, other.text)
            reason = fault(source, original, other.text, found, issues)
            if reason:
                judged.append(replace(other, chosen=False, why=f"rejected: {reason}"))
            else:
                able.append(other)
                field.texts.append(other.text)
                field.penalties.append(_penalty(issues))
                # what the rules corrected is no other system's voice
                field.systems.append(ORIGINAL if other.engine == RULES else other.engine)
                if other.engine == RULES:
                    field.corrected = len(able)
        ranking = self._ranking(field, advice)
        judged += [ranking.told(candidate, k) for k, candidate in enumerate(able, 1)]
        own = ranking.scores[0] if ranking.scores else None
        if not ranking.chosen:
            return Choice(original, ORIGINAL, own, own, _kept(able, judged), tuple(judged))
        winner = ranking.told(able[ranking.chosen - 1], ranking.chosen)
        return Choice(winner.text, winner.engine, winner.score, own, winner.why, tuple(judged))

    def _ranking(self, field: _Field, advice: Sequence[str]) -> _Ranking:
        texts = field.texts
        near = self.agreement(texts, field.systems) if len(set(field.systems)) >= 3 else None
        pairs = [(field.source, t) for t in texts]
        scores = self.quality.score(pairs) if self.quality else None
        penalties = [
            p + more for p, more in zip(field.penalties, self._far(texts, advice), strict=True)
        ]
        measure, margin, name = _measure(scores, near, penalties)
        best = max(range(len(texts)), key=lambda k: (measure[k], -k))
        chosen = best if best and measure[best] - measure[0] > margin else 0
        if not chosen and field.corrected and measure[field.corrected] >= measure[0]:
            chosen = field.corrected  # safe by itself: it needs no margin
        return _Ranking(scores, near, measure, name, best, chosen)

    def _far(self, texts: Sequence[str], advice: Sequence[str]) -> list[int]:
        """A penalty for texts that are much farther from a second opinion than the nearest is."""
        given = [a for a in advice if a.strip()]
        if not given:
            return [0] * len(texts)
        near = [max(self.agreement([a, t], ["advice", "text"])[1] for a in given) for t in texts]
        return [FAR_POINTS if n < max(near) - FAR else 0 for n in near]


@dataclass(slots=True)
class _Field:
    """What passed the checks, the original first; what the rules find costs; what made each."""

    source: str
    texts: list[str]
    penalties: list[int]
    systems: list[str]
    corrected: int = 0
    """The place of the text that the rules corrected."""


@dataclass(frozen=True, slots=True)
class _Ranking:
    """The values of all texts of a field, the number of the best and of the one to keep."""

    scores: Sequence[float] | None
    near: Sequence[float] | None
    measure: Sequence[float]
    name: str
    best: int
    chosen: int

    def told(self, candidate: Candidate, k: int) -> Candidate:
        """The candidate at place ``k`` with what was decided about it."""
        said = f"{self.name} {_told(self.measure[k])} against {_told(self.measure[0])}"
        if k != self.chosen:
            said = f"{'not better by enough' if k == self.best else 'not the best'}: {said}"
        return replace(
            candidate,
            score=self.scores[k] if self.scores else candidate.score,
            agreement=self.near[k] if self.near else None,
            chosen=k == self.chosen,
            why=said,
        )


def _measure(
    scores: Sequence[float] | None, near: Sequence[float] | None, penalties: Sequence[int]
) -> tuple[list[float], float, str]:
    """What decides, the margin by which it does, and its name."""
    if near is not None:
        value = [n - PENALTY_WEIGHT * p for n, p in zip(near, penalties, strict=True)]
        name = "agreement with the other translations, less what the checks find"
        if scores is not None:
            value = [v + QUALITY_WEIGHT * s for v, s in zip(value, scores, strict=True)]
            name = f"estimated quality and {name}"
        return value, AGREEMENT_MARGIN, name
    if scores is not None:
        value = [s - PENALTY_WEIGHT * p for s, p in zip(scores, penalties, strict=True)]
        return value, QUALITY_MARGIN, "estimated quality, less what the checks find"
    return [-float(p) for p in penalties], PENALTY_MARGIN, "penalty for what the checks find"


def _told(value: float) -> str:
    return f"{value:.3f}" if value != int(value) else f"{abs(value):g}"


def _kept(able: Sequence[Candidate], judged: Sequence[Candidate]) -> str:
    if able:
        return "no other translation is better by enough"
    return "no other translation passed the checks" if judged else "there is no other translation"


def _distinct(original: str, others: Sequence[Candidate]) -> list[Candidate]:
    """The others without those that say the same as one before."""
    seen = {" ".join(original.split())}
    out = []
    for other in others:
        text = " ".join(other.text.split())
        if text not in seen:
            seen.add(text)
            out.append(other)
    return out


def _penalty(issues: Sequence[Issue]) -> int:
    return sum(_POINTS[i.severity] for i in issues)


def fault(
    source: str, original: str, text: str, found: Sequence[Issue], issues: Sequence[Issue]
) -> str:
    """Why a candidate cannot be used; empty where it can.

    Args:
        source: The sentence.
        original: Its translation as it came.
        text: The candidate.
        found: What the rules find in the original; the candidate may be no worse.
        issues: What they find in the candidate.
    """
    if not text.strip():
        return "it is empty"
    gone = lost(source, text)
    if gone and not lost(source, original):
        return gone
    name = lost_name(source, original, text)
    if name:
        return f"it lacks the name “{name}”"
    if lost_quotation(source, original, text):
        return "it lost the quotation"
    if len(text) > 3 * max(len(original), len(source), 20):
        return "it is far too long"
    before = Counter(i.rule for i in found if _is_hard(i))
    after = Counter(i.rule for i in issues if _is_hard(i))
    for issue in issues:
        if after[issue.rule] > before[issue.rule]:
            return issue.message
    return ""


def _is_hard(issue: Issue) -> bool:
    return issue.severity is not Severity.NEUTRAL and issue.rule.startswith(_HARD)
