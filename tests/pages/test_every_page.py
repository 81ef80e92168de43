"""Every page of the desk and the portal in both languages, wide and narrow, light and dark: nothing sticks out,
nothing fails, nothing leaves the machine, and axe finds no serious barrier."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from mingjian.web.addresses import urlpatterns
from tests.pages.found import found
from tests.pages.thread import HEAD

TAKES_A_FORM = {
    "edit_plan", "begin_run", "steer_run", "patrolling", "judge_finding", "decide_report", "propose_measure", "close_lead",
    "act_on_measure", "issue_bulletin", "give_party_code", "decide_correction", "mark_victim", "act_on_order", "act_on_objection",
    "act_on_publication", "act_on_return", "judge_sample", "act_on_capture", "undo_import", "judge_link", "act_on_handover",
    "act_on_document", "act_on_file", "draft_document", "store_page",
}  # fmt: skip
GIVES_A_FILE = {
    "signed_bulletin", "public_figures", "decision_json", "dsa_csv", "public_template", "document_pdf", "document_docx",
    "document_picture", "take_out_file", "order_package", "objection_file", "return_errors", "bundle", "proof", "bundle_picture",
    "record_statement", "record_document", "police_package", "police_key", "key_rotation", "notice_pdf", "party_file_read",
}  # fmt: skip
BY_A_CODE = {"check_document", "return_by_link", "party_act", "party_receipt", "party_document", "party_own_file"}
"""Pages of those who hold a code of a paper; tests/web opens them."""
NOTHING_YET = {"edit_document", "case_import", "objection", "police_finding"}
"""Pages of records that neither the demonstration nor the walk leaves."""
MORE = [
    "/desk/cases/?tab=approve",
    "/desk/cases/?q=nothing-of-this-name",
    "/desk/?tab=approve",
    "/desk/?tab=due",
    "/desk/?tab=back",
    "/desk/findings/?q=nothing-of-this-name",
]
LOOKS = [(1280, "zh-hans", "light"), (390, "zh-hans", "dark"), (1280, "en", "dark"), (390, "en", "light")]
IDS = [f"{width}-{language}-{scheme}" for width, language, scheme in LOOKS]
WITH_AXE = LOOKS[:2]
"""The language makes no difference to axe; the colours and the width do."""
STICKS_OUT = """() => [...document.querySelectorAll('body *')].filter(node => {
  const box = node.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1 || getComputedStyle(node).position === 'absolute') return false;
  for (let up = node.parentElement; up; up = up.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return false;
  return true;
}).map(node => node.outerHTML.slice(0, 120)).concat(
  document.documentElement.scrollWidth > innerWidth ? ['the page is ' + document.documentElement.scrollWidth] : [])"""


@pytest.fixture(scope="session")
def pages(town, walked):
    """Every page that links lead to, by the name of its route, with who was let in."""
    return found(town, walked)


def test_links_lead_to_every_page(pages):
    missing = (
        {one.name for one in urlpatterns if "<" in str(one.pattern)}
        - set(pages)
        - TAKES_A_FORM
        - GIVES_A_FILE
        - BY_A_CODE
        - NOTHING_YET
    )
    assert not missing, "pages of a record to which the desk shows no link, or that the walk leaves empty"


@pytest.mark.parametrize(("width", "language", "scheme"), LOOKS, ids=IDS)
def test_every_page_fits_and_works(town, walked, pages, width, language, scheme):
    size = {"width": width, "height": 844}
    people = {
        name: town.officer_in(name, language, viewport=size, color_scheme=scheme)
        for name in {reader for _, reader in pages.values()} | {HEAD}
    }
    axe, wrong = Axe(), []
    for path, reader in [*pages.values(), *((path, HEAD) for path in MORE)]:
        page = people[reader].go(path)
        wrong += [(path, "sticks out", what) for what in page.evaluate(STICKS_OUT)]
        heading = page.locator("h1").count()
        wrong += [(path, "headings", heading)] if heading != 1 else []
        if (width, language, scheme) in WITH_AXE:
            for row in axe.run(page).response["violations"]:
                if row["impact"] in ("serious", "critical"):
                    wrong.append(
                        (path, row["id"], row["nodes"][0]["html"][:160], row["nodes"][0]["failureSummary"][:300])
                    )
    for person in people.values():
        wrong += [(person.path, "error", error) for error in person.complaints.errors]
        wrong += [(person.path, "leaves the machine", url) for url in person.complaints.elsewhere]
        person.context.close()
    assert not wrong, "\n".join(map(str, wrong))


def test_signing_in_fits_a_phone(town, walked):
    person = town.window(viewport={"width": 390, "height": 844})
    page = person.go("/desk/")
    page.fill("#username", "linyizhou")
    page.fill("#password", "wrong")
    page.press("#password", "Enter")
    assert "用户名或密码不对" in page.locator("[role=alert]").inner_text()
    assert not page.evaluate(STICKS_OUT)
    person.context.close()
