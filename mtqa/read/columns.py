"""Which column of a table, or field of a row, holds the target, the source and the id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mtqa.errors import InputError
from mtqa.language.tags import named
from mtqa.read.bilingual import language, same_language
from mtqa.read.format import Choice

NAMES: Mapping[str, tuple[str, ...]] = {
    "target": (
        "target", "translation", "tgt", "target text", "translated", "mt", "hypothesis", "hyp",
    ),
    "source": ("source", "src", "source text", "original", "source string"),
    "id": ("id", "key", "segment id", "string id", "identifier"),
}  # fmt: skip
"""What they are usually called, in the order in which they are looked for."""


def find_columns(
    header: Sequence[str], choice: Choice, path: str
) -> tuple[dict[str, int], str | None, str | None]:
    """The columns of a table.

    Args:
        header: The names of the columns.
        choice: What the user chose.
        path: The file, for errors.

    Returns:
        Number of the column of each role that there is (``target`` always), and the languages of
        source and target where the columns are called by them.

    Raises:
        InputError: If a chosen column does not exist, or none is called like a target.
    """
    folded = [_fold(h) for h in header]
    found: dict[str, int] = {}
    for role, names in NAMES.items():
        if role in choice.columns:
            found[role] = _chosen(choice.columns[role], header, path)
            continue
        at = next((folded.index(n) for n in names if n in folded), None)
        if at is not None and at not in found.values():
            found[role] = at
    langs: dict[str, str] = {}
    if "target" not in found or "source" not in found:
        langs = _by_language(header, choice, found)
    if "target" not in found:
        raise InputError(
            path,
            f"has no column for the target, only {_listed(header)}",
            remedy="say which: --columns target=NAME,source=NAME",
        )
    return found, langs.get("source"), langs.get("target")


def _fold(name: str) -> str:
    return " ".join(name.strip().lower().replace("_", " ").replace("-", " ").split())


def _listed(header: Sequence[str]) -> str:
    return ", ".join(repr(h[:40]) for h in header[:12]) or "nothing"


def _chosen(name: str, header: Sequence[str], path: str) -> int:
    for candidates, wanted in ((list(header), name), ([_fold(h) for h in header], _fold(name))):
        if candidates.count(wanted) == 1:
            return candidates.index(wanted)
        if candidates.count(wanted) > 1:
            raise InputError(path, f"has two columns {name!r}", remedy="give each its own name")
    raise InputError(path, f"has no column {name!r}, only {_listed(header)}")


def _by_language(header: Sequence[str], choice: Choice, found: dict[str, int]) -> dict[str, str]:
    """Columns that are called by a language: those chosen, else the first for the source."""
    free = {k: tag for k, h in enumerate(header) if k not in found.values() and (tag := _tag(h))}
    said: dict[str, str] = {}
    wanted = {"source": choice.source_lang, "target": choice.target_lang}
    for role in ("target", "source"):
        if role in found or not wanted[role]:
            continue
        fits = [k for k, tag in free.items() if same_language(tag, wanted[role])]
        exact = [k for k in fits if free[k] == wanted[role]]
        if len(exact or fits) == 1:
            found[role] = (exact or fits)[0]
            said[role] = free.pop(found[role])
    missing = [role for role in ("source", "target") if role not in found]
    if free and len(free) == len(missing):
        for role, k in zip(missing, sorted(free), strict=True):
            found[role] = k
            said[role] = free[k]
    return said


def _tag(name: str) -> str | None:
    return language(name.strip()) or named(name)
