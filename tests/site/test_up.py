"""`./mj up`: what it refuses, in one sentence each; and, slowly, a whole installation from start to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from mingjian.errors import BadInput
from mingjian.runtime import procfs, roles
from mingjian.runtime.dsn import Dsn, read_dsn
from mingjian.runtime.folder import opened
from mingjian.runtime.ports import free_port
from mingjian.site.commands import up

ROOT = Path(__file__).parents[2]


def mj_up(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "mingjian", "up", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def refusal(*words: str) -> str:
    program = mj_up(*words)
    said, complaint = program.communicate(timeout=60)
    assert program.returncode == 2, (said, complaint)
    assert complaint.count("\n") == 1, complaint
    return complaint


def test_a_busy_port_names_its_holder_and_another_port(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = refusal("--port", str(port), "--data", str(tmp_path / "data"))
    assert f"Port {port} on 127.0.0.1 is taken by process {os.getpid()} (" in sentence
    assert "for instance --port " in sentence
    assert not (tmp_path / "data").exists()


def test_without_a_wish_the_next_free_port_is_taken_and_said(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        up.PORT, kept = port, up.PORT
        try:
            assert up._port(None, "127.0.0.1", up.Voice("en")) > port
        finally:
            up.PORT = kept
    assert f"Port {port} is taken" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.1", "::"])
def test_the_demo_listens_on_loopback_only(address, tmp_path):
    assert f"not on {address};" in refusal("--listen", address, "--data", str(tmp_path / "data"))
    assert not (tmp_path / "data").exists()


def test_a_listen_address_that_is_none():
    with pytest.raises(BadInput, match="'everywhere' is no IP address"):
        up._address("everywhere", demo=False)


def test_a_port_out_of_range():
    with pytest.raises(BadInput, match="--port 70000 is not a port"):
        up._port(70000, "127.0.0.1", up.Voice("en"))


def test_the_data_folder_is_a_file(tmp_path):
    (tmp_path / "file").write_text("mine")
    assert "is a file; name a folder with --data." in refusal("--port", "0", "--data", str(tmp_path / "file"))


def test_the_data_folder_is_in_use(tmp_path):
    with opened(tmp_path / "data"):
        assert f"in use by process {os.getpid()};" in refusal("--port", "0", "--data", str(tmp_path / "data"))


def test_demo_and_real_work_never_share_a_folder(tmp_path):
    with opened(tmp_path / "real") as real, opened(tmp_path / "demo") as demo:
        for folder, is_demo in ((real, False), (demo, True)):
            up._keep_apart(folder, demo=is_demo)
            up._keep_apart(folder, demo=is_demo)
        with pytest.raises(BadInput, match="holds real work"):
            up._keep_apart(real, demo=True)
        with pytest.raises(BadInput, match="holds the demo"):
            up._keep_apart(demo, demo=False)


@pytest.mark.parametrize(
    "dsn", ["host=localhost dbname=x", "mysql://u@h/d", "postgresql://h/d", "postgresql://u@h:x/d"]
)
def test_a_database_address_that_is_none(dsn, tmp_path):
    with pytest.raises(BadInput, match="postgresql://USER:PASSWORD@HOST:PORT/DATABASE"):
        read_dsn(dsn)


def test_addresses_survive_reading_and_writing():
    for dsn in (
        Dsn("db.example.org", 5433, "ü ser", "p@ss/w:rd", "mj", (("sslmode", "verify-full"),)),
        Dsn("::1", 5432, "u", "", "mj"),
        Dsn("/var/run/a folder", 5432, "u", "p", "mj"),
    ):
        assert read_dsn(str(dsn)) == dsn
        assert "p@ss" not in dsn.plainly


class TestServerOfOnesOwn:
    """`--dsn`: reachable, new enough, and a role that may make roles and owns the database."""

    @pytest.fixture
    def weak(self, database_server: Dsn) -> Iterator[Dsn]:
        """A database whose owner may not make roles."""
        weak = database_server.at(user="weak", password="weak", database="weakly")
        with psycopg.connect(str(database_server), autocommit=True) as link:
            link.execute("CREATE ROLE weak LOGIN PASSWORD 'weak'")
            link.execute("CREATE DATABASE weakly OWNER weak")
        yield weak
        with psycopg.connect(str(database_server), autocommit=True) as link:
            link.execute("DROP DATABASE weakly WITH (FORCE)")
            link.execute("DROP ROLE IF EXISTS weakly_login")
            link.execute("DROP ROLE weak")

    def test_not_there(self, tmp_path):
        sentence = refusal(
            "--bare",
            "--port",
            "0",
            "--data",
            str(tmp_path),
            "--dsn",
            f"postgresql://u:geheim@127.0.0.1:{free_port()}/d",
        )
        assert "cannot be reached" in sentence
        assert "geheim" not in sentence

    def test_wrong_password(self, database_server, tmp_path):
        with pytest.raises(BadInput, match=r"cannot be reached .*password authentication failed"):
            roles.provide_on(database_server.at(password="guess"), "p")

    def test_may_not_make_roles(self, weak):
        with pytest.raises(BadInput, match='ALTER ROLE "weak" CREATEROLE') as refused:
            roles.provide_on(weak, "p")
        assert "\n" not in refused.value.en

    def test_too_old(self, database_server, monkeypatch):
        monkeypatch.setattr(roles, "LEAST_VERSION", 99)
        with pytest.raises(BadInput, match=r"is PostgreSQL \d+; Mingjian needs 99 or newer"):
            roles.provide_on(database_server, "p")

    def test_a_role_that_may_do_it_gets_its_login(self, weak, database_server):
        with psycopg.connect(str(database_server), autocommit=True) as link:
            roles._group(link)
            link.execute("ALTER ROLE weak CREATEROLE")
            link.execute(sql.SQL("GRANT {} TO weak WITH ADMIN OPTION").format(sql.Identifier(roles.GROUP)))
        made = roles.provide_on(weak, "p")
        again = roles.provide_on(weak, "p")
        assert made == again
        with psycopg.connect(str(made.owner)) as link:
            link.execute("CREATE TABLE t (n int)")
        with psycopg.connect(str(made.app)) as link:
            link.execute("INSERT INTO t VALUES (1)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                link.execute("TRUNCATE t")


@pytest.mark.slow
class TestWholeInstallation:
    """Started, used, stopped, killed, started again."""

    def start(self, *words: str) -> tuple[subprocess.Popen[str], str]:
        port = free_port()
        program = mj_up("--port", str(port), *words)
        assert program.stdout
        said = []
        until = time.monotonic() + 90
        while time.monotonic() < until:
            said.append(program.stdout.readline())
            if "Ctrl-C" in said[-1]:
                return program, f"http://127.0.0.1:{port}"
            assert program.poll() is None, (said, program.stderr and program.stderr.read())
        raise AssertionError(said)

    @pytest.mark.parametrize("words", [["--bare"], []], ids=["bare", "demo"])
    def test_it_starts_answers_and_leaves_nothing_behind(self, words, place):
        for how in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            program, url = self.start(*words, "--data", str(place / "data"))
            with urllib.request.urlopen(url + "/readyz", timeout=10) as answer:
                assert answer.status == 200
            tree = procfs.descendants(program.pid)
            assert len(tree) >= 5
            program.send_signal(how)
            program.wait(30)
            until = time.monotonic() + 15
            while tree & procfs.parents().keys():
                assert time.monotonic() < until, [procfs.command_line(pid) for pid in tree & procfs.parents().keys()]
                time.sleep(0.05)
            for stream in (program.stdout, program.stderr):
                assert stream
                stream.close()
