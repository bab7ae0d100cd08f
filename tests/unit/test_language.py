"""Language facts, tags, counts and identification."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.errors import SettingsError
from mtqa.language import count_units, identify
from mtqa.language.facts import facts, known_languages
from mtqa.language.identify import MIN_CONFIDENCE, MIN_LETTERS
from mtqa.language.tags import parse_tag

REQUIRED = {"en", "fr", "es", "de", "it", "pt", "ru", "uk", "zh", "ja", "ar", "pl", "nl", "cs"}


@pytest.mark.parametrize("lang", known_languages())
def test_facts_agree_with_cldr(lang: str) -> None:
    known, cldr = facts(lang), Locale.parse(lang)
    assert known.known
    assert list(known.months) == [cldr.months["format"]["wide"][m] for m in range(1, 13)]
    assert list(known.weekdays) == [cldr.days["format"]["wide"][d] for d in range(7)]
    marks = cldr.number_symbols["latn"]
    assert (known.decimal, known.group) == (marks["decimal"], marks["group"])
    assert known.name == cldr.get_language_name("en")


@pytest.mark.parametrize("tag", ["de-CH", "es-MX", "pt-PT", "fr-CA", "it-CH", "en-ZA", "de-AT"])
def test_variants_agree_with_cldr(tag: str) -> None:
    marks = Locale.parse(tag, sep="-").number_symbols["latn"]
    assert (facts(tag).decimal, facts(tag).group) == (marks["decimal"], marks["group"])


def test_required_languages_are_complete() -> None:
    assert set(known_languages()) >= REQUIRED
    for lang in known_languages():
        known = facts(lang)
        assert all(len(pair) == 2 and all(pair) for pair in known.quotes)
        assert len(known.quotes) == 2
        assert known.titles
        assert not known.abbreviations & known.final_abbreviations
        assert not known.abbreviations & known.number_abbreviations
        stops = known.abbreviations | known.final_abbreviations | known.number_abbreviations
        assert all(a.endswith(".") for a in stops)
    assert [lang for lang in known_languages() if not facts(lang).spaced] == ["ja", "th", "zh"]


def test_facts_of_the_unknown() -> None:
    assert not facts("tlh").known
    assert not facts("../../etc").known
    assert facts("fr").spacing["«"] == "\u00a0"
    assert facts("fr-CA").spacing.get("!") is None
    assert facts("zh-Hant").quotes[0] == ("「", "」")
    assert facts("EN-gb").decimal == "."


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("en-GB", "en-GB"), ("en_US", "en-US"), ("EN", "en"), ("pt-br", "pt-BR"), ("eng", "en"),
     ("zh-hans", "zh-Hans"), ("zh_CN", "zh-CN"), ("fr_FR.UTF-8", "fr-FR"), (" uk ", "uk"),
     ("es-419", "es-419"), ("iw", "he")],
)  # fmt: skip
def test_tags(typed: str, tag: str) -> None:
    assert parse_tag(typed) == tag
    assert parse_tag(tag) == tag


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("english", "'en'"), ("Français", "'fr'"), ("qq", "code"), ("", "code"), ("e", "code"),
     ("en us", "code"), ("fr-", "code"), ("../x", "code")],
)  # fmt: skip
def test_wrong_tags(typed: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_tag(typed, "--target-lang")
    assert "--target-lang" in str(caught.value)
    assert hint in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("lang", "text", "units", "unit"),
    [("en", "The well-known U.S. firm's 2.5% rise – no more.", 8, "words"),
     ("fr", "L'an dernier, aujourd'hui !", 3, "words"),
     ("zh", "你好，世界！ 2020年", 9, "characters"), ("ja", "はい。", 2, "characters"),
     ("th", "นาย", 3, "characters"), ("xx", "a b", 2, "words"), ("en", " … ", 0, "words")],
)  # fmt: skip
def test_counts(lang: str, text: str, units: int, unit: str) -> None:
    count = count_units(text, lang)
    assert (count.units, count.unit) == (units, unit)


IDENTIFIED = [
    ("en", "The minister said on Tuesday that the negotiations would go on for another week."),
    ("fr", "Le ministre a déclaré mardi que les négociations allaient durer une semaine."),
    ("es", "El ministro dijo el martes que las negociaciones continuarían una semana más."),
    ("de", "Der Minister sagte am Dienstag, dass die Verhandlungen noch eine Woche dauern würden."),
    ("en", "THE MINISTER SAID ON TUESDAY THAT THE NEGOTIATIONS WOULD GO ON FOR ANOTHER WEEK"),
    ("uk", "Президент України заявив, що країна готова до переговорів."),
    ("ru", "Президент заявил, что страна готова к переговорам, но не сейчас."),
    ("ar", "الرئيس قال إن البلاد جاهزة"),
    ("fa", "رئیس جمهور گفت که کشور آماده است"),
    ("ja", "大統領は火曜日に交渉が続くと述べた"),
    ("zh-Hans", "总统星期二说谈判将继续"),
    ("zh-Hant", "這個國家的總統說談判將繼續"),
    ("ko", "대통령은 말했다"),
    ("th", "ประธานาธิบดีกล่าวว่า"),
    ("el", "Ο πρωθυπουργός δήλωσε"),
]


@pytest.mark.parametrize(("lang", "text"), IDENTIFIED)
def test_identifies(lang: str, text: str) -> None:
    guess = identify(text)
    assert guess is not None
    assert guess.lang == lang
    assert MIN_CONFIDENCE <= guess.confidence <= 1 or guess.confidence >= 0.6
    assert identify(text) == guess


@pytest.mark.parametrize("text", ["", "Hi", "12345 67890 " * 20, "a" * (MIN_LETTERS - 1), "§ – …"])
def test_abstains(text: str) -> None:
    assert identify(text) is None


def test_a_long_text_is_sampled_from_all_of_it() -> None:
    french = "Le ministre a déclaré que les négociations se poursuivraient. "
    guess = identify("https://example.org/the-english-page " * 3 + french * 50_000)
    assert guess is not None
    assert guess.lang == "fr"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_identify_never_fails(text: str) -> None:
    guess = identify(text)
    assert guess is None or (guess.lang and 0 < guess.confidence <= 1)


def test_langdetect_is_imported_late() -> None:
    code = (
        "import sys; from mtqa.language.identify import identify;"
        "identify('Президент України заявив');"
        "sys.exit(any(m in sys.modules for m in ('langdetect', 'babel')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_names_agree_with_cldr() -> None:
    table = tomllib.loads(Path("mtqa/language/names.toml").read_text(encoding="utf-8"))
    assert len(table["names"]) > 500
    assert table["names"] == {k: Locale("en").languages[k] for k in table["names"]}
