"""Why a row of a return does not count, in both languages: one sentence a code, with the mend."""

from __future__ import annotations

ZH: dict[str, str] = {
    "key_missing": "没有标识（账号、网址或号码）；请补填。",
    "number_wrong": "不是 11 位手机号码；请核对。",
    "number_mangled": "数字被表格软件改动（科学计数或丢位）；请把该列设为文本后重新填写。",
    "address_wrong": "不是完整的网址；请填写 http 或 https 开头的地址。",
    "measure_unknown": "没有这项措施；请用模板中的代码。",
    "measure_elsewhere": "这项措施不属于这一类报送；请放到对应类别的文件。",
    "day_wrong": "日期无法识别；请写成 2026-11-24。",
    "day_outside": "日期不在报送期间内，或晚于收件日；请报到对应的期间。",
    "basis_unknown": "依据目录中没有这个代码；请核对。",
    "basis_not_in_force": "该依据在处置日不适用；请选当时有效的条文。",
    "basis_without_power": "该依据没有规定这项措施；请另选依据。",
    "basis_speech": "涉及言论的依据不能用于批量报送。",
    "notice_missing": "没有写明是否告知受影响者；不告知的不计入。",
    "notice_without_reason": "未告知的没有写明理由；请补填。",
    "redress_missing": "没有写明申诉途径；请补填。",
    "other_platform": "平台不是报送单位；各平台报送自己的账号。",
    "formula": "单元格里是公式；请粘贴为值。公式不会被计算，也不会被导出。",
    "encoding_mixed": "该行的编码与文件其余部分不同；请统一保存为 UTF-8。",
    "cells_missing": "该行的列数与首行不同；请核对分隔符和引号。",
    "phone_wrong": "持有人手机号不对；请核对或留空。",
    "identity_wrong": "持有人证件号不对；请核对或留空。",
    "change_unknown": "“变更”只能填 增加 或 删除。",
    "change_elsewhere": "只有更正才能填“变更”。",
    "removes_unknown": "要删除的条目不在被更正的报送中。",
    "repeated": "与本文件前面的一行相同，只计一次。",
}
EN: dict[str, str] = {
    "key_missing": "There is no account, address or number; fill it in.",
    "number_wrong": "This is no mobile number of 11 digits; check it.",
    "number_mangled": "A spreadsheet has changed the digits; format the column as text and fill it in again.",
    "address_wrong": "This is no full address; it begins with http or https.",
    "measure_unknown": "There is no such measure; take a code of the template.",
    "measure_elsewhere": "This measure belongs to another category of returns.",
    "day_wrong": "The day cannot be read; write it as 2026-11-24.",
    "day_outside": "The day lies outside the period, or after the receipt; report it in its own period.",
    "basis_unknown": "The catalogue of bases has no such code; check it.",
    "basis_not_in_force": "The basis was not in force on that day; choose the one that was.",
    "basis_without_power": "The basis does not give this measure; choose another.",
    "basis_speech": "A basis about what somebody says cannot be used in bulk.",
    "notice_missing": "It does not say whether those who are hit were told; without that it does not count.",
    "notice_without_reason": "Nobody was told and no reason is given; add it.",
    "redress_missing": "It does not say where to appeal; add it.",
    "other_platform": "The platform is not the reporter; each platform reports its own accounts.",
    "formula": "The cell holds a formula; paste it as a value. Formulas are neither computed nor exported.",
    "encoding_mixed": "This line is encoded otherwise than the rest; save the file as UTF-8.",
    "cells_missing": "This line has not the columns of the first one; check separators and quotes.",
    "phone_wrong": "The holder's phone is no mobile number; check it or leave it out.",
    "identity_wrong": "The holder's identity number is wrong; check it or leave it out.",
    "change_unknown": "A change is either add or remove.",
    "change_elsewhere": "Only a correction has changes.",
    "removes_unknown": "What is to be removed is not in the return that is corrected.",
    "repeated": "The same as an earlier line of this file; it counts once.",
}


def say(code: str, language: str) -> str:
    """The sentence for a problem in "zh" or "en"; the code itself if none is known."""
    return (ZH if language.startswith("zh") else EN).get(code, code)
