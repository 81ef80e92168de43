"""The `mingjian` command: words in, one command called, an exit status out.

A command is a file in `mingjian.commands` (or `mingjian.site.commands` where it needs the whole house) with `SUMMARY`,
`EXAMPLE`, `add_arguments(parser)` and `run(args) -> int`. Only the one that is called is imported.
Status: 0 it ran; 1 it ran and the answer is no; 2 bad input; 70 a fault of ours; 130 interrupted.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, cast

from mingjian import __version__
from mingjian.errors import BadInput, MingjianError
from mingjian.site.words import Parser, language_of, pick

LANGUAGES = ("zh", "en")
_PACKAGES = {"mingjian.commands": "../commands", "mingjian.site.commands": "commands"}
_BY_THE_SCRIPT = {  # words that ./mj itself answers
    "test": "Run all tests; words after it go to pytest. | 运行全部测试，其后的参数交给 pytest。",
    "extra": "Add an optional part: pictures, cluster, browser. | 加装可选部分：pictures、cluster、browser。",
}


class Command(Protocol):
    """What a command's module offers."""

    SUMMARY: dict[str, str]
    EXAMPLE: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments; `--lang` and `--json` are there already."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the exit status (0 it ran, 1 the answer is no)."""


def modules() -> dict[str, str]:
    """Every command's word and the module that answers it, found by looking at the folders."""
    here = Path(__file__).parent
    return {
        file.stem.replace("_", "-"): f"{package}.{file.stem}"
        for package, folder in _PACKAGES.items()
        for file in sorted((here / folder).glob("[a-z]*.py"))
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (without the program's name) asks for and return the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    language = _language_in(words)
    try:
        status = _dispatch(words, language)
        sys.stdout.flush()
    except MingjianError as error:
        return _complain(error.say(language), 2)
    except KeyboardInterrupt:
        return _complain("已中断。" if language == "zh" else "Stopped.", 130)
    except BrokenPipeError:  # the reader of a pipe has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("MINGJIAN_TRACEBACK"):
            raise
        return _complain(_fault(words, error, language), 70)
    return status


def _dispatch(words: list[str], language: str) -> int:
    word, rest = _split(words)
    if word == "--version":
        print(f"mingjian {__version__}")
        return 0
    if word in ("", "-h", "--help", "help"):
        print(overview(language))
        return 0
    known = modules()
    if word not in known:
        raise _unknown(word, known)
    command = cast(Command, cast(Any, importlib.import_module(known[word])))
    args = parser_of(word, command, language).parse_args(rest)
    args.lang = args.lang or language
    return command.run(args)


def parser_of(word: str, command: Command, language: str) -> Parser:
    """Build the parser of one command, with the arguments that every command has."""
    parser = Parser(
        prog=f"./mj {word}", language=language, description=command.SUMMARY[language], example=command.EXAMPLE
    )
    command.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer as JSON | 以 JSON 输出")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the answer | 输出语言")
    return parser


def overview(language: str) -> str:
    """All commands with a line each; reads their files but imports none."""
    lines = {word: _summary(module)[language] for word, module in modules().items()}
    lines |= {word: pick(text, language) for word, text in _BY_THE_SCRIPT.items()}
    width = max(map(len, lines))
    head, tail = (
        ("明鉴 mingjian：./mj 命令 …", "每个命令都有 --help（带示例）和 --lang zh|en。")
        if language == "zh"
        else ("mingjian 明鉴: ./mj COMMAND ...", "Every command has --help (with an example) and --lang zh|en.")
    )
    return "\n".join([head, "", *(f"  {word:<{width}}  {lines[word]}" for word in sorted(lines)), "", tail])


def _summary(module: str) -> dict[str, str]:
    package, _, stem = module.rpartition(".")
    tree = ast.parse((Path(__file__).parent / _PACKAGES[package] / f"{stem}.py").read_text("utf-8"))
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == "SUMMARY" and isinstance(node, ast.Assign | ast.AnnAssign):
            return cast("dict[str, str]", ast.literal_eval(cast(ast.expr, node.value)))
    return dict.fromkeys(LANGUAGES, "")


def _split(words: list[str]) -> tuple[str, list[str]]:
    if words[:1] == ["--lang"]:  # `./mj --lang zh scan` is `./mj scan --lang zh`
        words = words[2:]
    elif words and words[0].startswith("--lang="):
        words = words[1:]
    return (words[0], words[1:]) if words else ("", [])


def _language_in(words: list[str]) -> str:
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == "--":
            break
        asked = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and asked in LANGUAGES:
            return asked
    return language_of()


def _unknown(word: str, known: dict[str, str]) -> BadInput:
    names = sorted({*known, *_BY_THE_SCRIPT})
    close = difflib.get_close_matches(word, names, n=1)
    listed = ", ".join(names)
    return BadInput(
        f"There is no command {word!r}{f'; did you mean {close[0]!r}?' if close else '.'} Commands: {listed}.",
        f"没有命令“{word}”{f'，是不是“{close[0]}”？' if close else '。'}可用的命令：{listed}。",
    )


def _fault(words: list[str], error: Exception, language: str) -> str:
    called = " ".join(words[:1])
    text = f"{type(error).__name__}: {error}".splitlines()[0]
    if language == "zh":
        return f"命令“{called}”出了故障（{text}）；设 MINGJIAN_TRACEBACK=1 再运行可以看到出处，请报告给维护者。"
    return f"{called!r} failed with a fault of ours ({text}); run it with MINGJIAN_TRACEBACK=1 to see where."


def _complain(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status
