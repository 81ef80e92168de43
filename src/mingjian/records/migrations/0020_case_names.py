"""Find cases by the beginning of a party's name or of a title, by indexes made beside a table that is in use."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0019_officer_tokens")]

    operations = [
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                fields=["party_name"],
                opclasses=["varchar_pattern_ops"],
                condition=models.Q(void=False),
                name="case_by_party",
            ),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                fields=["title"],
                opclasses=["varchar_pattern_ops"],
                condition=models.Q(void=False),
                name="case_by_title",
            ),
        ),
    ]
