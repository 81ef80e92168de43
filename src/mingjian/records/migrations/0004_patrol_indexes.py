"""Indexes of the queue of visits: what is open in a run, and which claims have run out."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0003_patrol_plans")]

    operations = [
        AddIndexConcurrently(
            model_name='visit',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'claimed'])), fields=['run', 'id'], name='visit_open'),
        ),
        AddIndexConcurrently(
            model_name='visit',
            index=models.Index(condition=models.Q(('state', 'claimed')), fields=['claimed_until'], name='visit_claimed'),
        ),
    ]
