"""`./mj deadline` as people and programs use it."""

import json
import os
import subprocess
import sys
import time

import pytest


def python(*words):
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, env=paths, check=False)
    return done.returncode, done.stdout, done.stderr


def mj(*words):
    return python("-m", "mingjian", "deadline", *words)


def test_json_is_one_object_with_the_promised_keys():
    status, out, _ = mj("CAC14-45.decision_90", "--from", "2025-08-04", "--exclude", "2025-09-08..2025-09-28", "--json")
    row = json.loads(out)
    assert status == 0
    assert (row["rule"], row["from"], row["due"]) == ("CAC14-45.decision_90", "2025-08-04", "2025-11-23")
    assert (row["unit"], row["length"], row["provisional"], len(row["counted"])) == ("calendar_day", 90, False, 90)


def test_people_read_how_it_was_counted():
    assert "2024-02-21" in mj("CAC14-18.filing", "--from", "2024-02-06", "--lang", "zh")[1]
    assert "调休上班　02-18" in mj("CAC14-18.filing", "--from", "2024-02-06", "--lang", "zh")[1]
    assert "day of rest; it moves on" in mj("APL-67.fine_payment", "--from", "2025-01-16", "--lang", "en")[1]


@pytest.mark.parametrize(
    "words",
    [
        ("CAC14-18.filling", "--from", "2024-02-06"),
        ("CAC14-18.filing", "--from", "6 February"),
        ("CAC14-18.filing", "--from", "2024-02-06", "--exclude", "soon"),
        ("CAC14-18.filing", "--from", "2024-02-06", "--calendar", "/nowhere/calendar.json"),
        ("CAC14-18.filing",),
    ],
)
def test_bad_input_is_one_sentence_and_status_two(words):
    status, out, err = mj(*words, "--lang", "en")
    assert (status, out) == (2, "")
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) <= 2


def test_it_starts_in_under_a_second_and_without_django():
    begin = time.perf_counter()
    mj("CAC14-18.filing", "--from", "2024-02-06")
    assert time.perf_counter() - begin < 1
    code = "import sys, mingjian.law, mingjian.law.explain; sys.exit('django' in sys.modules)"
    assert python("-c", code)[0] == 0
