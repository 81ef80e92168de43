"""Words for codes of documents and case files; they join `web.words`."""

from __future__ import annotations

DOCUMENT_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "document_state": {
        "draft": ("草稿", "draft"),
        "reviewed": ("已核稿", "read"),
        "signed": ("已签署", "signed"),
        "sealed": ("已签章", "sealed"),
        "served": ("已送达", "served"),
        "withdrawn": ("已撤回", "withdrawn"),
    },
    "verb": {
        "document_drafted": ("起草文书", "drafted a document"),
        "document_edited": ("修改文书", "edited a document"),
        "document_reviewed": ("核稿", "read a draft"),
        "document_sent_back": ("退回文书", "sent a draft back"),
        "document_signed": ("签署文书", "signed a document"),
        "document_sealed": ("文书签章固定", "sealed a document"),
        "document_withdrawn": ("撤回文书", "withdrew a document"),
        "draft_discarded": ("删除草稿", "threw a draft away"),
        "case_hold_placed": ("保全案卷", "held a case file"),
        "case_hold_lifted": ("解除案卷保全", "lifted a hold"),
        "file_bound": ("立卷归档", "bound a case file"),
        "file_taken_out": ("取出案卷", "took a case file out"),
        "file_destroyed": ("依法销毁案卷", "destroyed a case file"),
    },
}
