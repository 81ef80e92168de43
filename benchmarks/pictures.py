"""Pictures of the README and the finished bulletin of the demo, made from a running one: `make pictures`.

Out: docs/pictures/{today,judge,bulletin,report}.png and docs/demo-bulletin.html, which needs nothing but itself.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from tests.pages.installation import ROOT, installed
from tests.pages.people import Person, Town, chromium
from tests.pages.thread import CLINIC, PATROL, PROVINCE, issue_bulletin, walk

PICTURES = ROOT / "docs" / "pictures"
STATIC = ROOT / "src" / "mingjian" / "web" / "static" / "mj"
LARGEST = 200_000
"""Bytes of a picture."""
PAGE = """<!doctype html>
<html lang="zh-Hans">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{title}</title>
    <style>
{styles}section + section {{ margin-top: 64px; }}
    </style>
  </head>
  <body>
    <main>
{content}
    </main>
  </body>
</html>
"""


def _keep(person: Person, name: str) -> None:
    file = PICTURES / f"{name}.png"
    person.page.screenshot(path=str(file), animations="disabled")
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size:,} bytes", file=sys.stderr)
    if size > LARGEST:
        raise SystemExit(f"{file} is larger than {LARGEST:,} bytes; make its window smaller.")


def _before(town: Town, stage: str) -> None:
    if stage == "the reporter reports":
        person = town.window(viewport={"width": 390, "height": 700})
        person.go("/report/").fill("#address", "http://dmx91.test/")
        person.press("下一步")
        _keep(person, "report")
        person.context.close()
    if stage == "findings are confirmed":
        town.officer(PROVINCE)
        person = town.officer_in(PROVINCE, viewport={"width": 1120, "height": 760})
        page = person.go("/desk/")
        page.keyboard.press("j")
        _keep(person, "today")
        page.locator("a.row", has_text=CLINIC).click()
        page.wait_for_load_state()
        page.set_viewport_size({"width": 1120, "height": 680})
        _keep(person, "judge")
        person.context.close()


def _judge_more(town: Town) -> None:
    """A morning's work, so that the bulletin has something to count."""
    person = town.officer(PATROL)
    page = person.go("/desk/")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for turn in range(10):
        page.wait_for_load_state()
        if turn == 7:
            page.keyboard.press("d")
            page.keyboard.type("经核对是正常业务")
        with page.expect_navigation():
            page.keyboard.press("Enter")


def _sheet(town: Town, path: str, language: str) -> str:
    """The public page of a bulletin as it stands in one language, without the links that lead nowhere in a file."""
    person = town.window(language=language)
    content = person.go(path).locator("main").inner_html()
    person.context.close()
    content = re.sub(r'<p class="quiet">.*?</p>', "", content, flags=re.DOTALL)
    return f'<section lang="{language}">\n{content.strip()}\n</section>'


def _write_page(town: Town, path: str) -> None:
    styles = "".join((STATIC / name).read_text("utf-8") for name in ("tokens.css", "parts.css"))
    content = "\n".join(_sheet(town, path, language) for language in ("zh-hans", "en"))
    page = PAGE.format(title="通报 · 明鉴 Mingjian", styles=styles, content=content)
    file = ROOT / "docs" / "demo-bulletin.html"
    lines = [line.rstrip() for line in page.splitlines()]
    file.write_text("\n".join(line for line in lines if line) + "\n", "utf-8")
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes", file=sys.stderr)


def main() -> None:
    """Start a demonstration, walk the thread, and keep what the README shows of it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mj-pictures-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with installed(Path(folder) / "data") as place, chromium() as browser:
            town = Town(place, browser)
            walked = walk(town, lambda stage: _before(town, stage))
            _judge_more(town)
            issue_bulletin(town, walked)
            person = town.officer_in(PROVINCE, viewport={"width": 1120, "height": 620})
            person.go(walked.paths["bulletin"] + "?figure=closures.sites")
            _keep(person, "bulletin")
            _write_page(town, walked.paths["public bulletin"])


if __name__ == "__main__":
    main()
