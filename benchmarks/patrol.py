"""Visiting pages: our connection beside Scrapy, in one run, on the same loopback hosts (goal: 4 times cheaper, 1.2 ms CPU).

A server process answers for 200 hosts after 20 ms with a page of 44 KB; each client runs alone, pinned to one core, and
does the same work: fetch, visible text, links. Figures are milliseconds of the client's CPU for a page; the ratio is the
result. Scrapy runs in an environment of its own (`--scrapy PYTHON`, else one is made with the installer of this
checkout); "best" has its middlewares off and lexbor for parsing, "usual" is a spider as its tutorial writes it.
`--tls` repeats it with certificates; `--memory` weighs a long patrol against a short one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
HOSTS = [f"127.0.1.{number}" for number in range(1, 201)]


def page() -> bytes:
    """Give a page of 44 KB as an office's portal has it: 70 links, lists, inline script, Chinese text."""
    chance = random.Random(1)
    words = "通知公告政务公开服务指南新闻中心医院学校办事大厅预约挂号健康科普领导信箱专题专栏招标采购下载"

    def text(length: int) -> str:
        return "".join(chance.choice(words) for _ in range(length))

    rows = "".join(
        f'<li class="item n{n}"><a href="/art/2026/{n}.html" title="{text(12)}">{text(18)}</a><span>11-24</span></li>\n'
        for n in range(70)
    )
    paragraphs = "".join(f"<p style='text-indent:2em'>{text(150)}</p>\n" for _ in range(40))
    script = "<script>var a=[" + ",".join(str(chance.randrange(10**6)) for _ in range(900)) + "];</script>"
    head = f'<meta charset="utf-8"><title>{text(8)}</title><meta name="keywords" content="{text(20)}">{script}'
    whole = f"<!DOCTYPE html><html><head>{head}</head><body><div><ul>{rows}</ul></div><div>{paragraphs}</div>"
    filler = f"<!-- {'x' * max(0, 44_000 - len(whole.encode()) - 60)} -->"
    return f"{whole}{filler}<footer>京ICP备12345678号-1</footer></body></html>".encode()


def _cores() -> tuple[int, int]:
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[-1]


def _client(words: list[str], core: int) -> dict[str, float]:
    run = subprocess.run(
        ["taskset", "-c", str(core), *words], capture_output=True, text=True, cwd=ROOT, env=_environment(), check=False
    )
    if run.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{run.stdout[-1000:]}{run.stderr[-3000:]}")
    answer: dict[str, float] = json.loads(run.stdout.strip().splitlines()[-1])
    return answer


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}


def _scrapy_python(given: str | None, place: Path) -> str:
    """Give a Python with Scrapy and selectolax; made anew in `place` unless one was named."""
    if given:
        return given
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    subprocess.run([uv, "venv", "-q", "--python", sys.executable, str(place / "scrapy")], check=True)
    python = str(place / "scrapy" / "bin" / "python")
    subprocess.run([uv, "pip", "install", "-q", "--python", python, "scrapy", "selectolax"], check=True)
    return python


def run(argv: list[str]) -> dict[str, Any]:
    """Measure and return the figures with their units."""
    parser = argparse.ArgumentParser(prog="./mj bench patrol")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--scrapy", metavar="PYTHON", help="a Python that has Scrapy and selectolax")
    parser.add_argument("--tls", action="store_true", help="repeat over TLS")
    parser.add_argument("--memory", action="store_true", help="weigh 100,000 pages against 10,000")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="mj-patrol-") as folder:
        place = Path(folder)
        python = _scrapy_python(options.scrapy, place)
        found = _round(options, python, place, tls=False)
        if options.tls:
            found |= {f"{name} over TLS": value for name, value in _round(options, python, place, tls=True).items()}
    return found


def _round(options: argparse.Namespace, python: str, place: Path, *, tls: bool) -> dict[str, Any]:
    core, other = _cores()
    (place / "page.html").write_bytes(page())
    server = subprocess.Popen(
        ["taskset", "-c", str(other), sys.executable, "-m", "benchmarks.patrol_server", str(place), "tls" if tls else ""],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_environment(),
    )  # fmt: skip
    try:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        base = [port, str(options.pages), str(place) if tls else ""]
        ours = [sys.executable, "-m", "benchmarks.patrol_ours"]
        peer = [python, str(HERE / "patrol_scrapy.py")]
        bare = _client([*ours, "bare", *base], core)
        results = {"mingjian": bare, "scrapy best": _client([*peer, "best", *base], core)}
        results |= {"scrapy usual": _client([*peer, "usual", *base], core)}
        results |= {name: _client([*ours, name, *base], core) for name in ("document", "evidence", "bundle")}
        return _figures(results) | (_memory(ours, port, core) if options.memory and not tls else {})
    finally:
        server.terminate()
        server.wait(10)


def _figures(results: dict[str, dict[str, float]]) -> dict[str, Any]:
    cpu = {name: 1000 * row["cpu"] / row["pages"] for name, row in results.items()}
    return {
        "mingjian: fetch, text, links": f"{cpu['mingjian']:.2f} ms CPU a page",
        "scrapy, best": f"{cpu['scrapy best']:.2f} ms CPU a page",
        "scrapy, usual": f"{cpu['scrapy usual']:.2f} ms CPU a page",
        "ratio to scrapy's best": f"{cpu['scrapy best'] / cpu['mingjian']:.1f} times",
        "ratio to scrapy as usual": f"{cpu['scrapy usual'] / cpu['mingjian']:.1f} times",
        "mingjian: with the whole Document": f"{cpu['document']:.2f} ms CPU a page",
        "mingjian: with WARC and digests": f"{1000 / cpu['evidence']:.0f} pages/s a core",
        "mingjian: one WACZ a page, on disk": f"{1000 / cpu['bundle']:.0f} pages/s a core",
        "peak memory": f"{results['mingjian']['memory'] / 2**20:.0f} MB, scrapy {results['scrapy best']['memory'] / 2**20:.0f} MB",
    }


def _memory(ours: list[str], port: str, core: int) -> dict[str, str]:
    short, long = (_client([*ours, "evidence", port, str(pages), ""], core)["memory"] for pages in (10_000, 100_000))
    return {"memory at 100,000 pages against 10,000": f"{100 * (long / short - 1):+.1f} %"}


def main() -> None:
    """Print the figures as JSON."""
    began = time.monotonic()
    found = run(sys.argv[1:])
    print(json.dumps(found | {"took": f"{time.monotonic() - began:.0f} s"}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
