"""Warnings 警告: a penalty, so only of a served decision; a site with two is one 家. An interview is no warning."""

from mingjian.figures.figure import Figure
from mingjian.figures.measures_taken import measures_taken

FIGURES = (
    Figure(
        "warnings.sites",
        "给予警告",
        "sites warned by a penalty decision",
        "家",
        "",
        "measure",
        lambda unit, period: measures_taken(unit, period, "warning"),
    ),
)
