"""Items 信息 removed: an item is an address and a day, so a copy elsewhere, or one that came back, is another."""

from mingjian.figures.figure import Figure
from mingjian.figures.targets_hit import targets_hit

FIGURES = (
    Figure(
        "items.removed",
        "清理违法不良信息",
        "unlawful items removed",
        "条",
        "",
        "measure",
        lambda unit, period: targets_hit(unit, period, "item_removal"),
        content=True,
        bulk=("item_removal",),
    ),
)
