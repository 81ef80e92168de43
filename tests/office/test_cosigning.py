"""A superior office cosigns: it sees whether the history goes on, and never cosigns a rewritten one."""

from __future__ import annotations

import pytest

from mingjian.errors import BadInput, EvidenceError, ForbiddenAct
from mingjian.ledger import leaf_hash, root
from tests.office.places import NOW, officer

LEAVES = [leaf_hash(str(n).encode()) for n in range(9)]


@pytest.fixture
def offices(place, tmp_path, settings):
    """Two installations in one database: `at(name)` makes one of them the present one; `publish(n)` seals n leaves."""
    from mingjian.ledger import publish
    from mingjian.ledger.key_files import published_keys
    from mingjian.office.audit.log_keys import office_keys, published_log
    from mingjian.records.models import Seal

    def at(name):
        settings.DATA, settings.LOG_NAME = tmp_path / name, f"{name}.example/log"
        settings.DATA.mkdir(exist_ok=True)
        office_keys(NOW)  # made at first use

    def publish_head(leaves):
        keys = office_keys(NOW)
        head = str(keys.sign_checkpoint(len(leaves), root(leaves), at=NOW))
        Seal.objects.create(
            size=len(leaves),
            root=root(leaves),
            frontier=b"",
            through_xid=0,
            through_seq=0,
            checkpoint=head,
            sealed_at=NOW,
        )
        publish(published_log(), head, lambda first, last: iter(leaves[first:last]))

    for name in ("county", "province"):
        at(name)
    for name, other in (("county", "province"), ("province", "county")):
        (tmp_path / name / "trust.vkeys").write_text(published_keys(tmp_path / other / "keys"))
    place.at, place.publish = at, publish_head
    place.county = officer(place.city, "county_auditor", "auditor")
    place.above = officer(place.province, "province_auditor", "auditor")
    return place


def test_a_head_goes_up_is_cosigned_and_comes_back(offices):
    from mingjian.ledger import verify
    from mingjian.office.audit.cosign_log import cosign_head, receive_cosignature, trusted, witness_request

    for size in (4, 9):
        offices.at("county")
        offices.publish(LEAVES[:size])
        asked = witness_request()
        offices.at("province")
        given = cosign_head(asked, by=offices.above, at=NOW)
        offices.at("county")
        kept = receive_cosignature(given.note, by=offices.county, at=NOW)
        assert (kept.size, kept.own) == (size, True)
        answer = verify(None, kept.note, trusted())
        assert "witnessed" in {reason.code for reason in answer.proven}


def test_a_rewritten_history_is_not_cosigned(offices, tmp_path):
    import shutil

    from mingjian.office.audit.cosign_log import cosign_head, witness_request
    from mingjian.records.models import Cosigning

    offices.at("county")
    offices.publish(LEAVES[:4])
    asked = witness_request()
    offices.at("province")
    cosign_head(asked, by=offices.above, at=NOW)
    offices.at("county")
    shutil.rmtree(tmp_path / "county" / "published-log")
    offices.publish([LEAVES[8], *LEAVES[1:6]])
    asked = witness_request()
    offices.at("province")
    with pytest.raises(EvidenceError, match="rewritten"):
        cosign_head(asked, by=offices.above, at=NOW)
    assert Cosigning.objects.filter(own=False).count() == 1


def test_who_is_not_trusted_or_may_not_is_refused(offices, tmp_path):
    from mingjian.office.audit.cosign_log import cosign_head, receive_cosignature, witness_request
    from mingjian.records.models import Cosigning

    offices.at("county")
    offices.publish(LEAVES[:4])
    asked = witness_request()
    with pytest.raises(BadInput, match="No trusted witness"):
        receive_cosignature(asked.partition("\n\n")[2], by=offices.county, at=NOW)
    offices.at("province")
    with pytest.raises(ForbiddenAct):
        cosign_head(asked, by=offices.handler, at=NOW)
    for text in ("", "old x\n\n", "nonsense", asked.replace("old 0", "old -")):
        with pytest.raises(BadInput):
            cosign_head(text, by=offices.above, at=NOW)
    (tmp_path / "province" / "trust.vkeys").unlink()
    with pytest.raises(EvidenceError):
        cosign_head(asked, by=offices.above, at=NOW)
    assert not Cosigning.objects.exists()


def test_the_page_shows_the_request_in_both_languages(offices):
    from tests.web.conftest import signed_in

    offices.at("county")
    offices.publish(LEAVES[:4])
    for language in ("zh-hans", "en"):
        shown = signed_in(offices.county, language).get("/desk/log/cosigning/").content.decode()
        assert "old 0" in shown
    assert signed_in(offices.handler).get("/desk/log/cosigning/").status_code == 403
