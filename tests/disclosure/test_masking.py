"""Persons, victims and numbers are masked before anybody outside reads a text."""

from __future__ import annotations

from mingjian.disclosure import mask


def test_persons_victims_and_numbers_are_masked():
    text = "欧阳小雨（13800001234）在清源镇卫生院网站 qyzwsy.test 发布"
    found = mask(text, persons=["欧阳小雨", "小雨"], victims=["清源镇卫生院", "qyzwsy.test"])
    assert found.text == "欧某（138******34）在某单位网站 某单位 发布"
    assert found.codes == {"person_name", "victim", "numbers"}


def test_what_names_nobody_stays_as_it_is():
    found = mask("推广网络赌博，拨打12377", persons=["", "李"], victims=[])
    assert (found.text, found.codes) == ("推广网络赌博，拨打12377", frozenset())
