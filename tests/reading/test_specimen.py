"""Our own specimen, which the README shows: a polluted bulletin of the demo province."""

from __future__ import annotations

from pathlib import Path

from mingjian.reading import read_bulletin

SPECIMEN = Path(__file__).parents[2] / "docs" / "specimens" / "polluted-bulletin.txt"


def test_the_specimen_gives_every_figure_it_was_written_with():
    reading = read_bulletin(SPECIMEN.read_text("utf-8"))
    assert [(f.subject, f.value, f.unit, f.at_least) for f in reading.figures] == [
        ("关停违法违规网站", 1_600, "个", True),
        ("处置违法违规账号", 13_000, "个", True),
        ("清理违法不良信息", 75_000, "条", True),
        ("排查清理涉“刷榜”移动应用程序", 12, "款", False),
        ("约谈网站平台", 62, "家", False),
        ("对网站给予警告", 38, "家", False),
        ("暂停更新网站", 9, "家", False),
        ("会同通信管理部门取消违法网站许可或备案、关闭违法网站", 1_800, "家", True),
        ("向公安、通管、市场监管等部门移送相关违法违规线", None, "批次", False),
        ("指导应用商店下架违法违规APP", 216, "款", False),
        ("关停各类违法违规账号", 42_000, "个", True),
        ("清理各类违法违规有害信息", 260_000, "条", True),
        ("受理网民举报信息", 3_100, "条", True),
        ("转载刊发辟谣稿件", 110, "篇", True),
    ]


def test_the_specimen_names_its_subjects_and_its_damage():
    reading = read_bulletin(SPECIMEN.read_text("utf-8"))
    assert [n.name for n in reading.named] == ["金蟾捕鱼", "榕江辟谣平台", "青石镇卫生院", "榕城学堂", "云帆作业网"]
    assert (reading.issuer, reading.period) == ("榕江省网信系统", "二季度")
    assert reading.damage == ("brand", "noise", "order", "lost words")
    assert [m.text for m in reading.marks if m.kind == "brand"] == ["|九洲娱乐官网登录", "九洲娱乐官网登录"]
