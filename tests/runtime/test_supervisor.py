"""The supervisor keeps its children alive, gives up in time, and nothing outlives it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mingjian.runtime import procfs
from mingjian.runtime.logs import Log

ROOT = Path(__file__).parents[2]
LASTS = "time.sleep(300)"


class Tree:
    """A running `tests.runtime.tree` and what it and its children said."""

    def __init__(self, folder: Path, **children: dict[str, object] | str) -> None:
        self.folder = folder
        specs = {name: {"code": spec} if isinstance(spec, str) else spec for name, spec in children.items()}
        (folder / "spec.json").write_text(json.dumps(specs))
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.runtime.tree", str(folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=(folder / "out").open("w"),
            stderr=(folder / "err").open("w"),
        )

    @property
    def events(self) -> list[str]:
        return (self.folder / "out").read_text().splitlines()

    @property
    def said(self) -> list[str]:
        path = self.folder / "said"
        return path.read_text().splitlines() if path.exists() else []

    @property
    def complaint(self) -> str:
        return (self.folder / "err").read_text()

    def pids(self, name: str) -> list[int]:
        return [int(line.split()[2]) for line in self.said if line.startswith(f"{name} is ")]

    def all_pids(self) -> list[int]:
        return [int(line.split()[2]) for line in self.said if line.split()[1] == "is"]

    def lower(self) -> int:
        """The process that supervises, below the one that guards."""
        return next(pid for pid, parent in procfs.parents().items() if parent == self.program.pid)


def eventually(condition: Callable[[], object], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    return pid in procfs.parents()


@pytest.fixture
def grow(tmp_path: Path) -> Iterator[Callable[..., Tree]]:
    """Start trees that are taken down after the test, whatever happened."""
    grown: list[Tree] = []

    def start(**children: dict[str, object] | str) -> Tree:
        grown.append(Tree(tmp_path, **children))
        return grown[-1]

    yield start
    for tree in grown:
        for pid in {*procfs.descendants(tree.program.pid), *tree.all_pids(), tree.program.pid}:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        tree.program.wait()


def test_children_start_in_order_each_when_the_one_before_is_ready(grow):
    tree = grow(
        first={"code": "time.sleep(0.3); (folder / 'ready').touch(); time.sleep(300)", "ready_file": "ready"},
        step={"code": "say('works')", "once": True},
        last="say('sees ' + str((folder / 'ready').exists())); " + LASTS,
    )
    eventually(lambda: "all up" in tree.events and len(tree.said) == 5)
    expected = ["first starting", "first ready", "step starting", "step done", "last starting", "last ready", "all up"]
    assert tree.events == expected
    assert [line for line in tree.said if " is " not in line] == ["step works", "last sees True"]


@pytest.mark.parametrize("status", [0, 1])
def test_a_child_that_ends_is_started_again_even_with_status_0(grow, status):
    tree = grow(base=LASTS, worker=f"sys.exit({status}) if count() == 1 else {LASTS}")
    eventually(lambda: len(tree.pids("worker")) == 2)
    eventually(lambda: "worker ready" in tree.events[tree.events.index("worker died") :])
    assert tree.events.count("worker died") == 1
    assert alive(tree.pids("base")[0])
    assert len(tree.pids("base")) == 1


def test_a_killed_child_is_started_again(grow):
    tree = grow(worker=LASTS)
    eventually(lambda: "all up" in tree.events)
    eventually(lambda: tree.pids("worker"))
    os.kill(tree.pids("worker")[0], signal.SIGKILL)
    eventually(lambda: len(tree.pids("worker")) == 2)
    assert alive(tree.pids("worker")[1])


def test_the_third_death_within_a_minute_stops_everything_with_the_last_words(grow):
    tree = grow(base=LASTS, worker="print('disk is full', flush=True); sys.exit(7)")
    assert tree.program.wait(20) == 1
    assert len(tree.pids("worker")) == 3
    assert "'worker' died 3 times within a minute (exit status 7)" in tree.complaint
    assert tree.complaint.rstrip().endswith("disk is full")
    assert tree.said[-1] == "base stops"
    assert not any(alive(pid) for pid in tree.all_pids())


def test_a_failed_step_stops_everything_and_nothing_after_it_starts(grow):
    tree = grow(base=LASTS, migrate={"code": "sys.exit('no such column')", "once": True}, web=LASTS)
    assert tree.program.wait(20) == 1
    assert "The step 'migrate' failed (exit status 1)" in tree.complaint
    assert "no such column" in tree.complaint
    assert not tree.pids("web")
    assert len(tree.pids("migrate")) == 1


def test_a_step_that_is_not_needed_is_left_out(grow, tmp_path):
    (tmp_path / "there").touch()
    tree = grow(
        load={"code": "say('loads')", "once": True, "unless_file": "there"},
        also={"code": "say('loads')", "once": True, "unless_file": "not there"},
        web=LASTS,
    )
    eventually(lambda: "all up" in tree.events and tree.pids("web"))
    assert tree.events == ["load done", "also starting", "also done", "web starting", "web ready", "all up"]
    assert [line for line in tree.said if line.endswith("loads")] == ["also loads"]


def test_a_child_that_never_becomes_ready_is_a_child_that_died(grow):
    tree = grow(web={"code": LASTS, "ready_file": "never", "ready_within": 0.2})
    assert tree.program.wait(20) == 1
    assert "not ready within 0 s" in tree.complaint
    assert len(tree.pids("web")) == 3


def test_a_program_that_is_not_there_is_a_sentence(tmp_path):
    from mingjian.runtime.child import Child
    from mingjian.runtime.supervisor import ChildError, Supervisor

    with pytest.raises(ChildError, match="No such file or directory"):
        Supervisor([Child("ghost", ["/nowhere/ghost"])], tmp_path).run()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_goes_from_the_last_to_the_first(grow, how):
    tree = grow(database=LASTS, worker=LASTS, web=LASTS)
    eventually(lambda: "all up" in tree.events and len(tree.said) == 3)
    tree.program.send_signal(how)
    assert tree.program.wait(20) == 0
    assert [line for line in tree.said if line.endswith("stops")] == ["web stops", "worker stops", "database stops"]
    assert tree.complaint == ""


def test_a_child_that_does_not_listen_is_ended_when_its_time_is_over(grow):
    deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN); say('deaf'); time.sleep(300)"
    tree = grow(deaf={"code": deaf, "stop_within": 0.3})
    eventually(lambda: "deaf deaf" in tree.said)
    tree.program.terminate()
    assert tree.program.wait(10) == 0
    assert not alive(tree.pids("deaf")[0])


GRANDCHILD = (
    "subprocess.Popen([sys.executable, '-c', "
    '\'import os, sys, time; open(sys.argv[1], "a").write(f"grandchild is {os.getpid()}\\\\n"); time.sleep(300)\', '
    "str(folder / 'said')], start_new_session=True); "
)


@pytest.mark.parametrize("which", ["guard", "supervisor"])
def test_killing_the_supervisor_takes_children_and_grandchildren_with_it(grow, which):
    tree = grow(worker=GRANDCHILD + LASTS, web=LASTS)
    eventually(lambda: "all up" in tree.events and tree.pids("grandchild") and tree.pids("web"))
    lower = tree.lower()
    os.kill(tree.program.pid if which == "guard" else lower, signal.SIGKILL)
    eventually(lambda: not any(alive(pid) for pid in [*tree.all_pids(), lower]), 10)
    assert tree.program.wait(10) == (-9 if which == "guard" else 128 + 9)


def test_what_a_dead_child_left_behind_is_ended_before_it_starts_again(grow):
    tree = grow(worker=GRANDCHILD + "time.sleep(0.5) or sys.exit(0) if count() == 1 else " + LASTS)
    eventually(lambda: len(tree.pids("worker")) == 2 and len(tree.pids("grandchild")) == 2)
    first, second = tree.pids("grandchild")
    assert not alive(first)
    assert alive(second)


def test_a_child_does_not_keep_the_supervisors_signals_blocked(grow):
    tree = grow(step={"code": "say('blocks ' + str(signal.pthread_sigmask(signal.SIG_BLOCK, [])))", "once": True})
    eventually(lambda: "all up" in tree.events)
    assert "step blocks set()" in tree.said


def test_a_log_is_turned_over_and_the_child_goes_on_writing(tmp_path):
    log = Log(tmp_path / "web.log", limit=100, kept=2)
    with log.open() as written:
        for round_ in range(4):
            written.write(f"{round_}".encode() * 120 + b"\n")
            assert log.turn_over()
        written.write(b"the end\n")
    assert not log.turn_over()
    assert log.path.read_text() == "the end\n"
    assert [(tmp_path / f"web.log.{number}").read_text()[0] for number in (1, 2)] == ["3", "2"]
    assert not (tmp_path / "web.log.3").exists()
    assert log.path.stat().st_mode & 0o777 == 0o600


def test_last_words_are_those_of_the_latest_start(tmp_path):
    log = Log(tmp_path / "web.log")
    with log.open() as written:
        written.write(b"an old fault\n")
    with log.open() as written:
        written.write(b"\n".join(b"line %d" % number for number in range(40)))
    assert log.last_words(2) == "line 38\nline 39"
    with log.open():
        assert log.last_words() == ""
