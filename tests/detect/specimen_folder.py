"""Where the development specimens lie beside the repository; a test that needs them skips, but fails on a build machine."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"


def specimens(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is missing on a build machine")
        pytest.skip(f"{path} is not on this machine")
    return path
