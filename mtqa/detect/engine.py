"""Runs rules over a document: one scan for all anchors, then only the rules that can match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Find, Finding, Needs, Rule, Scope
from mtqa.errors import TooManyError
from mtqa.types import Failure, Side, Span

REACH = 300
"""Code points around an anchor inside which a WINDOW rule's match must lie."""


MOST = 20_000
"""Findings of one rule in one document; a rule that makes more is stopped, which is a failure."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding with the rule that made it."""

    rule: Rule
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Work:
    rule: Rule
    find: Find


class Detector:
    """A set of rules, ready to run.

    Args:
        rules: The rules; those that do not apply to the language are left out.
        target_lang: BCP 47 tag of the target.
    """

    def __init__(self, rules: Iterable[Rule], target_lang: str) -> None:
        self._always: list[_Work] = []
        self._anchored: list[_Work] = []
        of_literal: dict[str, list[int]] = {}
        for rule in rules:
            if not rule.applies_to(target_lang):
                continue
            for probe in rule.all_probes:
                work = _Work(rule, probe.find)
                if not probe.anchors:
                    self._always.append(work)
                    continue
                for literal in probe.anchors:
                    of_literal.setdefault(literal, []).append(len(self._anchored))
                self._anchored.append(work)
        self._works = list(of_literal.values())
        self._automaton = _automaton(list(of_literal))
        self._unanchored: dict[tuple[bool, str | None], list[_Work]] = {}

    def run(self, reading: Reading) -> tuple[list[Hit], list[Failure]]:
        """Every finding of every rule whose evidence could be there (origin is judged later).

        Returns:
            Hits in the order of their spans, and a failure for each rule that crashed.
        """
        hits: list[Hit] = []
        failures: dict[str, Failure] = {}
        seen: dict[str, set[tuple[Span, Side]]] = {}
        for work, spans in self._due(reading):
            rule = work.rule
            if rule.id in failures:
                continue
            try:
                for span in spans:
                    for finding in work.find(reading, span):
                        _check(finding, reading)
                        if _is_new(finding, seen.setdefault(rule.id, set())):
                            hits.append(Hit(rule, finding))
            except Exception as error:  # a rule must not take the report down with it
                what = f"{type(error).__name__}: {error}"
                failures[rule.id] = Failure("detect", rule.id, what)
        hits.sort(key=lambda h: (h.finding.span, h.rule.id))
        return hits, list(failures.values())

    def _due(self, reading: Reading) -> Iterator[tuple[_Work, Sequence[Span]]]:
        whole = [Span(0, len(reading.text))]
        sentences = [s.target for s in reading.document.segments]
        key = (bool(reading.source), reading.source_lang)
        if key not in self._unanchored:
            self._unanchored[key] = [w for w in self._always if _eligible(w.rule, reading)]
        for work in self._unanchored[key]:
            yield work, sentences if work.rule.scope is Scope.SEGMENT else whole
        if self._automaton is None:
            return
        where: dict[int, list[tuple[int, int]]] = {}
        for literal, start, end in self._automaton.find_matches_as_indexes(
            reading.folded, overlapping=True
        ):
            for k in self._works[literal]:
                where.setdefault(k, []).append((start, end))
        blocks = reading.document.blocks
        # every window of a short text is all of it
        short = len(reading.text) <= REACH and len(blocks) == 1 and blocks[0].span == whole[0]
        for k, places in where.items():
            work = self._anchored[k]
            if not _eligible(work.rule, reading):
                continue
            if work.rule.scope is Scope.DOCUMENT or (short and work.rule.scope is Scope.WINDOW):
                yield work, whole
            elif work.rule.scope is Scope.SEGMENT:
                yield work, _segments(reading, places)
            else:
                yield work, _windows(reading, places)


def _automaton(literals: list[str]) -> Any:
    if not literals:
        return None
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(literals, matchkind=ahocorasick_rs.MatchKind.Standard)


def _eligible(rule: Rule, reading: Reading) -> bool:
    if rule.needs is Needs.SOURCE and not reading.source:
        return False
    lang = reading.source_lang
    return lang is None or not rule.source_langs or lang in rule.source_langs


def _is_new(finding: Finding, seen: set[tuple[Span, Side]]) -> bool:
    """Whether a rule has not found that span before; it is remembered.

    Raises:
        TooManyError: If the rule has found :data:`MOST` spans already.
    """
    key = (finding.span, finding.side)
    if key in seen:
        return False
    if len(seen) == MOST:
        raise TooManyError(f"stopped after {MOST:,} findings")
    seen.add(key)
    return True


def _check(finding: Finding, reading: Reading) -> None:
    if finding.span.end > len(reading.side(finding.side)):
        raise ValueError(f"span {finding.span} ends beyond the {finding.side.value}")


def _segments(reading: Reading, places: Iterable[tuple[int, int]]) -> list[Span]:
    found = {s.target for a, _ in places if (s := reading.segment_at(a))}
    return sorted(found)


def _windows(reading: Reading, places: Iterable[tuple[int, int]]) -> list[Span]:
    """Stretches around the anchors, merged, each inside one block."""
    merged: list[list[int]] = []
    for start, end in sorted(places):
        block = reading.block_at(start)
        low, high = (block.span.start, block.span.end) if block else (0, len(reading.text))
        low, high = max(low, start - REACH), min(high, end + REACH)
        if merged and low < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    return [Span(a, b) for a, b in merged if a <= b]
