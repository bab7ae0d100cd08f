"""The sentences that several reporters say in the same words."""

from __future__ import annotations

from collections.abc import Mapping

from mtqa.types import Correction, Issue, Origin, Report, Severity, Verdict

MEANING: Mapping[str, str] = {
    "critical": "must not be published like this",
    "major": "changes the meaning or stops the reader",
    "minor": "reads wrong but is understood",
    "neutral": "a hint, a matter of taste; costs no points",
}
"""What a severity says to an editor."""
COVERS: Mapping[str, tuple[str, str]] = {
    "accuracy": ("Accuracy", "the meaning: facts, names, figures, literal phrases"),
    "terminology": ("Terminology", "the wrong name of a thing"),
    "linguistic-conventions": ("Linguistic conventions", "grammar, spelling, punctuation"),
    "style": ("Style", "understood, but not how English news says it"),
    "locale-conventions": ("Locale conventions", "how numbers, dates and names are written"),
    "audience-appropriateness": ("Audience", "what these readers do not know"),
    "design-and-markup": ("Design and markup", "leftovers of the page"),
}
"""The dimensions of MQM by id: a name, and what is in it."""


def language_name(tag: str | None) -> str:
    """The English name of a language tag; the tag itself where it is not known."""
    from mtqa.language.tags import name_of

    return name_of(tag) if tag else ""


def percent(probability: float) -> str:
    """A probability as a whole percentage that never claims certainty."""
    return f"{min(99, max(1, round(probability * 100)))}%"


def count(number: int, noun: str) -> str:
    """``1 issue``, ``2 issues``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def origin_line(report: Report) -> str:
    """Where the text comes from, as far as is known, in one line."""
    known, origin = report.document.source_lang, report.origin
    target = language_name(report.document.target_lang)
    if known:
        return f"{target}, translated from {language_name(known)}"
    if origin.source_lang:
        p = origin.languages.get(origin.source_lang)
        sure = f" ({percent(p)})" if p is not None else ""
        return f"{target}, probably translated from {language_name(origin.source_lang)}{sure}"
    return f"{target}, no sign of another source language"


def machine_line(origin: Origin) -> str:
    """Whether it was machine translated; says so where the tool abstains."""
    if origin.probability is None:
        return "machine translation: not judged"
    return f"machine translation: {percent(origin.probability)} likely"


def sample(verdict: Verdict) -> str:
    """What the score rests on: ``100 source words, small sample``."""
    unit = verdict.unit if verdict.units != 1 else verdict.unit.removesuffix("s")
    small = ", small sample" if verdict.small_sample else ""
    return f"{verdict.units:,} {verdict.side.value} {unit}{small}"


def points(verdict: Verdict) -> str:
    """What an issue costs: ``minor 1, major 5, critical 25``."""
    from mtqa.mqm import PROFILES

    profile = PROFILES.get(verdict.profile)
    if profile is None:
        return f"as in the profile {verdict.profile}"
    costs = [(s.value, profile.multipliers[s]) for s in Severity if profile.multipliers[s]]
    return ", ".join(f"{severity} {cost:g}" for severity, cost in costs)


def passed(verdict: Verdict) -> str:
    """The verdict in a word."""
    return "passed" if verdict.passed else "below the bar"


def severity_counts(verdict: Verdict) -> list[tuple[str, int]]:
    """Issues per severity, the worst first, none left out that has any."""
    order = [s.value for s in reversed(Severity)]
    return [(s, verdict.counts[s]) for s in order if verdict.counts.get(s)]


def rule_docs(report: Report) -> Mapping[str, str]:
    """What each rule of the report is about, by rule id.

    The run may bring them (``run["rule_docs"]``); otherwise the rules that are installed are asked.
    """
    given = report.run.get("rule_docs")
    if isinstance(given, Mapping):
        return {str(k): str(v) for k, v in given.items()}
    from mtqa import catalog

    used = {i.rule for i in report.issues}
    return {r.id: r.doc for r in catalog.rules() if r.id in used} if used else {}


def replacement(issue: Issue, text: str) -> str:
    """A suggestion as a person reads it: deletions, spaces and insertions are named."""
    if not text:
        return "delete"
    if not text.strip():
        return "a space" if text == " " else "white space"
    return f"insert “{text}”" if not issue.text else text


def told(issue: Issue) -> str:
    """The message, with the words it is about before it where it does not quote them itself."""
    text = issue.text.strip()
    if not text or f"“{' '.join(text.split())}”" in issue.message:
        return issue.message
    return f"“{issue.text}”: {issue.message}"


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """The difference of two sentences as ``(mark, text)``; marks are ``=``, ``-`` and ``+``."""
    import re
    from difflib import SequenceMatcher

    a, b = (re.findall(r"\w+|\s+|[^\w\s]", t) for t in (before, after))
    out: list[tuple[str, str]] = []
    for op, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            out.append(("=", "".join(a[i:j])))
            continue
        if i < j:
            out.append(("-", "".join(a[i:j])))
        if k < m:
            out.append(("+", "".join(b[k:m])))
    return out


def changed(report: Report) -> list[Correction]:
    """The corrections that changed something."""
    return [c for c in report.corrections if c.before != c.after]
