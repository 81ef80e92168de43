"""The records: foreign keys point upstream only, one migration head, nothing to migrate."""

from __future__ import annotations

import django.apps
import pytest
from django.db import models

from mingjian.records import FLOW


def ours():
    return list(django.apps.apps.get_app_config("records").get_models())


def test_the_flow_names_every_record_once():
    assert sorted(FLOW) == sorted(model._meta.model_name for model in ours())
    assert len(set(FLOW)) == len(FLOW)


@pytest.mark.parametrize("name", FLOW)
def test_foreign_keys_point_upstream_only(name):
    model = django.apps.apps.get_model("records", name)
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            target = field.related_model._meta.model_name
            assert FLOW.index(target) <= FLOW.index(name), f"{name}.{field.name} points downstream to {target}"


@pytest.mark.django_db
def test_no_migration_is_missing_and_there_is_one_head():
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    assert len(MigrationLoader(connection).graph.leaf_nodes("records")) == 1
