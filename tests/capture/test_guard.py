"""The guard lets public unicast addresses through and nothing else, unless it was told."""

from __future__ import annotations

import ipaddress

import pytest

from mingjian.capture import Guard, is_public, read_network
from mingjian.errors import BadInput, CaptureError

PUBLIC = ["1.1.1.1", "8.8.8.8", "114.114.114.114", "223.5.5.5", "2400:3200::1", "2606:4700::1111", "2001:4860::8888"]
NOT_PUBLIC = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "fe80::1", "fc00::1", "fd12::1",
    "2001:db8::1", "2001:2::1", "2001:10::1", "3fff::1", "100::1", "5f00::1", "fe80::1%eth0",
]  # fmt: skip
# What is_global of Python 3.11 takes for public although nobody's website is there.
TEN_CLASSES = {
    "multicast": "224.0.0.1",
    "multicast of IPv6": "ff0e::1",
    "NAT64": "64:ff9b::7f00:1",
    "6to4": "2002:7f00:1::1",
    "6to4 relay": "192.88.99.1",
    "site-local": "fec0::1",
    "IPv4-mapped": "::ffff:1.2.3.4",
    "IPv4-compatible": "::7f00:1",
    "ISATAP": "2400:3200::5efe:a00:1",
    "AS112": "192.175.48.1",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_unicast_passes(address: str) -> None:
    assert is_public(address)
    Guard().check(address, 443)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_everything_else_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(CaptureError) as refused:
        Guard().check(address, 80)
    assert refused.value.permanent
    assert address in refused.value.say("zh")


@pytest.mark.parametrize("kind", TEN_CLASSES)
def test_the_classes_that_is_global_lets_through_are_refused(kind: str) -> None:
    assert not is_public(TEN_CLASSES[kind])


def test_most_of_those_classes_really_pass_is_global() -> None:
    """If a later Python refuses them itself, this list can be shortened."""
    passing = [kind for kind, address in TEN_CLASSES.items() if ipaddress.ip_address(address).is_global]
    assert len(passing) >= 8


def test_a_name_is_no_address_however_harmless() -> None:
    assert not Guard([read_network("0.0.0.0/0")]).passes("localhost", 80)


def test_an_allowed_network_passes_and_only_that() -> None:
    guard = Guard([read_network("127.0.0.2/32")])
    assert guard.passes("127.0.0.2", 8080)
    assert not guard.passes("127.0.0.1", 8080)
    assert not guard.passes("::ffff:127.0.0.2", 8080)


def test_a_refused_network_wins_over_an_allowed_one() -> None:
    office = read_network("203.0.114.0/24")
    assert Guard().passes("203.0.114.9", 80)
    assert not Guard(refuse=[office]).passes("203.0.114.9", 80)
    assert not Guard(allow=[office], refuse=[office]).passes("203.0.114.9", 80)


@pytest.mark.parametrize("port", [22, 25, 0, 6667, 10080])
def test_ports_no_browser_opens_are_refused(port: int) -> None:
    assert not Guard().passes("1.1.1.1", port)
    assert Guard().passes("1.1.1.1", 8080)


@pytest.mark.parametrize("text", ["", "localhost", "10.0.0.0/33", "1.2.3", "fe80::/200"])
def test_a_network_that_is_none_is_named(text: str) -> None:
    with pytest.raises(BadInput, match="--allow"):
        read_network(text)
