"""The data that flows through mtqa: frozen, slotted dataclasses and nothing else.

Every :class:`Span` counts Unicode code points of ``Document.target`` (or ``.source``). Only readers
and reporters convert to anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from mtqa.candidate import Candidate as Candidate  # noqa: PLC0414 - a type of this module

if TYPE_CHECKING:
    from mtqa.unit import Unit


class Severity(StrEnum):
    """MQM severity of an issue."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for neutral up to 3 for critical."""
        return list(Severity).index(self)


class Side(StrEnum):
    """The text that a span points into."""

    TARGET = "target"
    SOURCE = "source"


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"
    UNIT = "unit"
    CUE = "cue"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character; an empty span overlaps what strictly surrounds it."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end and self != other
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Whether every character of this span belongs to ``other``."""
        return other.start <= self.start and self.end <= other.end

    def shift(self, by: int) -> Span:
        """The span ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table cell, translation unit or subtitle cue.

    ``origin`` names its place in the file, for people; ``unit``: what a bilingual file says of it.
    """

    kind: BlockKind
    span: Span
    origin: str = ""
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of the target, numbered from 0, and the source it translates (None: none)."""

    id: int
    target: Span
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """A word of the target and the probability that it is wrong: enough to count, to report."""

    span: Span
    p: float
    bad: bool
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text to check, with what is known of where it comes from.

    Attributes:
        id: A name that is unique in the run; ``target`` the text to check.
        path: Where it was read from (``-``: standard input), in which ``format``.
        target_lang: BCP 47 tag of the target.
        source: What it was translated from, where there is a source.
        source_lang: BCP 47 tag of the source language where it is certain (given, or identified
            on the source text); a guess from the target is not put here.
        blocks: Blocks of the target; ``source_blocks`` those of the source; ``segments`` sentences.
        unaligned: Spans of the source without a segment; ``risks``: of the target's words.
    """

    id: str
    target: str
    path: str = "-"
    format: str = "text"
    target_lang: str = "en"
    source: str | None = None
    source_lang: str | None = None
    blocks: tuple[Block, ...] = ()
    source_blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    reference: str | None = None
    unaligned: tuple[Span, ...] = ()
    risks: tuple[Risk, ...] = ()

    def text(self, side: Side) -> str:
        """The text of that side, empty where there is none."""
        return self.target if side is Side.TARGET else self.source or ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A replacement (empty to delete) for exactly its issue's span; ``safe`` to apply unseen."""

    text: str
    safe: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A potential error: where, what kind, how bad, what to do.

    Attributes:
        rule: Id of the rule, ``folder/name`` or ``pack/name``.
        span: Where it is in the text of ``side``; ``text`` are its characters.
        message: One sentence for an editor; ``suggestions``: replacements, best first.
        confidence: Probability, 0 to 1, that an editor would change the span.
        segment: Id of its segment, None where there are none; ``fingerprint`` names the finding,
            unchanged when other paragraphs are edited.
    """

    rule: str
    category: str
    severity: Severity
    span: Span
    text: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    confidence: float = 0.5
    segment: int | None = None
    side: Side = Side.TARGET
    fingerprint: str = ""

    @property
    def safe(self) -> bool:
        """Whether its first suggestion may be applied unseen."""
        return bool(self.suggestions) and self.suggestions[0].safe


@dataclass(frozen=True, slots=True)
class Score:
    """A number with its signature; ``level``: word, segment, document, corpus; ``where``: which."""

    metric: str
    level: str
    where: str
    value: float
    signature: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A suggestion that was not applied, and why."""

    issue: Issue
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What was done to a segment."""

    segment: int
    before: str
    after: str
    applied: tuple[Issue, ...] = ()
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A step that crashed: shown, counted."""

    step: str
    name: str
    error: str
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a text seems translated from ``lang`` (``*``: any); ``weight``: natural log odds."""

    lang: str
    weight: float
    what: str
    rule: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """Was the target machine translated (None: the tool abstains), and from which language.

    ``languages``: posterior per source language (the rest to 1 is "none of these");
    ``source_lang``: the one that stands out; ``evidence``: what speaks for it, strongest first.
    """

    probability: float | None
    source_lang: str | None
    languages: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The MQM score of a document and what it rests on.

    ``score`` is 100 for no penalty; ``calibrated`` is the same on a scale where the threshold means
    the acceptable penalty. ``units``: sample size, in ``unit`` of the text of ``side``.
    """

    score: float
    calibrated: float
    passed: bool
    threshold: float
    penalty: float
    units: int
    unit: str
    side: Side
    profile: str
    counts: Mapping[str, int]
    small_sample: bool
    signature: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one run says of one document."""

    document: Document
    issues: tuple[Issue, ...]
    origin: Origin
    verdict: Verdict
    corrected: str
    corrections: tuple[Correction, ...] = ()
    scores: tuple[Score, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    suppressed: tuple[Issue, ...] = ()
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()
    run: Mapping[str, Any] = field(default_factory=dict)
