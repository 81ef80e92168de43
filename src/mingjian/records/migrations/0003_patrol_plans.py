"""Patrol plans by sector, category, campaign and area; views a tier; what hosts ask for; what changed at a service."""

import django.contrib.postgres.fields
import django.db.models.deletion
import mingjian.records.base
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='HostPace',
            fields=[
                ('id', models.UUIDField(default=mingjian.records.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mingjian.records.base.written_at, editable=False)),
                ('host', models.CharField(db_collation='C', max_length=253, unique=True)),
                ('delay', models.FloatField(default=0.0)),
                ('robots_read_at', models.DateTimeField(null=True)),
                ('held_until', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='capturedview',
            name='etag',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='capturedview',
            name='modified',
            field=models.CharField(blank=True, db_default='', default='', max_length=100),
        ),
        migrations.AddField(
            model_name='capturedview',
            name='same_as',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.capturedview'),
        ),
        migrations.AddField(
            model_name='onlineservice',
            name='tags',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(db_collation='C', max_length=40), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='patrolplan',
            name='area',
            field=models.CharField(blank=True, db_collation='C', db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='patrolplan',
            name='categories',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(db_collation='C', max_length=32), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='patrolplan',
            name='detectors',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(db_collation='C', max_length=48), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='patrolplan',
            name='quiet_from',
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name='patrolplan',
            name='quiet_until',
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name='patrolplan',
            name='sectors',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(db_collation='C', max_length=32), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='patrolplan',
            name='tags',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(db_collation='C', max_length=40), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='patrolplan',
            name='tier_views',
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='visit',
            name='changes',
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='visit',
            name='claims',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='visit',
            name='not_before',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='visit',
            name='unchanged',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
