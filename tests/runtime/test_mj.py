"""`./mj` on a fresh clone: an empty home, bare Python, interrupted and doubled installations."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ["sh", "dirname", "readlink", "cksum", "grep", "cat", "mkdir", "rm", "mv", "tail"]
DEADLINE = ["deadline", "CAC14-45.decision_90", "--from", "2025-08-04", "--json"]
_KEPT = ("SSL_CERT_FILE", "TMPDIR", "UV_DEFAULT_INDEX", "UV_INDEX", "PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_CERT")


class Clone:
    """A clone with a home and a PATH of its own."""

    def __init__(self, place: Path) -> None:
        self.path, self.home, self.bin = place / "a clone", place / "home", place / "bin"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(self.path)], check=True)
        self.home.mkdir()
        self.bin.mkdir()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or "/bin/" + tool)
        python = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
        (self.bin / "python3").write_text(f'#!/bin/sh\nexec {python} "$@"\n')
        (self.bin / "python3").chmod(0o755)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return {**kept, "HOME": str(self.home), "PATH": str(self.bin), **more}

    def mj(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.path / "mj"), *words],
            cwd="/",
            env=self.environment(**more),
            check=False,
            capture_output=True,
            text=True,
            timeout=500,
        )

    @property
    def venv(self) -> Path:
        return self.path / ".venv"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout, so it cannot be cloned")
    return Clone(tmp_path_factory.mktemp("mj"))


@pytest.mark.slow
@pytest.mark.timeout(600)
class TestFreshClone:
    """In the order of a clone's life."""

    def test_without_python_it_names_what_is_needed(self, clone: Clone):
        (clone.bin / "python3").rename(clone.bin / "hidden")
        done = clone.mj("--help")
        (clone.bin / "hidden").rename(clone.bin / "python3")
        assert done.returncode == 2
        assert "needs Python 3.11 or 3.12 and found neither; on Debian or Ubuntu: apt install python3 " in done.stderr
        assert done.stderr.count("\n") == 1
        assert not clone.venv.exists()

    def test_without_venv_it_names_the_package(self, clone: Clone):
        whole = (clone.bin / "python3").read_text()
        (clone.bin / "python3").write_text(whole.replace("exec", 'case "$*" in *ensurepip*) exit 1 ;; esac\nexec'))
        done = clone.mj("--help", LANG="zh_CN.UTF-8")
        (clone.bin / "python3").write_text(whole)
        assert done.returncode == 2
        assert f"apt install python3.{sys.version_info.minor}-venv" in done.stderr

    def test_an_index_that_does_not_answer_is_a_sentence(self, clone: Clone):
        nowhere = dict.fromkeys(("UV_DEFAULT_INDEX", "PIP_INDEX_URL"), "http://127.0.0.1:9/simple")
        done = clone.mj("--help", PIP_RETRIES="0", UV_HTTP_RETRIES="0", **nowhere)
        assert done.returncode == 2
        assert "check the network" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr

    def test_two_at_once_both_succeed_and_an_empty_home_is_enough(self, clone: Clone):
        words = [str(clone.path / "mj"), *DEADLINE]
        both = [
            subprocess.Popen(words, cwd="/", env=clone.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(2)
        ]
        said = [one.communicate(timeout=500) for one in both]
        assert [one.returncode for one in both] == [0, 0], said
        assert said[0][0] == said[1][0]
        assert sum(words.count(b"Installing") for _, words in said) == 1

    def test_from_then_on_it_is_quick_and_quiet(self, clone: Clone):
        began = time.perf_counter()
        done = clone.mj(*DEADLINE)
        assert done.returncode == 0
        assert done.stderr == ""
        assert time.perf_counter() - began < 3  # a second on a machine with nothing else to do

    def test_through_a_link_from_anywhere(self, clone: Clone):
        (clone.home / "mj").symlink_to(clone.path / "mj")
        done = subprocess.run(
            [str(clone.home / "mj"), "--version"], check=True, cwd="/", env=clone.environment(), capture_output=True
        )
        assert done.stdout.startswith(b"mingjian ")

    def test_an_interrupted_installation_mends_itself(self, clone: Clone):
        """The stamp is gone, a package lost its files but is still listed: exactly what kill -9 leaves behind."""
        (clone.venv / "mingjian-installed").unlink()
        began = subprocess.Popen(
            [str(clone.path / "mj"), "--version"], cwd="/", env=clone.environment(), start_new_session=True
        )
        while not (clone.venv / "mingjian-installing").exists():
            time.sleep(0.001)
        os.killpg(began.pid, signal.SIGKILL)
        began.wait()
        (package,) = clone.venv.glob("lib/python3*/site-packages/psycopg")
        shutil.rmtree(package)
        assert clone.mj("--version").returncode == 0
        assert (package / "__init__.py").exists()
        assert not (clone.venv / "mingjian-installing").exists()
        assert clone.mj(*DEADLINE).stderr == ""

    def test_a_changed_list_is_installed_once(self, clone: Clone):
        with (clone.path / "deploy/requirements/run.txt").open("a") as lock:
            lock.write("# one more line\n")
        assert "Installing" in clone.mj("--version").stderr
        assert clone.mj("--version").stderr == ""

    def test_a_vanished_python_is_replaced(self, clone: Clone):
        for link in (clone.venv / "bin").glob("python*"):
            link.unlink()
            link.symlink_to("/nowhere/python")
        assert clone.mj("--version").returncode == 0

    def test_an_extra_is_remembered(self, clone: Clone):
        assert clone.mj("extra", "browser").returncode == 0
        assert list(clone.venv.glob("lib/python3*/site-packages/playwright"))
        shutil.rmtree(clone.venv / "lib")
        assert clone.mj("prepare", "--again").returncode == 0
        assert list(clone.venv.glob("lib/python3*/site-packages/playwright"))

    def test_an_unknown_extra_is_a_sentence(self, clone: Clone):
        done = clone.mj("extra", "picture")
        assert done.returncode == 2
        assert done.stderr == (
            "There is no extra 'picture'; there are: pictures, cluster, browser. Example: ./mj extra pictures\n"
        )

    def test_the_clone_stayed_clean(self, clone: Clone):
        shown = subprocess.run(["git", "status", "--short"], cwd=clone.path, capture_output=True, text=True, check=True)
        assert shown.stdout == " M deploy/requirements/run.txt\n"


def test_no_address_of_a_package_index_is_in_the_repository():
    lists = [*(ROOT / "deploy" / "requirements").iterdir(), ROOT / "mj", ROOT / "pyproject.toml", ROOT / "Makefile"]
    for path in lists:
        found = re.search(r"^.*(https?://|file:/|simple/).*$", path.read_text("utf-8"), re.MULTILINE)
        assert found is None, f"{path.name}: {found and found[0]}"


@pytest.mark.parametrize("part", ["run", "test", "uv", "browser", "pictures", "cluster"])
def test_every_wished_package_is_locked(part):
    folder = ROOT / "deploy" / "requirements"
    wished = set(re.findall(r"^[A-Za-z0-9._-]+", (folder / f"{part}.in").read_text("utf-8"), re.MULTILINE))
    locked = set(re.findall(r"^([A-Za-z0-9._-]+)==", (folder / f"{part}.txt").read_text("utf-8"), re.MULTILINE))
    missing = {re.sub(r"[-_.]+", "-", name).lower() for name in wished - {"-r"}} - locked
    assert not missing, "run `make lock`"


def test_every_locked_package_has_hashes():
    for path in (ROOT / "deploy" / "requirements").glob("*.txt"):
        for entry in re.findall(r"^[A-Za-z0-9].*(?:\n .*)*", path.read_text("utf-8"), re.MULTILINE):
            assert "--hash=sha256:" in entry, f"{path.name}: {entry.splitlines()[0]}"
