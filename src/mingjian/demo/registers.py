"""A file of domain data, such as the communications administration sends one, taken in through the act."""

from __future__ import annotations

import datetime

FILE = "东屿市域名登记数据.csv"
SOURCE = "省通信管理局（演示）"
TAKER = "linyizhou"


def lines(day: datetime.date) -> str:
    """The file as of `day`: a forum whose domain runs out soon, a shop whose domain another company holds, a bank."""
    soon, later = day + datetime.timedelta(days=18), day + datetime.timedelta(days=400)
    return (
        "域名,备案号,主办单位名称,域名持有者,域名注册服务机构,注册日期,到期日期\n"
        f"yutinglt.test,榕ICP备2015000264号-1,东屿屿亭网络科技有限公司,东屿屿亭网络科技有限公司,屿名域名注册公司,2015-06-09,{soon}\n"
        f"ronghuoyx.test,榕ICP备2022000481号-1,东屿榕货优选电子商务有限公司,海州闲月网络技术有限公司,屿名域名注册公司,2022-01-18,{later}\n"
        f"yugangbank.test,榕ICP备2016000102号-1,东屿屿港银行股份有限公司,东屿屿港银行股份有限公司,屿名域名注册公司,2016-03-01,{later}\n"
        f"dongyu-trip.test,,,个人（登记信息已隐藏）,屿名域名注册公司,2025-08-30,{later}\n"
    )


def take_registers(day: datetime.date, at: datetime.datetime) -> int:
    """Take the file in and compare the registers. Returns how many findings came of it."""
    from mingjian.office.registry.compare_registers import compare_all_registers  # noqa: PLC0415
    from mingjian.office.registry.import_registrations import import_registrations  # noqa: PLC0415
    from mingjian.records.models import Account, OnlineService  # noqa: PLC0415

    by = Account.objects.select_related("unit").get(username=TAKER)
    taken = import_registrations(FILE, lines(day).encode("gbk"), SOURCE, day, by=by, at=at)
    touched = OnlineService.objects.filter(registrations__taken=taken).distinct()
    return compare_all_registers(at=at, services=touched)
