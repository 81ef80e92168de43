"""People at a browser: officers who sign in with both factors, a reporter who does not; each with a window of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

from tests.pages.installation import Installation

CHROMIUM = os.environ.get("MINGJIAN_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 60
"""Seconds that a page may take on a busy machine, and that the worker may take for a visit."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass(slots=True)
class Complaints:
    """What a browser had to complain of: errors on the console, requests that left the machine, broken answers."""

    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listen to a page."""
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", lambda answer: self.errors.append(answer.url) if answer.status >= 500 else None)

    def _asked(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "localhost":
            self.elsewhere.append(url)


@dataclass(slots=True)
class Person:
    """Somebody with a browser window."""

    url: str
    context: BrowserContext
    page: Page
    complaints: Complaints

    def go(self, path: str) -> Page:
        """Open a page of the installation."""
        self.page.goto(path if path.startswith("http") else self.url + path)
        return self.page

    def press(self, words: str) -> None:
        """Press the button with these words and wait for the page that follows."""
        try:
            with self.page.expect_navigation():
                self.page.get_by_role("button", name=words).first.click()
        except TookTooLong as error:
            raise AssertionError(f"no {words} on {self.path}:\n{self.page.locator('main').inner_text()}") from error

    @property
    def path(self) -> str:
        """The path of the page that is open."""
        return urlsplit(self.page.url).path

    def wait_for(self, path: str, selector: str, seconds: int = PATIENCE) -> None:
        """Open a page again and again until it shows something."""
        for _ in range(seconds * 2):
            if self.go(path).locator(selector).count():
                return
            self.page.wait_for_timeout(500)
        raise AssertionError(f"{path} never showed {selector}:\n{self.page.locator('main').inner_text()}")


@dataclass(slots=True)
class Town:
    """An installation with everybody who works at it; an officer signs in once, for a code is good once."""

    place: Installation
    browser: Browser
    _kept: dict[str, Any] = field(default_factory=dict)
    _people: dict[str, Person] = field(default_factory=dict)

    def window(self, state: Any = None, language: str = "zh-hans", **options: Any) -> Person:
        """A new window: nobody is signed in unless `state` says so."""
        context = self.browser.new_context(storage_state=state, **options)
        context.set_default_timeout(PATIENCE * 1000)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.place.url}])
        page, complaints = context.new_page(), Complaints()
        complaints.watch(page)
        return Person(self.place.url, context, page, complaints)

    def sign_in(self, username: str, person: Person) -> Person:
        """Sign in at the desk: password, then the code that the demonstration shows instead of a phone."""
        page = person.go("/desk/")
        page.fill("#username", username)
        page.fill("#password", self.place.passwords[username])
        page.press("#password", "Enter")
        page.fill("#code", page.locator("#demo-code").inner_text())
        page.press("#code", "Enter")
        page.wait_for_url("**/desk/")
        self._kept[username] = person.context.storage_state()
        return person

    def officer(self, username: str) -> Person:
        """The officer at the desk, signed in."""
        if username not in self._people:
            self._people[username] = self.sign_in(username, self.window())
        return self._people[username]

    def officer_in(self, username: str, language: str = "zh-hans", **options: Any) -> Person:
        """The same officer in another window: another size, language or scheme."""
        self.officer(username)
        return self.window(self._kept[username], language, **options)
