"""Indexes by which the lists of measures read their newest rows, of all offices or of one, by state and by campaign."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("records", "0020_case_names")]

    operations = [
        AddIndexConcurrently("measure", models.Index(fields=["-proposed_at", "-id"], name="measure_newest")),
        AddIndexConcurrently(
            "measure", models.Index(fields=["state", "-proposed_at", "-id"], name="measure_newest_by_state")
        ),
        AddIndexConcurrently(
            "measure", models.Index(fields=["unit", "-proposed_at", "-id"], name="measure_newest_of_unit")
        ),
        AddIndexConcurrently("measure", GinIndex(fields=["campaigns"], name="measure_by_campaign")),
        AddIndexConcurrently(
            "measure",
            models.Index(fields=["-proposed_at"], name="measure_newest_tagged", condition=~models.Q(campaigns=[])),
        ),
    ]
