"""Romanization tables, shapes read backwards, and what makes two spellings one name."""

from __future__ import annotations

import pytest

from mtqa.detect.locale.build_names import tables
from mtqa.detect.locale.name_context import in_foreign_phrase, is_whole
from mtqa.detect.locale.name_lexicon import in_english, names
from mtqa.detect.locale.name_shape import french, german, to_english
from mtqa.detect.locale.name_variants import sound


@pytest.mark.parametrize(
    ("table", "name", "latin"),
    [
        ("ru.fr", "Путин", "Poutine"),
        ("ru.fr", "Хрущёв", "Khrouchtchev"),
        ("ru.fr", "Чайковский", "Tchaïkovski"),
        ("ru.fr", "Сергей", "Sergueï"),
        ("ru.fr", "Солженицын", "Soljenitsyne"),
        ("ru.fr", "Шойгу", "Choïgou"),
        ("ru.en", "Ельцин", "Yeltsin"),
        ("ru.en", "Дмитрий", "Dmitry"),
        ("ru.en", "Захарова", "Zakharova"),
        ("ru.de", "Горбачёв", "Gorbatschow"),
        ("ru.de", "Хрущёв", "Chruschtschow"),
        ("uk.fr", "Андрій", "Andriï"),
        ("uk.fr", "Запоріжжя", "Zaporijjia"),
        ("uk.fr", "Кулеба", "Kouleba"),
        ("uk.en", "Запоріжжя", "Zaporizhzhia"),
        ("uk.en", "Андрій", "Andrii"),
        ("uk.en", "Згурський", "Zghurskyi"),
        ("uk.de", "Зеленський", "Selenskyj"),
        ("uk.de", "Харків", "Charkiw"),
        ("bg.en", "Желев", "Zhelev"),
        ("bg.fr", "Бойко", "Boïko"),
    ],
)
def test_tables(table: str, name: str, latin: str) -> None:
    assert tables()[table](name) == latin


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Tchernykhov", "Chernykhov"),
        ("Ponomartchouk", "Ponomarchuk"),
        ("Alekseïev", "Alekseyev"),
        ("Iarovenko", "Yarovenko"),
        ("Gouminski", "Guminsky"),
    ],
)
def test_french_shapes(name: str, english: str) -> None:
    assert french(name)
    assert to_english(name, "fr") == english


@pytest.mark.parametrize("name", ["Rybaltschenko", "Tscherepanow", "Panteljew"])
def test_german_shapes(name: str) -> None:
    assert german(name)
    assert to_english(name, "de").isascii()


@pytest.mark.parametrize(
    "name", ["Anaïs", "Loïc", "Boulogne", "Marchenko", "Toulouse", "Aïcha", "Benaïssa", "Jerusalem"]
)
def test_no_shape(name: str) -> None:
    assert not french(name)
    assert not german(name)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sybiga", "Sybiha"),
        ("Zelensky", "Zelenskyy"),
        ("Choïgou", "Shoigu"),
        ("Tchekhov", "Chekhov"),
        ("Iouri", "Youri"),
        ("Kouleba", "Kuleba"),
    ],
)
def test_one_sound(a: str, b: str) -> None:
    assert sound(a) == sound(b)


@pytest.mark.parametrize(
    ("a", "b"), [("Macron", "Macro"), ("Johnson", "Johnston"), ("Marin", "Martin")]
)
def test_two_sounds(a: str, b: str) -> None:
    assert sound(a) != sound(b)


def test_names_inside_suggestions_are_english_too() -> None:
    assert in_english("Andriï Sybiga") == "Andrii Sybiha"
    assert in_english("Jean Dupont") == "Jean Dupont"


def test_no_form_is_its_own_correction() -> None:
    for lang in ("fr", "de", "es", "it", "pt"):
        for origin in (False, True):
            for entries in names(lang, origin=origin)[0].values():
                assert all(e.form != e.english for e in entries)


def test_context() -> None:
    text = "The Université de Genève and Radio Londres, d'Alger, Londres."
    where = {w: text.index(w) for w in ("Genève", "Londres", "Alger")}
    assert in_foreign_phrase(text, where["Genève"], where["Genève"] + 6, place=True)
    assert in_foreign_phrase(text, where["Londres"], where["Londres"] + 7, place=True)
    assert not is_whole(text, where["Alger"], where["Alger"] + 5)
    last = text.rindex("Londres")
    assert is_whole(text, last, last + 7)
    assert not in_foreign_phrase(text, last, last + 7, place=True)
