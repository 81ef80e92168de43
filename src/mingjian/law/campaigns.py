"""Tags of campaigns 专项行动, as they stand on measures, returns and services."""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z0-9\u3400-\u9fff][A-Za-z0-9._\u3400-\u9fff-]{0,63}")


def is_tag(text: str) -> bool:
    """Whether a text may be a campaign's tag: Chinese characters, letters, digits, points and hyphens, at most 64."""
    return _TAG.fullmatch(text) is not None
