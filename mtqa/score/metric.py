"""What a metric is: a number for translations, that of a sentence and that of a whole text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from mtqa.types import Issue


class Need(StrEnum):
    """What a metric compares a translation with."""

    REFERENCE = "reference"
    SOURCE = "source"
    ISSUES = "issues"
    EDIT = "edit"
    """The same translation after a person corrected it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A translated sentence with all that a metric may ask for.

    Attributes:
        text: The translation.
        references: Translations by people, the same number for every sentence of a text; one may
            be empty.
        source: What was translated.
        edit: The translation after a person corrected it.
        issues: What the rules found in it.
    """

    text: str
    references: tuple[str, ...] = ()
    source: str | None = None
    edit: str | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How to score.

    Attributes:
        target_lang: Language of the translation, a BCP 47 tag.
        source_lang: Language of the source, if it is known.
        tokenize: Name of a tokenizer, None for that of the language.
        profile: Penalty profile of the MQM score.
    """

    target_lang: str = "en"
    source_lang: str | None = None
    tokenize: str | None = None
    profile: str = "mqm"


class Scorer(Protocol):
    """A metric that is loaded and ready."""

    def sentences(self, samples: Sequence[Sample]) -> list[float]:
        """A value for each sentence, in order."""

    def corpus(self, samples: Sequence[Sample]) -> float:
        """The value of the whole text (at least one sentence)."""

    @property
    def signature(self) -> str:
        """Version and options that reproduce the numbers; asked for after the corpus."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: the constant ``METRIC`` of a module of :mod:`mtqa.score`.

    Attributes:
        name: What the user types in ``--metrics``.
        title: How it is written.
        doc: What it measures, in a sentence.
        needs: What it compares with; a missing one is an error that says so.
        bounds: The least and the greatest value; infinite where there is no bound.
        higher_is_better: Whether more is better.
        open: Loads it; cheap imports only at module level, heavy ones in here.

    ``open`` may raise :class:`mtqa.errors.MissingError` where something is not installed.
    """

    name: str
    title: str
    doc: str
    needs: frozenset[Need]
    bounds: tuple[float, float]
    higher_is_better: bool
    open: Callable[[Options], Scorer]
