"""Read the annotated articles and the minimal pairs that lie beside this file.

The module needs nothing outside the standard library. Everything read is
checked, and the first fault found is raised as a `ValueError` whose message
names the file and the line.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_NAME = re.compile(r".+-(?P<source>[a-z]{2})-(?P<target>[a-z]{2})")
_GOLD_TEXT_FIELDS = (
    "text",
    "category",
    "severity",
    "suggestion",
    "likely_source",
    "how",
    "group",
    "note",
)
_SEVERITIES = frozenset({"neutral", "minor", "major", "critical"})
_HOWS = frozenset("TLSDN")


@dataclass(frozen=True)
class GoldError:
    """One annotated span of an article.

    Attributes:
        start: Offset of the first character, in Unicode code points.
        end: Offset just past the last character.
        text: The characters between the two offsets.
        tier: 1 = every careful editor would change it, 2 = many would,
            3 = a matter of taste.
        category: Dimension and type after MQM, with a gloss in brackets at times.
        severity: One of neutral, minor, major and critical.
        suggestion: What an editor would put in place of exactly this span.
        likely_source: The words of the source that brought the error about.
        how: How it can be found: T typography, L lexicon, S syntax, D document,
            N only with the source at hand.
        group: Spans with the same group are alternatives for one error.
        note: A remark, often empty.
    """

    start: int
    end: int
    text: str
    tier: int
    category: str
    severity: str
    suggestion: str
    likely_source: str
    how: str
    group: str
    note: str


@dataclass(frozen=True)
class Article:
    """A translated article with its annotations.

    Attributes:
        name: File name without suffix, ending in the two language codes.
        target: The translated text.
        source: The text it was translated from, or None where there is none.
        source_lang: ISO 639-1 code of the source.
        target_lang: ISO 639-1 code of the target.
        errors: The annotated spans, in the order of the file.
    """

    name: str
    target: str
    source: str | None
    source_lang: str
    target_lang: str
    errors: tuple[GoldError, ...]


@dataclass(frozen=True)
class Pair:
    """One source sentence with a right and a wrong translation.

    Attributes:
        id: Identifier, unique over all files.
        source_lang: ISO 639-1 code of the source.
        target_lang: ISO 639-1 code of the translations.
        source: The source sentence or sentences.
        good: A right translation; a checker should stay silent.
        bad: A wrong one that differs from it as little as possible.
        category: The fault that `bad` shows.
        bad_span: Half-open offsets of the fault in `bad`; empty where words are
            missing.
    """

    id: str
    source_lang: str
    target_lang: str
    source: str
    good: str
    bad: str
    category: str
    bad_span: tuple[int, int]


def articles(root: Path | None = None) -> list[Article]:
    """Read every article of a folder.

    Args:
        root: The folder; by default `articles` beside this file.

    Returns:
        The articles, sorted by name.

    Raises:
        ValueError: A file does not hold what it should.
    """
    folder = _HERE / "articles" if root is None else root
    targets = [p for p in folder.glob("*.txt") if not p.name.endswith(".source.txt")]
    return sorted((_article(path) for path in targets), key=lambda article: article.name)


def pairs(root: Path | None = None) -> list[Pair]:
    """Read every minimal pair of a folder.

    Args:
        root: The folder; by default `pairs` beside this file.

    Returns:
        The pairs in the order of the files, the files sorted by name.

    Raises:
        ValueError: A file does not hold what it should.
    """
    folder = _HERE / "pairs" if root is None else root
    found: list[Pair] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.jsonl")):
        for number, row in _rows(path):
            pair = _pair(row, f"{path}:{number}")
            if pair.id in seen:
                raise ValueError(f"{path}:{number}: id {pair.id!r} occurs twice")
            seen.add(pair.id)
            found.append(pair)
    return found


def _article(path: Path) -> Article:
    match = _NAME.fullmatch(path.stem)
    if match is None:
        raise ValueError(f"{path}:1: the name does not end in two language codes")
    target = _read(path)
    source_path = path.with_name(f"{path.stem}.source.txt")
    source = _read(source_path) if source_path.exists() else None
    if source is not None and _paragraphs(source) != _paragraphs(target):
        raise ValueError(
            f"{source_path}:{_paragraphs(source)}: not as many paragraphs as {path.name}"
        )
    gold_path = path.with_name(f"{path.stem}.gold.jsonl")
    if not gold_path.exists():
        raise ValueError(f"{gold_path}:1: missing")
    errors = tuple(
        _gold_error(row, target, f"{gold_path}:{number}") for number, row in _rows(gold_path)
    )
    return Article(path.stem, target, source, match["source"], match["target"], errors)


def _gold_error(row: dict[str, object], target: str, where: str) -> GoldError:
    start = _integer(row, "start", where)
    end = _integer(row, "end", where)
    tier = _integer(row, "tier", where)
    text, category, severity, suggestion, likely_source, how, group, note = (
        _string(row, field, where) for field in _GOLD_TEXT_FIELDS
    )
    if not 0 <= start < end <= len(target):
        raise ValueError(f"{where}: offsets {start} and {end} lie outside the text")
    if target[start:end] != text:
        raise ValueError(f"{where}: the text holds {target[start:end]!r}, the row {text!r}")
    if tier not in (1, 2, 3):
        raise ValueError(f"{where}: tier {tier}")
    if severity not in _SEVERITIES:
        raise ValueError(f"{where}: severity {severity!r}")
    if how not in _HOWS:
        raise ValueError(f"{where}: how {how!r}")
    if not group:
        raise ValueError(f"{where}: group is empty")
    return GoldError(
        start,
        end,
        text,
        tier,
        category,
        severity,
        suggestion,
        likely_source,
        how,
        group,
        note,
    )


def _pair(row: dict[str, object], where: str) -> Pair:
    bad = _string(row, "bad", where)
    good = _string(row, "good", where)
    span = row.get("bad_span")
    match span:
        case [int(start), int(end)] if 0 <= start <= end <= len(bad):
            bad_span = (start, end)
        case _:
            raise ValueError(f"{where}: bad_span {span!r} is no span of bad")
    if good == bad:
        raise ValueError(f"{where}: good and bad are the same")
    return Pair(
        _string(row, "id", where),
        _string(row, "source_lang", where),
        _string(row, "target_lang", where),
        _string(row, "source", where),
        good,
        bad,
        _string(row, "category", where),
        bad_span,
    )


def _paragraphs(text: str) -> int:
    return text.rstrip("\n").count("\n") + 1


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise ValueError(f"{path}:{line}: not UTF-8") from fault


def _rows(path: Path) -> list[tuple[int, dict[str, object]]]:
    found: list[tuple[int, dict[str, object]]] = []
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row: object = json.loads(line)
        except json.JSONDecodeError as fault:
            raise ValueError(f"{path}:{number}: {fault}") from fault
        match row:
            case dict():
                found.append((number, row))
            case _:
                raise ValueError(f"{path}:{number}: not a JSON object")
    return found


def _integer(row: dict[str, object], field: str, where: str) -> int:
    match row.get(field):
        case int(value) if not isinstance(value, bool):
            return value
        case value:
            raise ValueError(f"{where}: {field} is {value!r}, not an integer")


def _string(row: dict[str, object], field: str, where: str) -> str:
    match row.get(field):
        case str(value):
            return value
        case value:
            raise ValueError(f"{where}: {field} is {value!r}, not a string")
