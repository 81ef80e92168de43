"""An address and a view in; what a real browser shows out: picture, DOM after scripts, MHTML, network log.

Chromium runs behind the guard's proxy and as an unprivileged user. What it hands over is rebuilt, not the wire's bytes,
and says so; the exact bytes of the main document come from `fetch`.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Awaitable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from mingjian.capture.address import parse
from mingjian.capture.fetch import Clock, utc_now
from mingjian.capture.guard import Guard
from mingjian.capture.proxy import Passed, Proxy
from mingjian.capture.resolve import Resolver
from mingjian.capture.seen import Seen
from mingjian.capture.views import MANNERS, View
from mingjian.errors import BadInput
from mingjian.reasons import Reason

T = TypeVar("T")
NOBODY = 65534
TALLEST = 16_000  # pixels of a full-page picture
MOST_LOGGED = 2000  # requests of one page
FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
    "--mute-audio",
    "--disable-gpu",
)


def find_browser() -> Path | None:
    """Give the Chromium of this machine; None if there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return Path(found) if found else None


def what_is_missing() -> str | None:
    """Say what browser capture lacks on this machine, as the command that mends it; None if nothing."""
    if importlib.util.find_spec("playwright") is None:
        return "./mj extra browser"
    if find_browser() is None:
        return "apt-get install chromium"
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "apt-get install util-linux"
    return None


async def browse(
    url: str, *, view: View = "plain", guard: Guard, resolver: Resolver, seconds: float = 30.0, clock: Clock = utc_now
) -> Seen:
    """Open `url` in Chromium as `view`; `seconds` for the page, the same again at most for taking it down.

    A page that fails or traps the browser is a result: see `Seen.error`.
    Raises: CaptureError, if `url` is no web address; BadInput, if there is no Chromium.
    """
    parse(url)
    mend = what_is_missing()
    if mend is not None:
        raise BadInput(
            f"Browser capture needs Chromium, which is not ready here; run: {mend}",
            f"浏览器采集需要 Chromium，本机尚未就绪；请执行：{mend}",
        )
    async with Proxy(guard, resolver) as proxy:
        with tempfile.TemporaryDirectory(prefix="mj-browser-") as folder:
            return await _Session(url, view, proxy, Path(folder), seconds, clock).run()


class _Session:
    """One page in one browser."""

    def __init__(self, url: str, view: View, proxy: Proxy, folder: Path, seconds: float, clock: Clock) -> None:
        self.url, self.view, self.proxy, self.folder, self.seconds, self.clock = (
            url,
            view,
            proxy,
            folder,
            seconds,
            clock,
        )
        self.network: list[dict[str, Any]] = []
        self.dialogs = self.popups = self.downloads = 0
        self.error: Reason | None = None
        self.taken: dict[str, Any] = {}

    async def run(self) -> Seen:
        from playwright.async_api import Error, async_playwright  # noqa: PLC0415  (an optional part)

        started = self.clock()
        try:
            async with asyncio.timeout(self.seconds * 2 + 15), async_playwright() as driver:
                context = await driver.chromium.launch_persistent_context(**self._options())
                try:
                    await self._visit(context, Error)
                finally:
                    with contextlib.suppress(Error, TimeoutError):
                        async with asyncio.timeout(5):
                            await context.close()
        except TimeoutError:
            self._failed("timeout", seconds=self.seconds, received=self.proxy.passed.received)
        except Error as fault:
            self._failed("browser_failed", detail=_first_line(fault))
        return self._seen(started)

    def _options(self) -> dict[str, Any]:
        profile = self.folder / "profile"
        profile.mkdir()
        manner = MANNERS[self.view]
        phone = self.view.startswith("phone")
        return {
            "user_data_dir": str(profile),
            "executable_path": str(self._unprivileged(profile)),
            "chromium_sandbox": True,
            "headless": True,
            "args": list(FLAGS),
            "env": {"HOME": str(profile), "PATH": os.environ.get("PATH", ""), "LANG": "zh_CN.UTF-8"},
            "proxy": {
                "server": f"http://127.0.0.1:{self.proxy.port}",
                "bypass": "<-loopback>",
                "username": "mj",
                "password": self.proxy.password,
            },
            "user_agent": manner.user_agent,
            "viewport": {"width": manner.width, "height": manner.height},
            "is_mobile": phone,
            "has_touch": phone,
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "accept_downloads": False,
            "ignore_https_errors": True,
            "service_workers": "block",
            "timeout": 15_000,
        }

    def _unprivileged(self, profile: Path) -> Path:
        """Give the program to start: as root a script that becomes nobody first, else the browser itself."""
        browser = find_browser()
        assert browser is not None
        if os.geteuid() != 0:
            return browser
        os.chown(profile, NOBODY, NOBODY)
        self.folder.chmod(0o711)
        script = self.folder / "chromium-as-nobody"
        become = f"setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups --no-new-privs"
        script.write_text(f'#!/bin/sh\ncd {profile}\nexec {become} -- "{browser}" "$@"\n')
        script.chmod(0o700)
        return script

    async def _visit(self, context: Any, error: type[Exception]) -> None:
        page = context.pages[0] if context.pages else await context.new_page()
        self.taken["browser"] = f"Chromium {context.browser.version}" if context.browser else "Chromium"
        context.on("page", self._close_popup)
        page.on("dialog", self._dismiss)
        page.on("download", lambda _: self._count_download())
        page.on("requestfinished", lambda request: asyncio.ensure_future(self._log(request)))
        page.on("requestfailed", self._log_failed)
        referrer = MANNERS[self.view].referrer
        try:
            answer = await page.goto(self.url, referer=referrer, timeout=self.seconds * 1000, wait_until="load")
            self.taken["status"] = answer.status if answer else None
            with contextlib.suppress(error):
                await page.wait_for_load_state("networkidle", timeout=2000)
        except error as fault:
            self._name_failure(str(fault))
        await self._take(page, context, error)

    async def _take(self, page: Any, context: Any, error: type[Exception]) -> None:
        """Take what the page shows; a page whose script never ends gives less, not nothing."""
        self.taken["final_url"] = page.url
        self.taken["title"] = await self._within(page.title(), "", error)
        self.taken["dom"] = (await self._within(page.content(), "", error)).encode("utf-8", "surrogatepass")
        size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        width, height = await self._within(page.evaluate(size), [0, 0], error)
        clip = {"x": 0, "y": 0, "width": max(1, min(width, 4000)), "height": max(1, min(height, TALLEST))}
        shot = page.screenshot(full_page=True, clip=clip, timeout=10_000, animations="disabled")
        self.taken["picture"] = await self._within(shot, b"", error)
        session = await self._within(context.new_cdp_session(page), None, error)
        if session is not None:
            snapshot = await self._within(session.send("Page.captureSnapshot", {"format": "mhtml"}), {}, error)
            self.taken["mhtml"] = snapshot.get("data", "").encode()

    async def _within(self, step: Awaitable[T], otherwise: T, error: type[Exception]) -> T:
        try:
            async with asyncio.timeout(10):
                return await step
        except (TimeoutError, error):
            return otherwise

    def _close_popup(self, page: Any) -> None:
        self.popups += 1
        asyncio.ensure_future(_quietly(page.close()))  # noqa: RUF006  (ends with the context)

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs += 1
        asyncio.ensure_future(_quietly(dialog.dismiss()))  # noqa: RUF006

    def _count_download(self) -> None:
        self.downloads += 1

    async def _log(self, request: Any) -> None:
        if len(self.network) >= MOST_LOGGED:
            return
        row = {"url": request.url[:2000], "method": request.method, "kind": request.resource_type}
        with contextlib.suppress(Exception):  # the browser may be gone already; the row stays
            answer = await request.response()
            row |= {"status": answer.status, "media_type": answer.headers.get("content-type")} if answer else {}
        self.network.append(row)

    def _log_failed(self, request: Any) -> None:
        if len(self.network) < MOST_LOGGED:
            row = {"url": request.url[:2000], "method": request.method, "kind": request.resource_type}
            self.network.append({**row, "failed": request.failure})

    def _name_failure(self, detail: str) -> None:
        refused = self.proxy.passed.refused
        host = parse(self.url).host
        if "Download is starting" in detail:
            self.downloads += 1
            self._failed("download_instead_of_page")
        elif "Timeout" in detail:
            self._failed("timeout", seconds=self.seconds, received=self.proxy.passed.received)
        elif refused and refused[0][0] == host:
            code = "name_unknown" if refused[0][1] == "name_unknown" else "refused_by_guard"
            self._failed(code, host=host, address=refused[0][1])
        else:
            self._failed("browser_failed", detail=_first_line(detail))

    def _failed(self, code: str, **params: str | int | float) -> None:
        self.error = self.error or Reason(code, params)

    def _seen(self, started: datetime) -> Seen:
        passed: Passed = self.proxy.passed
        take = self.taken.get
        return Seen(
            view=self.view, url=self.url, final_url=take("final_url", self.url), status=take("status"),
            title=take("title", ""), dom=take("dom", b""), picture=take("picture", b""), mhtml=take("mhtml", b""),
            network=tuple(self.network), refused=tuple(dict.fromkeys(passed.refused)), dialogs=self.dialogs,
            popups=self.popups, downloads=self.downloads, browser=take("browser", ""), error=self.error,
            started_at=started, finished_at=self.clock(),
        )  # fmt: skip


async def _quietly(step: Awaitable[object]) -> None:
    with contextlib.suppress(Exception):
        await step


def _first_line(fault: object) -> str:
    return str(fault).strip().partition("\n")[0][:200]
