"""The fixtures of `places` and `casework` for the tests of the acts."""

from tests.office.casework import desk, opened  # noqa: F401 - fixtures
from tests.office.places import place, visited  # noqa: F401 - fixtures
