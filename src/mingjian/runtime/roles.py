"""The database and its roles: one that owns and migrates, and a login without ownership that serves.

Every table the owner makes is open to the group `mingjian_app` (SELECT, INSERT, UPDATE, DELETE; never TRUNCATE);
`close_append_only` takes UPDATE and DELETE on append-only tables back from that group.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from mingjian.errors import BadInput
from mingjian.runtime.dsn import Dsn

GROUP = "mingjian_app"
LEAST_VERSION = 15


@dataclass(frozen=True, slots=True)
class Roles:
    """Two addresses of the same database: for migrations, and for everything that serves."""

    owner: Dsn
    app: Dsn


def provide(server: Dsn, owner: Dsn, app: Dsn) -> Roles:
    """Make database and roles on a server of our own, connected as its superuser; what is there already stays.

    The passwords are set each time, so a restored cluster follows the data folder's file.
    """
    with psycopg.connect(str(server), autocommit=True) as link:
        _group(link)
        _login(link, owner)
        _login(link, app)
        _join(link, app)
        if not _there(link, "pg_database", "datname", owner.database):
            link.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(owner.database), sql.Identifier(owner.user)
                )
            )
    _open_tables(owner, app)
    return Roles(owner, app)


def provide_on(given: Dsn, password: str) -> Roles:
    """Use a real server: the given role owns and migrates; a login `<database>_login` is made to serve.

    Raises: BadInput, if the server cannot be reached, is too old, or the role may not make roles.
    """
    app = given.at(user=f"{given.database}_login", password=password)
    try:
        with psycopg.connect(str(given), autocommit=True, connect_timeout=10) as link:
            check_server(link, given)
            _group(link)
            _login(link, app)
            _join(link, app)
    except psycopg.OperationalError as error:
        raise _unreachable(given, error) from None
    except psycopg.errors.InsufficientPrivilege as error:
        raise BadInput(
            f"The role {given.user!r} of {given.plainly} lacks a right ({_first(error)}); give it CREATEROLE and "
            f"ownership of the database, and ADMIN OPTION on the roles {GROUP} and {app.user} if they exist.",
            f"{given.plainly} 的角色“{given.user}”权限不足（{_first(error)}）；请授予它 CREATEROLE 和数据库的所有权，"
            f"如果角色 {GROUP}、{app.user} 已存在，再授予它们的 ADMIN OPTION。",
        ) from None
    _open_tables(given, app)
    return Roles(given, app)


def close_append_only(owner: Dsn) -> tuple[str, ...]:
    """Take UPDATE and DELETE on every table with a trigger `append_only` from the group; to be done after migrating.

    Returns the tables' names. The trigger refuses as well; this is the role that could not even try.
    """
    with psycopg.connect(str(owner), autocommit=True) as link:
        rows = link.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = 'append_only' AND NOT t.tgisinternal ORDER BY 1"
        ).fetchall()
        for (table,) in rows:
            statement = "REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}"
            link.execute(sql.SQL(statement).format(sql.Identifier(table), sql.Identifier(GROUP)))
    return tuple(table for (table,) in rows)


def check_server(link: psycopg.Connection, given: Dsn) -> None:
    """Refuse a server that is too old or a role that may not do its part.

    Raises: BadInput.
    """
    if (found := link.info.server_version // 10000) < LEAST_VERSION:
        raise BadInput(
            f"The server at {given.plainly} is PostgreSQL {found}; Mingjian needs {LEAST_VERSION} or newer.",
            f"{given.plainly} 的 PostgreSQL 版本是 {found}；明鉴需要 {LEAST_VERSION} 或更新的版本。",
        )
    row = link.execute(
        "SELECT r.rolsuper OR r.rolcreaterole, r.rolsuper OR pg_has_role(d.datdba, 'USAGE'),"
        " pg_encoding_to_char(d.encoding)"
        " FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()"
    ).fetchone()
    may_make, owns, encoding = row or (False, False, "")
    if not (may_make and owns):
        raise BadInput(
            f"The role {given.user!r} of {given.plainly} must own the database and may make roles: run "
            f'`ALTER ROLE "{given.user}" CREATEROLE; ALTER DATABASE "{given.database}" OWNER TO "{given.user}"`.',
            f"{given.plainly} 的角色“{given.user}”必须拥有该数据库并能建立角色：请执行 "
            f'`ALTER ROLE "{given.user}" CREATEROLE; ALTER DATABASE "{given.database}" OWNER TO "{given.user}"`。',
        )
    if encoding != "UTF8":
        raise BadInput(
            f"The database {given.plainly} is encoded in {encoding}; make one with ENCODING 'UTF8'.",
            f"数据库 {given.plainly} 的编码是 {encoding}；请建立编码为 UTF8 的数据库。",
        )


def _there(link: psycopg.Connection, catalog: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(sql.Identifier(catalog), sql.Identifier(column))
    return link.execute(query, [name]).fetchone() is not None


def _group(link: psycopg.Connection) -> None:
    if not _there(link, "pg_roles", "rolname", GROUP):
        link.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(GROUP)))


def _login(link: psycopg.Connection, dsn: Dsn) -> None:
    verb = "ALTER" if _there(link, "pg_roles", "rolname", dsn.user) else "CREATE"
    link.execute(
        sql.SQL(verb + " ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(dsn.user), sql.Literal(dsn.password))
    )


def _join(link: psycopg.Connection, app: Dsn) -> None:
    link.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(GROUP), sql.Identifier(app.user)))


def _open_tables(owner: Dsn, app: Dsn) -> None:
    names = {
        "group": sql.Identifier(GROUP),
        "app": sql.Identifier(app.user),
        "database": sql.Identifier(owner.database),
    }
    with psycopg.connect(str(owner), autocommit=True) as link:
        for statement in (
            "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
            "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {group}",
            "GRANT USAGE ON SCHEMA public TO {group}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {group}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {group}",
        ):
            link.execute(sql.SQL(statement).format(**names))


def _unreachable(given: Dsn, error: psycopg.Error) -> BadInput:
    return BadInput(
        f"The database {given.plainly} cannot be reached ({_first(error)}); start it or mend the address of --dsn.",
        f"无法连接数据库 {given.plainly}（{_first(error)}）；请启动它，或改正 --dsn 的地址。",
    )


def _first(error: psycopg.Error) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
