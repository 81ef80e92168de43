"""The thread from a polluted page to a figure of the bulletin, walked through the web pages by officers and a reporter.

In: a town. Out: what the pages said on the way and the addresses of the pages that the walk passed.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from tests.pages.people import Person, Town

HANDLER, DEPUTY_HEAD = "linyizhou", "fangjingshu"
PROVINCE, PROVINCE_HEAD = "fuzhiyao", "guwenxi"
PATROL, INTAKE, STATISTICIAN, HEAD, AUDITOR = "yuelinzhou", "miaokexin", "lishuyun", "shenyanqing", "yanyuheng"
POLICE_LIAISON = "anyuning"
SHOP, STUBBORN, CLINIC = "dmx91.test", "ririzhuan.test", "qyzwsy.test"
BASES = {SHOP: "CH-SITE48", CLINIC: "RD-NETSEC"}
"""The basis that fits; for the others the first that is offered."""
ANSWER = "经核查属实，已依法关闭该网站。"
MARK = "main .tag"
CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(slots=True)
class Walked:
    """What was seen on the way: words by name, paths of pages by name, seconds by stage."""

    said: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


def walk(town: Town, before: Callable[[str], None] = lambda _stage: None) -> Walked:
    """Walk all of it, stage by stage; `before` is told each stage that begins."""
    walked = Walked()
    stages: list[tuple[str, Callable[[Town, Walked], None]]] = [
        ("the reporter reports", _report),
        ("the first patrol ends", _patrol),
        ("findings are confirmed", _confirm),
        ("measures are proposed", _propose),
        ("a second officer approves", _approve),
        ("notices and answers", _carry_out),
        ("the report joins the lead", _join),
        ("the clock moves, outcomes come", _outcomes),
        ("the reporter is answered", _answer),
        ("the bulletin", issue_bulletin),
        ("a case is opened for reading", _case),
        ("the auditor recomputes", _audit),
    ]
    for name, stage in stages:
        before(name)
        began = time.perf_counter()
        stage(town, walked)
        walked.seconds[name] = time.perf_counter() - began
    return walked


def _case(town: Town, walked: Walked) -> None:
    page = town.officer(HANDLER).go("/desk/cases/")
    walked.paths["case"] = page.locator("a.row").first.get_attribute("href") or ""
    walked.paths["case step"] = f"{walked.paths['case']}steps/filed/"


def _report(town: Town, walked: Walked) -> None:
    reporter = town.window(viewport={"width": 390, "height": 844})
    page = reporter.go("/")
    page.get_by_role("link", name="我要举报").click()
    page.fill("#address", f"http://{SHOP}/")
    reporter.press("下一步")
    page.get_by_label("代刷代考").check()
    reporter.press("下一步")
    page.fill("#description", "孩子的同学在这里买了代看网课。")
    reporter.press("下一步")
    page.fill("#contact", "138 1111 2222")
    reporter.press("提交举报")
    walked.said["receipt"] = page.locator("#number").inner_text()
    walked.said["secret"] = page.locator("#secret").inner_text()
    reporter.context.close()


def _patrol(town: Town, walked: Walked) -> None:
    operator = town.officer(PATROL)
    page = operator.go("/desk/patrol/")
    run = page.locator("a[href*='/runs/']").first
    walked.paths["run"] = run.get_attribute("href") or ""
    run.click()
    page.locator(MARK, has_text="已完成").first.wait_for(timeout=180_000)  # the page refreshes itself
    walked.said["run"] = page.locator("main p").nth(1).inner_text()
    walked.said["found"] = str(page.locator("a.row").count())


def _judge(officer: Person, host: str, walked: Walked) -> None:
    page = officer.go("/desk/?tab=judge")
    page.locator("a.row", has_text=host).click()
    walked.paths.setdefault(f"finding {host}", officer.path)
    walked.said[f"finding {host}"] = page.locator("main").inner_text()
    for kind, place in (("capture", "evidence"), ("service", "services")):
        walked.paths[f"{kind} {host}"] = page.locator(f"dd a[href*='/{place}/']").first.get_attribute("href") or ""
    with page.expect_navigation():
        page.keyboard.press("Enter")
    walked.said[f"confirmed {host}"] = page.locator(".said").inner_text()


def _confirm(town: Town, walked: Walked) -> None:
    _judge(town.officer(HANDLER), SHOP, walked)
    for host in (STUBBORN, CLINIC):
        _judge(town.officer(PROVINCE), host, walked)


def _put_up(officer: Person, host: str, code: str, walked: Walked) -> None:
    page = officer.go("/desk/leads/")
    page.locator("a.row", has_text=walked.said[f"confirmed {host}"].split("线索")[1][:17].strip(" 。")).click()
    walked.paths[f"lead {host}"] = officer.path
    walked.said[f"lead {host}"] = page.locator("main").inner_text()
    basis = BASES.get(host, "")
    page.goto(f"{page.url}?measure={code}")
    page.select_option("#choice", page.locator(f'#choice option[value^="{code} {basis}"]').first.get_attribute("value"))
    officer.press("提请审批")
    walked.paths[f"measure {host}"] = officer.path
    walked.said[f"proposed {host}"] = page.locator("main").inner_text()


def _propose(town: Town, walked: Walked) -> None:
    _put_up(town.officer(HANDLER), SHOP, "closure", walked)
    _put_up(town.officer(PROVINCE), STUBBORN, "closure", walked)
    _put_up(town.officer(PROVINCE), CLINIC, "filing_cancellation_order", walked)


def _approve(town: Town, walked: Walked) -> None:
    for username, hosts in ((DEPUTY_HEAD, [SHOP]), (PROVINCE_HEAD, [STUBBORN, CLINIC])):
        officer = town.officer(username)
        for host in hosts:
            page = officer.go("/desk/?tab=approve")
            page.locator("a.row", has_text=host).click()
            officer.press("批准，处置生效")
            walked.said[f"approved {host}"] = page.locator("main").inner_text()


def _carry_out(town: Town, walked: Walked) -> None:
    for username, host, told in (
        (HANDLER, SHOP, _by_letter),
        (PROVINCE, STUBBORN, _directly),
        (PROVINCE, CLINIC, _directly),
    ):
        officer = town.officer(username)
        officer.go(walked.paths[f"measure {host}"])
        told(officer, walked)
        page = officer.go(walked.paths[f"measure {host}"])
        walked.said[f"notice {host}"] = page.locator(".sheet").inner_text()
        walked.said[f"executed {host}"] = page.locator(MARK).first.inner_text()


def _directly(officer: Person, _walked: Walked) -> None:
    """Without a letter: the notice is served, the answer comes by word."""
    for closed in officer.page.locator("summary", has_text="不用交办函").all():
        closed.click()
    officer.press("已送达，记入")
    officer.page.fill("#text", "已办理，榕通函〔2026〕108号")
    officer.press("记入")


def _by_letter(officer: Person, walked: Walked) -> None:
    """A signed letter goes out as a package; the executor fills in its form and sends it back."""
    officer.press("写入交办函，先预览")
    officer.press("签名并发出")
    walked.paths["order"] = officer.path
    page = officer.page
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载文件包").click()
    answer = filled_in(taken.value.path().read_bytes())
    page.set_input_files("#file", {"name": "answer.csv", "mimeType": "text/csv", "buffer": answer})
    officer.press("读入")


def filled_in(package: bytes) -> bytes:
    """The form of a letter's package as an executor fills it in who has done everything today and told everybody."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        form = next(name for name in archive.namelist() if name.endswith("answer.csv"))
        rows = list(csv.DictReader(io.StringIO(archive.read(form).decode("utf-8-sig"))))
    for row in rows:
        day = datetime.datetime.now(CHINA).date().isoformat()
        row |= {"办理结果": "已办理", "办理日期": day, "文号": "榕通函〔2026〕108号", "已告知当事人": "是"}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("gb18030")


def _join(town: Town, walked: Walked) -> None:
    clerk = town.officer(INTAKE)
    page = clerk.go("/desk/reports/")
    page.locator("a.row", has_text=walked.said["receipt"]).click()
    walked.paths["report"] = clerk.path
    clerk.press("受理，并入线索")
    walked.said["joined"] = page.locator(".said").inner_text()


def _outcomes(town: Town, walked: Walked) -> None:
    officer = town.officer(PROVINCE)
    officer.go("/desk/")
    officer.press("拨快 1 小时")
    for host, state in ((SHOP, "已核实"), (CLINIC, "已核实"), (STUBBORN, "未落实")):
        officer.wait_for(walked.paths[f"measure {host}"], f"h1 + p .tag:has-text('{state}')")
        walked.said[f"outcome {host}"] = officer.page.locator(MARK).first.inner_text()


def _answer(town: Town, walked: Walked) -> None:
    clerk = town.officer(INTAKE)
    clerk.go(walked.paths["report"]).fill("#text", ANSWER)
    clerk.press("答复")
    reporter = town.window(viewport={"width": 390, "height": 844})
    page = reporter.go("/track/")
    page.fill("#number", walked.said["receipt"])
    page.fill("#secret", walked.said["secret"])
    with page.expect_navigation():
        page.locator("main button.do").click()
    walked.said["tracked"] = page.locator("main").inner_text()
    reporter.context.close()


def issue_bulletin(town: Town, walked: Walked) -> None:
    """The statistician drafts the bulletin of the quarter, the head issues it, a figure is opened, anybody reads it."""
    statistician = town.officer(STATISTICIAN)
    statistician.go("/desk/bulletins/")
    statistician.press("按记录起草")
    walked.paths["bulletin"] = statistician.path
    head = town.officer(HEAD)
    page = head.go("/desk/?tab=approve")
    page.locator("a.row", has_text=re.compile("通报")).first.click()
    head.press("核对无误，发布")
    walked.said["bulletin"] = page.locator(".sheet").inner_text()
    figure = page.locator('a.fig[href*="closures.sites"]')
    walked.said["closures"] = figure.inner_text()
    with page.expect_navigation():
        figure.click()
    walked.said["opened"] = page.locator("aside").inner_text()
    walked.said["digest"] = page.locator("aside a.mono").first.inner_text()
    with page.expect_navigation():
        page.locator("aside a.mono").first.click()
    walked.said["capture"] = page.locator("main").inner_text()
    anybody = town.window()
    page = anybody.go("/bulletins/")
    page.locator("a.row").first.click()
    walked.paths["public bulletin"] = anybody.path
    walked.said["public bulletin"] = page.content()
    anybody.context.close()


def _audit(town: Town, walked: Walked) -> None:
    auditor = town.officer(AUDITOR)
    auditor.go("/desk/log/")
    auditor.press("重新计算并核对")
    walked.said["log"] = auditor.page.locator("[role=status]").inner_text()
