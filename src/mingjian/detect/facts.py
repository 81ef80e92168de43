"""What is known of a page beside its bytes: whose it is, how it is filed, and what other visitors were shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ViewAnswer:
    """What one kind of visitor ("plain", "search", "crawler", "phone") was given; `text` is what was shown."""

    view: str
    status: int
    final_url: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ViewDifference:
    """What one visitor is shown and another is not, seen twice. `kind`: status, redirect, title, text or links."""

    kind: str
    base: str
    view: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts of the page and its owner; every one may be missing.

    `subject_kind`: "clinic", "school", "government", "travel" and the like, from the register of subjects.
    `site_title`: the name under which the site is filed. `domain_registered_again`: let go and taken by somebody.
    """

    subject_name: str | None = None
    subject_kind: str | None = None
    site_title: str | None = None
    filing_number: str | None = None
    filing_holder: str | None = None
    domain_holder: str | None = None
    domain_expires: date | None = None
    domain_registered_again: bool | None = None
    views: tuple[ViewAnswer, ...] = ()
    differences: tuple[ViewDifference, ...] = ()
    today: date | None = None
