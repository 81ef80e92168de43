"""Filings cancelled by their holders on our order 责令注销备案: not the authority's cancellations."""

from mingjian.figures.figure import Figure
from mingjian.figures.measures_taken import measures_taken

FIGURES = (
    Figure(
        "filing_cancellations.ordered",
        "责令注销备案",
        "filings that their holders were ordered to cancel",
        "个",
        "",
        "measure",
        lambda unit, period: measures_taken(unit, period, "filing_cancellation_order"),
    ),
)
