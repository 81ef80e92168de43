"""One demonstration for all browser tests, started for real; skipped with the reason where Chromium is absent."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.installation import Installation, installed
from tests.pages.people import CHROMIUM, Town, chromium
from tests.pages.thread import Walked, walk

ABSENT = f"{CHROMIUM} is not there; install it with: apt-get install chromium"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser and takes long, and shares one installation: run it in one process."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker("browser")
            item.add_marker("slow")
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    """The demonstration, a browser, and everybody who works there."""
    if not Path(CHROMIUM).exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(ABSENT)
    with tempfile.TemporaryDirectory(prefix="mj-pages-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with installed(Path(folder) / "data") as place, chromium() as browser:
            yield Town(place, browser)


@pytest.fixture(scope="session")
def place(town: Town) -> Installation:
    """The installation itself."""
    return town.place


@pytest.fixture(scope="session")
def walked(town: Town) -> Walked:
    """The thread, walked once; the tests read what was seen, and every page has rows afterwards."""
    return walk(town)
