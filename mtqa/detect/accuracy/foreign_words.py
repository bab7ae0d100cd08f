"""Words of other languages left in the text: which, from where, and runs of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

import mtqa.language
from mtqa.detect.reading import Reading, Word
from mtqa.language.frequency import ABSENT, IN_SMALL, has_large_list, table, zipf
from mtqa.types import Span

LANGUAGES = ("fr", "es", "de", "it", "pt")
_COMMON, _RARE = 3.2, 2.5
_LOWER = re.compile(r"(?<![\w@#/.’'\-_])[a-zß-öø-ÿœ]{4,}(?![\w@/’'\-_]|\.[a-z])")


@cache
def _words(table: str) -> Mapping[str, frozenset[str]]:
    """Word lists by language, read from ``language/function_words.toml``."""
    file = Path(mtqa.language.__file__).with_name("function_words.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))[table]
    return {lang: frozenset(words.split()) for lang, words in data.items()}


@cache
def function_words_of_others(target: str) -> frozenset[str]:
    """Function words of every other language that the target language does not share."""
    every = (words for lang, words in _words("words").items() if lang != target)
    return frozenset().union(*every) - _words("words").get(target, frozenset())


@dataclass(frozen=True, slots=True)
class Profile:
    """Which language the function words of a stretch speak for.

    Attributes:
        lang: The language with the most function words that the target language does not share.
        theirs: How many of its own those are.
        ours: How many function words of the target language there are that it does not share.
        words: Words in all.
    """

    lang: str
    theirs: int
    ours: int
    words: int


def profile(words: list[str], target: str, only: str | None = None) -> Profile:
    """The profile of lower-case words against the target language."""
    home = _words("words").get(target, frozenset())
    best = Profile("", 0, 0, len(words))
    for lang, function in _words("words").items():
        if lang == target or (only and lang != only):
            continue
        told = [w for w in words if w in function and w not in home]
        theirs = len(told) if len(set(told)) > 2 else 0
        ours = sum(w in home and w not in function for w in words)
        if theirs > best.theirs:
            best = Profile(lang, theirs, ours, len(words))
    return best


_LEFT: WeakKeyDictionary[Reading, tuple[tuple[Word, str], ...]] = WeakKeyDictionary()


def left_over(reading: Reading) -> tuple[tuple[Word, str], ...]:
    """Lower-case words of an English text that are words of another language and not English."""
    found = _LEFT.get(reading)
    if found is None:
        wanted = (reading.source_lang,) if reading.source_lang else LANGUAGES
        langs = tuple(k for k in wanted if k in LANGUAGES)
        hits = []
        common = table("en", IN_SMALL)
        # most texts have no candidate, which their words tell faster than the regex
        if all(t in common or len(t) < 4 or t[0].isupper() for t in reading.tokens):
            langs = ()
        for match in _LOWER.finditer(reading.text) if langs else ():
            lang = _foreign(match.group(), langs, bool(reading.source_lang))
            if lang:
                hits.append((Word(match.group(), *match.span()), lang))
        found = _LEFT[reading] = tuple(hits)
    return found


@lru_cache(maxsize=65536)
def _foreign(word: str, langs: tuple[str, ...], known: bool) -> str:
    """The language that a word is left over from, empty for an English or unknown word."""
    if word in _words("borrowed")["en"] or zipf(word, "en", least=IN_SMALL):
        return ""
    least = _RARE if known or not word.isascii() else _COMMON
    for lang in langs:
        frequency = zipf(word, lang, least=least)
        if frequency == ABSENT:
            continue
        here = zipf(word, "en")
        if here == 0 or (here <= 2.05 and frequency >= 4.2 and frequency - here >= 2.6):
            return lang
    return ""


@lru_cache(maxsize=65536)
def kept_form(word: str, source: str, target: str) -> bool:
    """Whether a word that stands in source and target alike is one of the source language only."""
    if not has_large_list(target) or zipf(word, target, least=IN_SMALL) > 0:
        return False
    theirs, ours = zipf(word, source, least=3.0), zipf(word, target)
    return theirs > 0 and (ours < 1.2 or (ours < 1.75 and theirs - ours >= 2.0))


def shown(text: str, span: Span, source: str = "") -> bool:
    """Whether a word is quoted, glossed, or part of a name: *Médecins sans frontières*.

    With a source, only names that stand there too count, further away.
    """
    reach = 4 if source else 2
    if _QUOTED.search(text[max(span.start - 42, 0) : span.start]):
        return True
    before = text[max(span.start - 30, 0) : span.start].split()[-reach:]
    after = text[span.end : span.end + 20].split()[:reach]
    near = [w.strip(".,;:()") for w in (*before, *after)]
    return any(w[:1].isupper() and (not source or w in source) for w in near)


_QUOTED = re.compile(r"[“\"«‘'(*_][^”\"»’')*_\n]{0,40}\Z")


def merge(words: tuple[tuple[Word, str], ...], text: str) -> list[tuple[Span, str]]:
    """Neighbouring words of one language as one span."""
    out: list[tuple[Span, str]] = []
    for word, lang in words:
        if out and out[-1][1] == lang and text[out[-1][0].end : word.start].isspace():
            out[-1] = (Span(out[-1][0].start, word.end), lang)
        else:
            out.append((word.span, lang))
    return out
