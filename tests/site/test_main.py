"""The dispatcher of the `mingjian` command: one command imported, one sentence for bad input, never a traceback."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from mingjian.errors import BadInput
from mingjian.site import main as site_main
from mingjian.site.words import language_of, pick

ROOT = Path(__file__).parents[2]


def mingjian(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "mingjian", *words],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[argparse.Namespace], int]], None]:
    """Install one fake command `echo` whose `run` is given."""

    def install(run: Callable[[argparse.Namespace], int]) -> None:
        module = types.ModuleType("fake_echo")
        module.SUMMARY = {"en": "Says it again.", "zh": "再说一遍。"}  # type: ignore[attr-defined]
        module.EXAMPLE = "./mj echo hello"  # type: ignore[attr-defined]
        module.add_arguments = lambda parser: parser.add_argument(  # type: ignore[attr-defined]
            "word", type=int, help="a number | 一个数"
        )
        module.run = run  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "fake_echo", module)
        monkeypatch.setattr(site_main, "modules", lambda: {"echo": "fake_echo"})

    return install


def test_run_gets_language_and_json(fake, capsys):
    seen = []
    fake(lambda args: seen.append(args) or 1)
    assert site_main.main(["echo", "7", "--lang", "zh", "--json"]) == 1
    assert (seen[0].word, seen[0].lang, seen[0].json) == (7, "zh", True)
    assert site_main.main(["--lang", "zh", "echo", "8"]) == 1
    assert (seen[1].word, seen[1].lang, seen[1].json) == (8, "zh", False)


def test_bad_input_is_one_sentence_and_status_2(fake, capsys):
    def run(args):
        raise BadInput("No such file: a.txt; name an existing one.", "没有文件 a.txt；请给出存在的文件。")

    fake(run)
    assert site_main.main(["echo", "7", "--lang", "zh"]) == 2
    assert capsys.readouterr().err == "没有文件 a.txt；请给出存在的文件。\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["echo"], "缺少参数：word；用法见 `./mj echo --help`。\n"),
        (["echo", "x"], "参数 word 的值 'x' 不对；用法见 `./mj echo --help`。\n"),
        (["echo", "1", "--nope"], "不认识的参数：--nope；用法见 `./mj echo --help`。\n"),
    ],
)
def test_wrong_usage_is_said_in_the_readers_language(fake, capsys, words, sentence):
    fake(lambda args: 0)
    assert site_main.main([*words, "--lang", "zh"]) == 2
    assert capsys.readouterr().err == sentence
    assert site_main.main([*words, "--lang", "en"]) == 2
    assert capsys.readouterr().err.endswith("; see `./mj echo --help`.\n")


@pytest.mark.parametrize(("language", "words"), [("en", "a number"), ("zh", "一个数")])
def test_help_is_in_one_language_and_has_the_example(fake, capsys, language, words):
    fake(lambda args: 0)
    with pytest.raises(SystemExit) as end:
        site_main.main(["echo", "--help", "--lang", language])
    shown = capsys.readouterr().out
    assert end.value.code == 0
    assert "./mj echo hello" in shown
    assert words in shown
    assert " | " not in shown


def test_an_unknown_command_gets_the_closest_word_and_the_list(fake, capsys):
    fake(lambda args: 0)
    assert site_main.main(["ecko", "--lang", "en"]) == 2
    assert "did you mean 'echo'? Commands: echo, extra, test." in capsys.readouterr().err


def test_a_fault_of_ours_is_a_sentence_unless_asked_for(fake, capsys, monkeypatch):
    fake(lambda args: {}["missing"])
    assert site_main.main(["echo", "1", "--lang", "en"]) == 70
    assert "Traceback" not in (shown := capsys.readouterr().err)
    assert "MINGJIAN_TRACEBACK=1" in shown
    monkeypatch.setenv("MINGJIAN_TRACEBACK", "1")
    with pytest.raises(KeyError):
        site_main.main(["echo", "1"])


def test_ctrl_c_leaves_no_traceback(fake, capsys):
    def run(args):
        raise KeyboardInterrupt

    fake(run)
    assert site_main.main(["echo", "1", "--lang", "en"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_closed_pipe_is_no_fault():
    reading, writing = os.pipe()
    os.close(reading)
    shown = subprocess.run(
        [sys.executable, "-P", "-m", "mingjian", "--help"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
        check=False,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    assert shown.returncode == 0
    assert shown.stderr == ""


def test_every_command_has_both_languages_and_an_example():
    for word in site_main.modules():
        for language in site_main.LANGUAGES:
            shown = mingjian(word, "--help", "--lang", language)
            assert shown.returncode == 0, shown.stderr
            assert "./mj " in shown.stdout
    overview = mingjian("--help", LANG="zh_CN.UTF-8").stdout
    assert all(f"  {word} " in overview for word in site_main.modules())


def test_no_command_of_the_engines_pulls_in_django():
    engines = [word for word, module in site_main.modules().items() if module.startswith("mingjian.commands.")]
    code = f"""
import sys
from mingjian.site.main import main
for word in {engines!r}:
    try:
        main([word, "--help"])
    except SystemExit:
        pass
assert "django" not in sys.modules, "django"
assert "numpy" not in sys.modules, "numpy"
"""
    shown = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert shown.returncode == 0, shown.stderr


def test_the_locale_decides_the_language():
    assert language_of({"LANG": "zh_CN.UTF-8"}) == "zh"
    assert language_of({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}) == "en"
    assert language_of({}) == "en"
    assert pick("same in both", "zh") == "same in both"
