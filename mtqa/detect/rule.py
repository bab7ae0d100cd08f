"""What a rule is: a frozen description with the function that finds it.

A rule in code is one file with one module constant ``RULE``; ``mtqa.catalog`` finds it. A rule in a
TOML pack is built into the same class by :mod:`mtqa.detect.pack`. Either way its examples stand
beside it and are its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from mtqa.types import Severity, Side, Span, Suggestion

if TYPE_CHECKING:
    from mtqa.detect.reading import Reading
    from mtqa.unit import Unit

NEXT_UNIT = "␞"
"""Stands between two units of an example."""
MARK_OPEN, MARK_CLOSE = "⟦", "⟧"
"""The span that an example expects stands between these."""


class Needs(StrEnum):
    """The evidence without which a rule stays silent (see "Evidence" in CONTRIBUTING)."""

    ALONE = "alone"
    """Practically never written by a native professional: fires on the words alone."""
    ORIGIN = "origin"
    """Native text has it too: fires where the text is known, or shows, to be translated."""
    SOURCE = "source"
    """Only the aligned source segment convicts it."""


class Scope(StrEnum):
    """What the engine hands to ``find`` as ``within``."""

    WINDOW = "window"
    """A stretch around each anchor, inside one block (needs anchors)."""
    SEGMENT = "segment"
    """Each sentence (that holds an anchor, where there are anchors)."""
    DOCUMENT = "document"
    """The whole target, once (if it holds an anchor, where there are anchors)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; what is left None is taken from the rule.

    Attributes:
        span: Where, in the text of ``side``.
        suggestions: Replacements of exactly that span, best first.
        message: One sentence for an editor.
        severity: Overrides the rule's.
        category: Overrides the rule's.
        confidence: Probability, 0 to 1, that an editor would change the span.
        side: The text that the span points into.
    """

    span: Span
    suggestions: tuple[Suggestion, ...] = ()
    message: str | None = None
    severity: Severity | None = None
    category: str | None = None
    confidence: float | None = None
    side: Side = Side.TARGET


@dataclass(frozen=True, slots=True)
class Example:
    """A text that must fire, with the span and the correction, or one that must stay silent.

    Attributes:
        text: The target. In a bad example the expected span stands between ``⟦`` and ``⟧``; a
            good example has no marks. Newlines separate blocks.
        fix: The expected first suggestion for the marked span; None where the rule has none.
            After it is applied, the rule must no longer fire.
        source: The source text, for rules that need one; aligned block by block.
        source_lang: Source language, where it is not the rule's own first one.
        target_lang: Target language, where it is not the rule's own first one.
        risks: Words of the text that the quality model suspects, with their probabilities.
        unit: What a bilingual file says of the text: it is a unit, or several with a
            :data:`NEXT_UNIT` between them, in the source as well.
    """

    text: str
    fix: str | None = None
    source: str | None = None
    source_lang: str | None = None
    target_lang: str | None = None
    risks: tuple[tuple[str, float], ...] = ()
    unit: Unit | None = None

    @property
    def bad(self) -> bool:
        """Whether the rule must fire here."""
        return MARK_OPEN in self.text

    @property
    def plain(self) -> str:
        """The text without the marks."""
        return self.text.replace(MARK_OPEN, "").replace(MARK_CLOSE, "")

    @property
    def span(self) -> Span:
        """The marked span in :attr:`plain`.

        Raises:
            ValueError: If the example has no marks.
        """
        start = self.text.index(MARK_OPEN)
        return Span(start, self.text.index(MARK_CLOSE) - len(MARK_OPEN))


Find = Callable[["Reading", Span], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Probe:
    """One of several patterns of a rule, with anchors of its own.

    Attributes:
        anchors: As those of a rule.
        find: As that of a rule.
    """

    anchors: tuple[str, ...]
    find: Find


def _nothing(_reading: Reading, _within: Span) -> Iterable[Finding]:
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A named check; compared and hashed by identity, since sets of rules are looked up per row.

    Attributes:
        id: ``folder/name`` for code, ``pack/name`` for data; unique.
        category: MQM ``dimension/type``.
        severity: Default severity.
        needs: The evidence it needs.
        message: One sentence for an editor, used where a finding brings none.
        doc: What it finds, why it matters, its limits, a reference; shown by ``mtqa explain``.
        find: ``find(reading, within)`` yields findings whose spans begin inside ``within``.
        probes: Instead of ``find`` and ``anchors``: several patterns that share the rest.
        examples: At least one bad and one good example.
        target_langs: Primary language subtags it applies to; empty for all.
        source_langs: Languages it is evidence for or needs as source; empty for any.
        anchors: Lower-case literals (as :func:`mtqa.detect.reading.fold` writes them) of which at
            least one stands in every match; empty where there are none. They are the prefilter.
        scope: What ``find`` is called with.
        confidence: Probability that an editor would change a hit, where evidence allows it.
        preview: Off by default, since it is not yet precise enough.
        domains: Subject domains it is meant for; empty for all.
        of_unit: Whether it speaks of units as a whole: its findings hide no others of their spans.
    """

    id: str
    category: str
    severity: Severity
    message: str
    doc: str
    find: Find = _nothing
    probes: tuple[Probe, ...] = ()
    examples: tuple[Example, ...] = ()
    needs: Needs = Needs.ALONE
    target_langs: frozenset[str] = frozenset()
    source_langs: frozenset[str] = frozenset()
    anchors: tuple[str, ...] = ()
    scope: Scope = Scope.DOCUMENT
    confidence: float = 0.9
    preview: bool = False
    domains: frozenset[str] = field(default_factory=frozenset)
    of_unit: bool = False

    @property
    def all_probes(self) -> tuple[Probe, ...]:
        """Its probes; a rule with a single ``find`` is one probe."""
        return self.probes or (Probe(self.anchors, self.find),)

    def applies_to(self, target_lang: str) -> bool:
        """Whether it is written for this target language."""
        return not self.target_langs or primary(target_lang) in self.target_langs


def primary(tag: str | None) -> str:
    """The primary language subtag of a BCP 47 tag, lower-case: ``pt-BR`` gives ``pt``."""
    return (tag or "").replace("_", "-").split("-")[0].lower()


def suggest(*texts: str, safe: bool = False) -> tuple[Suggestion, ...]:
    """Suggestions of these texts; ``safe`` speaks of the first."""
    return tuple(Suggestion(t, safe=safe and k == 0) for k, t in enumerate(texts))
