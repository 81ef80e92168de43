"""The fixtures of `places` for the tests of figures."""

from tests.office.places import place, visited  # noqa: F401 - fixtures
