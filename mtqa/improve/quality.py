"""The quality model as the measure of what to keep."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mtqa.retranslate.select import Quality
from mtqa.score.qe.judge import is_shipped
from mtqa.settings import Settings

if TYPE_CHECKING:
    from mtqa.score.qe.model import QualityModel


@dataclass(frozen=True, slots=True)
class ModelQuality:
    """Estimated quality by the model that also scores the report."""

    model: QualityModel

    @property
    def signature(self) -> str:
        """Model that said it."""
        return self.model.signature

    def score(self, pairs: list[tuple[str, str]]) -> list[float]:
        """Quality from 0 to 1 of each pair of a source and its translation."""
        return [e.quality for e in self.model.estimate(pairs)]


def quality_scorer(settings: Settings) -> Quality | None:
    """The scorer that the settings ask for, None where there is no model or none is wanted.

    Raises:
        InputError: If a folder was named that holds no model.
    """
    if not settings.qe or not (settings.model or is_shipped()):
        return None
    from mtqa.score.qe.model import load

    return ModelQuality(load(Path(settings.model) if settings.model else None))
