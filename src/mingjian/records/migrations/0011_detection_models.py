"""Detection models and their switches; a stored model is append-only."""

import django.db.models.deletion
import mingjian.records.base
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON records_detectionmodel
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0010_attempts'),
    ]

    operations = [
        migrations.CreateModel(
            name='DetectionModel',
            fields=[
                ('id', models.UUIDField(default=mingjian.records.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mingjian.records.base.written_at, editable=False)),
                ('version', models.CharField(db_collation='C', max_length=64, unique=True)),
                ('digest', models.CharField(db_collation='C', max_length=64, unique=True)),
                ('base', models.CharField(db_collation='C', max_length=64)),
                ('content', models.BinaryField()),
                ('figures', models.JSONField()),
                ('canaries', models.JSONField()),
                ('trained_at', models.DateTimeField()),
                ('trained_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.unit')),
            ],
        ),
        migrations.CreateModel(
            name='ModelSwitch',
            fields=[
                ('id', models.UUIDField(default=mingjian.records.base.new_id, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=mingjian.records.base.written_at, editable=False)),
                ('back', models.BooleanField(default=False)),
                ('before', models.CharField(db_collation='C', default='', max_length=64)),
                ('state', models.CharField(db_collation='C', default='asked', max_length=16)),
                ('asked_at', models.DateTimeField()),
                ('asked_because', models.CharField(max_length=500)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_because', models.CharField(blank=True, default='', max_length=500)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_model_switches', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decided_model_switches', to=settings.AUTH_USER_MODEL)),
                ('model', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='switches', to='records.detectionmodel')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='records.unit')),
            ],
        ),
        migrations.AddIndex(
            model_name='detectionmodel',
            index=models.Index(fields=['-trained_at'], name='model_newest'),
        ),
        migrations.AddIndex(
            model_name='modelswitch',
            index=models.Index(condition=models.Q(('state', 'made')), fields=['-decided_at'], name='switch_made'),
        ),
        migrations.AddConstraint(
            model_name='modelswitch',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('state',), name='one_switch_asked_for'),
        ),
        migrations.RunSQL(FORWARD, "DROP TRIGGER append_only ON records_detectionmodel"),
    ]
