"""Counts in, the sentences of a bulletin out, with the place of each figure in the text.

A clause whose count is zero is dropped; a figure that is missing is written nowhere and listed (counting.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingjian.reading import in_words


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: `text[start:end]` is the figure in words, without its unit."""

    key: str
    start: int
    end: int


@dataclass(slots=True)
class Writing:
    """A text under composition with the places of its figures."""

    text: str = ""
    places: list[Place] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Append words."""
        self.text += words

    def add_figure(self, key: str, words: str) -> None:
        """Append a figure's words and remember its place."""
        self.places.append(Place(key, len(self.text), len(self.text) + len(words)))
        self.text += words


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the words before and after a figure, in both languages; `content` says how it is rounded."""

    key: str
    zh: tuple[str, str]
    en: tuple[str, str]
    content: bool = False


PARAGRAPHS: tuple[tuple[Clause, ...], ...] = (
    (
        Clause("interviews.platforms", ("约谈网站平台", "家"), ("", " sites and platforms were interviewed")),
        Clause("warnings.sites", ("对网站给予警告", "家"), ("", " sites were warned by a penalty decision")),
        Clause("suspensions.sites", ("暂停更新网站", "家"), ("", " sites had their updates suspended")),
        Clause(
            "closures.sites",
            ("会同通信管理部门取消备案、关闭违法网站", "家"),
            ("", " unlawful sites were closed or struck from the register together with the telecom authority"),
        ),
        Clause("delistings.apps", ("下架违法违规应用程序", "款"), ("", " unlawful apps were delisted")),
        Clause("accounts.closed", ("关停违法违规账号", "个"), ("", " accounts were closed by platforms")),
        Clause("items.removed", ("清理违法不良信息", "条"), ("", " unlawful items were removed"), True),
        Clause("numbers.handled", ("核查处置手机号码", "个"), ("", " phone numbers were checked and handled")),
        Clause(
            "filing_cancellations.ordered",
            ("针对域名到期后未注销备案导致网站被盗用的问题，责令注销备案", "个"),
            ("", " filings were ordered to be cancelled because a lapsed domain had been taken over"),
        ),
    ),
    (Clause("reports.accepted", ("受理网民举报", "条"), ("", " reports from the public were accepted"), True),),
    (
        Clause(
            "findings.confirmed",
            ("巡查发现经核实属实", "条"),
            ("", " patrol findings were confirmed by officers"),
            True,
        ),
        Clause("findings.dismissed", ("核实不属实", "条"), ("", " were dismissed"), True),
        Clause("measures.lifted", ("撤销处置", "件"), ("", " measures were lifted again")),
    ),
)
_ONE = (
    (" sites and platforms", " site or platform"),
    (" sites", " site"),
    (" had their updates", " had its updates"),
    (" apps", " app"),
    (" accounts", " account"),
    (" items", " item"),
    (" numbers", " number"),
    (" filings", " filing"),
    (" reports", " report"),
    (" findings", " finding"),
    (" measures", " measure"),
    (" were ", " was "),
)
_EMPTY = {"zh": "没有可以公布的数字。", "en": "There is no figure to publish."}


def _opening(language: str, period: str, territory: str) -> str:
    if language == "zh":
        return f"　　{period}，{territory}网信系统"
    return f"In {period}, in the territory of {territory}: "


def _of_one(words: str) -> str:
    """English words after a figure, for one instead of many."""
    for many, one in _ONE:
        words = words.replace(many, one, 1)
    return words


def _paragraph(writing: Writing, clauses: tuple[Clause, ...], values: Mapping[str, int], language: str) -> None:
    shown = [clause for clause in clauses if values.get(clause.key)]
    for index, clause in enumerate(shown):
        before, after = clause.zh if language == "zh" else clause.en
        if index:
            writing.add("，" if language == "zh" else "; ")
        writing.add(before)
        value = values[clause.key]
        words = (
            in_words(value, after, "content" if clause.content else "subject").removesuffix(after)
            if language == "zh"
            else f"{value:,}"
        )
        writing.add_figure(clause.key, words)
        writing.add(_of_one(after) if value == 1 and language == "en" else after)
    if shown:
        writing.add("。\n" if language == "zh" else ".\n")


def compose(values: Mapping[str, int], *, period: str, territory: str, language: str) -> tuple[str, tuple[Place, ...]]:
    """The text of a bulletin in `language` ("zh" or "en") and the places of its figures."""
    writing = Writing()
    for clauses in PARAGRAPHS:
        if not any(values.get(clause.key) for clause in clauses):
            continue
        writing.add(_opening(language, period, territory) if not writing.text else ("　　" if language == "zh" else ""))
        if language == "zh" and writing.text.endswith("系统"):
            writing.add("共")
        _paragraph(writing, clauses, values, language)
    if not writing.text:
        writing.add(_opening(language, period, territory).rstrip() + _EMPTY[language])
    return writing.text.rstrip("\n"), tuple(writing.places)
