"""The app of all records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The one Django app of ours."""

    name = "mingjian.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
