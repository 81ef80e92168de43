"""The root addresses of the surface."""

from django.urls import path

urlpatterns: list[object] = []
