"""Another translation of a segment, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another translation of a segment.

    Attributes:
        segment: Id of the segment.
        text: The translation.
        engine: What made it; ``rules`` is the text with the safe corrections made.
        score: Its estimated quality from 0 to 1, None where nothing estimated it.
        agreement: How near it is to the other translations (chrF, 0 to 1); None for fewer than
            three of them.
        chosen: Whether it is better than what the document has; None where nobody chose.
        why: The reason why it was chosen, was rejected or did not win.
    """

    segment: int
    text: str
    engine: str
    score: float | None = None
    agreement: float | None = None
    chosen: bool | None = None
    why: str = ""
