"""The pages of the signing keys: two people at the desk, public keys for everybody."""

from __future__ import annotations

from tests.office.places import officer
from tests.web.conftest import signed_in


def test_two_people_change_the_keys_and_everybody_can_check(place, settings, tmp_path, client):
    from mingjian.ledger import Trust, check_statement, load_keys, read_trust
    from mingjian.records.models import KeyRotation

    settings.DATA = tmp_path
    admin = signed_in(officer(place.province, "admin", "system_administrator"), "en")
    head = signed_in(place.province_head, "en")
    assert "in force" in admin.get("/desk/log/keys/").content.decode()
    old = load_keys(tmp_path / "keys/office.key")
    act = "/desk/log/keys/act/"
    assert admin.post(act, {"act": "ask", "because": "年度更换"}).status_code == 302
    row = KeyRotation.objects.get()
    form = {"act": "approve", "rotation": str(row.pk)}
    assert "Approve and change" not in admin.get("/desk/log/keys/").content.decode()
    assert admin.post(act, form).status_code == 403
    assert "Approve and change" in head.get("/desk/log/keys/").content.decode()
    assert head.post(act, form).status_code == 302
    row.refresh_from_db()
    assert row.state == "done"
    shown = head.get("/desk/log/keys/").content.decode()
    assert shown.count('<section class="card">') == 2
    host = {"headers": {"host": "localhost"}}
    trust = read_trust(client.get("/keys/office.vkeys", **host).content.decode())
    assert {*old.public} < {*trust.keys}
    statement = client.get(f"/keys/{row.pk}/rotation.json", **host).content.decode()
    assert check_statement(statement, Trust.of(old.public)).verdict == "genuine"
    public = client.get("/keys/", **host).content.decode()
    assert old.public[0].key_id.hex() in public
    assert "年度更换" not in public, "who asked and why is the office's own matter"


def test_without_a_data_folder_the_pages_say_so(place, client):
    assert "no data folder" in signed_in(place.handler, "en").get("/desk/log/keys/").content.decode()
    assert client.get("/keys/", headers={"host": "localhost"}).status_code == 200
    assert client.get("/keys/office.vkeys", headers={"host": "localhost"}).status_code == 404


def test_an_unknown_act_or_change_is_refused(place):
    desk = signed_in(place.handler)
    assert desk.post("/desk/log/keys/act/", {"act": "steal"}).status_code == 404
    key = "01930000-0000-7000-8000-000000000000"
    assert desk.post("/desk/log/keys/act/", {"act": "approve", "rotation": key}).status_code == 404
    answer = desk.post("/desk/log/keys/act/", {"act": "approve", "rotation": "x'; DROP TABLE"})
    assert (answer.status_code, "表单中有一项格式不对" in answer.content.decode()) == (400, True)
