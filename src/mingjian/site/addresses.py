"""The root addresses of the surface."""

from django.urls import include, path
from django.views.i18n import set_language

from mingjian.api.v1 import api
from mingjian.site.health import health, ready

urlpatterns = [
    path("", include("mingjian.web.addresses")),
    path("api/v1/", api.urls),
    path("language/", set_language, name="set_language"),
    path("healthz", health),
    path("readyz", ready),
]
