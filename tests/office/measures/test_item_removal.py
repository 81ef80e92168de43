"""清理信息: many items in one measure; what was removed is its quantity."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import agency, approved, checked, item_key, proposed, said
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


ADDRESSES = "https://p.test/1\nHTTPS://P.test/1#x\nhttps://p.test/2\nhttps://p.test/3"


def ordered(place, visited):
    from mingjian.office.measures.targets import item_targets

    platform = agency("platform", "platform")
    return approved(place, visited, "item_removal", "RD-CSL69", executor=platform, targets=item_targets(ADDRESSES))


def answered(place, order, results):
    from mingjian.office.measures.take_answer import take_answer
    from tests.office.places import NOW

    rows = [
        said(item_key(item), result, line=item.position + 1, on=DAY if result == "done" else None, reason="理由")
        for item, result in zip(order.items.order_by("position"), results, strict=False)
    ]
    return take_answer(order, order.executor, rows, way="file", digest="0" * 64, at=NOW)


def test_what_was_removed_counts_and_the_same_address_is_one_item(place, visited):
    from mingjian.office.measures.send_order import send_order
    from tests.office.places import NOW

    measure = ordered(place, visited)
    order = send_order([measure], measure.executor, by=place.province_handler, at=NOW)
    assert order.items_count == 3
    answered(place, order, ["done", "not_found"])
    measure.refresh_from_db()
    assert measure.state == "notified", "one item is silent still"
    answered(place, order, ["done", "not_found", "done"])
    measure.refresh_from_db()
    assert (measure.state, measure.quantity) == ("executed", 2)
    assert [target.result for target in measure.targets.order_by("position")] == ["done", "not_found", "done"]
    assert checked(place, measure).state == "verified"


def test_nothing_removed_is_a_failure(place, visited):
    from mingjian.office.measures.send_order import send_order
    from tests.office.places import NOW

    measure = ordered(place, visited)
    order = send_order([measure], measure.executor, by=place.province_handler, at=NOW)
    answered(place, order, ["refused", "refused", "not_found"])
    measure.refresh_from_db()
    assert (measure.state, measure.quantity, measure.executed_on) == ("failed", 0, None)


def test_it_names_its_items(place, visited):
    with pytest.raises(ForbiddenAct, match="needs its target"):
        proposed(place, visited, "item_removal", "RD-CSL69")
