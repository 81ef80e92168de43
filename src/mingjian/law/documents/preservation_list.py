"""登记保存物品清单 list of preserved things. Article: 网信部门行政执法程序规定 §28."""

from mingjian.law.document_kind import Document

DOCUMENT = Document(
    code="preservation_list",
    zh="登记保存物品清单",
    en="List of preserved things",
    made_by=("preserved",),
    signers=("handler", "handler", "party"),
    article="网信部门行政执法程序规定 §28",
    to_party=True,
)
