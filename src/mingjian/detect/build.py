"""Builds the shipped model with one command: `python -m mingjian.detect.build [SPECIMENS]`.

In: texts composed from our own grammars, and the three sets whose licence lets weights be shipped (statutes, the plain
side of the perturbation pairs, long tokens of a public vocabulary). Out: `base.npz`. Composition and fitting are seeded.
Needs scikit-learn, pypinyin and opencc; judging needs none of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mingjian.detect.compose.corpus import Sample, composed
from mingjian.detect.fitting import fit
from mingjian.detect.matcher import matcher
from mingjian.detect.model import SHIPPED, write
from mingjian.errors import BadInput
from mingjian.text import restore

SEED: Final = 20261124
SPECIMENS: Final = Path(__file__).parents[4] / "shared" / "specimens"
_PIECE: Final = 220
NAME: Final = "base-4"


def samples(specimens: Path) -> list[Sample]:
    """Gather everything the shipped model may learn from.

    Raises: BadInput, if a set is missing.
    """
    for name in ("laws_hard", "perturb_pairs", "o200k_long_chinese_tokens"):
        if not (specimens / name).is_dir():
            raise BadInput(
                f"{specimens / name} is missing; give the folder of the specimens.",
                f"缺少 {specimens / name}，请给出样本所在文件夹。",
            )
    return [*composed(SEED), *_statutes(specimens), *_comments(specimens), *_tokens(specimens)]


def _rows(specimens: Path, name: str) -> Iterator[dict[str, str]]:
    with (specimens / name / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _statutes(specimens: Path) -> Iterator[Sample]:
    for row in _rows(specimens, "laws_hard"):
        text = row["text"]
        for start in range(0, len(text), _PIECE):
            if len(piece := text[start : start + _PIECE]) > 8:
                yield Sample(piece, False, "statute")


def _comments(specimens: Path) -> Iterator[Sample]:
    """Plain and disguised comments: rude, often about sex, and no commerce; disguise alone must not convict."""
    for number, row in enumerate(_rows(specimens, "perturb_pairs")):
        yield Sample(row["original"], False, "comment")
        if number % 4 == 0:
            yield Sample(row["text"], False, "comment")


def _tokens(specimens: Path) -> Iterator[Sample]:
    """Long tokens of a public vocabulary: those with a betting or pornographic term are site titles, the rest ordinary."""
    lines = (specimens / "o200k_long_chinese_tokens" / "tokens.tsv").read_text("utf-8").splitlines()
    for line in lines:
        token = line.split("\t")[-1].strip(" _")
        roles = {_ROLES[entry] for entry in matcher().find(restore(token).folded).entries}
        if kind := roles & {"gambling", "pornography"}:
            yield Sample(token, True, min(kind))
        elif not roles:
            yield Sample(token, False, "token")


def _categories() -> list[str]:
    from mingjian.detect.lexicon import lexicon  # noqa: PLC0415

    return [
        entry.category or "" if entry.role in ("bait", "brand") else ("" if entry.category else "sign")
        for entry in lexicon().entries
    ]


_ROLES: Final = _categories()


def main(words: list[str]) -> int:
    """Build the model and write it beside this file."""
    model = fit(samples(Path(words[0]) if words else SPECIMENS), NAME)
    write(model, SHIPPED)
    print(f"{SHIPPED.name}: {model.version}, {SHIPPED.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
