"""The web entrance as Django knows it: it has no records, only templates, static files and words."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Desk and public portal."""

    name = "mingjian.web"
    label = "web"
