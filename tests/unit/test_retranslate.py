"""Re-translation without an engine: what must survive, what is rejected, what wins, the cache."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import catalog
from mtqa.candidate import Candidate
from mtqa.errors import SettingsError
from mtqa.improve.audit import audit
from mtqa.improve.edits import chosen_spans, with_choices
from mtqa.improve.plan import Plan, permit
from mtqa.pipeline import check_text
from mtqa.retranslate import apertium, hf, protect
from mtqa.retranslate.cache import Cache, key_of, translate
from mtqa.retranslate.engine import Answer, EngineError, Job, Task
from mtqa.retranslate.select import Choice, Selector
from mtqa.score.agreement import agreement
from mtqa.settings import Settings

JOB = Job("fr", "en")
SETTINGS = Settings(qe=False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("See https://example.org/a?b=1, now.", ["https://example.org/a?b=1"]),
        ("Mail to a.b@example.org.", ["a.b@example.org"]),
        ("{0} of %s and ${name} and {{user}}", ["{0}", "%s", "${name}", "{{user}}"]),
        ("A <b>bold</b> 5 < 6 word", ["<b>", "</b>"]),
        ("#Paris and @lemonde, no 1", ["#Paris", "@lemonde"]),
        ("It rose 5% so far in 2024.", []),
        ("\ufffc files", ["\ufffc"]),
    ],
)
def test_what_must_survive_is_masked_and_put_back(text: str, kept: list[str]) -> None:
    masked = protect.mask(text)
    assert list(masked.kept) == kept
    assert not any(k in masked.text for k in kept)
    assert masked.restore(masked.text) == text
    if kept:
        assert masked.restore("lost all") is None
        assert masked.restore(masked.text + masked.text) is None


@given(st.text(alphabet="aX0{}%<>/#@. \ufffc1", max_size=60))
def test_masking_never_loses_a_character(text: str) -> None:
    masked = protect.mask(text)
    assert not masked.kept or masked.restore(masked.text) == text


def test_what_a_mask_did_not_survive_is_translated_unmasked() -> None:
    asked: list[list[str]] = []

    def engine(texts: list[str]) -> list[str]:
        asked.append(texts)
        return [t.replace("XX0XX", "0") for t in texts]

    out = protect.protected(["Go {0}", "", "Stay"], engine)
    assert out == ["Go {0}", "", "Stay"]
    assert asked == [["Go XX0XX", "Stay"], ["Go {0}"]]


def test_a_loss_is_told() -> None:
    assert protect.lost("Cliquez sur {0}", "Click on it") == "“{0}” of the source is missing"
    assert protect.lost("Cliquez", "Click {0}") == "“{0}” is not in the source"
    assert protect.lost("Cliquez", "Click XX0XX") == "a token of the protection is left in it"
    assert not protect.lost("Cliquez sur {0}", "Click on {0}")


def test_agreement_prefers_the_consensus_and_no_system_votes_for_itself() -> None:
    texts = ["the bridge is closed today", "the bridge is closed now", "a fish swims"]
    near = agreement(texts, ["a", "b", "c"])
    assert near[0] == pytest.approx(near[1], abs=0.1)
    assert min(near[:2]) > 0.3 > near[2]
    twins = agreement(["x y z", "x y z", "q"], ["a", "a", "b"])
    assert twins[0] == twins[1] < 0.2
    assert agreement(["", "a"], ["a", "b"]) == [0.0, 0.0]


def selector(quality: object = None) -> Selector:
    return Selector(
        lambda source, text: audit(source, text, "fr", "en", SETTINGS),
        agreement,
        quality,  # type: ignore[arg-type]
    )


def choose(source: str, original: str, *others: str, advice: Sequence[str] = ()) -> Choice:
    candidates = [Candidate(0, text, f"e{k}") for k, text in enumerate(others)]
    return selector().choose(source, original, candidates, advice)


SOURCE = "Le plan coûtera 3,7 milliards d'euros, selon Élisabeth Borne."
RIGHT = "The plan will cost €3.7 billion, according to Élisabeth Borne."


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        ("The plan will cost €3.7 million, according to Élisabeth Borne.", "3.7 million"),
        ("The plan will cost €3.7 billion, according to Anne Martin.", "Élisabeth"),
        ("The plan will not cost €3.7 billion, according to Élisabeth Borne.", "negat"),
        ("", "empty"),
        ("The plan will cost €3.7 billion, Borne's party said.", "Élisabeth"),
        ("Le plan coûtera 3,7 milliards d'euros, selon Élisabeth Borne.", ""),
        ("The plan will cost €3.7 billion, according to Élisabeth Borne. " * 6, "too long"),
        (RIGHT + " See {0}", "“{0}” is not in the source"),
    ],
)
def test_a_faulty_candidate_is_rejected_before_any_measure(candidate: str, reason: str) -> None:
    choice = choose(SOURCE, RIGHT, candidate, "The plan costs 3.7 billion, said Élisabeth Borne.")
    judged = next(c for c in choice.candidates if c.engine == "e0")
    assert judged.chosen is False
    assert judged.why.startswith("rejected: ")
    assert reason in judged.why
    assert choice.text != candidate


def test_a_lost_quotation_is_rejected() -> None:
    source = "« C'est fini », a dit le maire."
    choice = choose(source, "« It is over », said the mayor.", "The mayor said it was over.")
    assert choice.candidates[0].why == "rejected: it lost the quotation"


def test_a_candidate_without_the_fault_of_the_original_wins() -> None:
    wrong = "The plan will cost €3.7 million, according to Élisabeth Borne."
    choice = choose(SOURCE, wrong, RIGHT)
    assert (choice.text, choice.engine, choice.replaced) == (RIGHT, "e0", True)
    assert choice.candidates[0].chosen


def test_the_original_stays_on_a_tie_and_says_why() -> None:
    choice = choose(SOURCE, RIGHT, "The plan will cost €3.7bn, according to Élisabeth Borne.")
    assert choice.engine == "target"
    assert choice.why == "no other translation is better by enough"
    assert choose(SOURCE, RIGHT).why == "there is no other translation"
    assert choose(SOURCE, RIGHT, "").why == "no other translation passed the checks"


def test_three_translations_decide_by_consensus() -> None:
    source = "La ville a fermé le pont pour trois mois."
    odd = "Town shut off the viaduct during three months of time."
    one = "The city has closed the bridge for three months."
    two = "The city closed the bridge for three months."
    choice = choose(source, odd, one, two)
    assert choice.text in (one, two)
    assert all(c.agreement is not None for c in choice.candidates)


def test_a_second_opinion_tells_a_lost_half() -> None:
    source = "Le maire a fermé le pont, et les habitants devront prendre le bac pendant des mois."
    short = "The mayor closed the bridge."
    full = "The mayor closed the bridge, and people will have to take the ferry for months."
    rough = (
        "The mayor has closed the bridge, and the inhabitants will must take the ferry in months."
    )
    quiet = Selector(lambda _source, _text: (), agreement)
    other = [Candidate(0, full, "e")]
    assert quiet.choose(source, short, other).engine == "target"
    assert quiet.choose(source, short, other, [rough]).text == full
    assert quiet.choose(source, full, [Candidate(0, short, "e")], [rough]).engine == "target"


def test_a_quality_model_decides_with_a_margin() -> None:
    @dataclass
    class Model:
        values: dict[str, float] = field(default_factory=dict)

        def score(self, pairs: list[tuple[str, str]]) -> list[float]:
            return [self.values[t] for _, t in pairs]

    source, own, other = "La ville dort.", "The city sleeps.", "The town is asleep."
    for value, kept in ((0.61, own), (0.63, other)):
        choice = selector(Model({own: 0.6, other: value})).choose(
            source, own, [Candidate(0, other, "e")]
        )
        assert choice.text == kept
        assert choice.own == 0.6
        assert choice.candidates[0].score == value


def test_the_corrected_original_needs_no_margin() -> None:
    source = "« Nous partons », dit-il."
    own, better = "« We leave », he said.", "“We leave”, he said."
    choice = selector().choose(source, own, [Candidate(0, better, "rules")])
    assert choice.engine == "rules"


@dataclass
class Counting:
    """An engine that counts what it was asked."""

    identity: str = "counting|1"
    contextual: bool = False
    asked: list[str] = field(default_factory=list)

    def translate(self, tasks: Sequence[Task]) -> list[Answer]:
        self.asked += [t.source for t in tasks]
        return [Answer((t.source.upper(),)) if t.source else Answer() for t in tasks]


def test_the_cache_keeps_answers_and_forgets_nothing_else(tmp_path: Path) -> None:
    engine, file = Counting(), tmp_path / "a" / "c.sqlite"
    tasks = [Task("un"), Task("deux"), Task("un"), Task("")]
    for _ in range(2):
        cache = Cache(file)
        found = translate(engine, JOB, tasks, cache)
        cache.close()
        assert [a.texts for a in found] == [("UN",), ("DEUX",), ("UN",), ()]
    assert engine.asked == ["un", "deux", "", ""]
    other = Counting("counting|2")
    translate(other, JOB, tasks[:1], Cache(file))
    assert other.asked == ["un"]


def test_a_key_depends_on_all_that_the_answer_depends_on() -> None:
    alone, contextual = Counting(), Counting(contextual=True)
    a, b = Task("é", "x", ("f",), "before"), Task("e\u0301", "y", (), "")
    assert key_of(alone, JOB, a) == key_of(alone, JOB, b)
    assert key_of(contextual, JOB, a) != key_of(contextual, JOB, b)
    assert key_of(alone, JOB, a) != key_of(alone, Job("fr", "de"), a)


def test_a_broken_cache_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    file.write_bytes(b"this is no database, but a file of somebody else" * 20)
    engine = Counting()
    assert translate(engine, JOB, [Task("un")], Cache(file))[0].texts == ("UN",)
    assert file.read_bytes().startswith(b"this is no database")
    base = sqlite3.connect(tmp_path / "d.sqlite")
    base.execute("CREATE TABLE answers (key TEXT PRIMARY KEY, texts TEXT NOT NULL)")
    base.execute("INSERT INTO answers VALUES (?, 'no json')", [key_of(engine, JOB, Task("un"))])
    base.commit()
    base.close()
    assert translate(engine, JOB, [Task("un")], Cache(tmp_path / "d.sqlite"))[0].texts == ("UN",)


def test_engines_describe_themselves_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for name, engine in catalog.engines().items():
        info = engine.info("", Job("pt", "en"))
        assert engine.name == name
        assert info.licence
        assert info.ready or (info.missing and (info.command or name == "apertium"))
    assert set(catalog.engines()) >= {
        "apertium", "bergamot", "ct2", "file", "hf", "libretranslate", "openai"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("spec", "allowed", "problem"),
    [
        ("nosuch:x", {}, "no engine 'nosuch'; there are apertium, "),
        ("openai:https://api.example.org/v1#m", {}, "sends the text to api.example.org"),
        ("libretranslate:http://10.0.0.7:5000", {}, "sends the text to 10.0.0.7"),
        ("openai:http://[::1#m", {}, "is no address"),
        ("openai:file:///etc/passwd#m", {}, "is no address"),
        ("hf:facebook/nllb-200-distilled-600M", {}, "not for commercial use"),
        ("openai:http://localhost:1/v1#m", {}, ""),
        ("openai:https://api.example.org/v1#m", {"allow_remote": True}, ""),
        ("hf:facebook/nllb-200-distilled-600M", {"allow_noncommercial": True}, ""),
    ],
)
def test_only_what_is_allowed_is_done(spec: str, allowed: dict[str, bool], problem: str) -> None:
    plan = Plan(engines=(spec,), **allowed)
    if not problem:
        permit(plan)
        return
    with pytest.raises(SettingsError) as told:
        permit(plan)
    assert problem in str(told.value)
    assert "\n" not in str(told.value)


def test_licences_are_read_from_cards(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n", encoding="utf-8")
    assert hf.licence("x", tmp_path) == "cc-by-nc-4.0"
    assert hf.noncommercial("cc-by-nc-4.0")
    assert not hf.noncommercial("apache-2.0")
    assert not hf.noncommercial("unknown-licence")
    assert hf.licence("Helsinki-NLP/opus-mt-fr-en", None) == "Apache-2.0"


def test_batches_hold_like_lengths() -> None:
    texts = ["a" * n for n in (5, 3000, 7, 3000, 6)]
    found = hf.batches(texts)
    assert sorted(k for batch in found for k in batch) == list(range(5))
    assert [0, 4, 2] in found
    assert all(len(b) * max(len(texts[k]) for k in b) <= hf.BATCH_CHARACTERS for b in found)


def test_a_route_is_the_shortest() -> None:
    pairs = [("fr", "es"), ("es", "en"), ("es", "ca"), ("ca", "en")]
    assert apertium.route("fr", "en", pairs) == ["fr", "es", "en"]
    assert apertium.route("de", "en", pairs) == []
    assert apertium.route("en", "en", pairs) == ["en"]


def test_an_engine_that_is_not_there_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apertium, "modes", dict)
    with pytest.raises(Exception, match=r"apt install apertium apertium-fr-es apertium-eng-spa"):
        catalog.engines()["apertium"].open("", JOB)
    with pytest.raises(EngineError, match="write file:NAME"):
        catalog.engines()["file"].open("", JOB)
    with pytest.raises(EngineError, match="in a batch it must hold both sides"):
        catalog.engines()["file"].open(__file__, JOB)


def test_chosen_sentences_become_corrections_of_the_words_that_differ() -> None:
    from dataclasses import replace

    report = check_text("A cat sat.\nThe dog ran off.", Settings(target_lang="en"))
    chosen = Candidate(1, "The dog walked off.", "e", chosen=True, why="w")
    report = replace(report, candidates=(chosen, Candidate(0, "No.", "e", chosen=False)))
    assert list(chosen_spans(report)) == [1]
    (correction,) = with_choices(report).corrections
    assert [(i.text, i.suggestions[0].text) for i in correction.applied] == [("ran", "walked")]
