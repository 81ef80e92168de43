"""Work in a process of its own: it answers, it may die or hang without harm to who asked, and it ends once it has rested."""

from __future__ import annotations

import os
import signal
import time

import pytest

from mingjian.jobs.apart import Apart, ChildLost


def double(number):
    return 2 * number


def refuse():
    raise ValueError("not this page")


def die():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def apart():
    one = Apart(rest=60.0)
    yield one
    one.end()


def test_work_is_done_in_another_process_and_the_same_one_again(apart):
    first = apart.run(os.getpid, patience=60)
    assert first != os.getpid()
    assert apart.run(double, 21, patience=60) == 42
    assert apart.run(os.getpid, patience=60) == first


def test_what_the_work_raises_is_raised_here(apart):
    with pytest.raises(ValueError, match="not this page"):
        apart.run(refuse, patience=60)


def test_a_page_that_kills_its_reader_is_told_and_the_next_is_read(apart):
    with pytest.raises(ChildLost):
        apart.run(die, patience=60)
    assert apart.run(double, 3, patience=60) == 6


def test_a_page_that_hangs_its_reader_is_given_up(apart):
    apart.run(double, 1, patience=60)  # the process is there, so that only the work takes time
    with pytest.raises(ChildLost, match="longer than"):
        apart.run(time.sleep, 60, patience=0.2)
    assert apart.run(double, 4, patience=60) == 8


def test_a_rested_process_ends():
    apart = Apart(rest=0.1)
    child = apart.run(os.getpid, patience=60)
    for _ in range(100):
        if not os.path.exists(f"/proc/{child}"):
            break
        time.sleep(0.1)
    else:
        pytest.fail("the process is still there")
    assert apart.run(double, 5, patience=60) == 10
    apart.end()
