"""Phone numbers 手机号码 handled by operators; numbers are not accounts, and none is kept in clear."""

from mingjian.figures.figure import Figure
from mingjian.figures.targets_hit import targets_hit

FIGURES = (
    Figure(
        "numbers.handled",
        "核查处置手机号码",
        "phone numbers checked and handled",
        "个",
        "",
        "measure",
        lambda unit, period: targets_hit(unit, period, "number_handling"),
        bulk=("number_handling",),
    ),
)
