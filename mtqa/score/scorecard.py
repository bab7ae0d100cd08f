"""MQM scorecards: what the issues of a file, an engine or a translator cost, and whether it passes.

The score is ``100 * (1 - penalty / units)``. On the calibrated scale the threshold stands for the
penalty per 1,000 units that is just acceptable; a card passes where that is not exceeded and no
issue is critical.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mtqa.language.count import count_units
from mtqa.mqm import CATEGORIES, Profile, verdict
from mtqa.types import Issue, Severity, Side, Verdict


@dataclass(frozen=True, slots=True)
class Item:
    """A row or sentence that was looked at.

    Attributes:
        id: Its name in its document.
        document: The document it belongs to.
        target: The translation.
        source: What was translated, where it is known.
        target_lang: BCP 47 tag of the target.
        source_lang: BCP 47 tag of the source.
        issues: Its issues, their spans in its own target or source.
    """

    id: str
    document: str
    target: str
    source: str | None = None
    target_lang: str = "en"
    source_lang: str | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What one category cost.

    Attributes:
        category: MQM ``dimension/type``.
        counts: Issues by severity; every severity is there.
        points: Penalty points.
    """

    category: str
    counts: Mapping[Severity, int]
    points: float

    @property
    def issues(self) -> int:
        """Issues of any severity."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The card of a group of items.

    Attributes:
        field: What they share: ``file``, or the name of a field.
        name: The file, or the value of the field.
        items: The items.
        lines: Categories with issues, in the order of MQM.
        verdict: Score, threshold, sample size.
        acceptable: Penalty points per 1,000 units that just pass.
    """

    field: str
    name: str
    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    verdict: Verdict
    acceptable: float

    @property
    def per_thousand(self) -> float:
        """Penalty points per 1,000 words (or characters)."""
        return self.verdict.penalty * 1000 / max(self.verdict.units, 1)

    @property
    def dimensions(self) -> dict[str, float]:
        """Penalty points by MQM dimension, the dearest first."""
        found: dict[str, float] = defaultdict(float)
        for line in self.lines:
            found[line.category.partition("/")[0]] += line.points
        return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def scorecard(
    field: str, name: str, items: Sequence[Item], profile: Profile, version: str
) -> Scorecard:
    """Score a group of items.

    Args:
        field: What they share.
        name: Its value.
        items: Source words count where every item has a source, else target words.
        profile: Penalties, threshold and what is acceptable.
        version: Version of mtqa, for the signature.
    """
    side = Side.SOURCE if items and all(i.source and i.source_lang for i in items) else Side.TARGET
    counted = [
        count_units(i.source or "", i.source_lang or "en")
        if side is Side.SOURCE
        else count_units(i.target, i.target_lang)
        for i in items
    ]
    units = sorted({c.unit for c in counted}) or ["words"]
    issues = [issue for item in items for issue in item.issues]
    said = verdict(
        issues,
        sum(c.units for c in counted),
        unit=" and ".join(reversed(units)),
        side=side,
        profile=profile,
        version=version,
    )
    critical = said.counts[Severity.CRITICAL.value]
    passed = said.calibrated >= profile.threshold and not critical and said.units > 0
    signature = f"{said.signature}|acceptable:{profile.acceptable:g}"
    said = replace(said, passed=passed, signature=signature)
    return Scorecard(field, name, tuple(items), _lines(issues, profile), said, profile.acceptable)


def _lines(issues: Iterable[Issue], profile: Profile) -> tuple[Line, ...]:
    counts: dict[str, dict[Severity, int]] = {}
    points: dict[str, float] = defaultdict(float)
    for issue in issues:
        row = counts.setdefault(issue.category, dict.fromkeys(Severity, 0))
        row[issue.severity] += 1
        points[issue.category] += profile.points(issue.category, issue.severity)
    order = [f"{d}/{kind}" for d, kinds in CATEGORIES.items() for kind in kinds]
    place = {category: k for k, category in enumerate(order)}
    known = sorted(counts, key=lambda c: (place.get(c, len(place)), c))
    return tuple(Line(c, counts[c], points[c]) for c in known)
