"""Safe corrections inside a longer finding stand in its suggestions too."""

from __future__ import annotations

import mtqa


def test_capitals_are_put_right_in_a_turned_attribution() -> None:
    text = "The strike is over, indicated Emmanuel DUPONT on Monday."
    report = mtqa.check(text, source_lang="fr")
    turned = [i for i in report.issues if i.text == "indicated Emmanuel DUPONT"]
    assert [s.text for i in turned for s in i.suggestions[:1]] == ["Emmanuel Dupont said"]


def test_plural_subjects_take_were() -> None:
    report = mtqa.check("They constituted a risk for the town.", source_lang="fr")
    assert [i.suggestions[0].text for i in report.issues if i.text == "constituted a"] == ["were a"]
