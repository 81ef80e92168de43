"""Secure sites: the facts are kept; a bad certificate is a fact too, and the page is captured all the same."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from collections.abc import Callable, Iterator
from ipaddress import ip_network

import pytest
import trustme
from cryptography import x509

from mingjian.capture import FixedResolver, Guard, Trust, Visit, fetch
from tests.capture.site import HOME, QUICK, Site, http

NAME = "site.example"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure() -> Iterator[Callable[[trustme.LeafCert], Site]]:
    sites: list[Site] = []

    def make(certificate: trustme.LeafCert, change: Callable[[ssl.SSLContext], object] = lambda _: None) -> Site:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        change(context)
        sites.append(Site(context))
        sites[-1].routes["/"] = http(b"secure page")
        return sites[-1]

    yield make  # type: ignore[misc]
    for site in sites:
        site.close()


def trust(authority: trustme.CA) -> Trust:
    return Trust(authority.cert_pem.bytes().decode())


def test_a_good_certificate(authority: trustme.CA, secure) -> None:
    visit = secure(authority.issue_cert(NAME)).visit(trust=trust(authority))
    tls = visit.hops[0].tls
    assert (visit.body, visit.error) == (b"secure page", None)
    assert tls is not None
    assert (tls.version, tls.fault) == ("TLSv1.3", None)
    names = x509.load_der_x509_certificate(tls.certificates[0]).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert names.value.get_values_for_type(x509.DNSName) == [NAME]


def _expired(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert(NAME, not_before=dt.datetime(2020, 1, 1), not_after=dt.datetime(2021, 1, 1))


def _future(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert(NAME, not_before=dt.datetime(2090, 1, 1), not_after=dt.datetime(2091, 1, 1))


BAD: dict[str, Callable[[trustme.CA], trustme.LeafCert]] = {
    "expired": _expired,
    "not_yet_valid": _future,
    "wrong_host": lambda authority: authority.issue_cert("another.example"),
    "unknown_issuer": lambda _: trustme.CA().issue_cert(NAME),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_certificate_is_named_and_the_page_kept(authority: trustme.CA, secure, fault: str) -> None:
    visit = secure(BAD[fault](authority)).visit(trust=trust(authority))
    assert visit.hops[0].tls is not None
    assert visit.hops[0].tls.fault == fault
    assert visit.body == b"secure page"
    assert visit.hops[0].tls.certificates


def test_a_certificate_that_signs_itself(secure, tmp_path) -> None:
    class SelfSigned:
        def configure_cert(self, context: ssl.SSLContext) -> None:
            own = trustme.CA()
            both = own.private_key_pem.bytes() + own.cert_pem.bytes()
            (tmp_path / "own.pem").write_bytes(both)
            context.load_cert_chain(tmp_path / "own.pem")

    visit = secure(SelfSigned()).visit(trust=Trust())
    assert visit.hops[0].tls is not None
    assert visit.hops[0].tls.fault == "self_signed"
    assert visit.body == b"secure page"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_server_that_only_speaks_an_outdated_protocol(authority: trustme.CA, secure) -> None:
    def old(context: ssl.SSLContext) -> None:
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")

    visit = secure(authority.issue_cert(NAME), old).visit(trust=trust(authority))
    assert visit.hops[0].tls is not None
    assert (visit.hops[0].tls.version, visit.hops[0].tls.fault) == ("TLSv1.1", "outdated")
    assert visit.body == b"secure page"


def test_a_port_that_speaks_no_tls_at_all(authority: trustme.CA) -> None:
    async def visit() -> Visit:
        async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(1)
            writer.write(http(b"speak plainly", "400 Bad Request"))
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(plain, HOME, 0)
        resolver = FixedResolver({NAME: (HOME, server.sockets[0].getsockname()[1])})
        guard = Guard([ip_network(f"{HOME}/32")])
        return await fetch(f"https://{NAME}/", guard=guard, resolver=resolver, limits=QUICK, trust=trust(authority))

    found = asyncio.run(visit())
    assert found.error is not None
    assert found.error.code == "tls_failed"
    assert "wrong version" in found.say("en")
    assert found.hops[0].response == b""
