"""How common a word is, read straight from the lists of the package wordfreq.

The package itself takes long to import; its lists are plain files, most common words first. A list
is read when a word is first looked up in it, no deeper than asked for, and kept.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ABSENT = 0.0
"""Zipf frequency of a word that is not in the list."""
IN_SMALL = 3.01
"""The rarest words of the small lists, which are read at once."""


def zipf(word: str, lang: str, *, least: float = 0.0) -> float:
    """The Zipf frequency of a lower-case word: 3 is once in a million words, 6 once in a thousand.

    Args:
        word: The word as lists write it: lower-case, composed.
        lang: Primary language subtag.
        least: Frequency below which words count as absent: the fewer of them, the faster the list
            is read. Small lists end at :data:`IN_SMALL`, the large ones of some languages at 1.
    """
    return table(lang, least).get(word, ABSENT)


def has_list(lang: str) -> bool:
    """Whether there is a list for the language."""
    return _file(lang, IN_SMALL) is not None


def has_large_list(lang: str) -> bool:
    """Whether there is a list for the language that goes down to rare words."""
    file = _file(lang, 0.0)
    return file is not None and file.name.startswith("large")


@cache
def _folder() -> Path | None:
    spec = find_spec("wordfreq")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "data"


@cache
def _file(lang: str, least: float) -> Path | None:
    """The smallest list of a language that goes down to ``least``, as far as there is one."""
    folder = _folder()
    for size in ("small", "large") if least >= IN_SMALL else ("large", "small"):
        file = folder / f"{size}_{lang}.msgpack.gz" if folder else None
        if file is not None and file.is_file():
            return file
    return None


@cache
def table(lang: str, least: float = 0.0) -> Mapping[str, float]:
    """Words of a language and their Zipf frequencies, those that are ``least`` or more."""
    file = _file(lang, least)
    if file is None:
        return {}
    import msgpack

    found: dict[str, float] = {}
    with gzip.open(file) as stream:
        # a header, then lists; list k holds the words whose frequency is 10 ** (-k / 100)
        buckets = msgpack.Unpacker(stream, raw=False, read_size=1 << 18)
        size = buckets.read_array_header()
        buckets.skip()
        for k in range(size - 1):
            value = 9 - k / 100
            if value < least:
                break
            found.update(dict.fromkeys(buckets.unpack(), value))
    return found
