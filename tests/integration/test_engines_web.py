"""The engines that ask a server, against a real one that misbehaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mtqa import catalog
from mtqa.cli.main import main
from mtqa.retranslate.engine import EngineError, Job, Task
from mtqa.retranslate.libretranslate import LibreTranslate
from mtqa.retranslate.openai import OpenAi
from mtqa.retranslate.web import Server
from tests.engine_server import Talk, serving

JOB = Job("fr", "en")
TASKS = [
    Task("Le pont est fermé.", "The bridge is shut off.", ("shut off: wrong verb",), "Avant.", ""),
    Task(""),
    Task("La ville dort.", "The town sleeps."),
]
GOOD = [("The bridge is closed.",), (), ("The city is asleep.",)]


@pytest.fixture
def talk() -> Iterator[Talk]:
    with serving() as served:
        yield served


def impatient(server: Server) -> Server:
    return replace(server, timeout=0.5, wait=0.01)


def openai(talk: Talk) -> OpenAi:
    engine = catalog.engines()["openai"].open(f"{talk.url}/v1#small", JOB)
    assert isinstance(engine, OpenAi)
    engine.server = impatient(engine.server)
    return engine


def libre(talk: Talk) -> LibreTranslate:
    engine = catalog.engines()["libretranslate"].open(talk.url, JOB)
    assert isinstance(engine, LibreTranslate)
    engine.server = impatient(engine.server)
    talk.requests.clear()
    return engine


def test_a_model_is_asked_with_source_faults_and_context(talk: Talk) -> None:
    found = openai(talk).translate(TASKS)
    assert [a.texts for a in found] == GOOD
    ((path, body),) = talk.requests
    assert path == "/v1/chat/completions"
    assert body["model"] == "small"
    assert "French" in body["messages"][0]["content"]
    sentences = json.loads(body["messages"][1]["content"])["sentences"]
    assert sentences[0] == {
        "id": 0,
        "source": "Le pont est fermé.",
        "current": "The bridge is shut off.",
        "faults": ["shut off: wrong verb"],
        "before": "Avant.",
    }
    assert "Authorization" not in talk.headers[0]


def test_a_key_of_the_environment_is_sent(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MTQA_API_KEY", "s3cret")
    openai(talk).translate(TASKS)
    assert talk.headers[0]["Authorization"] == "Bearer s3cret"


@pytest.mark.parametrize("mood", ["429", "500", "timeout", "html", "drop"])
def test_what_passes_is_asked_again(talk: Talk, mood: str) -> None:
    talk.moods += [mood, mood]
    assert [a.texts for a in openai(talk).translate(TASKS)] == GOOD
    assert len(talk.requests) == 3
    talk.requests.clear()
    engine = libre(talk)
    talk.moods += [mood, mood]
    assert [a.texts for a in engine.translate(TASKS)] == GOOD
    assert len(talk.requests) == 3


@pytest.mark.parametrize(
    ("mood", "problem", "times"),
    [
        ("429", "it answered 429 slow down", 4),
        ("500", "it answered 500 out of memory", 4),
        ("timeout", "no answer: timed out", 4),
        ("html", "its answer is no JSON", 4),
        ("400", "it answered 400 no such model", 1),
        ("redirect", "it answered 302", 1),
    ],
)
def test_what_does_not_pass_is_told_in_one_line(
    talk: Talk, mood: str, problem: str, times: int
) -> None:
    talk.moods += [mood] * 8
    with pytest.raises(EngineError) as told:
        openai(talk).translate(TASKS)
    assert problem in str(told.value)
    assert str(told.value).startswith(f"openai:{talk.url}/v1: ")
    assert "\n" not in str(told.value)
    assert len(talk.requests) == times


@pytest.mark.parametrize("mood", ["short", "extra", "truncated", "prose", "form"])
def test_a_broken_answer_is_asked_for_sentence_by_sentence(talk: Talk, mood: str) -> None:
    talk.moods.append(mood)
    assert [a.texts for a in openai(talk).translate(TASKS)] == GOOD
    assert len(talk.requests) == 3


@pytest.mark.parametrize(
    ("mood", "error"),
    [
        ("truncated", "the answer was cut off"),
        ("prose", "the model did not answer in JSON"),
        ("form", "the answer is not in the form of the protocol"),
        ("short", "the model gave 0 translations for 1 sentences"),
        ("empty", "the model gave an empty translation"),
        ("long", "the model gave far too long a translation"),
    ],
)
def test_a_sentence_that_fails_says_why_and_the_others_go_on(
    talk: Talk, mood: str, error: str
) -> None:
    first = mood if mood not in ("empty", "long") else "prose"
    talk.moods += [first, mood]
    found = openai(talk).translate(TASKS)
    assert found[0].texts == ()
    assert found[0].error == error
    assert found[2].texts == GOOD[2]


def test_a_fence_and_a_thought_are_taken_off(talk: Talk) -> None:
    talk.moods.append("fenced")
    assert [a.texts for a in openai(talk).translate(TASKS)] == GOOD


def test_a_lost_placeholder_is_no_translation(talk: Talk) -> None:
    found = openai(talk).translate([Task("Un lien {1}", "A link {1}"), Task("Cliquez sur {0}.")])
    assert found[0].texts == ("UN LIEN {1}",)
    assert found[1].texts == ("Click {0}.",)


def test_libretranslate_is_asked_with_what_must_survive_masked(talk: Talk) -> None:
    found = libre(talk).translate([Task("Cliquez sur {0}."), Task("La ville dort.")])
    assert [a.texts for a in found] == [("Click {0}.",), ("The city is asleep.",)]
    ((path, body),) = talk.requests
    assert path == "/translate"
    assert body == {
        "q": ["Cliquez sur XX0XX.", "La ville dort."],
        "source": "fr",
        "target": "en",
        "format": "text",
    }


@pytest.mark.parametrize("mood", ["short", "form"])
def test_a_wrong_count_is_asked_for_one_by_one(talk: Talk, mood: str) -> None:
    engine = libre(talk)
    talk.moods.append(mood)
    assert [a.texts for a in engine.translate(TASKS)] == GOOD
    assert [len(body["q"]) for _, body in talk.requests] == [2, 1, 1]


def test_empty_translations_are_failures(talk: Talk) -> None:
    engine = libre(talk)
    talk.moods.append("empty")
    assert [a.error for a in engine.translate(TASKS)] == ["no translation", "", "no translation"]


def test_a_pair_that_the_server_has_not_is_told(talk: Talk) -> None:
    with pytest.raises(EngineError, match=r"does not translate de-en; it has en, fr"):
        catalog.engines()["libretranslate"].open(talk.url, Job("de", "en"))


def article(folder: Path) -> list[str]:
    (folder / "t.txt").write_text(
        "The plan will cost 3.7 million euros.\nThe city is asleep.\n", encoding="utf-8"
    )
    (folder / "s.txt").write_text(
        "Le plan coûtera 3,7 milliards d'euros.\nLa ville dort.\n", encoding="utf-8"
    )
    source = ["--source", str(folder / "s.txt"), "--source-lang", "fr", "--no-qe"]
    return [str(folder / "t.txt"), *source]


@pytest.mark.parametrize("kind", ["openai", "libretranslate"])
def test_the_report_shows_before_after_and_why(
    kind: str,
    talk: Talk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    spec = f"openai:{talk.url}/v1#m" if kind == "openai" else f"libretranslate:{talk.url}"
    args = [*article(tmp_path), "--retranslate", spec]
    assert main(["check", *args, "--format", "json"]) == 0
    document = json.loads(capfdbinary.readouterr().out)["documents"][0]
    first, second = document["segments"]
    assert first["best"]["text"] == "The plan will cost 3.7 billion euros."
    assert first["best"]["engine"].startswith(kind)
    assert first["candidates"][0]["chosen"] is True
    assert "penalty" in first["candidates"][0]["why"]
    assert second["candidates"] == []  # nothing is wrong with it, so nobody was asked
    asked = len(talk.requests)
    assert main(["check", *args]) == 0
    text = capfdbinary.readouterr().out.decode()
    assert "better: The plan will cost 3.7 billion euros." in text
    assert "1 sentence re-translated: 1 better" in text
    again = [r for r in talk.requests[asked:] if not r[0].endswith("/languages")]
    assert again == [], "the cache knows it"
    assert main(["check", *args, "--format", "html", "--output", str(tmp_path / "r.html")]) == 0
    html = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "1 sentence re-translated, 1 better" in html
    assert (
        main(["fix", *(a for a in args if a != "--no-qe"), "--output", str(tmp_path / "fixed.txt")])
        == 0
    )
    fixed = (tmp_path / "fixed.txt").read_text(encoding="utf-8")
    assert fixed == "The plan will cost 3.7 billion euros.\nThe city is asleep.\n"


def test_a_dead_server_leaves_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with serving() as gone:
        url = gone.url
    args = ["check", *article(tmp_path), "--format", "json"]
    for spec in (f"openai:{url}/v1#m", f"libretranslate:{url}"):
        assert main([*args, "--retranslate", spec]) == 0
        out, err = capfdbinary.readouterr()
        document = json.loads(out)["documents"][0]
        assert document["issues"][0]["rule"] == "accuracy/number"
        assert any("not re-translated by" in note for note in document["notes"])
        assert b"no answer: [Errno" in err
        assert err.count(b"\n") == 1


def test_rows_of_a_batch_are_translated_again(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rows = [
        {"id": k, "target": t, "source": s, "source_lang": "fr", "target_lang": "en"}
        for k, (t, s) in enumerate(
            [
                (
                    "The plan will cost 3.7 million euros.",
                    "Le plan coûtera 3,7 milliards d'euros.",
                ),
                ("The city is asleep.", "La ville dort."),
            ]
        )
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    args = ["batch", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl")]
    spec = f"openai:{talk.url}/v1#m"
    assert main([*args, "--jobs", "1", "--no-qe", "--retranslate", spec]) == 0
    out = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert out[0]["best"] == {
        "text": "The plan will cost 3.7 billion euros.",
        "engine": "openai:m",
        "qe": None,
    }
    assert out[1]["best"]["engine"] == "target"
    assert len(talk.requests) == 1
