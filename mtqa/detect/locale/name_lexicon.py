"""Foreign forms of names and the form of English-language newsrooms, and rules made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mtqa.detect.locale.name_context import in_foreign_phrase, is_whole, tokens
from mtqa.detect.reading import LETTERS, Reading, fold
from mtqa.detect.rule import Example, Find, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_FILE = Path(__file__).with_name("data") / "names.tsv"
_TAKES_THE = re.compile(
    r"(?:United (?:Kingdom|States|Nations|Arab Emirates)|Netherlands|Philippines|Emirates|Falklands"
    r"|.* (?:Republic|Sea|Islands|Union|Commission|Parliament|League|Cross|Crescent|House|Fund|Bank"
    r"|Court|Organization|Justice|See|East|Strip|Country|Heights|Ocean|Forest|Hormuz|Azov|Biscay)"
    r"|(?:European Central|World|West) Bank|Democratic Republic of Congo|Soviet Union|USSR|US|Alps"
    r"|Pyrenees|Caribbean|Mediterranean|Caucasus|Urals|Thames|Rhine|Danube|Balearics|Kurils|Comoros"
    r"|Seychelles|Bosphorus|Peloponnese|Azores|Amazon|Aegean|Euphrates|Ganges|Mekong|Vistula|Tiber"
    r"|Scheldt|Andes|Carpathians|Palatinate|Rhineland|Negev|Sinai|Arctic|Vatican|International .*)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A foreign form and what English writes."""

    form: str
    english: str
    kind: str
    safe: bool

    @property
    def place(self) -> bool:
        """Whether it names a place or body rather than a person."""
        return self.kind == "place"


Index = Mapping[str, tuple[Name, ...]]


@cache
def _tables() -> dict[tuple[str, bool], dict[str, list[Name]]]:
    found: dict[tuple[str, bool], dict[str, list[Name]]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        form, english, lang, kind, flags = line.split("\t")
        head = LETTERS.search(form)
        index = found.setdefault((lang, flags[0] == "o"), {})
        name = Name(form, english, kind, flags[1] == "s")
        index.setdefault(head.group() if head else form, []).append(name)
    return found


@cache
def anchors(*langs: str, origin: bool) -> tuple[str, ...]:
    """The forms of languages as the engine looks for them."""
    tables = (_tables().get((lang, origin), {}) for lang in langs)
    return tuple(sorted({fold(n.form) for t in tables for names in t.values() for n in names}))


@cache
def names(lang: str, *, origin: bool) -> tuple[Index, frozenset[str]]:
    """The forms of a language by their first token, longest first, and those tokens.

    Args:
        lang: The language whose forms they are.
        origin: Those that English text has too (clubs, brands, people), or those it has not.
    """
    table = _tables().get((lang, origin), {})
    index = {k: tuple(sorted(v, key=lambda n: -len(n.form))) for k, v in table.items()}
    return index, frozenset(index)


def in_english(name: str) -> str:
    """A person's name with its French and German forms replaced, for use inside a suggestion."""
    for lang in ("fr", "de"):
        index, heads = names(lang, origin=False)
        for head in heads & frozenset(LETTERS.findall(name)):
            for entry in index[head]:
                if not entry.place:
                    name = re.sub(rf"\b{re.escape(entry.form)}\b", entry.english, name)
    return name


def find_names(lang: str, *, origin: bool) -> Find:
    """A find function for the forms of ``lang``."""

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        index, heads = names(lang, origin=origin)
        found = [
            (span, name)
            for head in heads & tokens(reading)
            for name in index[head]
            for span in _spans(reading.text, name)
        ]
        taken: set[int] = set()
        for span, name in sorted(found, key=lambda f: (-len(f[0]), f[0])):
            # the longest come first, so an overlap shows at one end of the shorter one
            if taken.isdisjoint((span.start, span.end - 1)):
                taken.update(range(span.start, span.end))
                yield _finding(reading.text, span, name)

    return find


def _spans(text: str, name: Name) -> Iterator[Span]:
    at = text.find(name.form)
    while at >= 0:
        end = at + len(name.form)
        if is_whole(text, at, end) and not in_foreign_phrase(text, at, end, place=name.place):
            yield Span(at, end)
        at = text.find(name.form, end)


def _finding(text: str, span: Span, name: Name) -> Finding:
    start, end, english = span.start, span.end, name.english
    if name.form[-1] == "s" and english[-1] != "s" and re.match(r"['’](?!\w)", text[end : end + 2]):
        english, end = f"{english}{text[end]}s", end + 1
    before, lead = text[max(start - 4, 0) : start].lower(), text[max(start - 40, 0) : start]
    if english.startswith("The ") and before == "the ":
        english = english[4:]
    elif name.place and before != "the " and _TAKES_THE.fullmatch(english):
        opens = not lead.rstrip(' "“«') or lead.rstrip(' "“«')[-1:] in ".!?\n"
        english = ("The " if opens else "the ") + english
    elif english[:1].islower() and (not before.strip() or lead.rstrip()[-1:] in ".!?"):
        english = english[:1].upper() + english[1:]
    what = f"“{name.form}” is a foreign form; English-language media write {name.english}."
    return Finding(Span(start, end), suggest(english, safe=name.safe), message=what)


def name_rule(
    lang: str, language: str, *, origin: bool = False, examples: tuple[Example, ...], note: str
) -> Rule:
    """The rule for the forms of one language.

    Args:
        lang: Its code.
        language: Its English name, for the texts.
        origin: Whether it is the rule for forms that English text has too.
        examples: Examples.
        note: What else its documentation says.
    """
    return Rule(
        id=f"locale/name_{lang}_origin" if origin else f"locale/name_{lang}",
        category="accuracy/entity",
        severity=Severity.MINOR if origin else Severity.MAJOR,
        message="This name is in its foreign form; English-language media write it differently.",
        doc=f"""Names of people, places and bodies in their {language} form.

{note} Readers look up and search names in the form their media use, and a foreign form shows at
once where the text comes from. The list is generated from transliteration tables, Unicode CLDR,
GeoNames and hand-written forms (see NOTICE beside the data). Names inside foreign names ("Radio
Londres", "Université de Genève") are left alone.""",
        find=find_names(lang, origin=origin),
        anchors=anchors(lang, origin=origin),
        examples=examples,
        needs=Needs.ORIGIN if origin else Needs.ALONE,
        target_langs=frozenset({"en"}),
        source_langs=frozenset({lang}),
        scope=Scope.DOCUMENT,
        confidence=0.75 if origin else 0.95,
    )
