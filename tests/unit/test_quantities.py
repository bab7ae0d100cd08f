"""Quantities by value: conventions, number words, dates, clocks; and how pairs are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.detect.accuracy.figures import figure_values, grouped
from mtqa.detect.accuracy.han_numbers import han_value
from mtqa.detect.accuracy.number_pairs import mismatch, pairs_of
from mtqa.detect.accuracy.quantities import read_quantities
from mtqa.detect.accuracy.quantity_figures import figures
from mtqa.detect.reading import Reading
from mtqa.language.numerals import NEUTRAL, numerals
from mtqa.read.text import content_of
from mtqa.segment.document import build_document

LANGUAGES = ("en", "fr", "es", "de", "it", "pt", "ru", "uk", "zh", "ja", "ar")
GROUPING = tuple(lang for lang in LANGUAGES if lang not in ("zh", "ja", "ar"))


def values(text: str, lang: str) -> list[float]:
    return [q.value for q in read_quantities(text, lang) if q.form in ("figure", "words")]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "soixante-dix", 70),
        ("fr", "quatre-vingts", 80),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "septante et un", 71),
        ("fr", "vingt et un", 21),
        ("fr", "deux cent mille", 200_000),
        ("fr", "3,7 milliards", 3.7e9),
        ("fr", "725 M€", 725e6),
        ("fr", "un million et demi", 1.5e6),
        ("en", "two and a half million", 2.5e6),
        ("en", "half a million", 5e5),
        ("en", "twenty-five", 25),
        ("en", "3.7bn", 3.7e9),
        ("en", "three hundred and forty-two thousand", 342_000),
        ("de", "dreiundzwanzig", 23),
        ("de", "zweihunderttausend", 200_000),
        ("de", "3,7 Mrd.", 3.7e9),
        ("it", "ventitré", 23),
        ("it", "duemila", 2000),
        ("es", "dos mil quinientos", 2500),
        ("es", "3 mil millones", 3e9),
        ("pt", "trezentos e vinte", 320),
        ("ru", "двадцать пять", 25),
        ("ru", "25 тыс.", 25_000),
        ("uk", "дев'яносто", 90),
        ("ar", "٣٫٥ مليون", 3.5e6),
    ],
)
def test_one_number(lang: str, text: str, expected: float) -> None:
    assert values(text, lang) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("三千五百", 3500), ("1亿2000万", 1.2e8), ("20多万", 2e5), ("二〇二〇", 2020), ("十五", 15)],
)
def test_chinese(text: str, expected: float) -> None:
    assert han_value(text) == expected


@given(st.integers(0, 10**9), st.sampled_from(GROUPING))
def test_grouped_whole_numbers_read_back(number: int, lang: str) -> None:
    table = numerals(lang)
    text = grouped(number, 0, table).replace("\u00a0", " ")
    assert figure_values(text, table)[0] == number


@given(
    st.integers(0, 10**6), st.integers(1, 99), st.sampled_from(GROUPING), st.sampled_from(GROUPING)
)
def test_two_conventions_agree(whole: int, hundredths: int, one: str, other: str) -> None:
    number = whole + hundredths / 100
    read = [
        figure_values(grouped(number, 2, numerals(k)).replace("\u00a0", " "), numerals(k))[0]
        for k in (one, other)
    ]
    assert read[0] == read[1] == round(number, 2)


@given(st.integers(13, 10**7), st.integers(0, 6), st.integers(1, 9), st.sampled_from(GROUPING))
def test_a_changed_digit_is_found(number: int, place: int, by: int, lang: str) -> None:
    digits = list(str(number))
    place %= len(digits)
    digits[place] = str((int(digits[place]) + by) % 10)
    changed = int("".join(digits))
    if changed in (0, 1) or changed % 100 == number or number % 100 == changed:
        return  # "one" never counts, and 85 may stand for 1985
    source = f"{grouped(number, 0, numerals(lang))}."
    target = f"{grouped(changed, 0, numerals('en'))}."
    left = _left(source, target, lang, "en") if lang != "en" else None
    if left is not None:
        assert left.missing or left.added


@given(st.integers(2, 10**7), st.sampled_from([k for k in LANGUAGES if k != "en"]))
def test_an_equal_number_is_not(number: int, lang: str) -> None:
    source = f"{grouped(number, 0, numerals(lang))}."
    left = _left(source, f"{number:,}.", lang, "en")
    assert not left.missing
    assert not left.added


@given(st.text(max_size=80), st.sampled_from([*LANGUAGES, "xx"]))
def test_spans_stay_inside(text: str, lang: str) -> None:
    for quantity in read_quantities(text, lang):
        assert 0 <= quantity.start < quantity.end <= len(text)


def _left(source: str, target: str, source_lang: str, target_lang: str):  # type: ignore[no-untyped-def]
    document = build_document(
        content_of(target),
        content_of(source),
        target_lang=target_lang,
        source_lang=source_lang,
    )
    pairs = pairs_of(Reading(document))
    return mismatch(pairs[0], ())


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("18h30", "6:30 p.m."),
        ("à 18 heures", "at six"),
        ("le 10/10/2009", "on October 10, 2009"),
        ("les années 90", "the 1990s"),
        ("le XIXe siècle", "the 19th century"),
        ("deux tiers", "two-thirds"),
        ("une douzaine", "a dozen"),
        ("tous les quinze jours", "every two weeks"),
        ("5 à 10 millions", "between 5 million and 10 million"),
        ("100 %", "doubled"),
        ("2019-2020", "2019-20"),
        ("mai 68", "May 1968"),
    ],
)
def test_equal_though_unlike(source: str, target: str) -> None:
    left = _left(source, target, "fr", "en")
    assert not left.missing or not left.added


def test_neutral_table_knows_both_readings() -> None:
    value, also, _ = figure_values("1.234", NEUTRAL)
    assert {value, *also} == {1234.0, 1.234}


def test_versions_and_addresses_do_not_crash() -> None:
    assert list(figures("192.168.0.1 v1.2.3 +33 1 23 45 67 89", numerals("fr")))
