"""The addresses of the signing keys: public keys for everybody, their change for two people of the desk."""

from __future__ import annotations

from django.urls import URLPattern

from mingjian.web.desk import keys
from mingjian.web.public import keys as public_keys
from mingjian.web.routes import PUBLIC, SIGNED_IN, route

KEYS: list[URLPattern] = [
    route("keys/", public_keys.keys, audience=PUBLIC, name="public_keys"),
    route("keys/office.vkeys", public_keys.office_vkeys, audience=PUBLIC, name="office_vkeys"),
    route("keys/<uuid:key>/rotation.json", public_keys.rotation, audience=PUBLIC, name="key_rotation"),
    route("desk/log/keys/", keys.keys, audience=SIGNED_IN, name="keys"),
    route("desk/log/keys/act/", keys.act, audience=SIGNED_IN, name="act_on_keys"),
]
