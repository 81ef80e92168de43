"""Build the word tables and the lexicon's database before the worker starts, so that it loads them and never builds them."""

from __future__ import annotations

from mingjian.detect import judge
from mingjian.text import read_text

SAMPLE = "清源镇卫生院门诊时间"
"""A short text: short texts are read with every table."""


def main() -> None:
    """Judge one short text; what is missing in the cache folder is built on the way."""
    judge(read_text(SAMPLE))


if __name__ == "__main__":
    main()
