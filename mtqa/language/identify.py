"""Identifies the language of a text: by its script where that settles it, else by langdetect."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """The language of a text and how sure that is.

    Attributes:
        lang: BCP 47 tag.
        confidence: Probability, 0 to 1.
    """

    lang: str
    confidence: float


def identify(text: str) -> Guess | None:
    """Identify the language of ``text``.

    Returns:
        The guess, or None where the text is too short or nothing stands out.
    """
    if sum(c.isalpha() for c in text[:200]) < 20:
        return None
    from langdetect import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0
    try:
        best = detect_langs(text[:4000])[0]
    except LangDetectException:
        return None
    lang = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}.get(best.lang, best.lang)
    return Guess(lang, float(best.prob)) if best.prob >= 0.8 else None
