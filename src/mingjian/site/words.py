"""The command line's own words: the parser that every command gets, in English and in Chinese."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from mingjian.errors import BadInput

_TITLES = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help": "显示本帮助",
    "Example": "示例",
}
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+): expected one argument", r"选项 \1 后面要有一个值"),
    (r"argument (.+): expected at least one argument", r"选项 \1 后面至少要有一个值"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"参数 \1 不能是 \2，可以是：\3"),
    (r"argument (.+): invalid \w+ value: (.+)", r"参数 \1 的值 \2 不对"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 不能与 \2 同用"),
    (r"one of the arguments (.+) is required", r"以下参数须有其一：\1"),
    (r"ambiguous option: (.+) could match (.+)", r"选项 \1 不明确，可能是：\2"),
    (r"argument (.+): ignored explicit argument (.+)", r"选项 \1 不带值（多了 \2）"),
)


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """Tell the language of the locale: "zh" or "en"; the first of LC_ALL, LC_MESSAGES and LANG that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


def pick(text: str, language: str) -> str:
    """Take one language of an "English | 中文" text; a text without the bar is shown as it is."""
    english, bar, chinese = text.partition(" | ")
    return chinese.strip() if bar and language == "zh" else english


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks one of both languages and raises `BadInput` where argparse would exit.

    The `help` of an argument may be written "English | 中文".
    """

    def __init__(self, *, language: str, example: str = "", **options: Any) -> None:
        self.language = language
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        if example:
            options["epilog"] = f"{self._word('Example')}: {example}"
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title = self._word("positional arguments")
        self._optionals.title = self._word("options")
        self.add_argument("-h", "--help", action="help", help=self._word("show this help"))

    def _word(self, word: str) -> str:
        return _TITLES[word] if self.language == "zh" else word

    def format_help(self) -> str:
        """Give the help in the parser's language."""
        for action in self._actions:
            if action.help:
                action.help = pick(action.help, self.language)
        return self._in_words(super().format_help())

    def format_usage(self) -> str:
        """Give the usage line in the parser's language."""
        return self._in_words(super().format_usage())

    def _in_words(self, text: str) -> str:
        return text.replace("usage: ", self._word("usage: "), 1)

    def error(self, message: str) -> NoReturn:
        """Raise the complaint as one sentence that names the input and the help."""
        chinese = message
        for pattern, words in _COMPLAINTS:
            chinese = re.sub(f"^{pattern}$", words, chinese)
        raise BadInput(f"{message}; see `{self.prog} --help`.", f"{chinese}；用法见 `{self.prog} --help`。")
