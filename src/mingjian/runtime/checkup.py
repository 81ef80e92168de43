"""What this machine has and lacks for Mingjian: one `Finding` for each thing looked at, with the command that mends it.

In: the checkout, the data folder, perhaps a database address. Out: findings; nothing is changed or started.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mingjian.errors import MingjianError
from mingjian.runtime import binaries, ports
from mingjian.runtime.servant import servant_for

State = Literal["ok", "missing", "broken"]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_EXTRAS = {"pictures": "rapidocr", "cluster": "daft", "browser": "playwright"}
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts")
_FONTS = re.compile(
    r"cjk|noto.*(sc|hans)|source ?han|fandol|simsun|simhei|fangsong|wqy|uming|ukai|pingfang", re.IGNORECASE
)
_LEAST_DISK, _LEAST_MEMORY = 2 << 30, 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `required`: without it `./mj up` does not work; otherwise only `feature` is missing."""

    name: str
    state: State
    found: str
    feature: tuple[str, str]
    mend: str = ""
    required: bool = False


def check_up(checkout: Path, data: Path) -> Iterator[Finding]:
    """Look at everything, cheapest first."""
    yield python()
    yield packages(checkout / "deploy" / "requirements" / "run.txt")
    yield embedded_postgresql(data)
    yield data_folder(data)
    yield disk(data)
    yield memory()
    yield port(8000)
    yield encoding()
    yield program("chromium", CHROMIUM, ("pages rendered by a browser", "用浏览器渲染网页取证"), "apt install chromium")
    yield font()
    yield program(
        "openssl", ("openssl",), ("a time stamp authority for tests", "测试用的时间戳服务"), "apt install openssl"
    )
    yield from (extra(name, module) for name, module in _EXTRAS.items())


def python() -> Finding:
    """Look at the Python that runs this."""
    fits = (3, 11) <= sys.version_info[:2] <= (3, 12)
    found = f"{platform.python_version()} in {sys.prefix}"
    return Finding(
        "python", "ok" if fits else "broken", found, _EVERYTHING, "apt install python3.11-venv", required=True
    )


def packages(lock: Path) -> Finding:
    """Compare the installed packages with the locked list."""
    if not lock.exists():
        return Finding("packages", "ok", "no locked list here", _EVERYTHING)
    wrong = []
    locked = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(.*)", lock.read_text("utf-8"), re.MULTILINE)
    for name, version, rest in locked:
        found = _version(name)
        if found != version and not (found is None and ";" in rest):  # a marker may leave it out here
            wrong.append(f"{name} {found or 'missing'} (locked {version})")
    state: State = "broken" if wrong else "ok"
    return Finding(
        "packages", state, ", ".join(wrong) or f"{len(locked)} as locked", _EVERYTHING, _AGAIN, required=True
    )


def embedded_postgresql(data: Path) -> Finding:
    """Ask the wheel's server for its version, and whether root has somebody to run it."""
    feature = ("./mj up without a server of your own", "不带外部数据库的 ./mj up")
    try:
        program = binaries.locate().program("postgres")
        servant = servant_for(data / "postgres")
    except MingjianError as error:
        return Finding("embedded PostgreSQL", "missing", error.en, feature, _AGAIN, required=True)
    found = _says([program, "-V"])
    if not found:
        return Finding("embedded PostgreSQL", "broken", f"{program} does not run", feature, _AGAIN, required=True)
    return Finding("embedded PostgreSQL", "ok", found + (f", run as {servant.name}" if servant else ""), feature)


def data_folder(data: Path) -> Finding:
    """Look whether the data folder can be made or written; an existing one is not opened."""
    nearest = next(place for place in (data, *data.parents) if place.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        found = f"{data}{'' if data.exists() else ' (will be made)'}"
        return Finding("data folder", "ok", found, _EVERYTHING)
    return Finding(
        "data folder", "broken", f"{nearest} is not writable", _EVERYTHING, "./mj up --data DIR", required=True
    )


def disk(data: Path) -> Finding:
    """Look at the free space where the data folder is."""
    free = shutil.disk_usage(next(place for place in (data, *data.parents) if place.exists())).free
    state: State = "ok" if free >= _LEAST_DISK else "broken"
    return Finding(
        "disk", state, f"{free / (1 << 30):.1f} GB free", ("keeping evidence", "保存证据"), "./mj up --data DIR"
    )


def memory() -> Finding:
    """Look at the memory of the machine."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Finding("memory", "ok" if total >= _LEAST_MEMORY else "broken", f"{total / (1 << 30):.1f} GB", _EVERYTHING)


def port(number: int) -> Finding:
    """Look whether the usual port is free."""
    feature = ("the usual address of ./mj up", "./mj up 的默认地址")
    if ports.is_free(number):
        return Finding(f"port {number}", "ok", "free", feature)
    found = f"taken by {ports.holder_of(number) or 'somebody'}"
    return Finding(f"port {number}", "broken", found, feature, f"./mj up --port {ports.next_free(number)}")


def encoding() -> Finding:
    """Look whether Chinese can be printed: the locale's encoding, since ours is always UTF-8."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "")
    fits = "utf-8" in named.lower() or "utf8" in named.lower()
    feature = ("Chinese in the terminal", "终端显示中文")
    return Finding("locale", "ok" if fits else "broken", named or "none", feature, "export LANG=C.UTF-8")


def program(name: str, names: tuple[str, ...], feature: tuple[str, str], mend: str) -> Finding:
    """Look for a program under any of its names."""
    for candidate in names:
        if path := shutil.which(candidate):
            return Finding(name, "ok", _says([path, "version" if name == "openssl" else "--version"]) or path, feature)
    return Finding(name, "missing", "not found", feature, mend)


def font() -> Finding:
    """Look for a font with Chinese characters, by fontconfig or in the usual folders."""
    feature = ("Chinese in PDF documents and pictures of pages", "PDF 文书和网页截图中的中文")
    asked = _says(["fc-list", ":lang=zh", "family"])
    found = asked.split(",")[0] or next(_font_files(), "")
    return Finding("Chinese font", "ok" if found else "missing", found or "none", feature, "apt install fonts-noto-cjk")


def extra(name: str, module: str) -> Finding:
    """Look whether an optional part is installed."""
    features = {
        "pictures": ("text and codes in pictures", "识别图片中的文字和二维码"),
        "cluster": ("scanning archives on many machines", "多机扫描归档"),
        "browser": ("driving Chromium", "驱动 Chromium"),
    }
    there = importlib.util.find_spec(module) is not None
    found = "installed" if there else "not installed"
    return Finding(f"extra {name}", "ok" if there else "missing", found, features[name], f"./mj extra {name}")


_EVERYTHING = ("everything", "全部功能")
_AGAIN = "./mj prepare --again"


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _says(argv: list[str]) -> str:
    """Give the first line a program prints, "" if it is not there or fails."""
    try:
        done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=20)  # noqa: S603 - fixed words
    except (OSError, subprocess.SubprocessError):
        return ""
    return (done.stdout.strip().splitlines() or [""])[0] if done.returncode == 0 else ""


def _font_files() -> Iterator[str]:
    expanded: Callable[[str], Path] = lambda folder: Path(folder).expanduser()  # noqa: E731
    for folder in map(expanded, _FONT_FOLDERS):
        yield from (str(path) for path in folder.rglob("*.[to]t[fc]") if _FONTS.search(path.name))
