"""Interviews 约谈: distinct platforms; two talks with one platform are one 家."""

from mingjian.figures.figure import Figure
from mingjian.figures.measures_taken import measures_taken

FIGURES = (
    Figure(
        "interviews.platforms",
        "约谈网站平台",
        "sites and platforms interviewed",
        "家",
        "",
        "measure",
        lambda unit, period: measures_taken(unit, period, "interview"),
    ),
)
