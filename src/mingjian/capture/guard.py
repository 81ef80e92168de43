"""The guard at connect: addresses in, a refusal out. Only public unicast passes, and networks that were named.

It judges the resolved address that is then used, at each hop; a name is never judged, because names can be rebound.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from mingjian.errors import BadInput, CaptureError

Network = IPv4Network | IPv6Network

# Python 3.11's is_global lets multicast, NAT64, 6to4, site-local, mapped and other ranges through, so the ranges are
# written out here. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
REFUSED_4: tuple[IPv4Network, ...] = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's own metadata server on a public number
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Of IPv6 only the assigned global unicast block passes; what lies outside it (mapped, NAT64, site-local, link-local,
# unique local, multicast, SRv6) needs no entry.
GLOBAL_6 = IPv6Network("2000::/3")
REFUSED_6: tuple[IPv6Network, ...] = tuple(
    IPv6Network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20")
)
ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # interface identifiers that carry an IPv4 address inside

# The ports no browser opens, so that the patrol cannot be made to speak to a mail or database server.
# Source: WHATWG Fetch, "bad port".
# fmt: off
BAD_PORTS = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530,
    531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190,
    5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
})
# fmt: on


def is_public(address: str) -> bool:
    """Say whether `address` is a public unicast address. What is no address at all is not public."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return not any(parsed in network for network in REFUSED_4)
    if parsed.scope_id is not None or parsed not in GLOBAL_6:
        return False
    return not any(parsed in network for network in REFUSED_6) and (int(parsed) >> 32) & 0xFFFFFFFF not in ISATAP


class Guard:
    """Lets a connection through, or refuses it.

    `allow`: networks that pass although they are not public (sample sites, tests). `refuse`: public networks of the
    office itself that must not be reached; a refusal wins over an allowance.
    """

    def __init__(self, allow: Sequence[Network] = (), refuse: Sequence[Network] = ()) -> None:
        self.allow = tuple(allow)
        self.refuse = tuple(refuse)

    def passes(self, address: str, port: int) -> bool:
        """Say whether a connection to `address` and `port` may be opened."""
        try:
            parsed: IPv4Address | IPv6Address = ip_address(address)
        except ValueError:
            return False
        if any(parsed in network for network in self.refuse):
            return False
        if any(parsed in network for network in self.allow):
            return True
        return port not in BAD_PORTS and is_public(address)

    def check(self, address: str, port: int) -> None:
        """Let the connection pass.

        Raises: CaptureError, permanent, if the guard refuses it.
        """
        if not self.passes(address, port):
            raise CaptureError(
                f"{address} port {port} is not a public address; the guard refuses it. "
                f"If it is meant, name its network with --allow.",
                f"{address} 端口 {port} 不是公网地址，已拒绝连接；确需访问的，请用 --allow 指明网段。",
                permanent=True,
            )


def read_network(text: str) -> Network:
    """Read a network such as `127.0.0.0/8`.

    Raises: BadInput, if it is none.
    """
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        raise BadInput(
            f"--allow {text}: not a network; write it like 127.0.0.0/8 or fd00::/8.",
            f"--allow {text}：不是网段；请写成 127.0.0.0/8 或 fd00::/8。",
        ) from None
