"""Tokens by which an officer's own programs read cases."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mingjian.records.base


class Migration(migrations.Migration):
    dependencies = [("records", "0018_key_rotations")]

    operations = [
        migrations.CreateModel(
            name="OfficerToken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=mingjian.records.base.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=mingjian.records.base.written_at, editable=False)),
                ("name", models.CharField(max_length=100)),
                ("digest", models.BinaryField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_on", models.DateField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revoked_officer_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
