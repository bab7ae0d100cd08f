"""Identifies the language of a text: by its script where that settles it, else by langdetect.

It is asked only where the user did not say. It answers nothing rather than guess: see
:data:`MIN_LETTERS` and :data:`MIN_CONFIDENCE`.
"""

from __future__ import annotations

import re
import threading
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mtqa.language.script import by_script

MIN_LETTERS = 40
"""Letters below which langdetect is not asked (a text whose script settles it needs 4)."""
MIN_CONFIDENCE = 0.80
"""Probability below which nothing is answered."""
SAMPLE = 3000
"""Characters that are looked at: of a longer text, a third each from its start, middle and end."""

_FEW_WORDS, _ABOUND, _HARDLY = 30, 0.3, 0.12

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|[\d\W_]+")
_BCP47 = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}
_LOCK = threading.Lock()


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
    """Identify the language of ``text``; the same text always gives the same answer.

    Returns:
        The guess, or None where the text is too short or no language stands out.
    """
    words = _NOISE.sub(" ", _sample(text)).strip()
    found = by_script(words)
    if found is not None:
        return Guess(*found)
    if sum(map(str.isalpha, words)) < MIN_LETTERS:
        return None
    return _by_function_words(words) or _langdetect(words)


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Words of language/function_words.toml by language."""
    path = files("mtqa.language") / "function_words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    return {lang: frozenset(words.split()) for lang, words in table.items()}


def _by_function_words(words: str) -> Guess | None:
    """The language whose function words abound in a text that has hardly any of another.

    It spares most texts langdetect, which takes half a second to load. Where languages are close
    to each other they share these words, and nothing is answered.
    """
    text = words.lower().split()
    if len(text) < _FEW_WORDS:
        return None
    shares = sorted(
        ((sum(w in own for w in text) / len(text), lang) for lang, own in function_words().items()),
        reverse=True,
    )
    (most, lang), (next_most, _) = shares[0], shares[1]
    if most < _ABOUND or next_most > _HARDLY:
        return None
    return Guess(lang, round(most / (most + next_most), 3))


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    size, middle = SAMPLE // 3, len(text) // 2
    return " ".join((text[:size], text[middle - size // 2 : middle + size // 2], text[-size:]))


def _langdetect(words: str) -> Guess | None:
    from langdetect import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import (
        LangDetectException,
    )

    # langdetect keeps words in capitals out of its count: a headline set in them would be empty.
    text = words.lower() if words.isupper() else words
    with _LOCK:  # its profiles are loaded, and its seed is read, through module state
        DetectorFactory.seed = 0
        try:
            best = detect_langs(text)[0]
        except LangDetectException:
            return None
    if best.prob < MIN_CONFIDENCE:
        return None
    return Guess(_BCP47.get(best.lang, best.lang), min(float(best.prob), 1.0))
