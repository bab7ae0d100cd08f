"""The hand-written source files beside the data, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")


@cache
def read_toml(name: str) -> Mapping[str, Any]:
    """One of the TOML files of ``data``."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def common_words() -> frozenset[str]:
    """Words that English writes in lower case in running text."""
    more = read_toml("case.toml")["english_words"]["words"].split()
    return frozenset((DATA / "common.txt").read_text(encoding="utf-8").split()) | frozenset(more)
