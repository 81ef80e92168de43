"""`./mj up`: everything in one process tree, in the foreground, until Ctrl-C."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import mingjian
from mingjian.errors import BadInput, MingjianError
from mingjian.runtime import folder as folders
from mingjian.runtime import ports
from mingjian.runtime.folder import DataFolder
from mingjian.runtime.guard import guarded
from mingjian.site.say import Voice

if TYPE_CHECKING:
    from mingjian.runtime.cluster import Cluster
    from mingjian.runtime.roles import Roles

SUMMARY = {
    "en": "Start everything: database, worker, sealer, sample sites and web server. Ctrl-C stops it.",
    "zh": "启动全部：数据库、后台任务、封存、样例网站和网页服务；按 Ctrl-C 停止。",
}
EXAMPLE = "./mj up --port 8000"
PORT = 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--bare", action="store_true", help="without the demo province | 不带演示省")
    parser.add_argument("--port", type=int, help=f"port of the web server (default {PORT}) | 网页端口（默认 {PORT}）")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder | 数据目录")
    parser.add_argument("--dsn", metavar="URL", help="a PostgreSQL server of your own | 使用已有的 PostgreSQL 服务器")
    parser.add_argument(
        "--listen",
        metavar="ADDRESS",
        default=ports.LOOPBACK,
        help="address to listen on (with --bare) | 监听地址（须 --bare）",
    )


def run(args: argparse.Namespace) -> int:
    """Run until stopped; 0 after an orderly stop, 1 if a child could not be kept alive."""
    voice = Voice(args.lang)
    address = _address(args.listen, demo=not args.bare)
    port = _port(args.port, address, voice)
    path = args.data or Path(os.environ.get("MINGJIAN_DATA") or folders.default_folder(_checkout()))
    return guarded(lambda: _told(lambda: _up(args, path, address, port, voice), voice))


def _up(args: argparse.Namespace, path: Path, address: str, port: int, voice: Voice) -> int:
    from mingjian.runtime.supervisor import Supervisor
    from mingjian.site.children import Installation, children

    with folders.opened(path) as folder:
        _keep_apart(folder, demo=not args.bare)
        voice.line(f"Data: {folder.path}", f"数据目录：{folder.path}")
        cluster, addresses = _database(args.dsn, folder)
        place = Installation(folder, addresses, cluster, not args.bare, address, port, ports.free_port())
        _note_address(folder.path / "address", str(addresses.app))
        return Supervisor(children(place), folder.logs, up=lambda: voice.ready(place), told=voice.heard).run()


def _note_address(file: Path, dsn: str) -> None:
    """Keep the address of the database for the commands that ask the running installation (0600)."""
    file.touch(mode=0o600)
    file.write_text(dsn + "\n")


def _database(dsn: str | None, folder: DataFolder) -> tuple[Cluster | None, Roles]:
    from mingjian.runtime import roles
    from mingjian.runtime.cluster import Cluster
    from mingjian.runtime.dsn import read_dsn
    from mingjian.runtime.passwords import read_passwords

    if dsn is None:
        cluster = Cluster(folder)
        return cluster, cluster.roles
    given = read_dsn(dsn)
    name = f"{given.database}_login"
    return None, roles.provide_on(given, read_passwords(folder.passwords, [name])[name])


def _told(work: Callable[[], int], voice: Voice) -> int:
    try:
        return work()
    except MingjianError as error:
        print(error.say(voice.language), file=sys.stderr, flush=True)
        return 2 if isinstance(error, BadInput) else 1


def _checkout() -> Path:
    return Path(mingjian.__file__).resolve().parents[2]


def _address(text: str, *, demo: bool) -> str:
    try:
        found = ipaddress.ip_address("127.0.0.1" if text == "localhost" else text)
    except ValueError:
        raise BadInput(
            f"--listen {text!r} is no IP address; write one such as 127.0.0.1 or 0.0.0.0.",
            f"--listen 的“{text}”不是 IP 地址；请写成 127.0.0.1 或 0.0.0.0 的形式。",
        ) from None
    if demo and not found.is_loopback:
        raise BadInput(
            f"The demo listens on this machine only, not on {found}; leave --listen out, or add --bare for real work.",
            f"演示只能在本机访问，不能监听 {found}；请去掉 --listen，或加 --bare 用于正式工作。",
        )
    return str(found)


def _port(wanted: int | None, address: str, voice: Voice) -> int:
    """Choose the port: the one asked for or a refusal; without a wish, the usual one or the next that is free."""
    if wanted is not None and not 0 <= wanted <= 65535:
        raise BadInput(
            f"--port {wanted} is not a port; choose one from 1 to 65535.",
            f"--port {wanted} 不对；端口应在 1 到 65535 之间。",
        )
    if wanted:
        ports.require_free(wanted, address)
        return wanted
    if wanted == 0:
        return ports.free_port(address)
    port = ports.next_free(PORT, address)
    if port != PORT:
        holder = ports.holder_of(PORT)
        voice.line(
            f"Port {PORT} is taken{f' by {holder}' if holder else ''}; using {port} (--port chooses another).",
            f"端口 {PORT} 已被占用{f'（{holder}）' if holder else ''}，改用 {port}（可用 --port 另选）。",
        )
    return port


def _keep_apart(folder: DataFolder, *, demo: bool) -> None:
    """Refuse to mix the demo's invented records with real ones in one data folder."""
    mark = folder.path / "KIND"
    wished = "demo" if demo else "bare"
    if not mark.exists():
        mark.write_text(wished + "\n")
    if mark.read_text().strip() == wished:
        return
    if demo:
        raise BadInput(
            f"{folder.path} holds real work (it was started with --bare) and gets no demo; add --bare, or name another "
            "folder with --data.",
            f"{folder.path} 里是正式数据（曾以 --bare 启动），不能装入演示；请加 --bare，或用 --data 指定另一个目录。",
        )
    raise BadInput(
        f"{folder.path} holds the demo, which does not mix with real work; leave --bare out, or name another "
        "folder with --data.",
        f"{folder.path} 里是演示数据，不能与正式工作混用；请去掉 --bare，或用 --data 指定另一个目录。",
    )
