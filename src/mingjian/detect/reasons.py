"""The sentences of the detectors' reasons, such as an officer can put into a file, in both languages.

A code `entry.with_offer` speaks of a family of terms of the lexicon; the family's own words fill its name in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mingjian.detect.lexicon import lexicon

_ZH: Final = {
    "contact_lure": "以“{term}”将读者引向私下联系，与同段的违法推广相连",
    "manner": "整段的写法与违法推广一致（模型评分 {score}），其中没有词库所列的违法行业词语",
    "promotion_out_of_keeping": "本站登记为{kind}，页面却在推广“{term}”，与其性质不符",
    "hidden_promotion": "在访客看不见的位置（{surface}）放置推广内容“{term}”",
    "link_farm": "页面含 {count} 个指向 {hosts} 个外部网站的推广链接，如“{term}”",
    "parasite_folder": "本站下有 {count} 个随机命名的推广页面链接，如“{term}”，疑为寄生目录",
    "foreign_title": "标题或摘要在推广“{term}”，而页面正文与此无关",
    "put_before_title": "“{term}”接在页面自己的标题之前，正文标题中并无此语",
    "brand_glued": "“{term}”与正常文字粘连，是插入的推广名称，不属于原文",
    "text_shuffled": "公文段落次序被打乱（{clues}），疑为采集后改写",
    "text_torn": "公文中数字或词语被符号拆断，如“{term}”",
    "glyph_noise": "符号“{term}”夹在正文字词或标点之间，全文共 {count} 处，系人为干扰",
    "in_picture": "图片中的文字“{term}”系违法推广（图片指纹 {picture}）",
    "in_code": "图片中有二维码，内容为“{term}”（图片指纹 {picture}）",
    "template_spam": "同一推广语句“{term}”在页面重复 {count} 次，系模板堆砌",
    "different_answer": "向{view}展示的内容与普通访问不同，其中有推广内容“{term}”",
    "redirected_away": "以{view}访问时被转到另一网站 {host}",
    "other_status": "{base}被拒（{left}），{view}却能打开（{right}），两次比对一致",
    "other_site": "{view}最终到达 {right}，{base}到达 {left}，两次比对一致",
    "other_title": "{view}看到的标题是“{right}”，{base}看到的是“{left}”，两次比对一致",
    "other_text": "{view}看到的正文与{base}不同，两次比对一致：“{right}”，而不是“{left}”",
    "other_links": "只有{view}看到指向 {right} 的链接，{base}看不到，两次比对一致",
    "filing_other_holder": "备案主体“{filed}”与域名现持有人“{holder}”不一致",
    "filing_of_another": "页面所引备案号“{cited}”不是登记的备案号“{filed}”",
    "content_destroyed": "内容已依法销毁",
    "domain_registered_again": "该域名曾被释放并由他人重新注册，备案未注销",
    "domain_expires": "域名将于 {day} 到期（距今 {days} 天），备案仍在，存在被抢注盗用的风险",
    "domain_expired": "域名已于 {day} 到期，备案未注销",
    "child_material": "疑似涉及未成年人的违法内容，已遮盖，应立即移送公安机关",
}

_FAMILY_ZH: Final = {
    "with_offer": "“{term}”属于__，并与许诺“{other}”同时出现",
    "with_contact": "“{term}”属于__，并附有联系方式“{other}”",
    "with_trade": "“{term}”属于__，并以“{other}”招揽交易",
    "in_disguise": "“{term}”系经伪装书写，还原后属于__",
    "with_other": "“{term}”属于__，同段内另有“{other}”",
    "in_manner": "“{term}”属于__，且整段写法与违法推广一致",
    "alone": "出现“{term}”，属于__；单独出现仅为线索",
}

_EN: Final = {
    "contact_lure": "“{term}” leads the reader to a private talk, beside the promotion in the same passage",
    "manner": "the whole passage is written as such promotion is (score {score}), though no listed word of a trade occurs",
    "promotion_out_of_keeping": "the site is registered as {kind}, yet the page promotes “{term}”",
    "hidden_promotion": "promotion placed where visitors do not see it ({surface}): “{term}”",
    "link_farm": "{count} promotional links to {hosts} other sites, such as “{term}”",
    "parasite_folder": "{count} links to randomly named promotional pages of this site, such as “{term}”",
    "foreign_title": "the title or description promotes “{term}”, of which the page itself says nothing",
    "put_before_title": "“{term}” stands before the page's own title, which the page repeats without it",
    "brand_glued": "“{term}” is glued to ordinary text: an inserted promotional name that is not part of the original",
    "text_shuffled": "the paragraphs of an official text are out of order ({clues}), as in scraped copies",
    "text_torn": "numbers or words of an official text are torn apart by symbols, as in “{term}”",
    "glyph_noise": "the symbols “{term}” stand inside words or before punctuation, {count} times in all: on purpose",
    "in_picture": "the words “{term}” in a picture are such promotion (fingerprint of the picture: {picture})",
    "in_code": "a picture carries a code that says “{term}” (fingerprint of the picture: {picture})",
    "template_spam": "the promotional phrase “{term}” occurs {count} times on the page, as templates do",
    "different_answer": "the {view} view is shown other content than a plain visit, with the promotion “{term}”",
    "redirected_away": "the {view} view is sent on to another site, {host}",
    "other_status": "{base} is turned away ({left}) while {view} is let in ({right}), twice in a row",
    "other_site": "{view} ends at {right}, {base} at {left}, twice in a row",
    "other_title": "{view} reads the title “{right}”, {base} “{left}”, twice in a row",
    "other_text": "{view} reads other text than {base}, twice in a row: “{right}” instead of “{left}”",
    "other_links": "only {view} is shown links to {right}, twice in a row; {base} is not",
    "filing_other_holder": "the filing names “{filed}”, the domain now belongs to “{holder}”",
    "filing_of_another": "the page cites the filing “{cited}”, but the site is filed under “{filed}”",
    "content_destroyed": "the content was destroyed by law",
    "domain_registered_again": "the domain was let go and registered again by somebody while its filing stood",
    "domain_expires": "the domain expires on {day} (in {days} days) while its filing stands: it may be taken over",
    "domain_expired": "the domain expired on {day} and its filing was not cancelled",
    "child_material": "possible material harming minors; masked; must go to the police at once",
}

_FAMILY_EN: Final = {
    "with_offer": "“{term}” (__) stands together with the promise “{other}”",
    "with_contact": "“{term}” (__) comes with a way to make contact, “{other}”",
    "with_trade": "“{term}” (__) is offered for trade with “{other}”",
    "in_disguise": "“{term}” is written in disguise; undone, it means __",
    "with_other": "“{term}” (__) stands beside “{other}” in the same passage",
    "in_manner": "“{term}” (__), and the whole passage is written as such promotion is",
    "alone": "“{term}” occurs (__); by itself only a sign",
}


def _families(table: Mapping[str, str], language: str) -> dict[str, str]:
    return {
        f"{entry.name}.{code}": sentence.replace("__", entry.zh if language == "zh" else entry.en)
        for entry in lexicon().entries
        if entry.category
        for code, sentence in table.items()
    }


ZH: Final[Mapping[str, str]] = _ZH | _families(_FAMILY_ZH, "zh")
EN: Final[Mapping[str, str]] = _EN | _families(_FAMILY_EN, "en")
