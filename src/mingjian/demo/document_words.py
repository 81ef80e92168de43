"""What only people can say in the documents of the demo's two finished cases, by kind of document. All of it is made up."""

from __future__ import annotations

from typing import Any

Words = dict[str, Any]

OFFICE: Words = {"address": "东屿市海望路18号", "contact": "林一舟，0990-5550118"}
BANK: Words = {"name": "东屿银行营业部", "holder": "东屿市财政局非税收入专户", "account": "6200 0990 0000 0118"}
APPEAL: Words = {"reconsideration": "东屿市人民政府", "court": "东屿市海望区人民法院"}
POLICE, PROSECUTOR = "东屿市公安局", "东屿市人民检察院"
CRIME = "帮助信息网络犯罪活动罪（刑法第二百八十七条之二）"
TAKEN = "电子取证工作记录、复查记录来源合法，与原始载体核对一致，经审查予以采信。"
REVIEW_POINTS = ("subject", "facts", "law", "discretion", "procedure", "papers", "crime")
FIGURES: list[Words] = [
    {"figure": "违法所得", "value": "236000元", "mark": "1万元以上"},
    {"figure": "支付结算金额", "value": "410000元", "mark": "20万元以上"},
]

COMMON: dict[str, Words] = {
    "source_registration": {
        "clerk": {"text": "属本机关管辖，建议登记并交执法科核查。", "by": "苗可欣"},
        "head": {"text": "同意，交执法科核查。", "by": "方静姝"},
    },
    "filing_approval": {"head": {"text": "同意立案，由林一舟、陈知承办。", "by": "方静姝"}},
    "evidence_list": {},
    "correction_order": {
        "facts": "当事人对其用户发布的代刷网课等违法信息，收到举报后未停止传输，未采取消除等处置措施。",
        "breached": "《中华人民共和国网络安全法》第四十九条",
        "consequence": "《中华人民共和国网络安全法》第六十九条",
    },
    "correction_check": {
        "way": "远程访问，两名执法人员核对，全程录屏",
        "items": [{"measure": "停止传输、消除违法信息", "found": "原有板块已无该类信息", "met": "已改正"}],
        "met": True,
    },
}
HEARD: dict[str, Words] = {
    "handling_report": {
        "course": "收到举报后登记来源，经负责人批准立案；两名执法人员表明身份后现场检查、电子取证，责令改正并复查。",
        "evidence_review": TAKEN,
        "law": "当事人为网络运营者，对其用户发布的违法信息未停止传输、未采取消除等处置措施。",
        "circumstances": "在责令改正的期限内完成整改，主动配合调查，具有行政处罚法第三十二条规定的从轻情节。",
        "crime_check": "发布信息12条，未达到立案追诉标准，不移送。",
        "correction": "已责令改正，经复查已改正。",
        "opinion": "拟给予警告，并处罚款十二万元。",
    },
    "penalty_notice": {},
    "hearing_notice": {"chair": "郑言", "clerk": "何书"},
    "hearing_record": {
        "chair": "郑言",
        "clerk": "何书",
        "attendees": "当事人及代理人、两名承办人、记录人何书",
        "opened": "主持人核对到场人员身份，宣布听证纪律，告知权利义务；当事人不申请回避。",
        "accused": "当事人收到举报后未停止传输违法信息，事实清楚，建议给予警告，并处罚款十二万元。",
        "defended": "对事实无异议；已增加审核人员，请求从轻处罚。",
        "examined": [{"evidence": "电子取证工作记录", "said": "真实性无异议", "answered": "无补充"}],
        "last_words": "调查人员坚持处罚建议；当事人请求从轻。",
    },
    "hearing_report": {
        "chair": "郑言",
        "attendees": "当事人及代理人、两名承办人、记录人何书",
        "course": "听证按程序进行，双方充分举证、质证、辩论。",
        "accused": "事实清楚，建议警告并罚款十二万元。",
        "defended": "事实无异议，请求从轻。",
        "disputed": "争议焦点为收到举报后是否及时处置。取证记录显示举报后信息仍可访问。",
        "opinion": "事实清楚，证据充分，建议按从轻档次处罚。",
    },
    "legal_review": {
        "section": "执法科",
        "why": "经过听证程序（行政处罚法第五十八条第一款第二项）",
        "points": [{"point": point, "good": True} for point in REVIEW_POINTS],
        "qualified": "法律职业资格证书 A20160990104TEST",
    },
    "penalty_decision": {},
    "service_receipt": {"place": OFFICE["address"], "proof": "送达回证"},
    "deferral_approval": {
        "hardship": "回款周期长，一次缴清影响员工工资发放",
        "reasons": "经查确有经济困难，同意分两期缴纳。",
        "granted": True,
    },
    "closing_approval": {
        "performed": "罚款分两期缴清，第二期逾期，加处罚款已一并缴清；警告已送达。",
        "appeals": "未申请行政复议，未提起行政诉讼。",
        "things": "无先行登记保存、扣押物品。",
        "head": {"text": "同意结案。", "by": "方静姝"},
    },
}
SENT: dict[str, Words] = {
    "crime_transfer_approval": {
        "facts": "应用以会员费形式出售代刷网课服务，并代收款项。",
        "crime": CRIME,
        "figures": FIGURES,
        "team_opinion": "违法所得和支付结算金额均达到立案追诉标准，建议移送公安机关。",
        "head": {"text": "批准移送。", "by": "方静姝"},
    },
    "crime_report": {
        "course": "收到举报后登记来源、立案，查明会员费收入和代收款项。",
        "facts": "应用以会员费形式出售代刷网课服务，并代收款项。",
        "figures": FIGURES,
        "law": f"涉嫌{CRIME}。",
        "done": "已责令改正并复查；尚未给予行政处罚。",
        "opinion": f"建议移送{POLICE}。",
    },
    "crime_transfer": {
        "receiver": POLICE,
        "prosecutor": PROSECUTOR,
        "crime": CRIME,
        "facts": "应用以会员费形式出售代刷网课服务，违法所得236000元，支付结算金额410000元。",
        "attached": ["涉嫌犯罪案件情况的调查报告", "涉案物品清单", "其他有关涉嫌犯罪的材料"],
    },
    "crime_evidence_list": {"receiver": POLICE},
    "closing_approval": {
        "result": "移送公安机关，公安机关已立案侦查。",
        "handler": {"text": "公安机关已立案侦查，建议结案。", "by": "林一舟"},
        "performed": "未作出行政处罚决定。",
        "appeals": "不适用。",
        "things": "电子数据光盘随案移送。",
        "head": {"text": "同意结案。", "by": "方静姝"},
    },
}
