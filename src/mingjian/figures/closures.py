"""Closures 关闭 and cancelled filings 取消备案 with the telecom authority: a site with either, or both, is one 家."""

from mingjian.figures.figure import Figure
from mingjian.figures.measures_taken import measures_taken

FIGURES = (
    Figure(
        "closures.sites",
        "会同通信管理部门取消备案、关闭违法网站",
        "unlawful sites closed or struck from the register with the telecom authority",
        "家",
        "",
        "measure",
        lambda unit, period: measures_taken(unit, period, "closure", "filing_cancellation"),
    ),
)
