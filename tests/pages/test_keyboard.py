"""Ten findings are judged without the mouse, and the acts work without JavaScript."""

from __future__ import annotations

import re

import pytest

from tests.pages.thread import PATROL, PROVINCE


@pytest.fixture
def keys(town, walked):
    """The patrol operator with a keyboard only: there is no mouse to click with."""
    person = town.officer_in(PATROL)
    yield person
    assert not person.complaints.errors
    person.context.close()


def _waiting(page):
    return int(re.search(r"(\d+) 条待判断", page.locator("main").inner_text())[1])


def test_ten_findings_are_judged_without_the_mouse(keys):
    page = keys.go("/desk/")
    before = _waiting(page)
    assert before >= 10
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for turn in range(10):
        page.wait_for_load_state()
        assert "/findings/" in page.url
        if turn == 3:
            page.keyboard.press("d")
            page.keyboard.type("经核对是正常业务")
        with page.expect_navigation():
            page.keyboard.press("r" if turn == 6 else "Enter")
    waiting = _waiting(keys.go("/desk/"))
    assert waiting <= before - 9  # the one to be looked at again may be back by now


def test_a_judgement_is_taken_back_with_a_key(keys):
    page = keys.go("/desk/")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state()
    judged = keys.path
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state()
    with page.expect_navigation():
        page.keyboard.press("u")
    assert keys.path == judged
    assert page.locator('button[data-key="Enter"]').count() == 1


def test_help_opens_and_closes(keys):
    page = keys.go("/desk/")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_the_focus_is_always_seen(keys):
    page = keys.go("/desk/findings/")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return document.activeElement === document.body || s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"
        )
        assert seen, page.evaluate("() => document.activeElement.outerHTML")


def test_without_javascript_an_officer_signs_in_judges_and_proposes(town, walked):
    person = town.sign_in("zhuqinghe", town.window(java_script_enabled=False))
    page = person.go("/desk/?tab=judge")
    page.locator("a.row", has_text=".test").first.click()
    person.press("属实")
    lead = re.search(r"线索 ([\d-]+\d)", page.locator(".said").inner_text())[1]
    page = person.go(f"/desk/leads/?q={lead}")
    page.locator("a.row").first.click()
    person.press("提请审批")
    assert "等待审批" in page.locator("main").inner_text()
    person.context.close()


def test_a_refusal_is_a_page_with_a_way_back(town, walked):
    person = town.officer_in(PROVINCE)
    person.go("/desk/log/")
    assert "审计员" in person.page.locator("main").inner_text()
    assert person.page.get_by_role("link", name="返回").count() == 1
    person.context.close()
