"""One compiled pattern of a pack at work: matching, conditions, suggestions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from mtqa.detect.phrase import PhraseError, compile_phrase
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Finding
from mtqa.detect.template import article, compile_template, render
from mtqa.types import Segment, Span, Suggestion

CONDITIONS = ("not_before", "not_after", "unless", "only_if")
"""Conditions of a pattern: phrases that may not follow it, may not precede it, may not stand in its
sentence, must stand in its sentence."""


def compile_conditions(fields: Mapping[str, Any], classes: Mapping[str, str]) -> dict[str, str]:
    """The regular expressions of a rule's :data:`CONDITIONS`, for all of its patterns."""
    found = {}
    for name in CONDITIONS:
        options = fields.get(name, [])
        options = [options] if isinstance(options, str) else options
        if options:
            regex = "|".join(f"(?:{compile_phrase(o, classes).regex})" for o in options)
            # group names may repeat over the options, and nothing refers to them
            found[name] = re.sub(r"\(\?P<\w+>", "(?:", regex)
    return found


def compile_pattern(
    fields: Mapping[str, Any],
    better: Sequence[str],
    classes: Mapping[str, str],
    conditions: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Compile a ``pattern`` or ``regex`` with its conditions and templates to plain data.

    Args:
        fields: ``pattern`` or ``regex``, optionally ``anchors`` and the :data:`CONDITIONS`.
        better: Templates, best first.
        classes: Named classes of the phrase language.
        conditions: The compiled conditions, where they are those of other patterns too.

    Returns:
        Data for :class:`Matcher`, fit for JSON.

    Raises:
        PhraseError: If something does not compile.
    """
    from mtqa.detect.phrase import Phrase

    if "regex" in fields:
        try:
            names = re.compile(fields["regex"])
        except re.error as error:
            raise PhraseError(f"{error} in regex {fields['regex']!r}") from error
        groups = [*names.groupindex, *(f"g{k}" for k in range(1, names.groups + 1))]
        phrase = Phrase(fields["regex"], tuple(fields.get("anchors", ())), {}, tuple(groups))
    else:
        phrase = compile_phrase(fields["pattern"], classes)
        if "anchors" in fields:
            phrase = replace(phrase, anchors=tuple(fields["anchors"]))
    data: dict[str, Any] = {
        "regex": phrase.regex,
        "anchors": list(phrase.anchors),
        "companions": [list(words) for words in phrase.companions],
        "inflected": {k: dict(v) for k, v in phrase.inflected.items()},
        "numbered": "regex" in fields,
        "better": [compile_template(t, phrase) for t in better],
        "safe": bool(fields.get("safe", False)),
    }
    if conditions is None:
        conditions = compile_conditions(fields, classes)
    return {**data, **conditions}


_DETERMINER = re.compile(r"(?:the|an?)\s+(?=\w)", re.IGNORECASE)
_DETERMINER_BEFORE = re.compile(
    r"(?<![\w’'-])(?P<word>the|an?|his|its|their|our|my|your)[^\S\n]+\Z",
    re.IGNORECASE,
)


class _Numbered:
    """A match of a plain regex, whose groups a template calls g1, g2 …."""

    def __init__(self, match: re.Match[str]) -> None:
        self.match, self.re, self.string = match, match.re, match.string

    def __getitem__(self, name: str | int) -> str:
        return self.match[self._group(name)] or ""

    def start(self, name: str | int = 0) -> int:
        """Where a group begins."""
        return self.match.start(self._group(name))

    @staticmethod
    def _group(name: str | int) -> str | int:
        numbered = isinstance(name, str) and re.fullmatch(r"g\d+", name)
        return int(name[1:]) if numbered and isinstance(name, str) else name


def _shouted(text: str) -> bool:
    """Whether a text of several letters is all in capitals."""
    return text.isupper() and sum(c.isalpha() for c in text) > 3


class Matcher:
    """Finds one compiled pattern inside a window; the regex is compiled when first used."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self._judged: tuple[Segment | None, bool] = (None, True)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.data["regex"])

    @cached_property
    def _conditions(self) -> dict[str, re.Pattern[str]]:
        return {
            name: re.compile(
                rf"(?:{self.data[name]})\s*\Z" if name == "not_after" else self.data[name]
            )
            for name in CONDITIONS
            if name in self.data
        }

    def matches(self, reading: Reading, within: Span) -> Iterator[re.Match[str]]:
        """Matches inside ``within`` that meet the conditions."""
        folded = reading.folded[within.start : within.end]
        for words in self.data.get("companions", ()):
            if not any(word in folded for word in words):
                return
        for match in self._regex.finditer(reading.text, within.start, within.end):
            if match.end() == match.start() or (self._wordy and _shouted(match.group())):
                continue  # a title or label in capitals follows rules of its own
            if self._allowed(reading, match):
                yield match

    @cached_property
    def _wordy(self) -> bool:
        return "(?i:" in self.data["regex"] and not self.data["numbered"]

    def _allowed(self, reading: Reading, match: re.Match[str]) -> bool:
        if not self._conditions:
            return True
        text, conditions = reading.text, self._conditions
        after, before = conditions.get("not_before"), conditions.get("not_after")
        if after and after.match(text[match.end() : match.end() + 80].lstrip()):
            return False
        if before and before.search(text[max(match.start() - 80, 0) : match.start()]):
            return False
        return self._sentence_allows(reading, match)

    def _sentence_allows(self, reading: Reading, match: re.Match[str]) -> bool:
        """The conditions on the sentence, looked up once for each sentence."""
        unless, only_if = self._conditions.get("unless"), self._conditions.get("only_if")
        if unless is None and only_if is None:
            return True
        segment = reading.segment_at(match.start())
        last, allowed = self._judged
        if segment is not None and segment is last and match.end() <= segment.target.end:
            return allowed
        around = segment.target if segment else Span(match.start(), match.end())
        end = max(around.end, match.end())
        allowed = not (unless and unless.search(reading.text, around.start, end)) and not (
            only_if and not only_if.search(reading.text, around.start, end)
        )
        if end == around.end:
            self._judged = (segment, allowed)
        return allowed

    def find(self, reading: Reading, within: Span) -> Iterator[Finding]:
        """Findings inside ``within``, with their suggestions."""
        for match in self.matches(reading, within):
            group = "mark" if "mark" in match.re.groupindex else 0
            span = Span(*match.span(group))
            texts = [self._render(parts, match) for parts in self.data["better"]]
            if texts and not texts[0]:
                span, texts = _deletion(reading.text, span)
            span, texts = _with_article(reading.text, span, texts)
            kept = [
                t for k, t in enumerate(texts) if t != span.of(reading.text) and t not in texts[:k]
            ]
            if self.data["better"] and not kept:
                continue
            safe = self.data["safe"]
            yield Finding(span, tuple(Suggestion(t, safe and k == 0) for k, t in enumerate(kept)))

    def _render(self, parts: Sequence[Sequence[Any]], match: re.Match[str]) -> str:
        source: Any = _Numbered(match) if self.data["numbered"] else match
        return render(parts, source, self.data["inflected"])


def _with_article(text: str, span: Span, texts: list[str]) -> tuple[Span, list[str]]:
    """Make the determiner before a span agree with what replaces the span.

    "the" before "the government" is not doubled; "an" before "important" is taken into the span
    where the suggestion wants "a".
    """
    before = _DETERMINER_BEFORE.search(text, max(span.start - 12, 0), span.start)
    if not before or not texts:
        return span, texts
    word, there = before["word"], span.of(text)
    if not _DETERMINER.match(there):
        texts = [_DETERMINER.sub("", t, count=1) if _DETERMINER.match(t) else t for t in texts]
    if word.lower() not in ("a", "an") or not texts[0][:1].isalnum() or not there[:1].isalnum():
        return span, texts
    right = [article(t) for t in texts]
    if right[0] == word.lower() or article(there) != word.lower():
        return span, texts
    gap = text[before.end("word") : span.start]
    cased = [a.capitalize() if word[0].isupper() else a for a in right]
    return Span(before.start("word"), span.end), [
        a + gap + t for a, t in zip(cased, texts, strict=True)
    ]


def _deletion(text: str, span: Span) -> tuple[Span, list[str]]:
    """Widen a span that is to be deleted, so that spaces and the capital stay right."""
    start, end = span.start, span.end
    at_start = start == 0 or text[start - 1] in '\n“"«(‘'
    ends_sentence = (
        text[max(start - 2, 0) : start].strip()[-1:] in (".", "!", "?", ":") and start > 1
    )
    follows = text[end : end + 1]
    if at_start or ends_sentence:
        while end < len(text) and text[end] in " ,\u00a0":
            end += 1
        if end < len(text) and text[end].islower() and text[start].isupper():
            return Span(start, end + 1), [text[end].upper()]
        return Span(start, end), [""]
    if text[start - 1].isspace() and (not follows or not follows.isalnum()):
        start -= 1
    return Span(start, end), [""]
