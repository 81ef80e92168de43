"""Words for codes of bulk returns and publications; they join `web.words`."""

from __future__ import annotations

RETURN_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "return_state": {
        "submitted": ("待读取", "waiting to be read"),
        "unreadable": ("无法读取", "could not be read"),
        "checked": ("已逐行核对", "checked row by row"),
        "sampled": ("抽查中", "being sampled"),
        "accepted": ("已采纳", "accepted"),
        "rejected": ("已退回", "rejected"),
        "superseded": ("已被更正替代", "replaced by a correction"),
    },
    "sample_result": {
        "open": ("待查", "open"),
        "confirmed": ("属实", "confirmed"),
        "false": ("不实", "false"),
    },
    "publication_state": {
        "proposed": ("待审批", "waiting for approval"),
        "refused": ("未批准公开", "not published"),
        "published": ("已公开", "published"),
        "withdrawn": ("已撤回", "withdrawn"),
    },
}
RETURN_VERBS: dict[str, tuple[str, str]] = {}
