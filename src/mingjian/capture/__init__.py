"""Address in, evidence out: safe fetching, views, WARC and WACZ, digests, time stamps."""

from mingjian.capture.bundle import Bundle, tool_versions, write_bundle
from mingjian.capture.compare import Difference, compare
from mingjian.capture.fetch import fetch
from mingjian.capture.guard import Guard, is_public, read_network
from mingjian.capture.limits import LIMITS, Limits
from mingjian.capture.opened import Checked, Fault, Opened, read_bundle, verify_bundle
from mingjian.capture.pool import Pool
from mingjian.capture.request import Validators
from mingjian.capture.resolve import FixedResolver, NameUnknown, Resolver, SystemResolver
from mingjian.capture.stamp import Authority, HttpAuthority, LocalAuthority, Stamp, check_stamp
from mingjian.capture.store import FolderStore, Store
from mingjian.capture.tls import Trust
from mingjian.capture.views import PLANS, VIEWS, Tier, View
from mingjian.capture.visit import Hop, Tls, Visit

__all__ = [
    "LIMITS",
    "PLANS",
    "VIEWS",
    "Authority",
    "Bundle",
    "Checked",
    "Difference",
    "Fault",
    "FixedResolver",
    "FolderStore",
    "Guard",
    "Hop",
    "HttpAuthority",
    "Limits",
    "LocalAuthority",
    "NameUnknown",
    "Opened",
    "Pool",
    "Resolver",
    "Stamp",
    "Store",
    "SystemResolver",
    "Tier",
    "Tls",
    "Trust",
    "Validators",
    "View",
    "Visit",
    "check_stamp",
    "compare",
    "fetch",
    "is_public",
    "read_bundle",
    "read_network",
    "tool_versions",
    "verify_bundle",
    "write_bundle",
]
