"""The phrase language of the packs: readable patterns that compile to a regex and its anchors.

A pattern is words separated by spaces. On top of that::

    word            in any case; a word with a capital in it must match exactly
    word*           a prefix
    words?          the last letter or not: word, words
    a|b|c           one of several words
    (a b|c d)       one of several phrases, captured as {1}, {2} …;  (very )?  optional
    <assure.V>      any form of the verb; <hold|keep.V:past,s> only some (base s ing past part)
    <deputy.N>      the noun, singular or plural; <deputy.N:pl>
    {WEEKDAY}       a class from packs/classes, captured under its name ({WEEKDAY2} the next time)
    {gap} {gap:5}   up to three (five) words
    [ … ]           only this part is the issue's span, the rest is context
    ,?  -?          a comma (hyphen) or none
    ^ …             at the start of a pattern: only where a sentence or quotation begins
    '  -  "         an apostrophe, hyphen, quotation mark of any kind

Spaces match any white space inside a block. A pattern that begins or ends with a word does so at a
word boundary. The anchors are literals of which one stands in every match; the engine looks only
there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mtqa.detect.anchors import anchors, companions, join
from mtqa.detect.inflect import NOUN_FORMS, VERB_FORMS, asked_forms
from mtqa.detect.reading import fold

_LITERAL = re.compile(r"\w+")
_LEMMA = re.compile(r"<([^<>.]+)\.([VN])(?::([a-z,]+))?>")
_CLASS = re.compile(r"\{([A-Za-z_]+)(?::(\d+))?\}")
_INITIAL = "^ "
_SENTENCE_START = (
    r"(?:(?<![^\n])|(?<=[.!?:;…]\s)|(?<=[.!?…][\"”»’)]\s)|(?<=[\"“«‘(\[•])|(?<=[—–-]\s))"
)
QUOTES = '"“”„‟«»‹›'


class PhraseError(ValueError):
    """A pattern or template that does not follow the phrase language."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled pattern, plain enough for a cache file.

    Attributes:
        regex: Python regular expression; group ``mark`` is the span where there is one.
        anchors: Folded literals of which every match holds one; empty where there are none.
        inflected: Capture group name to its surfaces and their forms.
        groups: Names that a template may use.
        lemmas: Capture group name to its surfaces and their lemmas, for templates.
        companions: Sets of folded words of which every match holds one each.
    """

    regex: str
    anchors: tuple[str, ...]
    inflected: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    lemmas: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    companions: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class _Part:
    """A piece of a pattern: its regex, and every folded text it can match where that is finite."""

    regex: str
    exact: frozenset[str] | None


class _Parser:
    def __init__(self, pattern: str, classes: Mapping[str, str]) -> None:
        self.pattern, self.classes, self.at = pattern, classes, 0
        self.inflected: dict[str, Mapping[str, str]] = {}
        self.lemmas: dict[str, Mapping[str, str]] = {}
        self.groups: list[str] = []

    def error(self, what: str) -> PhraseError:
        return PhraseError(f"{what} at column {self.at + 1} of {self.pattern!r}")

    def name(self, stem: str) -> str:
        """A fresh group name: ``NAME``, then ``NAME2`` …; numbered from 1 for v, n and g."""
        numbered = stem in ("v", "n", "g")
        k = 1
        while (candidate := f"{stem}{k}" if numbered or k > 1 else stem) in self.groups:
            k += 1
        self.groups.append(candidate)
        return candidate

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def sequence(self, stop: str) -> tuple[list[_Part], _Part]:
        """Parts up to one of the ``stop`` characters (not consumed), and their join."""
        parts: list[_Part] = []
        while self.peek() and self.peek() not in stop:
            parts.append(self.atom(inside=bool(stop)))
        # of a whole pattern nobody asks what it matches exactly
        exact: frozenset[str] | None = frozenset({""}) if stop else None
        for part in parts if stop else ():
            exact = join(exact, part.exact)
        return parts, _Part("".join(p.regex for p in parts), exact)

    def atom(self, *, inside: bool) -> _Part:
        char = self.peek()
        if char == "(":
            return self.group()
        if char in "[]":
            self.at += 1
            if char == "[":
                self.groups.append("mark")
            return _Part("(?P<mark>" if char == "[" else ")", frozenset({""}))
        if char == " ":
            self.at += 1
            return _Part(r"\s+", frozenset({" "}))
        if char == "{":
            return self.char_class()
        if char == "<" or char.isalnum():
            return self.alternatives(inside=inside)
        self.at += 1
        if char in ",-" and self.peek() == "?":
            self.at += 1
            return _Part(",?" if char == "," else "[-‑]?", frozenset({"", char}))
        if char == "'":
            return _Part("['’]", frozenset({"'"}))
        if char == "-":
            return _Part("[-‑]", frozenset({"-"}))
        if char == '"':
            return _Part(f"[{QUOTES}]", None)
        if char in "|?*)>}":
            self.at -= 1
            raise self.error(f"unexpected {char!r}")
        return _Part(re.escape(char), frozenset({fold(char)}))

    def alternatives(self, *, inside: bool) -> _Part:
        found = [self.word()]
        while not inside and self.peek() == "|":
            self.at += 1
            found.append(self.word())
        if len(found) == 1:
            return found[0]
        exact = None
        if all(p.exact is not None for p in found):
            exact = frozenset().union(*(p.exact or () for p in found))
        return _Part("(?:" + "|".join(p.regex for p in found) + ")", exact)

    def word(self) -> _Part:
        if self.peek() == "<":
            return self.lemma()
        match = _LITERAL.match(self.pattern, self.at)
        if not match:
            raise self.error("a word is missing")
        self.at, text = match.end(), match.group()
        regex = re.escape(text) if text != text.lower() else f"(?i:{re.escape(text)})"
        if self.peek() == "*":
            self.at += 1
            return _Part(regex + r"\w*", None if len(text) < 3 else frozenset({fold(text), "\0"}))
        if self.peek() == "?":
            self.at += 1
            body, last = re.escape(text[:-1]), re.escape(text[-1])
            regex = f"{body}{last}?" if text != text.lower() else f"(?i:{body}{last}?)"
            return _Part(regex, frozenset({fold(text), fold(text[:-1])}))
        return _Part(regex, frozenset({fold(text)}))

    def lemma(self) -> _Part:
        match = _LEMMA.match(self.pattern, self.at)
        if not match:
            raise self.error("a lemma is written <assure.V>, <deputy.N:pl>")
        self.at = match.end()
        lemmas, kind, only = match.groups()
        wanted = set(only.split(",")) if only else None
        known = VERB_FORMS if kind == "V" else NOUN_FORMS
        if wanted and not wanted <= set(known):
            raise self.error(f"forms of {kind} are {' '.join(known)}")
        found: dict[str, str] = {}
        lemma_of: dict[str, str] = {}
        for lemma in lemmas.split("|"):
            for surface, form in asked_forms(lemma, kind, wanted).items():
                found.setdefault(fold(surface), form)
                lemma_of.setdefault(fold(surface), lemma)
        name = self.name("v" if kind == "V" else "n")
        self.inflected[name] = found
        self.lemmas[name] = lemma_of
        body = "|".join(_spaced(s) for s in sorted(found, key=lambda s: (-len(s), s)))
        return _Part(f"(?P<{name}>(?i:{body}))", frozenset(found))

    def char_class(self) -> _Part:
        match = _CLASS.match(self.pattern, self.at)
        if not match:
            raise self.error("a class is written {NAME}")
        self.at = match.end()
        stem, count = match.groups()
        if stem == "gap":
            name = self.name("gap")
            most = int(count or 3)
            return _Part(rf"(?P<{name}>[\w'’\-]+(?:\s+[\w'’\-]+){{0,{most - 1}}}?)", None)
        if stem not in self.classes:
            raise self.error(f"no class {{{stem}}}; known: {' '.join(sorted(self.classes))}")
        return _Part(f"(?P<{self.name(stem)}>{self.classes[stem]})", None)

    def group(self) -> _Part:
        self.at += 1
        name = self.name("g")
        found = []
        while True:
            found.append(self.sequence("|)")[1])
            if self.peek() == "|":
                self.at += 1
                continue
            if self.peek() != ")":
                raise self.error("a ) is missing")
            self.at += 1
            break
        exact = None
        if all(p.exact is not None for p in found):
            exact = frozenset().union(*(p.exact or () for p in found))
        regex = f"(?P<{name}>" + "|".join(p.regex for p in found) + ")"
        if self.peek() == "?":
            self.at += 1
            return _Part(regex + "?", None if exact is None else exact | {""})
        return _Part(regex, exact)


def _spaced(text: str) -> str:
    return r"\s+".join(re.escape(w).replace("'", "['’]") for w in text.split(" "))


def compile_phrase(pattern: str, classes: Mapping[str, str]) -> Phrase:
    """Compile a pattern of the phrase language.

    Args:
        pattern: The pattern.
        classes: Class name to regular expression (without capture groups).

    Returns:
        The compiled phrase.

    Raises:
        PhraseError: If the pattern is not well-formed.
    """
    initial = pattern.startswith(_INITIAL)
    pattern = pattern.removeprefix(_INITIAL)
    parser = _Parser(pattern, classes)
    parts, whole = parser.sequence("")
    if parser.at < len(pattern):
        raise parser.error(f"unexpected {parser.peek()!r}")
    bare = pattern.strip("[]")
    starts_wordy = bare[:1].isalnum() or bare[:1] in "(<{"
    ends_wordy = bare[-1:].isalnum() or bare[-1:] in ")>}*?"
    before = r"(?<![\w])(?<!\w[-’'])" if starts_wordy else ""
    after = r"(?!\w)(?![-‑]\w)" if ends_wordy else ""
    regex = (_SENTENCE_START if initial else "") + before + whole.regex + after
    if regex.count("(?P<mark>") > 1 or pattern.count("[") != pattern.count("]"):
        raise PhraseError(f"one [ and one ] mark the span, in {pattern!r}")
    texts = [part.exact for part in parts]
    found = anchors(texts)
    return Phrase(
        regex,
        found,
        parser.inflected,
        tuple(parser.groups),
        parser.lemmas,
        companions(texts, found),
    )
