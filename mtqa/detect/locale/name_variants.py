"""Two spellings of one name in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtqa.detect.locale.name_lexicon import in_english
from mtqa.detect.locale.name_sources import common_words, read_toml
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_SHORT = 300
_NAME = re.compile(r"(?<![\w’'\-.])[A-ZÀ-Þ][a-zà-ÿ]{3,}(?:[A-Z][a-z]+)?(?![\w]|-[a-z])")
_GIVEN_BEFORE = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]+)[ \u00a0]$")
_SAME = (
    ("[àáâä]", "a"),
    ("[éèêë]", "e"),
    ("[ïîíì]", "i"),
    ("[öôó]", "o"),
    ("[üûúù]", "u"),
    ("ç", "c"),
    ("ñ", "n"),
    ("tch|tsch", "ch"),
    ("sch|ch", "sh"),
    ("kh", "h"),
    ("zh", "j"),
    ("jj|jh", "j"),
    ("ou|oo", "u"),
    ("ph", "f"),
    ("w", "v"),
    ("q|ck|c(?=[aouklrt])", "k"),
    ("x", "ks"),
    ("dh", "d"),
    ("th", "t"),
    ("iy|yi|yy|ii|ij|y|j(?=[aeou])", "i"),
    (r"(.)\1", r"\1"),
    ("i(?=[aeou])", ""),
    ("ie", "e"),
    ("(?<!^)g", "h"),
    ("e(?=[iau])", ""),
    ("o", "u"),
    ("e$", ""),
)
_COMPILED = tuple((re.compile(a), b) for a, b in _SAME)


_DIFFERENT = frozenset({"Shanxi", "Shaanxi", "Iran", "Iraq", "Slovakia", "Slovenia"})


def sound(name: str) -> str:
    """What the romanizations of one name have in common, such as Sybiga and Sybiha."""
    low = name.lower()
    for pattern, letter in _COMPILED:
        low = pattern.sub(letter, low)
    return low


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The rarer spelling of names that sound the same or are listed as one."""
    text = reading.text
    if len(text) < _SHORT:
        return
    places: dict[str, list[int]] = {}
    for match in _NAME.finditer(text):
        places.setdefault(match.group(), []).append(match.start())
    known = _listed()
    groups: dict[str, list[str]] = {}
    for name in places:
        low = name.lower()
        if low in known:
            groups.setdefault(known[low], []).append(name)
        elif len(name) > 5 and low not in common_words():
            groups.setdefault(sound(name), []).append(name)
    for names in groups.values():
        if len(names) > 1:
            yield from _compare(text, names, places)


def _compare(text: str, names: Sequence[str], places: dict[str, list[int]]) -> Iterator[Finding]:
    ranked = sorted(names, key=lambda n: (in_english(n) != n, -len(places[n]), places[n][0]))
    best = ranked[0]
    for other in ranked[1:]:
        if (
            {best, other} <= _DIFFERENT
            or _plural(best, other)
            or _feminine(best, other)
            or _two_people(text, places[best], places[other])
        ):
            continue
        message = f"This name is also spelled “{best}” in the text; use one form."
        for start in places[other]:
            yield Finding(Span(start, start + len(other)), suggest(best), message=message)


def _plural(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long in (short + "s", short + "es", short + "n", short + "an", short + "i")


def _feminine(a: str, b: str) -> bool:
    short, long = sorted((a.lower(), b.lower()), key=len)
    return (
        long == short + "a"
        or (short.endswith("y") and long == short[:-1] + "aya")
        or long in (short + "e", short + "ne", short + "le", short + "te")  # Breton, Bretonne
    )


def _two_people(text: str, first: Sequence[int], second: Sequence[int]) -> bool:
    """Whether the two follow different given names."""
    given = [
        {m[1] for at in starts if (m := _GIVEN_BEFORE.search(text[max(at - 20, 0) : at]))}
        for starts in (first, second)
    ]
    names = [{g for g in group if g.lower() not in common_words()} for group in given]
    return bool(
        names[0] and names[1] and not any(sound(a) == sound(b) for a in names[0] for b in names[1])
    )


def _listed() -> dict[str, str]:
    if not _VARIANTS:
        for line in read_toml("case.toml")["variants"]["names"].strip().splitlines():
            forms = line.lower().split()
            for form in forms:
                _VARIANTS[form] = "=" + forms[0]
    return _VARIANTS


_VARIANTS: dict[str, str] = {}


RULE = Rule(
    id="locale/name_variants",
    category="terminology/term-inconsistency",
    severity=Severity.MINOR,
    message="This name is spelled in two ways in the text; use one form.",
    doc="""One name in two spellings ("Zelensky" and "Zelenskyy", "Kyiv" and "Kiev").

Translation renders a name differently from sentence to sentence. Two spellings count as one name
where they sound the same in every romanization or are listed together; different given names,
plurals and feminine forms are not. The more frequent spelling is suggested, never applied.""",
    find=find,
    examples=(
        Example(
            "President Zelensky spoke on Monday in Berlin and thanked his hosts for the help "
            "they had given since the beginning of the war. Later Zelensky flew to Rome, where"
            " he met the pope and the prime minister. ⟦Zelenskyy⟧ will be in Paris on "
            "Wednesday for talks on air defence and on the money that he needs, his office "
            "said in a short statement without giving details of the visit.",
            fix="Zelensky",
        ),
        Example(
            "Kyiv asked for more time on Monday, a spokesman said, since the parliament wanted"
            " to see the text of the agreement before it was signed by the ministers of both "
            "countries. The embassy in ⟦Kiev⟧ did not comment. Officials in Kyiv said the "
            "talks would go on at night and that nobody should expect any results before "
            "Thursday, when the leaders meet again in the south of Germany.",
            fix="Kyiv",
        ),
        Example(
            "Boris Johnson met Alan Johnston in London on Monday. Iran and Iraq sent "
            "ministers, and the marshes near March were mentioned by Mr Marsh. Macron spoke of"
            " macro reforms. Olga Petrova and Igor Petrov came too, like Steven Meier and "
            "Stephan Meyer, the twins who had been invited by the organizers of the event. "
            "Nobody was late, the Germans said, and Germany was pleased."
        ),
        Example("Zelensky spoke. Zelenskyy left."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    scope=Scope.DOCUMENT,
    confidence=0.8,
)
