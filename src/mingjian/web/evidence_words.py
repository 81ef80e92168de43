"""Words of the evidence desks: registers, bundles, records, links, outcomes, the police path; Chinese and English."""

from __future__ import annotations

EVIDENCE_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "import_state": {"taken": ("已导入", "taken in"), "undone": ("已撤销", "undone")},
    "destruction_state": {
        "proposed": ("待审批", "waits for approval"),
        "refused": ("不批准", "refused"),
        "approved": ("已批准，正在销毁", "approved, being destroyed"),
        "done": ("已销毁", "destroyed"),
    },
    "record_state": {
        "made": ("待第二人确认", "waits for the second officer"),
        "confirmed": ("已确认", "confirmed by two"),
        "returned": ("已退回", "given back"),
    },
    "link_state": {
        "proposed": ("待判断", "to be judged"),
        "confirmed": ("已确认", "confirmed"),
        "dismissed": ("不成立", "dismissed"),
    },
    "handover_state": {
        "stated": ("待第二人确认", "waits for the second person"),
        "confirmed": ("已移交", "handed over"),
        "returned": ("已退回", "given back"),
    },
    "handover_way": {
        "in_person": ("当面移交", "in person"),
        "sealed_medium": ("密封介质", "on a sealed medium"),
        "police_system": ("公安专线系统", "by the police's own system"),
    },
    "destruction_ground": {
        "pipl_47": ("个人信息应当删除", "personal information must be deleted"),
        "archive_period_over": ("保管期限届满，经鉴定销毁", "the period of keeping is over, appraised"),
        "police_took_over": ("已由公安机关固定，本机关不得留存", "secured by the police; we may not keep it"),
        "court_order": ("法院或上级机关决定销毁", "ordered by a court or a superior office"),
    },
    "outcome_reason": {
        "not_reached": ("没能访问到，不能据此认定", "could not be reached; nothing follows from that"),
        "same_page": ("与处置前是同一页面", "the page is the one from before the measure"),
    },
    "trace": {
        "template": ("页面模板", "page template"),
        "marks": ("页面类名与标识", "class and id names of the page"),
        "text": ("正文文字", "text of the page"),
        "picture": ("图片", "picture"),
        "favicon": ("网站图标", "site icon"),
        "certificate": ("证书", "certificate"),
        "filing": ("所引备案号", "filing number it cites"),
        "analytics": ("统计账号", "analytics account"),
        "contact": ("联系方式", "contact"),
        "target": ("跳转去向", "where it sends visitors"),
    },
    "verb": {
        "registry_imported": ("导入登记数据", "took in a registry file"),
        "registry_import_undone": ("撤销登记数据导入", "took the import back"),
        "finding_from_registers": ("登记数据出现出入", "the registers disagreed"),
        "evidence_record_made": ("制作电子取证工作记录", "made the record of evidence"),
        "evidence_record_confirmed": ("第二人确认电子取证工作记录", "confirmed the record as second officer"),
        "evidence_record_returned": ("退回电子取证工作记录", "gave the record back"),
        "hold_placed": ("设置证据保全", "placed a legal hold"),
        "hold_lifted": ("解除证据保全", "lifted the legal hold"),
        "destruction_proposed": ("提请销毁证据包", "asked to destroy the bundle"),
        "destruction_approved": ("批准销毁证据包", "approved the destruction"),
        "destruction_refused": ("不批准销毁", "refused the destruction"),
        "bundle_destroyed": ("证据包密钥已销毁", "destroyed the bundle's key"),
        "picture_shown": ("查看取证画面", "looked at the captured picture"),
        "link_proposed": ("提示同一经营者关联", "proposed a link"),
        "link_confirmed": ("确认同一经营者", "confirmed the link"),
        "link_dismissed": ("关联不成立", "dismissed the link"),
        "handover_stated": ("记录已移交公安", "stated the handover to the police"),
        "handover_confirmed": ("第二人确认已移交公安", "confirmed the handover"),
        "handover_returned": ("退回移交记录", "gave the handover back"),
        "police_package_taken_out": ("取出移交公安的密封证据", "took out the sealed package for the police"),
        "keys_rotated": ("更换签名密钥", "changed the signing keys"),
        "log_cosigned": ("副署其他机关的日志", "cosigned another office's log"),
        "cosignature_received": ("收到上级机关副署", "received a cosignature"),
    },
}
"""The pairs by table and code; `words.WORDS` takes them in."""
