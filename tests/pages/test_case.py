"""One case in the browser, from a finding to the notice, by the forms alone: each refusal and each approval on the way."""

from __future__ import annotations

from tests.pages.people import Person
from tests.pages.thread import DEPUTY_HEAD, HANDLER

HOST = "mukunqp.test"
BASIS = "RD-CSL69"


def do(officer: Person, word: str, fields: dict[str, str], ticks: tuple[str, ...] = (), basis: str = "") -> None:
    """Open a step's form from the case, fill it in, check it, send it; of the rules only `basis` is ticked."""
    page = officer.page
    kind = page.locator(".step.go", has=page.locator("h3", has_text=word)).first.locator("a.button")
    with page.expect_navigation():
        kind.click()
    for name, value in fields.items():
        field = page.locator(f"[name='{name}']").first
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    for name in ticks:
        for box in page.locator(f"input[type=checkbox][name='{name}']").all():
            box.check()
    if basis:
        page.locator(f"input[name='bases'][value='{basis}']").check()
    with page.expect_navigation():
        page.locator("button.do").first.click()
    if page.locator("input[name='confirmed']").count():
        with page.expect_navigation():
            page.locator("button.do").first.click()
    assert page.locator(".said li").count() == 1, page.locator("main").inner_text()


def test_a_case_goes_from_a_finding_to_the_notice(town, walked):
    officer, head = town.officer(HANDLER), town.officer(DEPUTY_HEAD)
    page = officer.go("/desk/?tab=judge")
    with page.expect_navigation():
        page.locator("a.row", has_text=HOST).click()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    officer.go("/desk/leads/")
    page.locator("a.row").first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="登记来源，提请立案").click()
    officer.press("登记来源")
    assert "东屿案〔" in page.locator("h1").inner_text()
    case = officer.path

    page.locator(".step.go", has_text="提请").locator("a.button", has_text="提请").first.click()
    assert "steps/filed" in officer.path
    with page.expect_navigation():  # nothing ticked: refused with its article, and what was typed stays
        page.locator("form.card").evaluate("form => { form.noValidate = true; form.submit(); }")
    assert "行政处罚法 §54" in page.locator("[role=alert]").inner_text()
    officer.go(case)
    do(officer, "立案", {"reasons": "涉嫌未停止传输违法信息"}, ("handlers", "own_jurisdiction"), BASIS)
    page.reload()
    assert "待审批" in page.locator("main").inner_text()

    head.go(case)
    do(head, "立案", {})
    officer.go(case)
    do(officer, "首次接触", {"record": "现场笔录 1 号"}, ("cards_shown", "recusal_told"))
    do(officer, "调查取证", {})
    do(officer, "审查证据", {"reasons": "来源清楚，与案件有关"})
    limit = "2027-12-31"
    do(officer, "责令改正", {"measures": "停止传输", "limit": limit, "proof": "送达回证 1 号"})
    do(officer, "复查改正情况", {"record": "复查 1 号"}, ("met",))
    do(officer, "调查终结", {"report": "违法事实成立"})
    do(officer, "涉嫌犯罪标准核对", {"figures-0-figure": "posts", "figures-0-value": "12", "report": "未达标准"})
    notice = {
        "penalties-0-measure": "fine",
        "penalties-0-amount": "200,000",
        "reasons": "未停止传输违法信息",
        "proof": "送达回证 2 号",
        "facts": "持续传输赌博推广",
    }
    do(officer, "行政处罚意见告知", notice, ("defence_told",))
    assert "告知" in page.locator(".course .now").inner_text()
    assert "200,000" in page.locator("main").inner_text()
    assert officer.complaints.errors == [
        error for error in officer.complaints.errors if "400" in error or "403" in error
    ]
