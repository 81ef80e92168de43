"""The addresses of the models that judge: the desk's page with its switch, and what is public."""

from __future__ import annotations

from django.urls import URLPattern

from mingjian.web.desk import models
from mingjian.web.public import models as public_models
from mingjian.web.routes import PUBLIC, route

PUBLIC_MODELS: list[URLPattern] = [
    route("models/", public_models.models, audience=PUBLIC, name="public_models"),
    route("models/models.json", public_models.open_models, audience=PUBLIC, name="open_models"),
]
MODELS: list[URLPattern] = [
    route("desk/models/", models.models, audience="records.read", name="models"),
    route("desk/models/act/", models.act, audience="records.read", name="act_on_model"),
]
