"""Address in, evidence out: safe fetching, views, WARC and WACZ, digests, time stamps."""

from mingjian.capture.bundle import Bundle, tool_versions, write_bundle
from mingjian.capture.compare import Difference, compare
from mingjian.capture.facts import facts_of
from mingjian.capture.fetch import fetch
from mingjian.capture.fingerprint import Fingerprint, fingerprint
from mingjian.capture.guard import Guard, is_public, read_network
from mingjian.capture.limits import LIMITS, Limits
from mingjian.capture.opened import Checked, Fault, Opened, read_bundle, verify_bundle
from mingjian.capture.pace import Pace, QuietHours
from mingjian.capture.pool import Pool
from mingjian.capture.registry import Registration, cites_another_filing, read_registrations
from mingjian.capture.request import Validators
from mingjian.capture.resolve import FixedResolver, NameUnknown, Resolver, SystemResolver
from mingjian.capture.stamp import Authority, HttpAuthority, LocalAuthority, Stamp, check_stamp
from mingjian.capture.store import FolderStore, Store
from mingjian.capture.tls import Trust
from mingjian.capture.traces import Traces, traces
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
    "Fingerprint",
    "FixedResolver",
    "FolderStore",
    "Guard",
    "Hop",
    "HttpAuthority",
    "Limits",
    "LocalAuthority",
    "NameUnknown",
    "Opened",
    "Pace",
    "Pool",
    "QuietHours",
    "Registration",
    "Resolver",
    "Stamp",
    "Store",
    "SystemResolver",
    "Tier",
    "Tls",
    "Traces",
    "Trust",
    "Validators",
    "View",
    "Visit",
    "check_stamp",
    "cites_another_filing",
    "compare",
    "facts_of",
    "fetch",
    "fingerprint",
    "is_public",
    "read_bundle",
    "read_network",
    "read_registrations",
    "tool_versions",
    "traces",
    "verify_bundle",
    "write_bundle",
]
