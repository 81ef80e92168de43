"""The tests' own database behaves like an installation's: the serving role owns nothing, append-only is append-only."""

from __future__ import annotations

import psycopg
import pytest


@pytest.mark.django_db
def test_the_serving_role_reads_what_migrations_made():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        assert cursor.fetchone()[0] > 10
        cursor.execute("SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {}", "TRUNCATE {} CASCADE", "DROP TABLE {}"]
)
@pytest.mark.parametrize(
    ("table", "column"), [("records_event", "xid"), ("records_seal", "root"), ("records_sealedleaf", "digest")]
)
def test_the_serving_role_cannot_change_the_log(statement, table, column):
    from django.db import ProgrammingError, connection, transaction

    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table, column))


def test_what_one_test_commits_the_next_does_not_see(own_database):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_content_type (app_label, model) VALUES ('one', 'one')")
    with psycopg.connect(str(own_database.app)) as other:
        assert other.execute("SELECT count(*) FROM django_content_type WHERE app_label = 'one'").fetchone() == (1,)


@pytest.mark.django_db
def test_the_template_stayed_clean():
    from django.contrib.contenttypes.models import ContentType

    assert not ContentType.objects.filter(app_label="one").exists()


def test_programs_are_told_the_copys_address(own_database, migrated):
    assert own_database.environment["MINGJIAN_DSN"] == str(own_database.app)
    assert own_database.app.database != migrated.app.database
