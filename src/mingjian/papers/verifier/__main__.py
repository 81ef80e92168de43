"""`python -m mingjian.papers.verifier FILE.zip [zh|en]`: the verifier alone. Exit status 0: whole; 1: not."""

from __future__ import annotations

import sys
from pathlib import Path

from .check import check_file
from .wording import lines

_UNSIGNED = {
    "en": "The signature is not checked here; use ./mj verify FILE --trust KEYS.",
    "zh": "此处不核验签名；请用 ./mj verify 文件 --trust 公钥。",
}


def main(words: list[str]) -> int:
    """Check one file and print what it proves."""
    if not words or not Path(words[0]).is_file():
        print("usage: python -m mingjian.papers.verifier FILE.zip [zh|en]", file=sys.stderr)
        return 2
    report, language = check_file(Path(words[0])), "en" if words[1:2] == ["en"] else "zh"
    print(*lines(report, language), _UNSIGNED[language], sep="\n")
    return 0 if report.whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
