"""The fixtures of `places` for the tests of the demo."""

from tests.office.places import place  # noqa: F401 - fixture
