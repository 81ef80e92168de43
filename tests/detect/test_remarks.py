"""Where the programmer's remarks stand in a script: what they say promotes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingjian.detect.remarks import Remarks


def said(script: str) -> list[str]:
    return [script[opens:closes] for opens, closes in Remarks(script).within(0, len(script))]


def test_remarks_are_told_from_strings_and_addresses():
    assert said("var a = 1; // 旧的\nvar b;") == ["// 旧的"]
    assert said("a(); /* 一\n二 */ b(); // 三") == ["/* 一\n二 */", "// 三"]
    assert said("u = \"http://a.cn/b\"; v = '/* 不是 */'; w = `// 也不是`;") == []
    assert said("location: //cdn.cn/x") == []


def test_a_remark_that_is_never_closed_is_none():
    assert said("a /* b // c") == ["// c"]
    assert said("/* " * 5 + "x") == []


def test_a_stretch_sees_the_remark_it_lies_in():
    script = "/* " + "说明" * 500 + " */ f('真人百家乐开户送彩金')"
    inside, after = Remarks(script).within(600, 640), Remarks(script).within(script.index("f("), len(script))
    assert [script[opens] for opens, _ in inside] == ["/"]
    assert after == []


@given(
    st.lists(st.sampled_from(['"', "'", "`", "\\", "/*", "*/", "//", "\n", ":", " ", "字"]), max_size=60).map("".join)
)
def test_asking_piece_by_piece_gives_what_asking_at_once_gives(script):
    whole = Remarks(script).within(0, len(script))
    kept = Remarks(script)
    asked = [kept.within(place, place + 3) for place in range(0, len(script), 3)]
    assert sorted(set().union(*asked)) == whole if asked else whole == []


def test_a_script_made_to_hurt_is_read_once():
    for piece in ('"\\', "/* ", "`\\", "'\\'"):
        script = piece * 100_000
        remarks = Remarks(script)
        for place in range(0, len(script), 2_000):
            remarks.within(place, place + 200)
