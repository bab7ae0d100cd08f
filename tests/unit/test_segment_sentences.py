"""Sentences: what is a cut, what is not, and that spans stay where they belong."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.segment.sentences import segment_blocks
from mtqa.types import Block, BlockKind, Span


def whole(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Block]:
    return [Block(kind, Span(0, len(text)))]


# Each text is written with ¦ where a sentence ends; the marks are taken out before it is cut.
CASES = [
    ("en", "Mr. Smith met Dr. Jones.¦ Gen. Petraeus spoke at St. Paul's."),
    ("en", "He lives in the U.S.¦ The president left.¦ The U.S. President spoke."),
    ("en", "It cost $3.5 million.¦ “Is it?” he asked.¦ “Yes!”¦ She left."),
    ("en", "He said, “We won.”¦ Then he left.¦ (He smiled.)¦ Then she came."),
    ("en", "No. 5 is alive.¦ Answer: no.¦ Then what?¦ See p. 5.¦ On Jan. 5 he left."),
    ("en", "At 5 p.m. Eastern it began.¦ At 5 p.m.¦ The game began."),
    ("en", "John F. Kennedy and J. R. R. Tolkien met J.K. Rowling.¦ E. coli is e.g. a germ."),
    ("en", "Wait...¦ What?¦ Wait… what?¦ He said... nothing.¦ I… I went."),
    ("en", "“It's late…”¦ She slept."),
    ("en", "Fruit, etc.¦ Then this.¦ She left at 13h45 .¦ Then he came » .¦ He went ."),
    ("en", "He left . ”¦ Then she came . » .¦ “Yes . ” he said."),
    ("en", "“We won. ¦Others lost,” he said.¦ “Really? ¦Then go.”"),
    ("en", '"We won. ¦Others lost," he said.¦ "It was late.¦ "So they left.'),
    ("en", "He wore a hat 😀 yesterday.¦ Then 𝔘nicode came."),
    ("fr", "M. Dupont est là.¦ C'est M. Dupont.¦ Le Pr. Durand et J.-P. Martin arrivent."),
    ("fr", "Il a dit « Bonjour. »¦ Puis il est parti.¦ « Vraiment ? » dit-il.¦ « Oui ! »¦ Elle"),
    ("fr", "Les fruits, etc.¦ Puis il part.¦ L'art. 5 est bon.¦ Il y a 9.800 personnes."),
    ("fr", "« Il part . »¦ Elle reste.¦ Il est 13h45 .¦ Puis on part.¦ C'est fini…¦ Non."),
    ("es", "El Sr. García llegó.¦ ¿Qué hora es?¦ ¡Hola!¦ Dijo: «Ya voy».¦ EE. UU. ganó."),
    ("de", "Im 19. Jahrhundert kam Ludwig XIV. an.¦ Dr. Müller sagte: „Ja.“¦ Dann ging er."),
    ("de", "Er sagte nichts.¦ »Ja«, sagte sie.¦ Im Jahr 2020.¦ Dann kam er z. B. gestern."),
    ("it", "Il Sig. Rossi è qui.¦ L'on. Bianchi parla.¦ Il dott. Verdi no."),
    ("pt", "O Sr. Silva chegou.¦ A Dra. Ana saiu."),
    ("ru", "А. С. Пушкин писал.¦ Т. е. так и т. д.¦ Потом.¦ — Да, — сказал он."),
    ("uk", "У 2020 р. він приїхав.¦ Т. Г. Шевченко писав.¦ «Так».¦ Він пішов."),
    ("zh", "你好！¦真的吗？¦是的。¦3.5元。¦“我们赢了！”¦他说。"),
    ("ja", "「はい。」と言った。¦本当？¦はい。"),
    ("ar", "ذهب الرجل.¦ هل هذا صحيح؟¦ نعم.¦ د. أحمد قال."),
    ("xx", "Hello there.¦ General Kenobi."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "marked"), CASES)
def test_cuts(lang: str, marked: str) -> None:
    text = marked.replace("¦", "")
    found = [s.of(text) for s in segment_blocks(text, whole(text), lang)]
    assert found == [part.strip() for part in marked.split("¦")]


def test_heading_is_one_sentence() -> None:
    text = "“We won. They lost.” Now what?"
    assert len(segment_blocks(text, whole(text, BlockKind.HEADING), "en")) == 1


def test_hard_wrapped_lines_are_one_sentence() -> None:
    text = "The cat sat\non the mat. The dog\r\nslept."
    found = [s.of(text) for s in segment_blocks(text, whole(text), "en")]
    assert found == ["The cat sat\non the mat.", "The dog\r\nslept."]


def test_nothing_but_marks_makes_one_segment_at_most() -> None:
    for text in (".", " » . ", "...", "? ! ."):
        assert len(segment_blocks(text, whole(text), "en")) == 1
    assert segment_blocks("   ", whole("   "), "en") == ()


PIECES = st.sampled_from(
    ["Mr.", "He left.", "“Why?”", "U.S.", "etc.", ". »", " ", "\n", "😀", "J.", "…", "?!", "(Yes.)",
     "你好。", "3.5", "»", '"', "And", "and", "-", "٪", "\u00a0", "é", "«"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=5),
    st.sampled_from(["en", "fr", "de", "ja", "zh", "ru", "th", "tlh"]),
)
def test_sentences_cover_their_blocks(parts: list[str], lang: str) -> None:
    blocks, at = [], 0
    for part in parts:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(part))))
        at += len(part) + 1
    text = "\n".join(parts)
    spans = segment_blocks(text, blocks, lang)
    for span in spans:
        assert span.of(text) == span.of(text).strip() != ""
        assert any(span.within(b.span) for b in blocks)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    outside, at = "", 0
    for span in spans:
        outside += text[at : span.start]
        at = span.end
    assert (outside + text[at:]).strip() == ""


def test_a_short_text_is_cheap() -> None:
    text = "The minister said on Tuesday that the talks would go on."
    blocks = whole(text)
    began = time.perf_counter()
    for _ in range(8000):
        segment_blocks(text, blocks, "en")
    assert time.perf_counter() - began < 1.0  # 0.02 s where it was written


@pytest.mark.parametrize("unit", ["Mr. ", ".", "a. ", "…", "( . ) ", '" ', "etc. "])
def test_hostile_text_is_linear(unit: str) -> None:
    text = unit * (400_000 // len(unit)) + "end."
    began = time.perf_counter()
    segment_blocks(text, whole(text), "en")
    assert time.perf_counter() - began < 10  # under 0.2 s where it was written


@pytest.mark.parametrize("text", ["L\u00a0. And so on.", "He is M\u202f. They left.", "A \u3000."])
def test_wide_space_between_a_letter_and_its_stop(text: str) -> None:
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    assert segment_blocks(text, [block], "en")
