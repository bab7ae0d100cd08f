"""Settings: from files and options, with mistakes named; what is suppressed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mtqa.errors import SettingsError
from mtqa.pipeline import idle_suppressions
from mtqa.settings import Settings, Suppress, load, parse
from mtqa.types import Issue, Severity, Span


def issue(**fields: Any) -> Issue:
    known: dict[str, Any] = {
        "rule": "fr-en-sport/match",
        "category": "style/unidiomatic",
        "severity": Severity.MINOR,
        "span": Span(0, 4),
        "text": "Kiev",
        "message": "m",
        "fingerprint": "0123456789abcdef",
    }
    return Issue(**{**known, **fields})


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert parse({}, "x") == Settings() == load(tmp_path)


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    write(tmp_path, "mtqa.toml", 'profile = "wmt"\nfail_on = "minor"')
    write(tmp_path / "a", "mtqa.toml", 'fail_on = "major"')
    write(tmp_path / "a" / "b", "pyproject.toml", "[tool.other]\nx = 1")
    found = load(tmp_path / "a" / "b")
    assert found == Settings(fail_on="major")
    assert load(tmp_path) == Settings(profile="wmt", fail_on="minor")


def test_the_second_start_counts_where_the_first_has_nothing(tmp_path: Path) -> None:
    write(tmp_path / "two", "pyproject.toml", "[tool.mtqa]\npreview = true")
    assert load(tmp_path, tmp_path / "two").preview


def test_mtqa_toml_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path, "mtqa.toml", "min_score = 95")
    write(tmp_path, "pyproject.toml", "[tool.mtqa]\nmin_score = 90")
    assert load(tmp_path).min_score == 95


def test_a_broken_pyproject_is_not_ours(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "= nothing")
    assert load(tmp_path) == Settings()
    write(tmp_path, "mtqa.toml", "= nothing")
    with pytest.raises(SettingsError, match=r"mtqa\.toml: "):
        load(tmp_path)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"colour": 1}, "unknown key 'colour'; known: target_lang"),
        ({"profile": "best"}, "no profile 'best'"),
        ({"profile": 3}, "profile is a str"),
        ({"fail_on": "neutral"}, "fail_on is one of"),
        ({"min_score": True}, "min_score"),
        ({"min_score": float("nan")}, "min_score is a number"),
        ({"min_score": float("inf")}, "min_score is a number"),
        ({"preview": 1}, "preview is a bool"),
        ({"target_lang": "english"}, "did you mean 'en'"),
        ({"source_lang": "zzz-"}, "source_lang"),
        ({"suppress": []}, "suppress is a table"),
        ({"suppress": {"rule": []}}, "unknown key 'rule'"),
        ({"suppress": {"rules": "a/b"}}, "suppress.rules is a list of strings"),
        ({"suppress": {"rules": [1]}}, "suppress.rules is a list of strings"),
        ({"suppress": {"categories": ["style/typo"]}}, "no MQM category 'style/typo'"),
    ],
)
def test_mistakes_name_the_file_and_the_key(table: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(table, "dir/mtqa.toml")
    assert str(caught.value).startswith("dir/mtqa.toml")
    assert str(caught.value).count("mtqa.toml") == 1
    assert says in str(caught.value)


def test_tags_are_made_canonical() -> None:
    settings = Settings(target_lang="en_gb", source_lang="")
    assert (settings.target_lang, settings.source_lang) == ("en-GB", None)
    wrong: Any = 3
    with pytest.raises(SettingsError, match="target_lang is a language tag, not 3"):
        Settings(target_lang=wrong)


def test_options_override_only_what_they_give() -> None:
    base = Settings(profile="wmt", min_score=90)
    assert base.override(profile=None, min_score=None, preview=None) == base
    assert base.override(min_score=0.0).min_score == 0.0
    assert base.override(target_lang="PT_br").target_lang == "pt-BR"
    with pytest.raises(SettingsError):
        base.override(fail_on="often")


@pytest.mark.parametrize(
    ("suppress", "silent"),
    [
        (Suppress(), False),
        (Suppress(rules=("fr-en-sport/match",)), True),
        (Suppress(rules=("fr-en-sport/*",)), True),
        (Suppress(rules=("*/mat??",)), True),
        (Suppress(rules=("FR-EN-SPORT/*",)), False),
        (Suppress(categories=("style",)), True),
        (Suppress(categories=("style/unidiomatic",)), True),
        (Suppress(categories=("style/awkward", "accuracy")), False),
        (Suppress(words=("Kiev",)), True),
        (Suppress(words=("kiev", "Kie")), False),
        (Suppress(findings=("0123456789abcdef",)), True),
        (Suppress(findings=("",)), False),
    ],
)
def test_what_is_suppressed(suppress: Suppress, silent: bool) -> None:
    assert suppress.issue(issue()) is silent


def test_a_mapping_is_taken_for_what_to_suppress() -> None:
    table: Any = {"words": ["Kiev"]}
    assert Settings(suppress=table).suppress == Suppress(words=("Kiev",))
    with pytest.raises(SettingsError, match="unknown key"):
        Settings(suppress={"word": []})  # type: ignore[arg-type]


def test_patterns_that_fit_no_rule_are_told() -> None:
    suppress = Suppress(rules=("linguistic/*", "linguistic/no_such", "no-such/*"))
    assert idle_suppressions(suppress) == ["linguistic/no_such", "no-such/*"]
    assert idle_suppressions(Suppress()) == []


@pytest.mark.parametrize(
    "address", ["rules.html", "https://qa.example.org:8080/rules.html", "/srv/rules.html"]
)
def test_a_page_of_rules(address: str) -> None:
    assert Settings(rules_page=address).rules_page == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "a b", "<x>"])
def test_an_address_that_could_run_something_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="rules_page"):
        Settings(rules_page=address)
