"""`python -m mingjian.papers.verifier FILE.zip [en]`: the verifier alone. Exit status 0: whole; 1: not."""

from __future__ import annotations

import sys
from pathlib import Path

try:
    from mingjian.papers.verifier.check import check_file
    from mingjian.papers.verifier.wording import lines
except ImportError:  # copied out of Mingjian as a folder of its own
    from verifier.check import check_file  # type: ignore[import-not-found,no-redef]
    from verifier.wording import lines  # type: ignore[import-not-found,no-redef]


def main(words: list[str]) -> int:
    """Check one file and print what it proves."""
    if not words or not Path(words[0]).is_file():
        print("usage: python -m mingjian.papers.verifier FILE.zip [zh|en]", file=sys.stderr)
        return 2
    report = check_file(Path(words[0]))
    english = words[1:2] == ["en"]
    print("\n".join(lines(report, "en" if english else "zh")))
    print(
        "The signature is not checked here; use ./mj verify FILE --trust KEYS."
        if english
        else "此处不核验签名；请用 ./mj verify 文件 --trust 公钥。"
    )
    return 0 if report.whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
