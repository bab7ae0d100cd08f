"""Family names in French romanization that stand after a Slavic given name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.detect.locale.name_sources import read_toml

_FAMILY = re.compile(
    r"(?:\s+[A-Z][a-zï]+(?:[oe]v[iy]t?ch|[oei]vna|ivna))?"
    r"\s+(?P<family>[A-Z][a-zïéè]{3,})(?![\w’'])"
)
_CLEAR = re.compile(
    r"[Tt]ch|ï(?!s\b)|[a-z]skaia|(?:ou[a-z]*|[jgkch][a-z]{0,3})(?:ine|[eo]vitch)$|[eo]vitch$"
    r"|ou[a-zïé]{0,8}[bdgklmnrstvz]ova?$|iou(?:k|ko|kov)?"
)
"""Letters that only French romanization has, whoever bears the name."""
_FRENCH = re.compile(
    r"ou(?!s?$|sk|r$|is|ll|is$)|Ou(?=[a-z]{2})|^J(?=[aeiouy])|(?<!d)j(?=[aeiouyk])|Gu(?=[eéi][a-z])"
    r"|[a-z]gu(?=[eéi][a-z])|[aeiouy]ss(?=[aeiouy])(?=[a-z]*(?:ov|ova|ev|eva|enko|ine|ina)$)"
    r"|^Ch(?=[mtkpvln])|^I(?=[aeo][a-z]{3})"
)
"""Letters that English hardly has in an East Slavic name."""
_SH = re.compile(r"^Ch(?=[aeiouy])|(?<![tTcs])ch(?=[aeiouky]|$)")
_FRENCH_GIVEN = re.compile(r"ï|ou|Viatch|gu[eéi]|^Ch|ss|Nadej")
_NOT_FRENCH = re.compile(
    r"[SsZz]h|poul|akou|ouli(?:s|dis)$|idou|aou|^(?:Jean|Jones|James|Johnson|Jackson)"
)
_STAYS = frozenset("Iosseliani Iashvili Iannis Jabotinsky Jolie Bourdin Rostropovitch".split())


@cache
def _given() -> tuple[frozenset[str], frozenset[str]]:
    data = read_toml("given.toml")
    return (
        frozenset(data["distinct"]["names"].split()),
        frozenset(data["shared"]["names"].split()),
    )


def after_given_name(text: str, present: frozenset[str]) -> Iterator[str]:
    """French-spelled family names that stand after a Slavic given name.

    Args:
        text: The target.
        present: Its tokens.
    """
    distinct, shared = _given()
    for given in sorted((distinct | shared) & present):
        for match in re.finditer(rf"\b{given}\b", text):
            follows = _FAMILY.match(text, match.end())
            if follows and _is_french(given, follows["family"], sure=given in distinct):
                yield follows["family"]


def _is_french(given: str, family: str, *, sure: bool) -> bool:
    if family in _STAYS or _NOT_FRENCH.search(family):
        return False
    if _CLEAR.search(family):
        return True
    if not sure:
        return False
    if _FRENCH.search(family):
        return True
    return bool(_FRENCH_GIVEN.search(given) and _SH.search(family))
