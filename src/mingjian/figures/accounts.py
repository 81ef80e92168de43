"""Accounts 账号: closed ones, and those that were closed, stopped or muted, each account once; single acts and returns.

Closing is done by platforms under their agreements: no penalty of ours. Muted and stopped accounts are not closed ones.
"""

from mingjian.figures.figure import Figure
from mingjian.figures.targets_hit import targets_hit

CLOSED = ("account_closure",)
ACTED_ON = ("account_closure", "account_update_stop", "account_mute")
FIGURES = (
    Figure(
        "accounts.closed",
        "关停违法违规账号",
        "accounts closed",
        "个",
        "",
        "measure",
        lambda unit, period: targets_hit(unit, period, *CLOSED),
        bulk=CLOSED,
    ),
    Figure(
        "accounts.acted_on",
        "关停、停更、禁言账号",
        "accounts closed, stopped or muted",
        "个",
        "",
        "measure",
        lambda unit, period: targets_hit(unit, period, *ACTED_ON),
        bulk=ACTED_ON,
    ),
)
