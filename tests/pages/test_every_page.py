"""Every page of the desk and the portal in both languages, wide and narrow, light and dark: nothing sticks out,
nothing fails, nothing leaves the machine, and axe finds no serious barrier."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from mingjian.web.addresses import urlpatterns
from tests.pages.thread import AUDITOR, CLINIC, HEAD, PROVINCE, SHOP

ROWS = {  # pages about one record: where the thread passed one
    "public_bulletin": "public bulletin", "run": "run", "finding": f"finding {CLINIC}", "capture": f"capture {CLINIC}",
    "report": "report", "service": f"service {SHOP}", "lead": f"lead {SHOP}", "measure": f"measure {SHOP}", "bulletin": "bulletin",
    "case": "case",
}  # fmt: skip
NOT_PAGES = {
    "open_models", "act_on_model",
    "receipt", "public_figures", "signed_bulletin", "second_factor", "sign_out", "add_plan", "begin_run", "steer_run", "judge_finding",
    "bundle", "proof", "decide_report", "propose_measure", "close_lead", "act_on_measure", "draft_bulletin", "issue_bulletin",
    "move_clock", "return", "act_on_return", "return_errors", "return_sample", "judge_sample", "return_links", "return_by_link",
    "public_template", "decisions_feed", "decision", "decision_json", "decisions_json", "dsa_csv", "dsa_report",
    "propose_publication", "publication", "act_on_publication",
    "case_calendar", "decide_correction", "open_case", "case_step", "correct_step", "case_import",
}  # fmt: skip
"""Addresses that take a form or give a file, and the pages that `MORE` and the thread open themselves."""
MORE = [
    "/desk/cases/?tab=approve",
    "/desk/cases/?q=nothing-of-this-name",
    "/desk/?tab=approve",
    "/desk/?tab=due",
    "/desk/?tab=back",
    "/desk/findings/?q=nothing-of-this-name",
]
LOOKS = [
    (width, language, scheme) for width in (1280, 390) for language in ("zh-hans", "en") for scheme in ("light", "dark")
]
IDS = [f"{width}-{language}-{scheme}" for width, language, scheme in LOOKS]
STICKS_OUT = """() => [...document.querySelectorAll('body *')].filter(node => {
  const box = node.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1 || getComputedStyle(node).position === 'absolute') return false;
  for (let up = node.parentElement; up; up = up.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return false;
  return true;
}).map(node => node.outerHTML.slice(0, 120)).concat(
  document.documentElement.scrollWidth > innerWidth ? ['the page is ' + document.documentElement.scrollWidth] : [])"""


def addresses(walked) -> list[str]:
    """Every page, those about one record by a record that the thread left."""
    found = []
    for pattern in urlpatterns:
        if pattern.name in ROWS:
            found.append(walked.paths[ROWS[pattern.name]])
        elif pattern.name not in NOT_PAGES:
            assert "<" not in str(pattern.pattern), f"{pattern.name} is a page of a record: give it a row here"
            found.append("/" + str(pattern.pattern))
    return [*found, *MORE, walked.paths["case step"], walked.paths["bulletin"] + "?figure=closures.sites"]


def _reader(path: str) -> str:
    return AUDITOR if path.startswith("/desk/log") else HEAD if "tab=approve" in path else PROVINCE


@pytest.mark.parametrize(("width", "language", "scheme"), LOOKS, ids=IDS)
def test_every_page_fits_and_works(town, walked, width, language, scheme):
    size = {"width": width, "height": 844}
    people = {
        name: town.officer_in(name, language, viewport=size, color_scheme=scheme) for name in (PROVINCE, HEAD, AUDITOR)
    }
    axe, wrong = Axe(), []
    for path in addresses(walked):
        person = people[_reader(path)]
        page = person.go(path)
        wrong += [(path, "sticks out", what) for what in page.evaluate(STICKS_OUT)]
        heading = page.locator("h1").count()
        wrong += [(path, "headings", heading)] if heading != 1 else []
        if ((width == 1280) + (language == "zh-hans") + (scheme == "light")) % 2:  # half of the looks: each twice
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
