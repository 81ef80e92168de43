"""Sample sites on one loopback port, told apart by host name; they behave like real ones, hijacked ones among them.

In: a port and a folder with what was ordered closed. Out: answers; `hosts` for the resolver, `expected` for the tests.
"""

from mingjian.demo.sites.catalogue import Expected, expected, hosts
from mingjian.demo.sites.orders import close, mend, reopen

__all__ = ["Expected", "close", "expected", "hosts", "mend", "reopen"]
