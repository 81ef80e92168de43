"""The fixtures of `places` for the tests of the acts."""

from tests.office.places import place, visited  # noqa: F401 - fixtures
