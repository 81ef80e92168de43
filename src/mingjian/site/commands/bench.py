"""`./mj bench`: lists the benchmarks of the repository or runs one, with the machine and the day beside the result."""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

import mingjian
from mingjian.errors import BadInput

SUMMARY = {
    "en": "Run a benchmark with its peer in the same run; without a name, list them.",
    "zh": "运行一项基准测试（与对照在同一次运行中）；不给名字则列出全部。",
}
EXAMPLE = "./mj bench start"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="?", help="which one | 哪一项")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="words for the benchmark itself | 交给该测试的参数")


def run(args: argparse.Namespace) -> int:
    """List, or run one and print what it returns."""
    known = benchmarks()
    if args.name is None:
        width = max(map(len, known), default=0)
        print(json.dumps(known) if args.json else "\n".join(f"{name:<{width}}  {line}" for name, line in known.items()))
        return 0
    if args.name not in known:
        close = difflib.get_close_matches(args.name, known, n=1)
        raise BadInput(
            f"There is no benchmark {args.name!r}{f'; did you mean {close[0]!r}?' if close else '.'} "
            f"There are: {', '.join(known)}.",
            f"没有基准测试“{args.name}”{f'，是不是“{close[0]}”？' if close else '。'}可用的有：{'、'.join(known)}。",
        )
    sys.path.insert(0, str(_root()))
    measure: Callable[[list[str]], object] = importlib.import_module(f"benchmarks.{args.name}").run
    heading = machine()
    if not args.json:
        print(*(f"{key}: {value}" for key, value in heading.items()), sep="\n", flush=True)
    result = measure(list(args.words))
    if args.json:
        print(json.dumps({**heading, "result": result if isinstance(result, dict) else None}, ensure_ascii=False))
    elif isinstance(result, dict):
        print(*(f"{key}: {value}" for key, value in result.items()), sep="\n")
    return result if isinstance(result, int) else 0


def benchmarks() -> dict[str, str]:
    """Give every benchmark with the first line of its docstring; none is imported."""
    folder = _root() / "benchmarks"
    if not folder.is_dir():
        raise BadInput(
            f"The benchmarks lie in the repository and {folder} is not there; run ./mj bench in a clone.",
            f"基准测试在代码仓库里，而 {folder} 不存在；请在克隆的仓库中运行 ./mj bench。",
        )
    found = {}
    for file in sorted(folder.glob("[a-z]*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        if any(isinstance(node, ast.FunctionDef) and node.name == "run" for node in tree.body):
            found[file.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def machine() -> dict[str, str]:
    """Describe where and when a figure was measured."""
    return {
        "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
        "machine": f"{os.cpu_count()} cores, {_memory() >> 30} GB, {_processor()}, load {os.getloadavg()[0]:.1f}",
        "software": f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
    }


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _root() -> Path:
    return Path(mingjian.__file__).resolve().parents[2]
