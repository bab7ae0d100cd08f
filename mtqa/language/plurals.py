"""Plural categories of languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})


def needed(lang: str) -> frozenset[str]:
    """The categories that whole numbers fall into; empty where the language is not known."""
    return frozenset(_table()["needed"].get(lang, ()))


def known(lang: str) -> frozenset[str]:
    """All categories that the language has; empty where it is not known."""
    return needed(lang) | frozenset(_table()["known"].get(lang, ()))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = files("mtqa.language").joinpath("plurals.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
