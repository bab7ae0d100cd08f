"""MQM categories, severities, penalty profiles and the score formula.

The names follow MQM-Core (ISO 5060:2024 uses the same seven dimensions). The typology is a subset
with one addition (``locale-conventions/name-format``), so reports say "uses MQM categories".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mtqa.types import Issue, Severity, Side, Verdict

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "terminology": ("termbase", "term-inconsistency", "wrong-term"),
    "accuracy": (
        "mistranslation", "false-friend", "overly-literal", "number", "date-time", "entity",
        "unit-conversion", "ambiguous-translation", "over-translation", "under-translation",
        "addition", "omission", "no-translate", "untranslated",
    ),
    "linguistic-conventions": (
        "grammar", "punctuation", "spelling", "unintelligible", "character-encoding",
        "duplication", "pattern-problem", "whitespace",
    ),
    "style": (
        "organization", "third-party-style", "register", "awkward", "unidiomatic",
        "inconsistent-style",
    ),
    "locale-conventions": (
        "number-format", "currency-format", "measurement-format", "time-format", "date-format",
        "address-format", "telephone-format", "name-format",
    ),
    "audience-appropriateness": ("culture-specific-reference", "offensive"),
    "design-and-markup": ("layout", "markup-tag", "truncation", "missing-text", "link"),
}  # fmt: skip

SMALL_SAMPLE = 500
"""Units (words) below which a verdict says "small sample"."""


def known_category(category: str) -> bool:
    """Whether ``dimension/type`` is one of ours."""
    dimension, _, kind = category.partition("/")
    return kind in CATEGORIES.get(dimension, ())


@dataclass(frozen=True, slots=True)
class Profile:
    """How issues become a score.

    Attributes:
        name: ``mqm`` or ``wmt``.
        multipliers: Penalty points per severity.
        overrides: Points for a category (or dimension) at a severity, over the multiplier.
        threshold: The score that passes.
        acceptable: Penalty points per 1,000 units that are just acceptable; the calibrated score
            equals the threshold there.
    """

    name: str
    multipliers: Mapping[Severity, float]
    overrides: Mapping[tuple[str, Severity], float] = field(default_factory=dict)
    threshold: float = 99.0
    acceptable: float = 10.0

    def points(self, category: str, severity: Severity) -> float:
        """Penalty points of one issue."""
        dimension = category.partition("/")[0]
        for key in ((category, severity), (dimension, severity)):
            if key in self.overrides:
                return self.overrides[key]
        return self.multipliers[severity]


PROFILES: Mapping[str, Profile] = {
    "mqm": Profile(
        "mqm",
        {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25},
    ),
    "wmt": Profile(
        "wmt",
        {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 5},
        {
            ("linguistic-conventions/punctuation", Severity.MINOR): 0.1,
            ("accuracy/untranslated", Severity.CRITICAL): 25,
            ("linguistic-conventions/unintelligible", Severity.CRITICAL): 25,
        },
    ),
}


def verdict(
    issues: Iterable[Issue], units: int, *, unit: str, side: Side, profile: Profile, version: str
) -> Verdict:
    """Score a document: ``100 * (1 - penalty / units)``, and its calibrated form.

    Args:
        issues: The issues that count; neutral ones cost nothing.
        units: Sample size, at least 1 is assumed.
        unit: ``words`` or ``characters``.
        side: The text whose units were counted.
        profile: Penalty profile.
        version: Version of mtqa, for the signature.

    Returns:
        The verdict; it passes when the score reaches the profile's threshold and no issue is
        critical.
    """
    counted = list(issues)
    penalty = float(sum(profile.points(i.category, i.severity) for i in counted))
    per_unit = penalty / max(units, 1)
    counts = Counter(i.severity.value for i in counted)
    score = 100.0 * (1.0 - per_unit)
    calibrated = 100.0 - per_unit * 1000.0 * (100.0 - profile.threshold) / profile.acceptable
    return Verdict(
        score=round(score, 2),
        calibrated=round(calibrated, 2),
        passed=score >= profile.threshold and not counts["critical"],
        threshold=profile.threshold,
        penalty=penalty,
        units=units,
        unit=unit,
        side=side,
        profile=profile.name,
        counts={s.value: counts[s.value] for s in Severity},
        small_sample=units < SMALL_SAMPLE,
        signature=f"mqm|profile:{profile.name}|unit:{unit}|side:{side.value}"
        f"|threshold:{profile.threshold:g}|version:{version}",
    )
