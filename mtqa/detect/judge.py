"""From findings to issues: the second pass of detection.

The first pass ran every rule. Here the document's own evidence decides which ``origin`` rules may
speak, overlapping findings of the same thing are merged, and each issue gets its confidence: the
posterior that an editor would change the span.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from mtqa.catalog import no_collection
from mtqa.detect.carry import carry
from mtqa.detect.domain import Domains
from mtqa.detect.engine import Detector, Hit
from mtqa.detect.merge import merge
from mtqa.detect.origin.evidence import Posterior
from mtqa.detect.origin.signals import evidence
from mtqa.detect.origin.subject import subject
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Needs, Rule, primary
from mtqa.types import Document, Failure, Issue, Origin, Side


@lru_cache(maxsize=32)
def _detector(rules: tuple[Rule, ...], preview: bool, lang: str) -> Detector:
    with no_collection():
        return Detector((r for r in rules if preview or not r.preview), lang)


def detect(
    document: Document, rules: tuple[Rule, ...], *, preview: bool = False
) -> tuple[list[Issue], Origin, list[Failure]]:
    """Run rules over a document in two passes.

    Args:
        document: The document, segmented.
        rules: The rules to run.
        preview: Whether rules that are off by default run too.

    Returns:
        Issues in the order of their spans, the origin of the text, and the rules that crashed.
    """
    reading = Reading(document)
    detector = _detector(rules, preview, primary(document.target_lang))
    hits, failures = detector.run(reading)
    words = max(len(document.target) // 6, 1)
    posterior = Posterior(
        hits, words, reading.source_lang, evidence(reading), reading.text, subject=subject(reading)
    )
    spoken = [h for h in hits if posterior.opens(h.rule)]
    if any(h.rule.domains for h in spoken):
        domains = Domains(reading)
        spoken = [h for h in spoken if domains.opens(h.rule)]
    issues = _issues(carry(merge(spoken), reading.text), reading, posterior)
    return issues, posterior.origin(), failures


def _issues(hits: Iterable[Hit], reading: Reading, posterior: Posterior) -> list[Issue]:
    seen: Counter[tuple[str, str, str]] = Counter()
    contexts: dict[int | None, str] = {None: ""}
    issues = []
    curly = reading.text.count("’") > reading.text.count("'")
    for hit in sorted(hits, key=lambda h: (h.finding.span, h.rule.id)):
        rule, finding = hit.rule, hit.finding
        text = finding.span.of(reading.side(finding.side))
        on_target = finding.side is Side.TARGET
        segment = reading.segment_at(finding.span.start) if on_target else None
        number = segment.id if segment else None
        if segment and number not in contexts:
            contexts[number] = " ".join(segment.target.of(reading.text).split())
        context = contexts[number]
        occurrence = seen[rule.id, text, context]
        seen[rule.id, text, context] += 1
        confidence = finding.confidence if finding.confidence is not None else rule.confidence
        if rule.needs is Needs.ORIGIN and rule.source_langs:
            confidence *= max(posterior.of(lang) for lang in rule.source_langs)
        message = (finding.message or rule.message).replace("{text}", " ".join(text.split()))
        issues.append(
            Issue(
                rule=rule.id,
                category=finding.category or rule.category,
                severity=finding.severity or rule.severity,
                span=finding.span,
                text=text,
                message=message,
                suggestions=tuple(
                    replace(s, text=_apostrophes(s.text) if curly else s.text, by=s.by or rule.id)
                    for s in finding.suggestions
                ),
                confidence=round(confidence, 3),
                segment=number,
                side=finding.side,
                fingerprint=fingerprint(rule.id, text, context, occurrence),
            )
        )
    return issues


_APOSTROPHE = re.compile(r"(?<=\w)'")


def _apostrophes(text: str) -> str:
    """A suggestion for a text that writes curly apostrophes."""
    return _APOSTROPHE.sub("’", text)


def fingerprint(rule: str, text: str, context: str, occurrence: int) -> str:
    """Name a finding by what it says and where it stands, not by its offset.

    Args:
        rule: Id of the rule.
        text: The characters of the span.
        context: The sentence around it, white space made even.
        occurrence: How many equal findings of the rule came before in the document.

    Returns:
        Sixteen hexadecimal digits.
    """
    parts = (rule, text, context, str(occurrence))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
