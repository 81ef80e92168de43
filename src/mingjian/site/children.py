"""The programs behind `./mj up`, in the order in which they start. To add one, add a `Child` to `children`.

In: an installation. Out: its children. Each gets `Installation.environment`; only steps that migrate act as the owner.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import mingjian
from mingjian.runtime.child import Child, answers, listens
from mingjian.runtime.cluster import Cluster
from mingjian.runtime.folder import DataFolder
from mingjian.runtime.notes import fingerprint, read_notes, write_note
from mingjian.runtime.roles import Roles, close_append_only


@dataclass(frozen=True, slots=True)
class Installation:
    """What was asked for on the command line, resolved; without `cluster` the database is somebody else's."""

    folder: DataFolder
    roles: Roles
    cluster: Cluster | None
    demo: bool
    address: str
    port: int
    sites_port: int

    @property
    def environment(self) -> dict[str, str]:
        """What every child is told; it overrides the environment that `./mj up` was started in."""
        return {
            "DJANGO_SETTINGS_MODULE": "mingjian.site.settings",
            "MINGJIAN_DSN": str(self.roles.app),
            "MINGJIAN_DATA": str(self.folder.path),
            "MINGJIAN_DEMO": "1" if self.demo else "0",
            "MINGJIAN_PORT": str(self.port),
            "MINGJIAN_SITES_PORT": str(self.sites_port if self.demo else 0),
            # One arena for all threads: the worker's and the server's threads would keep one each, mostly empty.
            "MALLOC_ARENA_MAX": "1",
            "MALLOC_TRIM_THRESHOLD_": "131072",
        }

    @property
    def as_owner(self) -> dict[str, str]:
        """The same for a step that changes tables."""
        return {**self.environment, "MINGJIAN_DSN": str(self.roles.owner), "MINGJIAN_OWNER_DSN": str(self.roles.owner)}

    @property
    def url(self) -> str:
        """Where the web server answers, for people."""
        host = {"127.0.0.1": "localhost", "0.0.0.0": "localhost", "::": "localhost"}.get(self.address, self.address)  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def children(place: Installation) -> list[Child]:
    """List the children in the order of their start; each waits until all before it are ready."""
    always = place.environment
    demo = [
        Child(
            "load", python("mingjian.demo.load"), always, once=True, words=True, **remembered(place, "demo", "loaded")
        ),
        Child("sites", python("mingjian.demo.sites"), always, ready=listens(place.sites_port)),
    ]
    return [
        *([database(place.cluster)] if place.cluster else []),
        migrate(place),
        *(demo if place.demo else []),
        Child("web", web_server(place), always, ready=answers(_health(place)), stop_within=10),
        Child("sealer", python("mingjian.site.sealer"), always),
        Child("tables", python("mingjian.site.tables"), always, once=True),
        Child("worker", python("mingjian.site.worker"), always, stop_within=15),
    ]


def migrate(place: Installation) -> Child:
    """Describe the step that brings the tables up to date, left out when code and packages are those of last time."""
    package = Path(mingjian.__file__).parent
    now = fingerprint([package / "site" / "settings.py", *package.glob("*/migrations/*.py")])
    step = remembered(place, "tables", now)

    def finished() -> None:
        close_append_only(place.roles.owner)
        step["started"]()

    words = [*python("mingjian.site.manage"), "migrate", "--no-input", "--verbosity=1"]
    return Child("migrate", words, place.as_owner, once=True, needed=step["needed"], started=finished)


class Remembered(TypedDict):
    """The hooks of a step that the database remembers."""

    needed: Callable[[], bool]
    started: Callable[[], None]


def remembered(place: Installation, name: str, value: str) -> Remembered:
    """Make hooks for a step that is needed until the database carries the note, which it gets when the step is done."""
    owner = place.roles.owner
    return {
        "needed": lambda: read_notes(owner).get(name) != value,
        "started": lambda: write_note(owner, name, value),
    }


def database(cluster: Cluster) -> Child:
    """Describe the embedded PostgreSQL; SIGINT is its fast, clean shutdown."""
    return Child(
        "postgres",
        cluster.argv(),
        cluster.environment(),
        bare_environment=True,
        before=cluster.clear,
        ready=cluster.is_ready,
        ready_within=600,  # a recovery after a crash may read much
        started=lambda: _ignore(cluster.provide()),
        stop_with=signal.SIGINT,
        stop_within=60,
        on_orphaned=signal.SIGINT,
        servant=cluster.servant,
    )


def web_server(place: Installation) -> list[str]:
    """Give the words that run the web server: one process, as many threads as requests may wait for the database."""
    options = {"interface": "wsgi", "host": place.address, "port": place.port, "workers": 1, "blocking-threads": 4}
    options |= {"workers-kill-timeout": 5, "log-level": "warning"}
    words = [f"--{name}={value}" for name, value in options.items()]
    return [*python("granian"), *words, "mingjian.site.wsgi:application"]


def python(module: str) -> list[str]:
    """Give the words that run a module with this Python; nothing is imported from the current folder."""
    return [sys.executable, "-P", "-m", module]


def _health(place: Installation) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(place.address, place.address)  # noqa: S104
    return f"http://{f'[{host}]' if ':' in host else host}:{place.port}/healthz"


def _ignore(_answer: object) -> None:
    """Make a hook of a call whose answer nobody needs."""
