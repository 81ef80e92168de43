"""The roles of an office and outside it, and the acts of the desks each may do; case steps name roles themselves.

No role both enters and approves one kind of row; that one person does not either is checked row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One role: its names, the acts it may do ("measure.propose"), and whether it is inside the office."""

    code: str
    zh: str
    en: str
    acts: frozenset[str] = frozenset()
    inside: bool = True


# The row's kind: acts that enter or change it, acts that approve it.
ENTERS: dict[str, tuple[str, ...]] = {
    "report": ("report.receive", "report.accept", "report.refuse", "report.answer"),
    "service": ("service.register",),
    "patrol": ("patrol.plan", "patrol.run"),
    "finding": ("finding.judge",),
    "lead": ("lead.register", "lead.check", "lead.merge"),
    "measure": ("measure.propose", "measure.withdraw", "measure.notify", "measure.record_execution", "measure.verify"),
    "lifting": ("lifting.propose",),
    "objection": ("objection.register", "objection.answer"),
    "return": ("return.receive", "return.sample"),
    "transfer": ("transfer.draft", "transfer.send", "transfer.record_answer"),
    "publication": ("publication.propose",),
    "bulletin": ("bulletin.draft",),
    "refutation": ("refutation.draft",),
    "licence": ("licence.receive", "licence.review"),
    "campaign": ("campaign.plan", "campaign.task"),
    "assessment": ("assessment.notify", "assessment.inspect"),
    "account": ("account.edit",),
    "calendar": ("calendar.edit",),
    "model": ("model.propose",),
    "registration": ("registration.import", "registration.undo"),
    "evidence_record": ("evidence_record.make", "evidence_record.confirm"),  # two officers sign it, none approves it
    "operation_link": ("operation_link.judge",),
    "hold": ("hold.place",),
    "destruction": ("destruction.propose",),
    "handover": ("handover.state",),
    "key": ("key.rotate",),
    "document": ("document.draft",),
    "file": ("file.bind", "file.hold"),
}
APPROVES: dict[str, tuple[str, ...]] = {
    "report": ("report.overrule",),
    "patrol": ("patrol.review",),
    "finding": ("finding.review",),
    "lead": ("lead.decide",),
    "measure": ("measure.approve", "measure.refuse"),
    "lifting": ("lifting.approve",),
    "objection": ("objection.rule",),
    "return": ("return.accept", "return.reject"),
    "transfer": ("transfer.approve",),
    "publication": ("publication.approve",),
    "bulletin": ("bulletin.check", "bulletin.approve"),
    "refutation": ("refutation.approve",),
    "licence": ("licence.decide",),
    "campaign": ("campaign.approve",),
    "assessment": ("assessment.pass",),
    "account": ("account.approve",),
    "calendar": ("calendar.approve",),
    "model": ("model.switch_on", "model.roll_back"),
    "hold": ("hold.lift",),
    "destruction": ("destruction.decide",),
    "handover": ("handover.decide",),
    "key": ("key.approve",),
    "document": ("document.review", "document.withdraw"),
    "file": ("file.destroy", "file.release"),
}
_READS = ("records.read",)


def _entering(*kinds: str) -> frozenset[str]:
    return frozenset([act for kind in kinds for act in ENTERS[kind]] + list(_READS))


def _approving(*kinds: str) -> frozenset[str]:
    return frozenset([act for kind in kinds for act in APPROVES[kind]] + list(_READS))


_INSIDE = (
    Role(
        "intake_clerk", "受理员", "intake clerk", _entering("report", "document") | {"lead.register", "reporter.read"}
    ),
    Role(
        "patrol_operator",
        "巡查员",
        "patrol operator",
        _entering("service", "patrol", "finding", "model", "registration", "evidence_record", "operation_link")
        | {"lead.register", "measure.verify"},
    ),
    Role(
        "handler",
        "承办人",
        "handler",
        _entering(
            "finding",
            "lead",
            "measure",
            "lifting",
            "objection",
            "return",
            "transfer",
            "publication",
            "assessment",
            "document",
            "registration",
            "evidence_record",
            "operation_link",
            "hold",
            "destruction",
        ),
    ),
    Role(
        "section_head",
        "处室负责人",
        "section head",
        _approving(
            "document", "report", "patrol", "finding", "lead", "measure", "return", "assessment", "model", "handover"
        )
        | {"bulletin.check", "police.read"},
    ),
    Role(
        "office_head",
        "网信部门负责人",
        "office head",
        _approving(
            "document",
            "file",
            "lead",
            "measure",
            "lifting",
            "objection",
            "transfer",
            "publication",
            "refutation",
            "licence",
            "campaign",
            "account",
            "calendar",
            "hold",
            "destruction",
            "model",
            "key",
        )
        | {"bulletin.approve"},
    ),
    Role(
        "main_head",
        "主要负责人",
        "main head",
        _approving("measure", "lifting", "objection", "bulletin", "document", "file"),
    ),
    Role("legal_reviewer", "法制审核人员", "legal reviewer", _entering("document")),
    Role("hearing_chair", "听证主持人", "hearing chair", _entering("document")),
    Role("hearing_clerk", "听证记录人", "hearing clerk", _entering("document")),
    Role("licensing_clerk", "许可经办人", "licensing clerk", _entering("licence")),
    Role("campaign_manager", "专项行动负责人", "campaign manager", _entering("campaign")),
    Role("statistician", "统计员", "statistician", _entering("bulletin") | {"return.receive"}),
    Role("archivist", "档案员", "archivist", _entering("document", "file")),
    Role("police_liaison", "涉未成年人线索专办员", "police liaison", _entering("handover") | {"police.read"}),
    Role("publisher", "发布员", "publisher", _entering("refutation") | {"publication.publish", "bulletin.issue"}),
    Role("auditor", "审计员", "auditor", frozenset({"log.read", "log.cosign", "records.read"})),
    Role(
        "system_administrator",
        "系统管理员",
        "system administrator",
        frozenset({*ENTERS["account"], *ENTERS["calendar"], *ENTERS["key"], *ENTERS["service"]}),
    ),
)
_OUTSIDE = (
    Role("superior_head", "上级机关负责人", "head of the next higher office", inside=False),
    Role("system", "系统自动", "the system itself", inside=False),
    Role("party", "当事人", "party", inside=False),
    Role("deputy", "代理人", "party's deputy", inside=False),
    Role("reporter", "举报人", "reporter", inside=False),
    Role("telecom", "通信管理局", "communications administration", inside=False),
    Role("public_security", "公安机关", "public security", inside=False),
    Role("market_supervision", "市场监管部门", "market supervision", inside=False),
    Role("culture_tourism", "文旅部门", "culture and tourism", inside=False),
    Role("press_publication", "新闻出版部门", "press and publication", inside=False),
    Role("broadcasting", "广电部门", "radio and television", inside=False),
    Role("education", "教育部门", "education", inside=False),
    Role("court", "人民法院", "people's court", inside=False),
    Role("prosecutor", "检察机关", "procuratorate", inside=False),
    Role("reconsideration_body", "行政复议机关", "reconsideration body", inside=False),
    Role("bank", "代收银行", "collecting bank", inside=False),
    Role("platform", "网站平台", "platform", inside=False),
    Role("app_store", "应用商店", "app store", inside=False),
    Role("telecom_operator", "基础电信企业", "telecom operator", inside=False),
    Role("registrar", "域名注册机构", "domain registrar", inside=False),
)
ROLES: Mapping[str, Role] = {role.code: role for role in (*_INSIDE, *_OUTSIDE)}


def may(roles: frozenset[str] | set[str], act: str) -> bool:
    """Whether one of the roles may do an act such as "measure.propose"."""
    return any(act in ROLES[role].acts for role in roles if role in ROLES)


def roles_for(act: str) -> tuple[Role, ...]:
    """The roles that may do an act, for "who may do this" on a page."""
    return tuple(role for role in ROLES.values() if act in role.acts)
