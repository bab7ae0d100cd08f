"""Who is named in a document, how, and who speaks."""

from __future__ import annotations

import pytest

from mtqa.detect.reading import Reading
from mtqa.detect.style.cast import Mention, cast
from mtqa.detect.style.quoted_text import quoted, quoted_spans
from mtqa.read.text import content_of
from mtqa.segment.document import build_document


def reading(text: str) -> Reading:
    return Reading(build_document(content_of(text), target_lang="en"))


def mention(text: str, surname: str, k: int = 0) -> Mention:
    return cast(reading(text)).by_surname[surname][k]


@pytest.mark.parametrize(
    ("text", "surname", "name", "introduced"),
    [
        ("Foreign Minister Ana Robledo spoke.", "Robledo", "Ana Robledo", True),
        ("The striker Delmas scored.", "Delmas", "Delmas", True),
        ("Then coach Delmas left.", "Delmas", "Delmas", True),
        ("Delmas, a lawyer from Lyon, left.", "Delmas", "Delmas", True),
        ("Delmas (54) left.", "Delmas", "Delmas", True),
        ("But Delmas left.", "Delmas", "Delmas", False),
        ("Yesterday Mr. Delmas left.", "Delmas", "Delmas", False),
        ("Ukraine's Robledo left.", "Ukraine", "Ukraine", False),
        ("It was Jaap de Hoop Scheffer.", "Scheffer", "Jaap de Hoop Scheffer", True),
        ("It was O’Connor.", "O’Connor", "O’Connor", False),
    ],
)
def test_names(text: str, surname: str, name: str, introduced: bool) -> None:
    found = mention(text, surname)
    assert found.span.of(text) == name
    assert found.introduced == introduced


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Delmas said no.", True),
        ("But Delmas later insisted on it.", True),
        ("“No,” said Delmas.", True),
        ("“No,” said Delmas on Monday.", True),
        ("No, Delmas told reporters.", True),
        ("Pike from Delmas says no.", False),
        ("The Delmas says no.", False),
        ("As expected, says Delmas has won.", False),
        ("“Delmas said no,” he said.", False),
        ("Delmas was told by friends.", False),
    ],
)
def test_who_speaks(text: str, speaks: bool) -> None:
    assert mention(text, "Delmas").speaks == speaks


def test_courtesy_titles() -> None:
    text = "Then Mrs. Morel arrived with Mr Petit."
    assert mention(text, "Morel").courtesy == "Mrs."
    assert mention(text, "Morel").whole.of(text) == "Mrs. Morel"
    assert mention(text, "Petit").whole.of(text) == "Mr Petit"


def test_bodies_and_roles_are_no_names() -> None:
    found = cast(reading("The BSES Limited report is out. The Minister said no. NATO agreed."))
    assert not found.by_surname


def test_quotations() -> None:
    text = "“One,” he said. Two.\n“Three goes on\n“and ends here.” Four."
    found = reading(text)
    inside = [quoted(found, text.index(w)) for w in ("One", "he", "Two", "Three", "ends", "Four")]
    assert inside == [True, False, False, True, True, False]
    assert next(s.of(text) for s in quoted_spans(found)) == "“One,”"
