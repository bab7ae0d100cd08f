"""Web and mail addresses that the translation changed or lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from mtqa.detect.markup.pairs import listed, loosened, pairs
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span
from mtqa.unit import Unit

# without the letters and marks of scripts that write no space after an address
_CHARACTER = (
    r"[^\s<>\"“”«»{}|\\^`\u0e00-\u0eff\u1100-\u11ff\u3000-\u9fff\uac00-\ud7ff\uff00-\uffef]"
)
_ADDRESS = re.compile(
    rf"(?:https?|ftp)://{_CHARACTER}+|\bwww\.[\w-]+\.{_CHARACTER}+"
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_END = ".,;:!?)]}'’"
_LANGUAGE = re.compile(
    r"(?<=//)(?:[a-z]{2})(?=\.)|(?<=[/=])[a-z]{2}(?:[-_][A-Za-z]{2})?(?=[/?&#]|\Z)|\.[a-z]{2,3}(?=/|\Z)"
)
_ALIKE = 0.6


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Addresses that only the source has."""
    if "://" not in reading.source and "@" not in reading.source and "www." not in reading.source:
        return
    for pair in pairs(reading):
        theirs = [a for _, a in _addresses(pair.theirs)]
        there = [(at, a) for at, a in _addresses(pair.ours)]
        same = {_plain(a) for _, a in there}
        missing = [a for a in dict.fromkeys(theirs) if _plain(a) not in same]
        added = [(at, a) for at, a in there if _plain(a) not in {_plain(t) for t in theirs}]
        lost: list[str] = []
        for address in missing:
            spoilt = loosened(address).search(pair.ours)
            near = [x for x in added if _alike(address, x[1])]
            if spoilt and spoilt.group().lower() != address.lower():
                span = Span(*spoilt.span())
            elif near:
                span = Span(near[0][0], near[0][0] + len(near[0][1]))
            else:
                lost.append(address)
                continue
            yield Finding(
                span.shift(pair.target.start),
                suggest(address),
                message=f"The source has the address “{address}”.",
            )
        if lost and pair.unit is not None:
            yield Finding(
                pair.target, message=f"The address {listed(lost)} of the source is missing."
            )


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    for m in _ADDRESS.finditer(text):
        yield m.start(), m.group().rstrip(_END)


def _plain(address: str) -> str:
    """An address without the language that a site has several versions in."""
    return _LANGUAGE.sub("", address.lower()).rstrip("/")


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.lower(), other.lower(), autojunk=False)
    return ("@" in one) == ("@" in other) and matcher.ratio() >= _ALIKE


RULE = Rule(
    id="markup/address",
    category="design-and-markup/link",
    severity=Severity.MAJOR,
    needs=Needs.SOURCE,
    message="An address of the source was changed.",
    doc="""A web or mail address that is not the same in the target.

Machine translation translates words inside addresses and puts spaces into them; the link leads
nowhere. Another language version of the same site is in order. That an address is missing is only
told in units of bilingual files: an article may leave one out.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.85,
    of_unit=True,
    examples=(
        Example(
            "See ⟦https://example.org/the-road⟧ for more.",
            fix="https://example.org/la-route",
            source="Voir https://example.org/la-route pour en savoir plus.",
            source_lang="fr",
        ),
        Example(
            "Write to ⟦info @ example.org⟧.",
            fix="info@example.org",
            source="Écrivez à info@example.org.",
            source_lang="fr",
        ),
        Example(
            "⟦Write to us.⟧",
            source="Écrivez à info@example.org.",
            source_lang="fr",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "See https://www.example.org/en/plan, or www.example.com.",
            source="Voir https://www.example.org/fr/plan ou www.example.fr ; @maire l’a dit.",
            source_lang="fr",
        ),
        Example("See the plan.", source="Voir https://example.org/plan.", source_lang="fr"),
    ),
)
