"""Addresses of databases as URLs, the only form in which they are handed to the parts of the house."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from mingjian.errors import BadInput


@dataclass(frozen=True, slots=True)
class Dsn:
    """One database address. `host` may be the folder of a unix socket; `options` are libpq's further parameters."""

    host: str
    port: int
    user: str
    password: str
    database: str
    options: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """As a URL that libpq and the settings read; a socket's folder stands in the query."""
        who = quote(self.user, safe="") + (f":{quote(self.password, safe='')}" if self.password else "")
        socket = self.host.startswith("/")
        where = "" if socket else f"{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"
        query = [("host", self.host), ("port", str(self.port))] if socket else []
        further = urlencode([*query, *self.options])
        return f"postgresql://{who}@{where}/{quote(self.database, safe='')}{'?' + further if further else ''}"

    def at(self, *, user: str | None = None, password: str | None = None, database: str | None = None) -> Dsn:
        """Give the same server for another role or another database."""
        return replace(
            self,
            user=self.user if user is None else user,
            password=self.password if password is None else password,
            database=self.database if database is None else database,
        )

    @property
    def plainly(self) -> str:
        """Without the password, for people."""
        return f"{self.host}:{self.port}/{self.database}"


def read_dsn(text: str) -> Dsn:
    """Read `postgresql://user:password@host:port/database?option=value`.

    Raises: BadInput, if it is not such an address.
    """
    try:
        parts = urlsplit(text)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        port = int(options.pop("port", None) or parts.port or 5432)
    except ValueError:
        parts, options, port = urlsplit(""), {}, 0
    database = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgresql", "postgres") or not database or not parts.username:
        raise BadInput(
            "The database address cannot be read; write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE.",
            "数据库地址无法识别；请写成 postgresql://用户:密码@主机:端口/数据库 的形式。",
        )
    host = options.pop("host", None) or unquote(parts.hostname or "localhost")
    user, password = unquote(parts.username), unquote(parts.password or "")
    return Dsn(host, port, user, password, database, tuple(options.items()))
