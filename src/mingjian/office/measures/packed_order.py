"""An order as its executor sees it: what its package, its letter and the API show, as frozen values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "mingjian/order@v1"


@dataclass(frozen=True, slots=True)
class PackedItem:
    """One item as the executor sees it. `notice` is to be handed on with its `code`, where the executor is to tell."""

    position: int
    number: str
    measure: str
    what: str
    key: str
    basis: str
    facts: str
    notice: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PackedOrder:
    """An order as the executor sees it. Days are ISO days in Asia/Shanghai; `act`: execute or restore."""

    number: str
    office: str
    executor: str
    act: str
    sent_on: str
    due_on: str
    signer: str
    objections_at: str
    items: tuple[PackedItem, ...]

    def as_json(self) -> dict[str, Any]:
        """The order as data."""
        return {"format": FORMAT, **asdict(self)}
