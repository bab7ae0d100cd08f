"""How common a word is, read straight from the lists of the package wordfreq.

The package itself takes long to import; its lists are plain files. A list is read when a word is
first looked up in it, and kept.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ABSENT = 0.0
"""Zipf frequency of a word that is not in the list."""


def zipf(word: str, lang: str, *, large: bool = True) -> float:
    """The Zipf frequency of a lower-case word: 3 is once in a million words, 6 once in a thousand.

    Args:
        word: The word as lists write it: lower-case, composed.
        lang: Primary language subtag.
        large: Look it up in the large list (down to about 1), where the language has one; the
            small list ends at 3 and is read much faster.
    """
    return _table(lang, large).get(word, ABSENT)


def has_list(lang: str) -> bool:
    """Whether there is a list for the language."""
    return bool(_table(lang, False))


def has_large_list(lang: str) -> bool:
    """Whether there is a list for the language that goes down to rare words."""
    folder = _folder()
    return folder is not None and (folder / f"large_{lang}.msgpack.gz").is_file()


@cache
def _folder() -> Path | None:
    spec = find_spec("wordfreq")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "data"


@cache
def _table(lang: str, large: bool) -> dict[str, float]:
    folder = _folder()
    names = (f"large_{lang}", f"small_{lang}") if large else (f"small_{lang}",)
    for name in names:
        file = folder / f"{name}.msgpack.gz" if folder else None
        if file is not None and file.is_file():
            import msgpack

            with gzip.open(file) as stream:
                _header, *buckets = msgpack.load(stream, raw=False)
            # bucket k holds the words whose frequency is 10 ** (-k / 100)
            return {w: 9 - k / 100 for k, words in enumerate(buckets) for w in words}
    return {}
