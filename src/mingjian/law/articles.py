"""The laws the engine cites: a citation such as "行政处罚法 §44、§58" in, the same in words of either language out."""

from __future__ import annotations

import re

# Chinese name as it stands in citations, English name. Longer names first where one begins another.
LAWS: dict[str, str] = {
    "行政处罚法": "Administrative Penalty Law",
    "行政强制法": "Administrative Compulsion Law",
    "行政复议法": "Administrative Reconsideration Law",
    "行政诉讼法": "Administrative Litigation Law",
    "民事诉讼法": "Civil Procedure Law",
    "行政许可法": "Administrative Licensing Law",
    "网信部门行政执法程序规定": "CAC Rules on Enforcement Procedure",
    "网络安全法": "Cybersecurity Law",
    "行政执法机关移送涉嫌犯罪案件的规定": "Regulation on Transferring Suspected Crimes",
    "移送涉嫌犯罪案件规定": "Regulation on Transferring Suspected Crimes",
    "互联网信息服务管理办法": "Internet Information Services Measures",
    "区块链信息服务管理规定": "Blockchain Information Services Rules",
    "互联网新闻信息服务许可管理实施细则": "News Services Licensing Rules",
    "互联网新闻信息服务管理规定": "Internet News Services Rules",
    "未成年人网络保护条例": "Regulation on Protecting Minors Online",
    "个人信息保护法": "Personal Information Protection Law",
    "档案法": "Archives Law",
    "法释〔2019〕15号": "Judicial Interpretation 15 of 2019",
    "明鉴": "office rule",
}
APL, ACL, ARL, ALL = "行政处罚法", "行政强制法", "行政复议法", "行政诉讼法"
CPL, CAC14, CSL, CRT = "民事诉讼法", "网信部门行政执法程序规定", "网络安全法", "移送涉嫌犯罪案件规定"
OFFICE = "明鉴"
_VERSIONS = {"修正": "as amended", "修订": "as revised", "施行": "in force", "公布": "of"}


def cite(article: str, language: str) -> str:
    """Put a citation into `language` ("zh" or "en").

    Citations name the law in Chinese and its articles with a section sign: "行政处罚法 §44，网络安全法 §58".
    """
    if language.lower().startswith("zh"):
        return article
    for zh, en in LAWS.items():
        article = article.replace(zh, en)
    for zh, en in _VERSIONS.items():
        article = re.sub(rf"[(（](\d{{4}}){zh}[)）]", rf" ({en} \1)", article)
    return article.replace("，", ", ").replace("、", ", ").replace("；", "; ").replace("  ", " ")
