"""The transcripts of the READMEs: blocks marked `console`, in which `$ ` begins a command and what it prints follows.

`python -m tests.house.transcripts` plays all commands and writes what they print now into both files.
"""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import mingjian

ROOT = Path(mingjian.__file__).parents[2]
READMES = {"README.md": "C.UTF-8", "README.zh.md": "zh_CN.UTF-8"}
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[str]:
    """The commands of a block, in order."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


@cache
def printed(command: str, locale: str) -> str:
    """What a command prints on standard output in a locale, run at the root of the repository as a reader would."""
    environment = {**os.environ, "LC_ALL": locale, "COLUMNS": "100"}
    words = ["/bin/sh", "-c", command]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout, done.stderr
    return done.stdout


def played(block: str, locale: str) -> str:
    """The block as it reads when its commands are run now."""
    return "".join(f"$ {command}\n{printed(command, locale)}" for command in commands(block))


def main() -> None:
    """Write the transcripts anew."""
    for name, locale in READMES.items():
        path = ROOT / name
        path.write_text(
            BLOCK.sub(lambda found, locale=locale: played(found[0], locale), path.read_text("utf-8")), "utf-8"
        )


if __name__ == "__main__":
    main()
