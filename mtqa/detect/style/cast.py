"""The cast of a document: who is named, how, where first, and who speaks.

No model: sequences of capitals, read with closed lists (``data/names.toml``). What cannot be told
from a place or a body stays in; the rules that look at the cast ask for more evidence where that
matters. English only.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from mtqa.detect.reading import Reading
from mtqa.detect.style.quoted_text import quoted
from mtqa.types import Span

DATA = Path(__file__).with_name("data")
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĽŁŃŇŌŐŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_POSSESSIVE = re.compile(r"['’]s?\Z")
_BEFORE = re.compile(r"([\w’'\-]+)[ \u00a0]+\Z")
_AGENT = re.compile(r"[a-z]{3,}(?:er|or|ist|man|woman|ian|eer|ant|ent)\Z")
_APPOSED = re.compile(
    r",\s+(?:who|whose|an?|the|his|her|its|one|\d{2}|now|then|from|also)\b|\s+\(\d{2}\)"
)
_CLAUSE_END = re.compile(
    r"\s*(?:[.,;:!?”\"»)]|\Z)|\s+(?:on|in|at|during|after|before|who|whose|this|last|when|while)\b"
)
_CONJUNCTIONS = frozenset(
    ["that", "but", "as", "because", "while", "however", "indeed", "although", "for", "so"]
)
_BEGIN = ("", "\n", *".!?:;“\"«”»’'(—–-")
_ADVERB = r"(?:\w+ly\s+|also\s+|then\s+|later\s+|again\s+|further\s+|has\s+|had\s+|simply\s+)?"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in the text, without its possessive ending.

    Attributes:
        span: The name alone: no title, no role.
        whole: With the courtesy title.
        surname: Its last word.
        courtesy: ``Mr``, ``Mrs.`` … or empty.
        role: Whether a role or office stands right before it.
        full: Whether it has more than one word.
        quoted: Whether it stands in a quotation.
        speaks: Whether a reporting verb stands beside it.
        introduced: Whether role, first name or apposition says who it is.
    """

    span: Span
    whole: Span
    surname: str
    courtesy: str
    role: bool
    full: bool
    quoted: bool
    speaks: bool
    introduced: bool


@dataclass(slots=True)
class Cast:
    """Mentions by surname, each list in order."""

    by_surname: dict[str, list[Mention]] = field(default_factory=dict)
    known_words: set[str] = field(default_factory=set)

    def introduced(self, surname: str) -> bool:
        """Whether the text says somewhere who that is."""
        return surname in self.known_words or any(m.introduced for m in self.by_surname[surname])


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of ``data/names.toml``."""
    return frozenset(_data()[name].split())


@cache
def _data() -> dict[str, str]:
    return tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    particle = "|".join(sorted(words("particle")))
    title = "|".join(sorted(words("courtesy"), key=len, reverse=True))
    token = rf"(?:(?:{title})\.(?=\s)|(?:[{_UPPER}]\.-?)+|[{_UPPER}][\w’'\-‑]*)"
    run = re.compile(
        rf"(?<![\w’'])({token})(?:[ \u00a0]+(?:(?:{particle})[ \u00a0]+){{0,2}}{token})*"
    )
    speech = "|".join(sorted(words("speech"), key=len, reverse=True))
    after = re.compile(rf"\s+{_ADVERB}(?:{speech})\b(?!\s+(?:by|as|in the)\b)")
    before = re.compile(rf"[”\"»’',]\s+{_ADVERB}(?:{speech})\s+(?:the\s+)?\Z")
    return run, re.compile(token), after, before


_CACHE: WeakKeyDictionary[Reading, Cast] = WeakKeyDictionary()


def cast(reading: Reading) -> Cast:
    """The cast of a document, read once."""
    found = _CACHE.get(reading)
    if found is None:
        found = _CACHE[reading] = _read(reading)
    return found


def _read(reading: Reading) -> Cast:
    out = Cast()
    run, token, _, _ = _patterns()
    for match in run.finditer(reading.text):
        parts: list[re.Match[str]] = []
        owned = False
        for piece in token.finditer(reading.text, match.start(), match.end()):
            parts.append(piece)
            if _POSSESSIVE.search(piece.group()):
                # "Ukraine's Zelensky": the owner is one name, what follows another
                _add(out, reading, parts, owned=owned)
                parts, owned = [], True
        _add(out, reading, parts, owned=owned)
    return out


def _bare(token: str) -> str:
    return _POSSESSIVE.sub("", token).rstrip(".")


def _add(out: Cast, reading: Reading, parts: list[re.Match[str]], *, owned: bool) -> None:
    """Read one run of capitals as a name, if it can be one; an owned one is no person."""
    begins = (
        parts
        and reading.text[max(0, parts[0].start() - 2) : parts[0].start()].rstrip(" \u00a0")[-1:]
        in _BEGIN
    )
    if begins and _bare(parts[0].group()).lower().replace("’", "'") in words("opener"):
        parts = parts[1:]
    courtesy, role, start, k, body = "", False, None, 0, False
    for i, part in enumerate(parts[:-1]):
        bare = _bare(part.group())
        if bare in words("courtesy"):
            courtesy, start, k, body = part.group(), part.start(), i + 1, False
        elif bare.lower() in words("role"):
            role, courtesy, start, k, body = True, "", None, i + 1, False
        elif len(bare) > 1 and bare.isupper() and i == k:
            k, body = i + 1, True  # "US President …" is somebody's, "BSES Limited" is not
    name = parts[k:]
    if not name:
        return
    surname = _bare(name[-1].group())
    if owned or len(surname) < 2 or surname.isupper() or surname.lower() in words("role"):
        return
    if body and len(name) == 1:
        return
    span = Span(name[0].start(), name[-1].start() + len(surname))
    mention = _mention(reading, span, surname, courtesy, start, role=role, full=len(name) > 1)
    out.by_surname.setdefault(surname, []).append(mention)
    if len(name) > 1:
        out.known_words.update(_bare(p.group()) for p in name)


def _mention(
    reading: Reading,
    span: Span,
    surname: str,
    courtesy: str,
    start: int | None,
    *,
    role: bool,
    full: bool,
) -> Mention:
    text = reading.text
    _, _, after, before = _patterns()
    whole = Span(span.start if start is None else start, span.end)
    context = text[max(0, whole.start - 60) : whole.start]
    previous = _BEFORE.search(context)
    noun = previous[1].lower() if previous else ""
    titled = role or noun in words("noun") or bool(_AGENT.match(noun))
    inside = quoted(reading, span.start)
    # "Jeff Pike from Elders says": it is Pike who speaks
    straight = not noun or noun in _CONJUNCTIONS
    speaks = bool(straight and after.match(text, span.end))
    speaks = speaks or bool(before.search(context) and _CLAUSE_END.match(text, span.end))
    apposed = bool(_APPOSED.match(text, span.end))
    return Mention(
        span, whole, surname, courtesy, titled, full, inside, speaks and not inside,
        introduced=titled or full or apposed,
    )  # fmt: skip
