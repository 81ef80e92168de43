"""Word tables kept between starts: whatever lies in the folder, the readings are the same."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mingjian.text import alike, kept, restore
from mingjian.text.grams import grams
from mingjian.text.shapes import shapes
from mingjian.text.sounding import sounding
from mingjian.text.words import words

_DISGUISED = "本店办理傢薇❤️，加威信领彩今，扌丁开网立占，直bo平台"
_PACKAGES = ("jieba",)
_TABLE = {"明": (1.5, "鉴"), "字": (2.0, "词")}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder, and a process that has not loaded anything yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    _forget()
    yield tmp_path / "mingjian"
    _forget()


def _forget() -> None:
    short_texts = importlib.import_module("mingjian.text.restore")._kept
    for held in (words, grams, sounding, shapes, alike.alike, alike.parts_table, short_texts):
        held.cache_clear()


def _read() -> tuple[str, object]:
    restored = restore(_DISGUISED)
    return restored.text, restored.changes


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x20
    path.write_bytes(content)


def _link(path: Path) -> None:
    path.rename(path.with_suffix(".elsewhere"))
    path.symlink_to(path.with_suffix(".elsewhere"))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def _of_another_name(path: Path) -> None:
    kept.keep("other", _PACKAGES, lambda: {"别": "的"})
    next(path.parent.glob("other-*")).rename(path)


_BROKEN: dict[str, Callable[[Path], object]] = {
    "one byte damaged": _flip,
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-7]),
    "empty": lambda path: path.write_bytes(b""),
    "another table's": _of_another_name,
    "writable by everybody": lambda path: path.chmod(0o666),
    "a link": _link,
    "a pipe": _pipe,
}


@pytest.mark.parametrize("broken", _BROKEN)
def test_a_file_that_cannot_be_trusted_is_not_read_and_is_written_again(folder: Path, broken: str) -> None:
    kept.keep("small", _PACKAGES, lambda: _TABLE)
    assert kept.recall("small", _PACKAGES) == _TABLE
    _BROKEN[broken](next(folder.glob("small-*")))
    assert kept.recall("small", _PACKAGES) is None
    kept.keep("small", _PACKAGES, lambda: _TABLE)
    assert kept.recall("small", _PACKAGES) == _TABLE


def test_a_file_of_another_user_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.keep("small", _PACKAGES, lambda: _TABLE)
    stranger = next(folder.glob("small-*")).stat().st_uid + 1
    monkeypatch.setattr(os, "geteuid", lambda: stranger)
    assert kept.recall("small", _PACKAGES) is None


def test_a_table_of_other_package_versions_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.keep("small", _PACKAGES, lambda: _TABLE)
    kept._built_for.cache_clear()
    monkeypatch.setattr(kept, "version", lambda _: "0.0.newer")
    assert kept.recall("small", _PACKAGES) is None
    kept._built_for.cache_clear()


def test_two_that_write_at_once_leave_one_whole_file(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: kept.keep("small", _PACKAGES, lambda: _TABLE), range(40)))
    assert kept.recall("small", _PACKAGES) == _TABLE
    assert len(list(folder.iterdir())) == 1


def test_a_build_that_fails_leaves_nothing_behind(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        kept.keep("small", _PACKAGES, lambda: 1 // 0)
    assert list(folder.iterdir()) == []


def test_built_kept_and_rebuilt_tables_give_the_same_readings(folder: Path) -> None:
    built = _read()
    assert built[1]
    files = sorted(folder.iterdir())
    assert [path.name.rsplit("-", 1)[0] for path in files] == ["made-of", "sounding", "words"]
    whole = [path.read_bytes() for path in files]
    _forget()
    assert _read() == built
    for path in files:
        _flip(path)
    _forget()
    assert _read() == built
    assert [len(path.read_bytes()) for path in files] == [len(content) for content in whole]
    assert kept.recall("words", ("jieba", "pypinyin")) is not None


def test_without_a_folder_to_write_the_readings_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = _read()
    (tmp_path / "mingjian").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    _forget()
    assert _read() == usual
    assert [path.name for path in tmp_path.iterdir()] == ["mingjian"]
    _forget()
