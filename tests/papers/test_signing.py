"""A document signed by the office, and what of it can be checked."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from mingjian.capture.authority import create_authority
from mingjian.errors import BadInput, EvidenceError
from mingjian.ledger.report import as_text
from mingjian.ledger.trust import Trust
from mingjian.papers import compose, set_pdf
from mingjian.papers.seal_keys import KEY, open_seal
from mingjian.papers.sealed_file import verify_pdf
from mingjian.papers.signing import check_pdf, sign_pdf
from mingjian.papers.specimen import specimen

NOW = datetime.now(UTC)
OFFICE = "东屿市互联网信息办公室"


def root(path):
    return x509.load_pem_x509_certificate(path.read_bytes()).public_bytes(Encoding.DER)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("seal")


@pytest.fixture(scope="module")
def plain():
    return set_pdf(compose("penalty_decision", specimen("penalty_decision")), at=NOW).pdf


@pytest.fixture(scope="module")
def began():
    """When signing began; the module may have been loaded long before."""
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def signed(place, plain, began):
    authority = create_authority(place / "tsa", now=NOW)
    seal = open_seal(place / "keys", OFFICE, at=NOW)
    return sign_pdf(plain, seal, reason="行政处罚决定书", authority=authority)


@pytest.fixture(scope="module")
def roots(place, signed):
    return [root(place / "keys" / "seal-root.pem"), root(place / "tsa" / "root.pem")]


def test_it_is_whole_signed_by_the_office_and_stamped(signed, roots, began):
    found = check_pdf(signed, roots)
    assert found is not None
    assert (found.intact, found.signer, found.trusted, found.stamp_trusted) == (True, OFFICE, True, True)
    assert abs((found.stamped_at - began).total_seconds()) < 300


def test_the_document_stays_the_first_bytes_of_the_file(signed, plain):
    assert signed.startswith(plain)


def test_without_trust_the_signer_is_unknown(signed):
    found = check_pdf(signed)
    assert (found.intact, found.trusted, found.stamp_trusted) == (True, False, False)


def test_another_office_of_the_same_name_is_not_trusted(place, plain, roots):
    forged = sign_pdf(plain, open_seal(place / "forger", OFFICE, at=NOW), reason="x")
    found = check_pdf(forged, roots)
    assert (found.intact, found.signer, found.trusted, found.stamped_at) == (True, OFFICE, False, None)


def test_an_unsigned_document_bears_no_signature(plain):
    assert check_pdf(plain) is None


@pytest.mark.parametrize("share", [place / 40 for place in range(40)])
def test_a_flipped_bit_is_seen_wherever_it_is(signed, roots, share):
    """In the document, in the signature, in the hole it leaves, in what follows."""
    at = int(share * len(signed))
    broken = bytearray(signed)
    broken[at] ^= 0x20  # also turns small letters of hexadecimal digits into capital ones
    try:
        found = check_pdf(bytes(broken), roots)
    except EvidenceError:
        return
    assert found is None or not found.intact


def test_something_appended_is_seen(signed, roots):
    try:
        found = check_pdf(signed + b"\n% more\n", roots)
    except EvidenceError:
        return
    assert found is None or not found.intact


def test_the_seal_is_made_once_and_kept_from_others(tmp_path):
    first = open_seal(tmp_path, OFFICE, at=NOW)
    assert open_seal(tmp_path, "another name", at=NOW) == first
    assert (tmp_path / KEY).stat().st_mode & 0o077 == 0
    assert "key" not in repr(first)
    os.chmod(tmp_path / KEY, 0o644)
    with pytest.raises(BadInput, match="chmod 600"):
        open_seal(tmp_path, OFFICE, at=NOW)


def test_a_damaged_seal_is_named(tmp_path):
    open_seal(tmp_path, OFFICE, at=NOW)
    (tmp_path / KEY).write_text("broken")
    with pytest.raises(BadInput, match="backup"):
        open_seal(tmp_path, OFFICE, at=NOW)


def test_an_authority_that_does_not_answer_signs_nothing(place, plain):
    class Silent:
        def answer(self, request):
            raise EvidenceError("no answer")

    with pytest.raises(EvidenceError, match="no answer"):
        sign_pdf(plain, open_seal(place / "keys", OFFICE, at=NOW), reason="x", authority=Silent())


def test_an_authority_that_refuses_signs_nothing(place, plain):
    class Refusing:
        def answer(self, request):
            return tsp.TimeStampResp({"status": {"status": "rejection"}}).dump()

    with pytest.raises(EvidenceError):
        sign_pdf(plain, open_seal(place / "keys", OFFICE, at=NOW), reason="x", authority=Refusing())


def test_what_is_no_pdf_is_told():
    with pytest.raises(EvidenceError):
        check_pdf(b"not a PDF at all")


# `./mj verify FILE.pdf`: the document by itself, in words.
@pytest.fixture(scope="module")
def trusting(place, signed):
    from mingjian.ledger.trust import read_trust

    seal, stamps = (place / "keys" / "seal-root.pem", place / "tsa" / "root.pem")
    return read_trust(f"# the office\nseal\n{seal.read_text()}\n{stamps.read_text()}")


def codes(reasons):
    return [reason.code for reason in reasons]


def test_a_document_under_a_trusted_seal_is_genuine_since_its_stamp(signed, trusting):
    found = verify_pdf(signed, trusting)
    assert (found.verdict, found.kind, [one.name for one in found.signers]) == ("genuine", "document", [OFFICE])
    assert codes(found.proven) == ["pdf_whole", "pdf_sealed", "pdf_titled", "stamped"]
    assert found.since is not None


def test_without_trust_it_is_intact_and_whose_seal_it_is_is_unknown(signed):
    found = verify_pdf(signed, Trust())
    assert (found.verdict, codes(found.not_proven)) == ("intact", ["stamp_unknown", "seal_unknown"])
    assert OFFICE in as_text(found, "zh")
    assert "signer unknown" in as_text(found, "en")


def test_a_seal_in_a_trusted_name_under_another_root_fails(place, plain, trusting):
    forged = sign_pdf(plain, open_seal(place / "forger", OFFICE, at=NOW), reason="x")
    found = verify_pdf(forged, trusting)
    assert (found.verdict, codes(found.failures)) == ("failed", ["file_fault"])
    assert "伪造" in as_text(found, "zh")


def test_who_is_trusted_to_stamp_is_not_trusted_to_seal(place, signed):
    from mingjian.ledger.trust import read_trust

    both = (place / "keys" / "seal-root.pem").read_text() + (place / "tsa" / "root.pem").read_text()
    found = verify_pdf(signed, read_trust(both))  # no line says `seal`
    assert (found.verdict, "stamped" in codes(found.proven)) == ("intact", True)


def test_a_changed_and_an_unsealed_document_fail_with_what_is_wrong(signed, plain, trusting):
    broken = bytearray(signed)
    broken[len(plain) // 2] ^= 1
    assert verify_pdf(bytes(broken), trusting).verdict == "failed"
    assert "no seal" in as_text(verify_pdf(plain, trusting), "en")


def test_a_document_names_its_number_and_its_code(place):
    paper = compose(
        "penalty_decision", specimen("penalty_decision"), number="东屿网信罚〔2026〕1号", code="01234-ABCDE-FGHJK-MNPQR-STVWX-Y",
        address="http://localhost/verify/x/",
    )  # fmt: skip
    pdf = sign_pdf(set_pdf(paper, at=NOW).pdf, open_seal(place / "keys", OFFICE, at=NOW), reason="x")
    said = as_text(verify_pdf(pdf, Trust()), "zh")
    assert "《行政处罚决定书》，文号 东屿网信罚〔2026〕1号" in said
    assert "核验码 01234-ABCDE-FGHJK-MNPQR-STVWX-Y" in said


def test_the_command_says_it_and_its_exit_status_too(tmp_path, signed, capsys):
    from mingjian.site.main import main

    file = tmp_path / "决定书.pdf"
    file.write_bytes(signed)
    assert main(["verify", str(file), "--lang", "zh"]) == 0
    assert "完整，签署者身份不明" in capsys.readouterr().out
    file.write_bytes(signed + b"\n% more")
    assert main(["verify", str(file), "--lang", "en"]) == 1
    file.write_bytes(b"%PDF-1.7 nothing more")
    assert main(["verify", str(file), "--lang", "en"]) == 1
    assert "cannot be read" in capsys.readouterr().out
