"""Find the measures of a case by an index, made beside a table that is in use."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0006_steps_append_only")]

    operations = [
        AddIndexConcurrently(
            model_name="measure",
            index=models.Index(fields=["case"], name="measure_of_case"),
        )
    ]
