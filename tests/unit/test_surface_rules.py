"""Rules on the surface of the text: random text never breaks them, planted faults are undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import catalog
from mtqa.detect.engine import Detector, Hit
from mtqa.detect.reading import Reading
from mtqa.read.text import content_of
from mtqa.segment.document import build_document

KINDS = (
    *("quote_", "space_", "sentence_", "word_", "char_"),
    *("placeholder", "tag", "entity", "markdown"),
)
RULES = [r for r in catalog.rules() if r.id.partition("/")[2].startswith(KINDS)]
DETECTORS = {lang: Detector(RULES, lang) for lang in ("en", "fr", "de", "es", "ru", "zh", "xx")}
PIECES = [
    "the", "The", "minister", "said", "gov ernment", "ofthe", "of", "of", "kyiv", "10", "3,5",
    "can not", ". ", ".", ",", ", ", " ", "  ", "\n", "“", "”", "\"", "»", "« ", "‘", "’",
    "'", " - ", "—", "...", "?", "!", ";", ":", "(", ")", "[", "]", "<b>", "&quot;", "@@ ",
    "**", "\u200b", "\u00ad", "�", "\u0092", "Ã©", "Kуiv", "боевики", "，", "¿", "e\u0301",
    "#", "%s", "{0}", "States - United", "him - even", "´",
]  # fmt: skip
SENTENCES = [
    "The minister closed the road on Friday.",
    "Nobody in the town was asked, and the bridge is old.",
    "“We have waited for years,” said the mayor, who is 62.",
    "The plan costs $4.5 million (a third of the budget).",
    "Why was the school in St. Mary’s closed at 5 p.m. without notice?",
    "She added that the U.S. company had agreed: “It is a first step.”",
]


def hits(text: str, lang: str = "en") -> list[Hit]:
    document = build_document(content_of(text), target_lang=lang)
    found, failures = DETECTORS[lang].run(Reading(document))
    assert not failures, failures
    return found


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30),
    st.sampled_from(sorted(DETECTORS)),
)
def test_random_text_never_breaks_a_rule(pieces: list[str], lang: str) -> None:
    text = "".join(pieces)
    for hit in hits(text, lang):
        span = hit.finding.span
        assert 0 <= span.start < span.end <= len(text)
        assert all(s.text != span.of(text) for s in hit.finding.suggestions)


clean = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True)


@settings(max_examples=60, deadline=None)
@given(clean, st.data())
def test_clean_text_is_silent(sentences: list[str], data: st.DataObject) -> None:
    text = "".join(s + data.draw(st.sampled_from([" ", "\n"])) for s in sentences)
    assert not [(h.rule.id, h.finding.span.of(text)) for h in hits(text.strip())]


def _before(mark: str, insert: str) -> Callable[[str], str]:
    return lambda text: text.replace(mark, insert + mark, 1)


FAULTS: dict[str, Callable[[str], str]] = {
    "space_before_mark": _before(".", " "),
    "word_doubled": _before("closed", "closed "),
    "char_invisible": _before("inister", "\u200b"),
    "sentence_doubled_mark": lambda text: text[:-1] + "..",
    "sentence_lower_start": lambda text: text[0].lower() + text[1:],
    "word_glued": lambda text: text.replace("The minister", "Theminister".lower(), 1),
    "char_mojibake": lambda text: text.replace("road", "cafÃ©", 1),
    "char_mixed_script": lambda text: text.replace("road", "rоad", 1),
    "tag": _before("road", "<b>"),
    "space_double": _before("road", " "),
    "char_fullwidth": lambda text: text[:-1] + "。",
}
LOSSY = {
    "word_glued": "the minister closed the road on Friday.",
    "char_mojibake": "The minister closed the café on Friday.",
}


@pytest.mark.parametrize("rule", FAULTS)
def test_planted_fault_is_found_and_undone(rule: str) -> None:
    text = SENTENCES[0]
    broken = FAULTS[rule](text)
    assert broken != text
    repairs = {
        broken[: h.finding.span.start]
        + h.finding.suggestions[0].text
        + broken[h.finding.span.end :]
        for h in hits(broken)
        if h.rule.id.endswith(f"/{rule}")
    }
    assert repairs == {LOSSY.get(rule, text)}
