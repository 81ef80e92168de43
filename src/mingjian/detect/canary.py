"""The canaries: texts of opinion, faith, health, labour and reporting on which no model may ever raise one alarm.

A model other than the shipped one is loaded only through here; a build and every training run end here too.
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from mingjian.detect.judge import judge
from mingjian.detect.model import Model, parse
from mingjian.errors import BadInput
from mingjian.text import read_text

FOLDER: Final = Path(__file__).parent / "canaries"
LEAST: Final = 500


@cache
def canaries() -> tuple[str, ...]:
    """Give all canary texts, one a line of the files in `detect/canaries`."""
    lines = [line for file in sorted(FOLDER.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    return tuple(dict.fromkeys(line for line in lines if line.strip() and not line.startswith("#")))


def canary_digest() -> str:
    """Give the SHA-256 of the canary corpus, in hexadecimal."""
    return hashlib.sha256("\n".join(canaries()).encode()).hexdigest()


def alarms(model: Model) -> tuple[str, ...]:
    """Give every canary on which a model raises an alarm: any verdict but `clean`."""
    return tuple(text for text in canaries() if judge(read_text(text), model=model).verdict != "clean")


def check_canaries(model: Model) -> None:
    """Pass a model, with the lexicons and thresholds as they are, only if no canary raises an alarm.

    Raises: BadInput, naming the first canary that does; or if the corpus has been thinned below 500 texts.
    """
    if len(canaries()) < LEAST:
        raise BadInput(
            f"The canary corpus holds {len(canaries())} texts, fewer than {LEAST}; restore detect/canaries.",
            f"金丝雀语料只有 {len(canaries())} 篇，少于 {LEAST} 篇，请恢复 detect/canaries。",
        )
    raised = alarms(model)
    if raised:
        raise BadInput(
            f"The model {model.version} raises {len(raised)} alarms on lawful speech, first on “{raised[0]}”; "
            "it cannot be switched on: train again without the judgements that taught it this.",
            f"模型 {model.version} 对 {len(raised)} 篇合法言论误报，首篇为“{raised[0]}”；不得启用，请剔除相关判定后重新训练。",
        )


@lru_cache(maxsize=4)
def _passed(digest: str, corpus: str, content: bytes, name: str) -> Model:
    del digest, corpus  # part of the key: a changed model or corpus is checked again
    model = parse(content, name)
    check_canaries(model)
    return model


def admit(content: bytes, name: str) -> Model:
    """Read a local model from its bytes for judging; refused if it raises one alarm on a canary (kept in this process).

    Raises: BadInput.
    """
    return _passed(hashlib.sha256(content).hexdigest(), canary_digest(), content, name)


def load(path: Path) -> Model:
    """Load a local model from a file for judging; refused if it raises one alarm on a canary.

    Raises: BadInput.
    """
    if not path.is_file():
        raise BadInput(
            f"{path} does not exist; build a model with ./mj train.", f"{path} 不存在，请用 ./mj train 生成。"
        )
    return admit(path.read_bytes(), str(path))
