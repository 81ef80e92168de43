"""A graph of letters in, the same graph with names in it out: people's and places' names are no disguise.

A surname with one or two characters after it, and runs of the characters that foreign names are written with, may be a
word that no dictionary has. Source of both lists: written for this project.
"""

from __future__ import annotations

import re
from typing import Final

from mingjian.text.lattice import Letters

NAME_COST: Final = 10.0  # log-likelihood of a name with its surname
GIVEN_COST: Final = 5.0  # of each character of a given name
FOREIGN_COST: Final = 6.0
SYLLABLE_COST: Final = 3.7  # of each character of a foreign name
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭"
    "陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常俞佟汤康易乔赖庞樊兰殷施"
    "洪翟安颜倪牛温季芦葛齐章鲁伍柳岳宁焦柯裴卞甄霍左祝鲍楚阎管关包甘凌聂路靳柴娄靖冉鹿迟卓"
)
_FOREIGN: Final = re.compile(
    "[阿埃艾爱安奥巴班邦贝本比彼波伯博布查德登迪蒂丁杜多恩尔法菲费芬佛弗福戈格古哈海汉赫亨胡华霍基吉加贾杰金卡凯坎康科克库"
    "奎拉莱兰朗劳勒雷里利莉列林琳龙卢鲁路伦罗洛玛马迈曼梅门蒙米密莫姆穆娜纳南内尼妮宁努诺欧帕派潘佩皮平普奇乔切让热日瑞"
    "萨塞桑瑟森沙莎珊史施斯丝苏索塔泰坦汤唐特滕提图托瓦万旺威维韦魏温沃乌西希夏肖谢辛休雅亚扬耶伊因英尤约泽扎詹兹朱佐·]{3,9}"
)
_GIVEN: Final = re.compile("[\u4e00-\u9fff]")


def names(letters: Letters) -> None:
    """Let what may be a name stand as it is, as one word."""
    stretch = letters.stretch
    for place, char in enumerate(stretch):
        if char in _SURNAMES:
            for size in (2, 3):
                given = stretch[place + 1 : place + size]
                if len(given) == size - 1 and all(map(_GIVEN.match, given)):
                    letters.read_name(
                        place, place + size, NAME_COST + (GIVEN_COST * len(given) if given[0] != "某" else 0.0)
                    )
    for found in _FOREIGN.finditer(stretch):
        for start in range(found.start(), found.end() - 2):
            for end in range(start + 3, found.end() + 1):
                letters.read_name(start, end, FOREIGN_COST + SYLLABLE_COST * (end - start))
