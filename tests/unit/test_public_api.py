"""What Python users rely on: the names, the snippets in the documentation, errors, and quiet."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mtqa
from mtqa.errors import InputError, MtqaError, SettingsError

ROOT = Path(__file__).parents[2]
TEXT = "The Kremlin, he said .\nIn kyiv nothing happened .\n"


def test_every_public_name_is_there() -> None:
    assert len(set(mtqa.__all__)) == len(mtqa.__all__)
    for name in mtqa.__all__:
        assert getattr(mtqa, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = mtqa.nothing


def test_the_snippet_of_the_docstring_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = (mtqa.__doc__ or "").partition("::\n\n")[2].partition("\n\nEverything")[0]
    exec(re.sub(r"(?m)^    ", "", code), {})
    said = capsys.readouterr().out
    assert "Span(start=20, end=22)" in said
    assert said.endswith("The Kremlin, he said.\n")


def test_the_calls_in_the_readme_run() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    calls = re.findall(r"`(mtqa\.\w+\([^`]*\))`", readme)
    assert calls
    for call in calls:
        assert eval(call, {"mtqa": mtqa, "text": TEXT}) is not None


def test_check_says_what_it_found_and_fix_does_it() -> None:
    report = mtqa.check(TEXT, target_lang="en-GB")
    assert isinstance(report, mtqa.Report)
    assert report.document.target_lang == "en-GB"
    assert all(i.span.of(TEXT) == i.text for i in report.issues)
    assert report.corrected == "The Kremlin, he said.\nIn Kyiv nothing happened.\n"
    assert mtqa.fix(TEXT, target_lang="en") == report.corrected
    assert mtqa.fix(report.corrected, target_lang="en") == report.corrected


def test_a_source_is_used() -> None:
    report = mtqa.check(
        "It cost 3.7 million euros last year.",
        source="Cela a coûté 3,7 milliards d'euros l'an dernier.",
        target_lang="en",
        source_lang="fr",
    )
    assert "accuracy/number" in [i.rule for i in report.issues]


@pytest.mark.parametrize("text", ["", " \n\n ", "x", "a\0b", "\u202e", "…" * 1000])
def test_any_text_can_be_checked(text: str) -> None:
    report = mtqa.check(text)
    assert report.document.target == text
    assert not report.failures


def test_half_a_surrogate_pair_is_an_error_of_ours() -> None:
    with pytest.raises(InputError, match="text, character 2: half a surrogate pair"):
        mtqa.check("a \ud800")
    with pytest.raises(InputError, match="source"):
        mtqa.check("a", source="\udfff")


@pytest.mark.parametrize(
    "options",
    [{"colour": 1}, {"target_lang": "english"}, {"profile": "x"}, {"suppress": {"rule": []}}],
)
@pytest.mark.parametrize("call", [mtqa.check, mtqa.fix])
def test_mistakes_are_errors_of_ours(call: Callable[..., Any], options: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        call(TEXT, **options)
    assert isinstance(caught.value, MtqaError)


def test_importing_is_cheap_and_says_nothing() -> None:
    heavy = ("lxml", "jinja2", "rich", "wordfreq", "langdetect", "mtqa.catalog", "mtqa.pipeline")
    code = f"import sys, mtqa; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
