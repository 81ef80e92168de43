"""The letter of an order and its notices as papers: blocks for the common sheet, set as PDF/A and signed by the office.

In: a packed order. Out: the same text as a page (HTML) and as signed PDFs. Where no Chinese font is installed there is
no PDF, and the page stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mingjian.errors import BadInput
from mingjian.office.measures.packed_order import PackedItem, PackedOrder
from mingjian.office.people.office_seal import office_faces, seal_of, stamps
from mingjian.papers import Paper, set_pdf
from mingjian.papers.blocks import Addressee, Block, Break, Closing, Heading, Para, Table
from mingjian.papers.web_page import web_page
from mingjian.papers.wording import day_zh
from mingjian.records.models import Unit

ONE_BY_ONE = 100
"""Up to so many notices are PDFs of their own, each signed; more stand in one signed PDF, each on a page of its own."""
_TITLES = {"execute": "处置措施交办函", "restore": "处置措施撤销函"}
_OPENINGS = {
    "execute": "经本机关依法决定，现将下列 {n} 项处置措施交由你单位办理，请于{due}前逐项答复。",
    "restore": "下列 {n} 项处置措施已经本机关依法撤销，请予恢复，并于{due}前逐项答复。",
}
_ANSWER = (
    "答复请填写本函文件包所附的 answer.xlsx 或 answer.csv（办理结果：已办理、部分办理、未予办理、未找到），原样发回本机关；"
    "有系统的，也可以通过接口逐项答复。不能办理的请写明理由。"
)
_TELLING = "请将所附通知书（含异议码）转交受影响的当事人，并在答复中写明是否已告知；未告知的写明理由。"
_CHECK = "本函及附件的完整性和签名可以用 ./mj verify 核验所在的文件包，也可以用阅读器核验本 PDF 的电子签章。"
_PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{number}</title><style>
body{{font:16px/1.8 "Source Han Serif SC","Noto Serif CJK SC",SimSun,serif;max-width:46em;margin:2em auto;padding:0 1em}}
h1,.paper-office,.paper-number{{text-align:center}} h1{{font-size:1.4em}} .paper-closing{{text-align:right}}
table{{border-collapse:collapse;width:100%;font-size:.85em}} p{{text-indent:2em}} .paper-flush,.paper-office,.paper-number,
.paper-closing p{{text-indent:0}}
td,th{{border:1px solid #888;padding:.2em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}}
</style></head><body>
{article}
</body></html>
"""


def letter_paper(order: PackedOrder) -> Paper:
    """The letter: to whom, what is asked until when, how to answer, and the list of the items."""
    return Paper("order_letter", order.office, _TITLES[order.act], tuple(_letter(order)), order.number)


def _letter(order: PackedOrder) -> Iterator[Block]:
    yield Addressee(order.executor)
    due = day_zh(order.due_on)
    yield Para(_OPENINGS[order.act].format(n=len(order.items), due=due))
    rows = tuple((str(one.position), one.number, one.what, one.measure, one.basis) for one in order.items)
    yield Table(("序号", "编号", "对象", "措施", "依据"), rows, (0, 4, 5, 3, 4), ("center",))
    yield Para(_ANSWER)
    if any(item.notice for item in order.items):
        yield Para(_TELLING)
    yield Para(_CHECK)
    yield Para(f"经办人：{order.signer}")
    yield Closing(order.office, day_zh(order.sent_on))


def notice_paper(office: str, number: str, notice: str, code: str, objections_at: str) -> Paper:
    """One notice with the code by which the one who is hit may object."""
    return Paper(
        "measure_notice", office, "处置措施通知书", tuple(_notice(office, notice, code, objections_at)), number
    )


def _notice(office: str, notice: str, code: str, objections_at: str) -> Iterator[Block]:
    first, *lines = [line.strip("　 ") for line in notice.splitlines() if line.strip("　 ")]
    yield Addressee(first.rstrip("："))
    yield from (Para(line) for line in lines[:-2])
    if code:
        yield Para(f"提出异议：打开 {objections_at} ，输入下面的异议码。异议码只交给受影响的当事人。")
        yield Para(code, indent=False, align="center")
    yield Closing(office, lines[-1].split("　")[0])


def letter_page(order: PackedOrder) -> str:
    """The letter as one page that needs nothing else."""
    return _PAGE.format(number=order.number, article=web_page(letter_paper(order), level=1))


def signed_pdfs(order: PackedOrder, unit: Unit, *, at: datetime) -> dict[str, bytes]:
    """The letter and the notices as PDFs sealed by the office, by their names in the package; none without Chinese fonts.

    A character that no font has stands as its code: the names that a letter holds are chosen by those whom it hits.
    Raises: BadInput, for a seal that cannot be used; EvidenceError, if the time-stamp authority does not answer.
    """
    try:
        office_faces()
    except BadInput:
        return {}
    papers = {"letter.pdf": letter_paper(order), **_notices(order)}
    return {name: sealed_pdf(one, unit, at=at) for name, one in papers.items()}


def sealed_pdf(paper: Paper, unit: Unit, *, at: datetime) -> bytes:
    """A paper as PDF/A with the office's seal and a time stamp.

    Raises: BadInput, without a Chinese font or a data folder; EvidenceError, if the authority does not answer.
    """
    from mingjian.papers.signing import sign_pdf  # noqa: PLC0415 - heavy to load, needed seldom

    made = set_pdf(paper, at=at, found=office_faces())
    return sign_pdf(made.pdf, seal_of(unit, at), reason=paper.title, authority=stamps(at))


def _notices(order: PackedOrder) -> dict[str, Paper]:
    told = [item for item in order.items if item.notice]
    if len(told) <= ONE_BY_ONE:
        return {f"notices/{item.position:04d}.pdf": _notice_of(order, item) for item in told}
    blocks: list[Block] = []
    for item in told:
        blocks += [Heading(f"第 {item.position} 项　{item.number}", 2), *_notice_of(order, item).blocks, Break()]
    return {"notices.pdf": Paper("measure_notice", order.office, "处置措施通知书", tuple(blocks[:-1]), order.number)}


def _notice_of(order: PackedOrder, item: PackedItem) -> Paper:
    return notice_paper(order.office, item.number, item.notice, item.code, order.objections_at)
