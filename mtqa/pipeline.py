"""The steps in their order; the only module that imports all of them."""

from __future__ import annotations

import gc
import time
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import mtqa
from mtqa import catalog
from mtqa.correct.apply import apply, choose, corrections
from mtqa.detect.judge import detect
from mtqa.detect.rule import Rule
from mtqa.errors import InputError, OutputError
from mtqa.language.count import count_units
from mtqa.mqm import PROFILES, verdict
from mtqa.read.format import Edit
from mtqa.read.open import Loaded, read_document
from mtqa.read.text import content_of
from mtqa.report.wording import count
from mtqa.score.qe.folder import open_folder
from mtqa.score.qe.judge import Judged, is_shipped, judge, missing, scores
from mtqa.segment.document import assemble
from mtqa.settings import Settings, Suppress
from mtqa.types import Document, Failure, Issue, Origin, Report, Segment, Severity, Side, Verdict
from mtqa.unit import limited


@lru_cache(maxsize=8)
def active_rules(suppress: Suppress) -> tuple[Rule, ...]:
    """Every rule that is not suppressed altogether."""
    return tuple(r for r in catalog.rules() if not suppress.rule(r.id))


def idle_suppressions(suppress: Suppress) -> list[str]:
    """The patterns of rules that are suppressed and fit no rule: a mistake, or a rule renamed."""
    ids = [r.id for r in catalog.rules()] if suppress.rules else []
    return [p for p in suppress.rules if not any(fnmatchcase(i, p) for i in ids)]


@dataclass(frozen=True, slots=True)
class Detected:
    """What detection says of a document.

    Attributes:
        issues: Those that count, in the order of their spans.
        suppressed: Those that the settings suppress.
        origin: Where the text comes from.
        failures: Rules that crashed.
    """

    issues: tuple[Issue, ...]
    suppressed: tuple[Issue, ...]
    origin: Origin
    failures: tuple[Failure, ...]


def detect_issues(document: Document, settings: Settings) -> Detected:
    """Run the rules over a document, without a score: what a row of a batch needs."""
    rules = active_rules(settings.suppress)
    document = limited(document, settings.max_length)
    found, origin, failures = detect(document, rules, preview=settings.preview)
    issues: list[Issue] = []
    silent: list[Issue] = []
    for issue in found:
        (silent if settings.suppress.issue(issue) else issues).append(issue)
    return Detected(tuple(issues), tuple(silent), origin, tuple(failures))


def line_issues(
    lines: Sequence[str], settings: Settings, *, source: Sequence[str] | None = None
) -> list[tuple[Issue, ...]]:
    """What the rules find in each line of a text that is checked as one document.

    Args:
        lines: The lines, each a sentence or a paragraph.
        settings: How to check.
        source: As many lines of the source.
    """
    text = "\n".join(lines)
    document, _ = assemble(
        content_of(text),
        content_of("\n".join(source)) if source is not None else None,
        target_lang=settings.target_lang or "en",
        source_lang=settings.source_lang,
    )
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    found: list[list[Issue]] = [[] for _ in lines]
    for issue in detect_issues(document, settings).issues:
        if issue.side is Side.TARGET:
            found[bisect_right(starts, issue.span.start) - 1].append(issue)
    return [tuple(issues) for issues in found]


def judge_document(
    document: Document, settings: Settings, stretches: Sequence[Segment] = ()
) -> Judged | None:
    """What the quality model says of segments or stretches; None without a source or model."""
    if not settings.qe or not document.source or not (settings.model or is_shipped()):
        return None
    return judge(document, settings.model, stretches)


def preload(settings: Settings) -> None:
    """Load what the first document would, into memory that forked processes share."""
    check_text("Nothing to see here.", settings)
    if settings.qe and settings.model:
        open_folder(Path(settings.model))  # a folder that is no model is told before any row
    # what is there to stay need not be looked at again by the garbage collector of each process
    gc.freeze()


def check_document(
    document: Document,
    settings: Settings,
    *,
    notes: Sequence[str] = (),
    every: bool = False,
) -> Report:
    """Detect, score and correct one document.

    Args:
        document: The document, segmented.
        settings: How to check.
        notes: What reading it had to say.
        every: Whether ``corrected`` takes all first suggestions, not only the safe ones.

    Returns:
        The report.
    """
    began = time.perf_counter()
    rules = active_rules(settings.suppress)
    judged = judge_document(document, settings)
    if judged is not None:
        document = replace(document, risks=judged.risks)
    found = detect_issues(document, settings)
    locked = [b.unit.whole for b in document.blocks if b.unit and b.unit.locked]
    chosen, rejected = choose(found.issues, every=every, locked=locked)
    return Report(
        document=document,
        issues=found.issues,
        origin=found.origin,
        verdict=score_document(document, found.issues, settings),
        corrected=apply(document.target, chosen),
        corrections=corrections(document, chosen, rejected),
        scores=scores(document, judged, found.issues) if judged else (),
        suppressed=found.suppressed,
        failures=found.failures,
        notes=(*notes, *missing(document, settings.qe, settings.model)),
        run=_run(settings, len(rules), time.perf_counter() - began),
    )


def score_document(document: Document, issues: Sequence[Issue], settings: Settings) -> Verdict:
    """The MQM verdict over the source words where there is a source, else the target words."""
    side = Side.SOURCE if document.source and document.source_lang else Side.TARGET
    lang = document.source_lang if side is Side.SOURCE else document.target_lang
    count = count_units(document.text(side), lang or "en")
    return verdict(
        issues,
        count.units,
        unit=count.unit,
        side=side,
        profile=PROFILES[settings.profile],
        version=mtqa.__version__,
    )


def _run(settings: Settings, rules: int, seconds: float) -> dict[str, Any]:
    return {
        "version": mtqa.__version__,
        "profile": settings.profile,
        "preview": settings.preview,
        "rules": rules,
        "seconds": round(seconds, 3),
        **({"rules_page": settings.rules_page} if settings.rules_page else {}),
    }


def check_file(
    path: str,
    settings: Settings,
    *,
    source: str | None = None,
    reference: str | None = None,
    stdin: bytes | None = None,
    every: bool = False,
    columns: Mapping[str, str] | None = None,
) -> tuple[Report, Loaded]:
    """Read a file and check it.

    Returns:
        The report, and the loaded file, which :func:`fixed_bytes` and :func:`annotated_bytes`
        write back.

    Raises:
        InputError: If a file cannot be read.
    """
    loaded = read_document(
        path,
        source=source,
        target_lang=settings.target_lang,
        source_lang=settings.source_lang,
        reference=reference,
        stdin=stdin,
        columns=columns,
    )
    return check_document(loaded.document, settings, notes=loaded.notes, every=every), loaded


def check_text(text: str, settings: Settings, *, source: str | None = None) -> Report:
    """Check a text that is already in memory.

    Raises:
        InputError: If it holds half a surrogate pair, which no file could.
    """
    from mtqa.language.identify import identify

    for name, given in (("text", text), ("source", source or "")):
        try:
            given.encode()
        except UnicodeEncodeError as error:
            place = f"character {error.start}"
            raise InputError(name, "half a surrogate pair is no character", place=place) from error
    target_lang, source_lang = settings.target_lang, settings.source_lang
    if target_lang is None:
        guess = identify(text)
        target_lang = guess.lang if guess else "en"
    if source_lang is None and source:
        guess = identify(source)
        source_lang = guess.lang if guess else None
    document, notes = assemble(
        content_of(text),
        content_of(source) if source is not None else None,
        target_lang=target_lang,
        source_lang=source_lang,
    )
    return check_document(document, settings, notes=notes)


def fixed_bytes(report: Report, loaded: Loaded) -> bytes:
    """The file with the report's corrections made, in the format it came in."""
    edits = [
        Edit(issue.span, issue.suggestions[0].text)
        for correction in report.corrections
        for issue in correction.applied
    ]
    edits.sort(key=lambda e: e.span)
    return loaded.format.write(loaded.data, loaded.content, edits)


def annotated_bytes(report: Report, loaded: Loaded, name: str) -> bytes:
    """The file with the report's issues written into it.

    Args:
        report: What was found in the file.
        loaded: The file.
        name: Format that was asked for.

    Raises:
        OutputError: If the file is not in that format.
    """
    format_ = loaded.format
    if (format_.annotates_as or format_.name) != name or format_.annotate is None:
        what = f"--format {name} writes the issues into a file that takes them so"
        raise OutputError(f"{what}; {loaded.document.path} is {format_.name}")
    return format_.annotate(loaded.data, loaded.content, report)


def gate(report: Report, settings: Settings) -> list[str]:
    """Why the report does not pass the gates, empty if it does."""
    reasons = []
    if settings.fail_on != "never":
        bar = Severity(settings.fail_on).rank
        worse = sum(1 for i in report.issues if i.severity.rank >= bar)
        if worse:
            reasons.append(f"{count(worse, 'issue')} of severity {settings.fail_on} or above")
    if settings.min_score is not None and report.verdict.score < settings.min_score:
        reasons.append(f"score {report.verdict.score:.2f} is below {settings.min_score:g}")
    return reasons


def settings_near(path: str) -> Settings:
    """The settings of the checked file's folder, else of the folder that the command runs in."""
    from mtqa.settings import load

    here = Path.cwd()
    return load(here) if path == "-" else load(Path(path).resolve().parent, here)
