"""Quotation marks: the parser on random text, and a grammar of correct and faulty quotations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import catalog
from mtqa.detect.engine import Detector, Hit
from mtqa.detect.linguistic.quotation import DOUBLE, quotation
from mtqa.detect.reading import Reading
from mtqa.read.text import content_of
from mtqa.segment.document import build_document

PREFIXES = ("linguistic/quote_", "linguistic/space_before", "linguistic/space_bracket")
RULES = [r for r in catalog.rules() if r.id.startswith(PREFIXES)]
# language, opening and closing mark of the outer and of the inner quotation, space inside
STYLES = {
    "en-curly": ("en", "“", "”", "‘", "’"),
    "en-straight": ("en", '"', '"', "'", "'"),
    "fr": ("fr", "«\u00a0", "\u00a0»", "“", "”"),
    "de-low": ("de", "„", "“", "‚", "‘"),
    "de-inward": ("de", "»", "«", "›", "‹"),
    "es": ("es", "«", "»", "“", "”"),
    "sv": ("sv", "”", "”", "’", "’"),
}


def reading(text: str, lang: str) -> Reading:
    return Reading(build_document(content_of(text), target_lang=lang))


def hits(text: str, lang: str) -> list[Hit]:
    found, failures = Detector(RULES, lang).run(reading(text, lang))
    assert not failures, failures
    return found


words = st.lists(
    st.sampled_from("we they road bridge closed late town".split()), min_size=2, max_size=6
)


@st.composite
def plain(draw: st.DrawFn) -> str:
    return " ".join(draw(words))


@st.composite
def quoted(draw: st.DrawFn, style: str) -> str:
    _, opening, closing, inner_open, inner_close = STYLES[style]
    body = draw(plain())
    if draw(st.booleans()):
        body += f" {inner_open}{draw(plain())}{inner_close} {draw(plain())}"
    return f"{opening}{body}{closing}"


@st.composite
def paragraph(draw: st.DrawFn, style: str) -> str:
    sentences = []
    for _ in range(draw(st.integers(1, 3))):
        parts = [f"The {draw(plain())}"]
        for _ in range(draw(st.integers(0, 2))):
            parts += [draw(quoted(style)), draw(plain())]
        sentences.append(" ".join(parts) + ".")
    return " ".join(sentences)


@st.composite
def over_paragraphs(draw: st.DrawFn, style: str) -> list[str]:
    """A quotation over two or three paragraphs: a mark on each, closed on the last."""
    opening, closing = STYLES[style][1:3]
    texts = [f"{opening}The {draw(plain())}." for _ in range(draw(st.integers(2, 3)))]
    return [*texts[:-1], texts[-1][:-1] + closing + " they say."]


@st.composite
def text(draw: st.DrawFn, style: str) -> str:
    blocks = [draw(paragraph(style)) for _ in range(draw(st.integers(1, 4)))]
    if draw(st.booleans()) and style != "sv":
        blocks += draw(over_paragraphs(style))
    blocks += [draw(paragraph(style))]
    return "\n".join(blocks)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from(DOUBLE + "'‘’‚‹› \u00a0\n.,;!?()ab57-—"), max_size=60), st.data())
def test_random_marks_never_crash(body: str, data: st.DataObject) -> None:
    lang = data.draw(st.sampled_from(["en", "fr", "de", "es", "sv", "ru", "zh", "xx"]))
    for hit in hits(body, lang):
        assert 0 <= hit.finding.span.start < hit.finding.span.end <= len(body)
    read = quotation(reading(body, lang))
    for opening, closing in read.pairs:
        assert opening.at < closing.at
        assert closing.mate is opening
        assert not closing.opens


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_correct_text_is_silent(style: str, data: st.DataObject) -> None:
    body = data.draw(text(style))
    found = [(h.rule.id, h.finding.span.of(body)) for h in hits(body, STYLES[style][0])]
    assert not found, body


def fault_mixed(body: str, at: int) -> str:
    return body[:at] + "»" + body[at + 1 :]


def fault_reversed(body: str, at: int) -> str:
    return body[:at] + "“" + body[at + 1 :]


def fault_space(body: str, at: int) -> str:
    return body[:at] + " " + body[at:]


FAULTS = {
    "quote_mixed_pair": fault_mixed,
    "quote_reversed": fault_reversed,
    "quote_space_inside": fault_space,
}


@pytest.mark.parametrize("rule", FAULTS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_planted_fault_is_found_and_repaired(rule: str, data: st.DataObject) -> None:
    body = data.draw(text("en-curly").filter(lambda t: "”" in t))
    places = [k for k, c in enumerate(body) if c == "”"]
    broken = FAULTS[rule](body, data.draw(st.sampled_from(places)))
    found = [h for h in hits(broken, "en") if h.rule.id == f"linguistic/{rule}"]
    repairs = [
        broken[: h.finding.span.start]
        + h.finding.suggestions[0].text
        + broken[h.finding.span.end :]
        for h in found
    ]
    assert body in repairs, (broken, repairs)


def test_inches_and_feet_are_no_quotations() -> None:
    body = 'He is 6\'2" tall, "a giant", with a 5" scar.\nHe left.\nHe is gone.\nSo be it.'
    assert not hits(body, "en")
    assert len(quotation(reading(body, "en")).marks) == 2


def test_quotation_over_units_pairs_across_blocks() -> None:
    read = quotation(reading("He said “we wait.\nWe wait for ever.\nThat is all”.\nThe end.", "en"))
    assert [(m.opens, m.mate is not None) for m in read.marks] == [(True, True), (False, True)]


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        ("He sang rock 'n' roll in the '90s at the dogs' home.", "en"),
        ("« Oui », dit-il ; « c'est “bon” » : voilà !".replace(" ", "\u00a0"), "fr"),
        ("„Ja“, sagte er, »nein« sagte sie.", "de"),
        ("—¿«Sí»? —preguntó—. «No».", "es"),
        ("「好」と言った。『本』だ。", "ja"),
        ("Он сказал: «Да, „может быть“».", "ru"),
    ],
)
def test_marks_of_many_languages_are_silent(body: str, lang: str) -> None:
    assert not hits(body, lang)
