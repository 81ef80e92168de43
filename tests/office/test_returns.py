"""Bulk returns from receipt to acceptance: what is taken, what is refused, and that a refused act changes nothing."""

from __future__ import annotations

import pytest

from mingjian.errors import BadInput, EvidenceError, ForbiddenAct
from tests.office.places import NOW
from tests.office.returns import accepted, accounts, desk, judged, read, receive, sampled, sealed  # noqa: F401 - fixture
from tests.returns.files import HEAD, line, text

pytestmark = pytest.mark.django_db
CHANGES = [*HEAD, "变更"]


def held(row):
    """The things a return holds, by its folds."""
    from mingjian.returns.folding import keys_of

    return {key.ljust(16, b"\0") for fold in row.folds.all() for key in keys_of(bytes(fold.keys)).tolist()}


def keys(*uids):
    from django.conf import settings

    from mingjian.returns import account_key

    return {account_key(settings.IDENTITY_KEY, "platform.manlu", uid) for uid in uids}


def nothing_changed():
    from mingjian.records.models import BulkReturn, Event

    return BulkReturn.objects.count(), Event.objects.count()


def test_from_the_file_to_acceptance(desk):  # noqa: F811
    row = read(desk, accounts("u1", "u2", "u3", "u2") + ",".join(line("u9", redress="无")).encode() + b"\n")
    assert (row.state, row.rows, row.counted, row.repeated) == ("checked", 5, 3, 1)
    assert row.problems == {"redress_missing": 1, "repeated": 1}
    assert held(row) == keys("u1", "u2", "u3")
    row = judged(desk, sampled(desk, row))
    from mingjian.office.returns.decide_return import accept_return

    row = accept_return(row, by=desk.section, at=NOW)
    assert (row.state, row.judged["rule"], row.judged["factor"]) == ("accepted", "whole", 1.0)


def test_the_original_is_kept_sealed_and_opens_with_the_key_only(desk, settings):  # noqa: F811
    from mingjian.office.returns.keeping import original

    content = accounts("u1")
    row = receive(desk, content)
    with original(row) as path:
        assert path.read_bytes() == content
    kept = b"".join(file.read_bytes() for file in settings.EVIDENCE.rglob("*") if file.is_file())
    assert "账号标识".encode() not in kept
    settings.IDENTITY_KEY = b"x" * 32
    with pytest.raises(EvidenceError), original(row):
        pass


def test_no_number_stands_in_clear_in_database_or_store(desk, settings):  # noqa: F811
    from django.core import serializers

    from mingjian.records.models import BulkReturn, BulkReturnFold, BulkReturnSample, Event

    head = ["手机号码", *HEAD[1:]]
    rows = [line("13800001234", "number_handling"), line("+8613911112222", "number_handling")]
    row = read(desk, text(*rows, head=head).encode(), category="numbers", reporter=desk.operator)
    assert row.counted == 2
    sampled(desk, row)
    kept = b"".join(file.read_bytes() for file in settings.EVIDENCE.rglob("*") if file.is_file())
    for model in (BulkReturn, BulkReturnFold, BulkReturnSample, Event):
        kept += serializers.serialize("json", model.objects.all()).encode()
    assert b"13800001234" not in kept
    assert b"13911112222" not in kept
    assert "138******34" in {one.content["shown"] for one in row.sample.all()}


def test_the_same_file_twice_is_told_and_not_taken(desk):  # noqa: F811
    first = receive(desk, accounts("u1"))
    before = nothing_changed()
    with pytest.raises(BadInput, match=first.number):
        receive(desk, accounts("u1"), code="2026-10")
    assert nothing_changed() == before


def test_one_reporter_has_one_return_for_a_category_a_period_and_a_campaign(desk):  # noqa: F811
    first = receive(desk, accounts("u1"))
    with pytest.raises(BadInput, match=first.number):
        receive(desk, accounts("u2"))
    assert receive(desk, accounts("u2"), campaign="spring-2026").state == "submitted"
    assert receive(desk, accounts("u3"), code="2026-10").state == "submitted"


def test_a_rejected_return_may_be_handed_in_anew(desk):  # noqa: F811
    from mingjian.office.returns.decide_return import reject_return

    row = reject_return(read(desk, accounts("u1")), "账号列不是平台标识", by=desk.section, at=NOW)
    assert row.state == "rejected"
    assert receive(desk, accounts("u1", "u2")).state == "submitted"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"category": "numbers"}, "does not report"),
        ({"code": "2027-01"}, "has not begun"),
        ({"campaign": "春节 行动"}, "letters, digits"),
    ],
)
def test_what_no_return_can_be_about_is_refused(desk, options, says):  # noqa: F811
    before = nothing_changed()
    with pytest.raises(BadInput, match=says):
        receive(desk, accounts("u1"), **options)
    assert nothing_changed() == before


def test_wrong_columns_are_refused_before_anything_is_kept(desk, settings):  # noqa: F811
    before = nothing_changed()
    with pytest.raises(BadInput, match="lacks the columns"):
        receive(desk, b"uid,measure\nu1,account_closure\n")
    assert nothing_changed() == before
    assert not settings.EVIDENCE.exists()


def test_a_file_that_breaks_off_is_marked_and_nothing_of_it_counts(desk):  # noqa: F811
    row = read(desk, accounts("u1") + b'"u2,\n')
    assert (row.state, row.counted, row.folds.count()) == ("unreadable", 0, 0)
    assert "Line" in row.refusal["en"]
    assert receive(desk, accounts("u1", "u2")).state == "submitted"  # and the mended file is taken


def test_a_reader_that_dies_leaves_nothing_and_the_next_begins_anew(desk, monkeypatch):  # noqa: F811
    from mingjian.office.returns import read_return as module

    row = receive(desk, accounts("u1", "u2"))
    with monkeypatch.context() as broken:
        broken.setattr(module, "write_rows", lambda *_, **__: (_ for _ in ()).throw(MemoryError()))
        with pytest.raises(MemoryError):
            module.read_return(row, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.folds.count()) == ("submitted", 0)
    assert module.read_next(at=NOW)
    row.refresh_from_db()
    assert (row.state, row.counted) == ("checked", 2)
    assert not module.read_next(at=NOW)


def test_a_return_of_the_wrong_period_is_marked_row_by_row_and_cannot_be_sampled(desk):  # noqa: F811
    from mingjian.office.returns.sample_return import draw_sample

    row = read(desk, accounts("u1", "u2", day="2026-09-01"))
    assert (row.state, row.counted, row.problems) == ("checked", 0, {"day_outside": 2})
    sealed(row)
    with pytest.raises(BadInput, match="No row"):
        draw_sample(row, 1, by=desk.place.handler, at=NOW)


def test_the_sample_waits_for_the_log_and_can_be_drawn_again_by_anybody(desk):  # noqa: F811
    from mingjian.office.returns.sample_return import draw_sample, head_after_receipt
    from mingjian.returns import draw, seed_of

    row = read(desk, accounts(*(f"u{n}" for n in range(300))))
    with pytest.raises(BadInput, match="not sealed"):
        draw_sample(row, 60, by=desk.place.handler, at=NOW)
    row = sampled(desk, row, 60)
    head = head_after_receipt(row)
    seed = seed_of(bytes(head.root), head.size, row.digest)
    assert [one.row for one in row.sample.order_by("position")] == [2 + at for at in draw(seed, 300, 60)]
    with pytest.raises(BadInput, match="once"):
        draw_sample(row, 60, by=desk.place.handler, at=NOW)


@pytest.mark.parametrize("size", [49, 301])
def test_a_sample_has_bounds(desk, size):  # noqa: F811
    from mingjian.office.returns.sample_return import draw_sample

    row = read(desk, accounts(*(f"u{n}" for n in range(300))))
    sealed(row)
    with pytest.raises(BadInput, match="50 to 300"):
        draw_sample(row, size, by=desk.place.handler, at=NOW)


def test_a_false_row_needs_what_was_seen(desk):  # noqa: F811
    from mingjian.office.returns.sample_return import judge_row

    [one] = sampled(desk, read(desk, accounts("u1"))).sample.all()
    for options, says in (
        ({"result": "false", "seen_how": "profile_page"}, "what was seen"),
        ({"result": "confirmed"}, "how the row was checked"),
        ({"result": "perhaps"}, "confirmed or false"),
    ):
        with pytest.raises(BadInput, match=says):
            judge_row(one, by=desk.place.handler, at=NOW, **options)
    one.refresh_from_db()
    assert one.result == "open"
    judge_row(one, "confirmed", seen_how="profile_page", by=desk.place.handler, at=NOW)
    assert judge_row(one, "open", by=desk.place.handler, at=NOW).judged_by is None


def test_a_false_share_discounts_and_the_false_rows_are_taken_out(desk):  # noqa: F811
    uids = [f"u{n}" for n in range(400)]
    row = read(desk, accounts(*uids))
    row = sampled(desk, row, 200)
    false = {one.content["shown"] for one in row.sample.filter(position__in=(3, 50, 120, 180))}
    from mingjian.office.returns.decide_return import accept_return

    row = accept_return(judged(desk, row, false), by=desk.section, at=NOW)
    assert (row.judged["rule"], row.judged["factor"]) == ("discounted", 0.9495)
    assert held(row) == keys(*(set(uids) - false))


def test_a_large_false_share_can_only_be_rejected(desk):  # noqa: F811
    from mingjian.office.returns.decide_return import accept_return, reject_return

    row = judged(desk, sampled(desk, read(desk, accounts("u1", "u2", "u3"))), {"u1"})
    with pytest.raises(BadInput, match="rejected"):
        accept_return(row, by=desk.section, at=NOW)
    row.refresh_from_db()
    assert (row.state, held(row)) == ("sampled", keys("u1", "u2", "u3"))
    with pytest.raises(BadInput, match="why"):
        reject_return(row, " ", by=desk.section, at=NOW)
    assert reject_return(row, "三分之一不实", by=desk.section, at=NOW).judged["false"] == 1


def test_until_the_sample_is_judged_nothing_is_accepted(desk):  # noqa: F811
    from mingjian.office.returns.decide_return import accept_return

    row = read(desk, accounts("u1", "u2"))
    with pytest.raises(BadInput, match="not judged"):
        accept_return(row, by=desk.section, at=NOW)
    with pytest.raises(BadInput, match="not judged"):
        accept_return(sampled(desk, row), by=desk.section, at=NOW)


def test_who_entered_does_not_decide(desk):  # noqa: F811
    from mingjian.office.returns.decide_return import accept_return, reject_return
    from tests.office.places import officer

    both = officer(desk.place.city, "both2", "handler", "section_head")
    row = judged(desk, sampled(desk, read(desk, accounts("u1"), by=both)))
    for act in (accept_return, lambda *args, **words: reject_return(args[0], "理由", **words)):
        with pytest.raises(ForbiddenAct):
            act(row, by=both, at=NOW)
        with pytest.raises(ForbiddenAct):
            act(row, by=desk.place.handler, at=NOW)
    row.refresh_from_db()
    assert row.state == "sampled"


def test_each_act_is_for_its_role_and_territory(desk):  # noqa: F811
    from mingjian.office.returns.decide_return import accept_return
    from mingjian.office.returns.sample_return import draw_sample

    with pytest.raises(ForbiddenAct):
        receive(desk, accounts("u1"), by=desk.place.patrol)
    row = read(desk, accounts("u1"))
    sealed(row)
    for who in (desk.place.patrol, desk.place.stranger, desk.place.counter):
        with pytest.raises(ForbiddenAct):
            draw_sample(row, 1, by=who, at=NOW)
    row = judged(desk, draw_sample(row, 1, by=desk.place.handler, at=NOW))
    with pytest.raises(ForbiddenAct):
        accept_return(row, by=desk.place.head, at=NOW)


def test_a_correction_with_changes_adds_and_removes(desk):  # noqa: F811
    first = accepted(desk, accounts("u1", "u2", "u3"))
    changes = text([*line("u2"), "删除"], [*line("u7"), "增加"], head=CHANGES).encode()
    row = accepted(desk, changes, corrects=first)
    first.refresh_from_db()
    assert (first.state, row.state) == ("superseded", "accepted")
    assert held(row) == keys("u1", "u3", "u7")
    assert (row.rows, row.counted, row.judged["removed"]) == (3, 3, 1)


def test_a_correction_without_changes_stands_in_its_place(desk):  # noqa: F811
    first = accepted(desk, accounts("u1", "u2"))
    row = accepted(desk, accounts("u2", "u5"), corrects=first)
    first.refresh_from_db()
    assert (first.state, held(row)) == ("superseded", keys("u2", "u5"))
    with pytest.raises(BadInput, match=row.number):
        receive(desk, accounts("u6"))


def test_a_correction_that_removes_more_than_was_held_is_refused_whole(desk):  # noqa: F811
    first = accepted(desk, accounts("u1", "u2"))
    changes = text([*line("u1"), "删除"], [*line("u8"), "删除"], [*line("u9"), "增加"], head=CHANGES).encode()
    row = read(desk, changes, corrects=first)
    assert (row.state, row.counted, row.folds.count()) == ("unreadable", 0, 0)
    assert "removes 1 entries" in row.refusal["en"]
    assert "rows 3" in row.refusal["en"]
    first.refresh_from_db()
    assert (first.state, held(first)) == ("accepted", keys("u1", "u2"))


def test_only_an_accepted_return_of_the_same_kind_is_corrected_and_once_at_a_time(desk):  # noqa: F811
    waiting = receive(desk, accounts("u0"), code="2026-10")
    with pytest.raises(BadInput, match="not accepted"):
        receive(desk, accounts("u1"), code="2026-10", corrects=waiting)
    first = accepted(desk, accounts("u1"))
    with pytest.raises(BadInput, match="same reporter"):
        receive(desk, accounts("u2"), code="2026-09", corrects=first)
    receive(desk, accounts("u2"), corrects=first)
    with pytest.raises(BadInput, match="under way"):
        receive(desk, accounts("u3"), corrects=first)


def test_a_link_takes_one_return_and_gives_nothing_away(desk):  # noqa: F811
    import datetime

    from mingjian.figures.period import period
    from mingjian.office.returns.links import close_link, hand_in_by_link, link_of, make_link
    from mingjian.office.returns.receive_return import Told

    told = Told(desk.platform, "accounts", period("2026-11"))
    day = datetime.date(2026, 11, 30)
    link, token = make_link(told, day, by=desk.place.handler, at=NOW)
    assert token not in repr(link.__dict__)
    assert link_of(token, at=NOW) == link
    assert link_of(token + "x", at=NOW) is None
    assert link_of(token, at=NOW + datetime.timedelta(days=8)) is None
    path = desk.folder / "sent.csv"
    path.write_bytes(accounts("u1"))
    row = hand_in_by_link(link, path, "../../a/清单.csv", at=NOW)
    assert (row.received_by, row.link, row.filename) == (None, link, "清单.csv")
    close_link(link, by=desk.place.handler, at=NOW)
    assert link_of(token, at=NOW) is None
    with pytest.raises(BadInput, match="closed"):
        hand_in_by_link(link, path, "b.csv", at=NOW)
