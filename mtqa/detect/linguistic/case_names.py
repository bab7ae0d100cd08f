"""Names, nationalities, weekdays and months in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from mtqa.detect.locale.name_context import in_foreign_phrase, tokens
from mtqa.detect.locale.name_sources import read_toml
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Segment, Severity, Span

_ENTRY = re.compile(r"([^\s(=\[]+)(?:=([^\s(\[]+))?(?:\[([^\]]*)\])?(?:\(([^)]*)\))?")
_PREFIX = re.compile(
    r"(?:^|[^\w])(?:pro|anti|non|ex|mid|pre|post|inter|trans|half|late|early|neo|un|sub)[-‑]$"
)
_AFTER_THE = re.compile(r"(?:^|\s)[Tt]he\s(?:[a-z]+-[a-z]+\s)?$")


class _Name(NamedTuple):
    """What a lower-case form stands for, and where it does."""

    right: str
    before: frozenset[str]
    stays: frozenset[str]
    after_the: bool


def _upper(match: re.Match[str]) -> str:
    return match.group().upper()


@cache
def _forms() -> tuple[Mapping[str, _Name], frozenset[str], Mapping[str, frozenset[str]]]:
    """The forms, those of one word as a set, and those of several with their words."""
    found: dict[str, _Name] = {}
    for kind, group in read_toml("case.toml")["lower"].items():
        for form, right, before, stays in _ENTRY.findall(group):
            if "'" in form or form == right:
                continue
            plain = form.replace("_", " ")
            english = right.replace("_", " ") or re.sub(r"(?<!\w)\w", _upper, plain)
            found.setdefault(
                plain,
                _Name(
                    english,
                    frozenset(before.split()),
                    frozenset(stays.split()),
                    kind == "after_the",
                ),
            )
    single = frozenset(f for f in found if " " not in f)
    return found, single, {f: frozenset(f.split()) for f in found if " " in f}


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Lower-case forms of names that stand free in running text."""
    forms, single, several = _forms()
    present = tokens(reading)
    wanted = sorted(single & present)
    wanted += [f for f, words in several.items() if words <= present]
    for form in wanted:
        name = forms[form]
        pattern = form.replace(" ", r"[\s\-‑]")
        for match in re.finditer(rf"(?<![\w@#/_.&]){pattern}(?![\w@/_])", reading.text):
            if _free(reading, match.start(), match.end(), name):
                yield Finding(Span(*match.span()), suggest(name.right, safe=True))


def _free(reading: Reading, start: int, end: int, name: _Name) -> bool:
    text = reading.text
    if name.after_the and not _AFTER_THE.search(text[max(start - 30, 0) : start]):
        return False
    if text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum():
        return False
    if start and text[start - 1] in "-‑" and not _PREFIX.search(text[max(start - 8, 0) : start]):
        return False
    if start and text[start - 1] in "'’" and text[start - 2 : start - 1].isalpha():
        return False
    follows = re.match(r"[\s\-‑]+(\w+)", text[end : end + 20])
    if follows and follows[1].lower() in name.stays:
        return False
    if name.before and not (follows and follows[1].lower() in name.before):
        return False
    if text[max(start - 11, 0) : start].lower().endswith(("plaster of ", "gum ")):
        return False
    if not _has_capitals(reading, reading.segment_at(start)) and not _stands_alone(reading, start):
        return False
    return not in_foreign_phrase(text, start, end, place=False)


_CAPITALS: WeakKeyDictionary[Reading, dict[Segment | None, bool]] = WeakKeyDictionary()
_SHARE: WeakKeyDictionary[Reading, float] = WeakKeyDictionary()


def _has_capitals(reading: Reading, segment: Segment | None) -> bool:
    """Whether a sentence has capitals, but for the word I."""
    known = _CAPITALS.setdefault(reading, {})
    if segment not in known:
        sentence = segment.target.of(reading.text) if segment else reading.text
        known[segment] = any(c.isupper() for c in sentence.replace(" I ", " "))
    return known[segment]


def _stands_alone(reading: Reading, start: int) -> bool:
    """Whether the sentence without capitals stands among sentences that have them."""
    if not reading.starts_sentence(start):
        return False
    if reading not in _SHARE:
        _SHARE[reading] = sum(c.isupper() for c in reading.text) / max(len(reading.text), 1)
    return _SHARE[reading] * 60 > 1


RULE = Rule(
    id="linguistic/case_names",
    category="linguistic-conventions/spelling",
    severity=Severity.MAJOR,
    message="“{text}” is a proper noun in English and takes a capital.",
    doc="""Countries, cities, nationalities, languages, weekdays and months in lower case.

French, Spanish and other languages write nationalities, languages, weekdays and months in lower
case, and machine translation often lower-cases names. Words that are ordinary words too (turkey,
china, polish, march) are left out, as are lexical phrases (french fries, brussels sprouts). Texts
written without any capitals are left alone.""",
    find=find,
    examples=(
        Example("The forces of ⟦kyiv⟧ held the town.", fix="Kyiv"),
        Example("⟦kyiv⟧ is asking the Allies for weapons.", fix="Kyiv"),
        Example("The minister met ⟦french⟧ officials.", fix="French"),
        Example("The strike begins on ⟦monday⟧, the CGT said.", fix="Monday"),
        Example("It began in ⟦february⟧ 2022 in Donetsk.", fix="February"),
        Example("A pro-⟦russian⟧ mayor fled from Kherson.", fix="Russian"),
        Example("The ⟦nato⟧ summit opened in Vilnius.", fix="NATO"),
        Example("The ⟦fijian⟧ team met Togo.", fix="Fijian"),
        Example("The ⟦cgt⟧ called for a strike in Paris.", fix="CGT"),
        Example("Tensions rise in the ⟦middle east⟧, Paris says.", fix="Middle East"),
        Example("The ⟦polish⟧ president met NATO.", fix="Polish"),
        Example("He was elected in ⟦may⟧ 2022, Paris said.", fix="May"),
        Example("Shoe polish; a French manicure in May; Anna has catholic tastes and may 2 go."),
        Example("We ate french fries and brussels sprouts at Joe’s."),
        Example("He bought china, polish and a turkey in March."),
        Example("See www.paris.fr or write to info@london.org, Ann said."),
        Example("the minister met french officials on monday"),
        Example("She read Vol de nuit and La ville de paris."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    scope=Scope.DOCUMENT,
    confidence=0.95,
)
