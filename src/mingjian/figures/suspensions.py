"""Suspended updates 暂停更新 of sites; a suspended section, or an account that may not post, is none."""

from mingjian.figures.figure import Figure
from mingjian.figures.measures_taken import measures_taken

FIGURES = (
    Figure(
        "suspensions.sites",
        "暂停更新网站",
        "sites whose updates were suspended",
        "家",
        "",
        "measure",
        lambda unit, period: measures_taken(unit, period, "update_suspension"),
    ),
)
