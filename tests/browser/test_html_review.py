"""An editor's work on the HTML report: by mouse, by keyboard, over a reload, in the dark."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mtqa
from mtqa.correct.apply import apply, choose
from mtqa.mqm import PROFILES, verdict
from mtqa.settings import parse
from mtqa.types import Block, Issue, Report, Segment, Severity, Side
from tests.report_fixture import article, clean, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Open


def card(page: Page, text: str) -> Locator:
    """The card of the issue about exactly this text."""
    return page.locator(f'.card:has(.was:text-is("{text}"))').first


def corrected(page: Page) -> str:
    """The text that the page would download."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download text").click()
    assert waiting.value.suggested_filename == "port.corrected.txt"
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def issue(report: Report, text: str) -> Issue:
    return next(i for i in report.issues if i.text == text)


def applied(report: Report, *texts: str) -> str:
    """The target with the first suggestions for these texts applied."""
    chosen = sorted((issue(report, t) for t in texts), key=lambda i: i.span)
    return apply(report.document.target, chosen)


def expected_score(report: Report, without: set[str]) -> str:
    left = [i for i in report.issues if i.text not in without]
    result = verdict(
        left, report.verdict.units, unit="words", side=Side.SOURCE, profile=PROFILES["mqm"],
        version="0",
    )  # fmt: skip
    return f"{result.score:.1f}"


def test_untouched_it_downloads_the_text_as_it_came(open_report: Open) -> None:
    page = open_report([article()])
    assert corrected(page) == article().document.target
    assert page.locator(".score").inner_text() == f"{article().verdict.score:.1f}"


def test_accept_by_mouse_changes_text_score_and_card(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    page.locator("mark", has_text="Andriï").click()
    chosen = card(page, "Andriï")
    assert "active" in (chosen.get_attribute("class") or "")
    chosen.get_by_role("button", name="Accept").click()
    assert corrected(page) == applied(report, "Andriï")
    assert page.locator("ins.fix").inner_text() == "Andrii"
    assert page.locator(".score").inner_text() == expected_score(report, {"Andriï"})
    assert card(page, "Andriï").locator(".state").text_content() == "accepted"


def test_accept_all_safe_is_what_the_tool_itself_applies(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    page.get_by_role("button", name="Accept 9 safe").click()
    assert corrected(page) == report.corrected
    assert page.locator("#safe").is_disabled()
    page.keyboard.press("u")
    assert corrected(page) == report.document.target


def test_keyboard_alone(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    page.locator("#f-rule").evaluate("s => { s.value = 'fr-en/false-friends'; "
                                     "s.dispatchEvent(new Event('change')); }")  # fmt: skip
    page.keyboard.press("j")
    assert page.locator(".card.active .was").inner_text() == "pursuit"
    page.keyboard.press("a")  # accepts and moves on
    assert page.locator(".card.active .was").inner_text() == "actually"
    page.keyboard.press("r")
    page.keyboard.press("k")
    assert corrected(page) == applied(report, "pursuit")
    page.keyboard.press("u")
    page.keyboard.press("u")
    assert corrected(page) == report.document.target
    page.keyboard.press("Escape")
    assert page.locator(".card.active").count() == 0


def test_edit_writes_ones_own_text(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    card(page, "intersyndicale").locator(".head").click()
    page.keyboard.press("e")
    box = page.get_by_role("textbox")
    assert box.input_value() == "joint union committee"
    box.fill("unions’ 🚢 committee")
    box.press("Enter")
    assert corrected(page) == report.document.target.replace(
        "intersyndicale", "unions’ 🚢 committee"
    )
    page.keyboard.press("u")
    assert corrected(page) == report.document.target


def test_second_suggestion_by_its_number(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    page.locator("mark", has_text="without however").click()
    page.keyboard.press("2")
    assert "but did not specify a timetable" in corrected(page)


def test_of_two_that_overlap_only_one_is_accepted(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    outer = "voted on Tuesday the pursuit of the strike"
    card(page, "pursuit").locator(".head").click()
    page.keyboard.press("a")
    card(page, outer).locator(".head").click()
    page.keyboard.press("a")
    assert corrected(page) == applied(report, outer)
    assert card(page, "pursuit").locator(".state").text_content() == "replaced"
    assert page.locator(".score").inner_text() == expected_score(report, {outer, "pursuit"})


def test_a_click_on_nested_marks_goes_outwards(open_report: Open) -> None:
    page = open_report([article()])
    inner = page.locator("mark mark", has_text="pursuit")
    inner.click()
    assert page.locator(".card.active .was").inner_text() == "pursuit"
    inner.click()
    assert page.locator(".card.active .was").inner_text().startswith("voted on Tuesday")


def test_deletions_insertions_and_astral_characters(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    for text in (" ", ""):
        number = report.issues.index(issue(report, text))
        page.locator(f".card[data-i='{number}'] .head").click()
        page.keyboard.press("a")
    assert corrected(page) == applied(report, " ", "")
    assert "🚢🚢 the port posted “solidarity 𝄞 with all”, without" in corrected(page)


def test_a_better_translation_replaces_the_sentence(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    card(page, "Whole sentence").locator(".head").click()
    page.keyboard.press("a")
    sentence = report.document.segments[1].target.of(report.document.target)
    new = report.candidates[0].text
    assert corrected(page) == report.document.target.replace(sentence, new)
    inside = {i.text for i in report.issues if i.segment == 1}
    assert page.locator(".score").inner_text() == expected_score(report, inside)


def test_choices_outlive_a_reload(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    card(page, "1.400").locator(".head").click()
    page.keyboard.press("a")
    assert page.locator(".card.active .was").inner_text() == "against"  # it moved on by itself
    page.keyboard.press("r")
    page.locator("#theme").click()
    page.reload()
    assert corrected(page) == applied(report, "1.400")
    assert card(page, "against").locator(".state").text_content() == "rejected"
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_filters_narrow_the_list_and_the_score(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    for name in ("Critical", "Minor", "Neutral"):
        page.locator(".sevs").get_by_role("button", name=name).click()
    majors = [i for i in report.issues if i.severity is Severity.MAJOR]
    assert page.locator("#tally").inner_text() == f"{len(majors)} of {len(report.issues)} issues"
    others = {i.text for i in report.issues} - {i.text for i in majors}
    assert page.locator(".score").inner_text() == expected_score(report, others)
    page.locator(".more > summary").click()
    page.locator("#f-cat").select_option("locale-conventions")
    assert page.locator(".card:visible .was").all_inner_texts()[-2:] == ["1.400", "1.200"]
    page.locator("#f-min").fill("95")
    page.locator("#f-status").select_option("rejected")
    assert page.locator("#empty").inner_text() == "No issue passes the filters."
    page.get_by_role("button", name="Clear filters").click()
    assert page.locator("#tally").inner_text() == f"{len(report.issues)} issues"


def test_next_worst_sentence(open_report: Open) -> None:
    page = open_report([article()])
    page.keyboard.press("n")
    first = page.locator(".t.here").get_attribute("data-s")
    assert first == "6"  # the critical one
    page.keyboard.press("n")
    assert page.locator(".t.here").get_attribute("data-s") != first


def test_ignored_findings_become_settings(open_report: Open) -> None:
    report = article()
    page = open_report([report])
    for text, label in (("1.400", "of the rule"), ("Andriï", "wherever"), ("against", "only this"),
                        ("pursuit", "everything in")):  # fmt: skip
        card(page, text).locator(".head").click()
        active = page.locator(".card.active")
        active.get_by_text("Ignore…").click()
        active.get_by_role("button", name=label).click()
    assert card(page, "1.200").locator(".state").text_content() == "ignored"
    page.locator("#ignored-open").click()
    snippet = page.locator("#snippet").inner_text()
    suppress = parse(tomllib.loads(snippet), "mtqa.toml").suppress
    silent = {i.text for i in report.issues if suppress.issue(i)}
    assert silent == {"1.400", "1.200", "Andriï", "against", "pursuit", "actually"}
    with page.expect_download() as waiting:
        page.locator("#snippet-download").click()
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == snippet
    page.get_by_role("button", name="Heed again").first.click()
    assert page.locator("#ignored-list li").count() == 3


def test_words_are_explained(open_report: Open) -> None:
    page = open_report([article()])
    page.locator(".verdict summary").click()
    about = page.locator(".verdict .pop-body")
    assert "usual scale for the quality of translations" in about.inner_text()
    page.keyboard.press("Escape")
    assert not about.is_visible()
    page.locator("#help").click()
    assert "costs no points" in page.locator("#keys").inner_text()
    page.keyboard.press("Escape")
    assert "a matter of taste" in (page.locator("[data-sev=neutral]").get_attribute("title") or "")
    page.locator(".more summary").click()
    assert "Accuracy: " in page.locator("#f-cat").inner_text()


def test_spaces_that_go_are_seen(open_report: Open) -> None:
    text = "He agreed to it ."
    page = open_report([mtqa.check(text, target_lang="en")])
    assert page.locator(".card .was").first.text_content() == "␣."
    assert page.locator(".card .now").first.text_content() == "."


def test_an_issue_shown_in_spite_of_the_filters_goes_again(open_report: Open) -> None:
    page = open_report([article()])
    hidden = page.locator(".card.s-minor").first
    page.locator("[data-sev=minor]").click()
    assert not hidden.is_visible()
    number = hidden.get_attribute("data-i")
    page.evaluate(
        "n => document.querySelector(`.m[data-i='${n}']`).classList.remove('off')", number
    )
    page.locator(f".article .m[data-i='{number}']").first.click()
    assert hidden.is_visible()
    page.keyboard.press("Escape")
    page.locator("[data-sev=major]").click()
    assert not hidden.is_visible()


def test_copy_puts_the_corrected_text_on_the_clipboard(open_report: Open) -> None:
    page = open_report([article()], permissions=["clipboard-read", "clipboard-write"])
    page.locator("#safe").click()
    page.locator("#copy").click()
    page.get_by_text("Corrected text copied.").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == article().corrected


def test_corrected_view_shows_the_corrected_text(open_report: Open) -> None:
    page = open_report([article()])
    page.locator("#safe").click()
    page.get_by_role("button", name="Corrected", exact=True).click()
    shown = page.locator(".article").inner_text()
    assert " ".join(shown.split()) == " ".join(article().corrected.split())


def test_source_beside_the_target(open_report: Open) -> None:
    page = open_report([article()])
    source = page.locator(".src", has_text="intersyndicale").first
    assert not source.is_visible()
    page.get_by_role("button", name="Compare", exact=True).click()
    assert source.is_visible()
    assert source.get_attribute("lang") == "fr"
    target = page.locator(".t", has_text="intersyndicale")
    left, right = target.bounding_box(), source.bounding_box()
    assert left is not None
    assert right is not None
    assert abs(left["y"] - right["y"]) < 12
    assert left["x"] + left["width"] <= right["x"]


def test_several_documents_keep_apart(open_report: Open) -> None:
    page = open_report([article(), clean(), hostile()])
    page.locator("#safe").click()
    page.locator("#which").select_option("1")
    assert page.locator("#empty").inner_text() == "No issues found."
    assert page.locator(".doc:visible .score").inner_text() == "100.0"
    page.locator("#which").select_option("0")
    assert corrected(page) == article().corrected


def test_hostile_text_is_shown_and_runs_nothing(open_report: Open) -> None:
    report = hostile()
    page = open_report([report])
    shown = page.locator(".article").inner_text()
    assert '<script>alert(1)</script> said "><img src=x onerror=alert(2)>' in shown
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("a")
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    assert page.locator("img, .article script, .cards script").count() == 0
    assert '"><svg onload=alert(7)>' in page.locator(".article").inner_text()


def test_dark_mode_follows_the_system_and_the_reader(open_report: Open) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light = open_report([article()]).evaluate(colour)
    page = open_report([article()], color_scheme="dark")
    assert page.evaluate(colour) != light
    page.locator("#theme").click()
    assert page.evaluate(colour) == light


def test_shortcuts_can_be_turned_off(open_report: Open) -> None:
    page = open_report([article()])
    page.keyboard.press("?")
    page.get_by_label("single-key shortcuts").uncheck()
    page.get_by_role("button", name="Close", exact=True).click()
    page.keyboard.press("j")
    assert page.locator(".card.active").count() == 0


def test_narrow_screens_get_a_sheet(open_report: Open) -> None:
    page = open_report([article()], viewport={"width": 400, "height": 800}, reduced_motion="reduce")
    assert not page.locator(".cards").is_visible()
    page.locator("mark", has_text="intersyndicale").click()
    assert page.locator(".card.active").is_visible()
    bottom = "document.querySelector('mark.active').getBoundingClientRect().bottom"
    assert page.evaluate(f"{bottom} < document.querySelector('.panel').offsetTop")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


@pytest.mark.parametrize("number", [2000])
def test_two_thousand_issues_stay_quick(open_report: Open, number: int) -> None:
    report = many(number)
    page = open_report([report])
    took = page.evaluate(
        "performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"
    )
    assert took < 6000
    page.keyboard.press("j")
    step = page.evaluate(
        """() => { const t = performance.now();
        for (const key of ["a", "r", "u", "u"])
          document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
        return (performance.now() - t) / 4; }"""
    )
    assert step < 400
    page.locator("#safe").click()
    chosen, _ = choose(report.issues)
    assert page.evaluate("document.querySelectorAll('.card.accepted').length") == len(chosen)


def many(number: int) -> Report:
    """The article over and over, with about that many issues."""
    report = article()
    text = ""
    issues: list[Issue] = []
    segments: list[Segment] = []
    blocks: list[Block] = []
    while len(issues) < number:
        at, first = len(text), len(segments)
        text += report.document.target + "\n\n"
        blocks += [replace(b, span=b.span.shift(at)) for b in report.document.blocks]
        segments += [
            replace(s, id=first + s.id, target=s.target.shift(at)) for s in report.document.segments
        ]
        issues += [
            replace(i, span=i.span.shift(at), segment=first + (i.segment or 0), fingerprint="")
            for i in report.issues
            if i.side is Side.TARGET
        ]
    document = replace(report.document, target=text, blocks=tuple(blocks), segments=tuple(segments))
    return replace(report, document=document, issues=tuple(issues), candidates=(), scores=())
