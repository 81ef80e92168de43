"""What a step's form may offer: officers, rules, evidence, captures, from the case and the office it belongs to."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mingjian.law.agencies import agencies
from mingjian.law.articles import cite
from mingjian.law.basis import Basis, bases, basis, versions
from mingjian.law.case import CaseState
from mingjian.law.guards.after import still_to_perform
from mingjian.law.levels import reaches
from mingjian.law.measures import measures
from mingjian.records.models import Account, Capture, Case
from mingjian.web.language import chinese, code, say
from mingjian.web.words import word


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: what is sent, what is shown."""

    key: str
    label: str


@dataclass(frozen=True)
class Choices:
    """The choices of one case on one day for one officer; `late`: the step's own period has run out."""

    case: Case
    state: CaseState
    user: Account
    day: datetime.date
    late: bool = False

    @cached_property
    def office(self) -> list[Account]:
        """The officers of the case's office."""
        rows = Account.objects.filter(unit=self.case.unit, is_active=True).select_related("unit")
        return list(rows.order_by("name_zh"))

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of officers by the code that steps keep."""
        return {str(row.pk): row.name_zh if chinese() else row.name_en for row in self.office}

    @cached_property
    def given(self) -> frozenset[str]:
        """Measures that the rules of the case give."""
        rules = [basis(key) for key in self.state.bases]
        return frozenset(row.code for row in measures().values() if any(rule.grants(row.powers) for rule in rules))

    def officers(self, kind: str) -> list[Option]:
        """Who may be named by a step: handlers with a valid card, or chairs."""
        role = "hearing_chair" if kind == "hearing_notified" else "handler"
        taken = set(self.state.handlers) if kind == "handler_changed" else set()
        return [
            self._person(row)
            for row in self.office
            if role in row.roles and str(row.pk) not in taken and (role != "handler" or row.holds_card_on(self.day))
        ]

    def together(self) -> list[Option]:
        """Who may take a step with this officer: the other handlers of the case."""
        return [Option(key, self._name(key)) for key in self.state.handlers if key != str(self.user.pk)]

    def options(self, kind: str, field: str) -> list[Option]:
        """The choices of a field that the law keeps as plain text or codes; empty: it is typed."""
        found = _OPTIONS.get((kind, field)) or _OPTIONS.get(("", field))
        return found(self) if found else []

    def hint(self, kind: str, field: str) -> str:
        """A sentence beside a field, where it needs one."""
        found = _HINTS.get((kind, field)) or _HINTS.get(("", field))
        return say(*found) if found else ""

    def _name(self, key: str) -> str:
        return self.names.get(key, key)

    def _person(self, row: Account) -> Option:
        return Option(str(row.pk), self._name(str(row.pk)))

    # Options of single fields.
    def handlers(self) -> list[Option]:
        """The handlers of the case."""
        return [Option(key, self._name(key)) for key in self.state.handlers]

    def participants(self) -> list[Option]:
        """Whoever takes part in the case now."""
        chair = (self.state.hearing.chair,) if self.state.hearing and self.state.hearing.chair else ()
        reviewers = tuple(str(row.pk) for row in self.office if "legal_reviewer" in row.roles)
        return [Option(key, self._name(key)) for key in dict.fromkeys((*self.state.handlers, *chair, *reviewers))]

    def asked_to_leave(self) -> list[Option]:
        """Of whom recusal was asked."""
        return [Option(key, self._name(key)) for key in sorted(self.state.recusal_asked)]

    def team(self) -> list[Option]:
        """Officers who may check a transfer."""
        return [self._person(row) for row in self.office if "handler" in row.roles]

    def members(self) -> list[Option]:
        """Who discusses together: heads and section heads."""
        heads = {"office_head", "main_head", "section_head"}
        return [self._person(row) for row in self.office if heads & set(row.roles)]

    def fileable(self) -> list[Option]:
        """Rules in force when the act ended that this office may punish, the commonest words first."""
        rules = bases(on=self.state.act_ended or self.day, speech=self.state.by_hand)
        level = self.case.unit.level
        return [_rule(row) for row in rules if row.cac_may_penalise and reaches(level, row.min_level)]

    def of_case(self) -> list[Option]:
        """The rules of the case, with their other versions."""
        keys = dict.fromkeys(key for named in self.state.bases for key in (named, *versions().get(named, ())))
        return [_rule(basis(key)) for key in keys]

    def tiers(self) -> list[Option]:
        """The tiers of the rules of the case, with their fines."""
        found: dict[str, str] = {}
        for key in self.state.bases:
            for tier in basis(key).tiers:
                band = tier.fine_org
                fine = (
                    say("：罚款 {a}–{b} 元", ": fine {a}–{b} yuan", a=f"{band[0]:,}", b=f"{band[1]:,}") if band else ""
                )
                found.setdefault(tier.trigger, f"{word('basis_tier', tier.trigger)}{fine}")
        return [Option(key, label) for key, label in found.items()]

    def unreviewed(self) -> list[Option]:
        """Evidence that waits for its review, then the rest."""
        pieces = sorted(self.state.evidence, key=lambda piece: piece.reviewed)
        return [self._piece(piece.digest, piece.kind) for piece in pieces]

    def usable(self) -> list[Option]:
        """Evidence that was reviewed and stands."""
        return [self._piece(piece.digest, piece.kind) for piece in self.state.usable]

    def _piece(self, digest: str, kind: str) -> Option:
        return Option(digest, f"{word('evidence_kind', kind)} {digest[:8]}…{digest[-4:]}")

    def preserved(self) -> list[Option]:
        """Lists of things that are still preserved."""
        rows = [row for row in self.state.preservations if not row.disposed]
        return [Option(row.number, f"{row.number} ({row.since.isoformat()})") for row in rows]

    def to_perform(self) -> list[Option]:
        """Penalties other than money that are still to be performed."""
        keys = sorted(still_to_perform(self.state))
        return [Option(key, measures()[key].zh if chinese() else measures()[key].en) for key in keys]

    def captures(self) -> list[Capture]:
        """Captures of the service that are not evidence of the case yet, the newest first."""
        taken = {piece.digest for piece in self.state.evidence}
        rows = Capture.objects.filter(service_id=self.case.service_id).exclude(digest__in=taken)
        return list(rows.order_by("-taken_at")[:20])

    def untaken(self) -> list[Option]:
        """Those captures as choices."""
        return [
            Option(row.digest, f"{row.taken_at:%Y-%m-%d} {row.digest[:8]}…{row.digest[-4:]}") for row in self.captures()
        ]


def _rule(row: Basis) -> Option:
    mark = "" if row.confirmed else say("（依据待确认）", " (not confirmed)")
    return Option(row.code, f"{cite(f'{row.law} §{row.article}', code())} {row.zh if code() == 'zh' else row.en}{mark}")


def receivers() -> Sequence[str]:
    """Bodies that a case may be transferred to, by name."""
    return [row.zh if chinese() else row.en for row in agencies().values() if not row.executes_only]


_OPTIONS = {
    ("handler_changed", "from"): Choices.handlers,
    ("recusal_asked", "officer"): Choices.participants,
    ("recusal_ruled", "officer"): Choices.asked_to_leave,
    ("crime_ruled", "team"): Choices.team,
    ("discussed", "members"): Choices.members,
    ("filed", "bases"): Choices.fileable,
    ("basis_confirmed", "basis"): Choices.of_case,
    ("notified", "basis"): Choices.of_case,
    ("notified", "trigger"): Choices.tiers,
    ("decided", "basis"): Choices.of_case,
    ("decided", "trigger"): Choices.tiers,
    ("evidence_taken", "digest"): Choices.untaken,
    ("evidence_reviewed", "digest"): Choices.unreviewed,
    ("concluded", "evidence"): Choices.usable,
    ("preservation_disposed", "number"): Choices.preserved,
    ("preservation_lapsed", "number"): Choices.preserved,
    ("performed", "measure"): Choices.to_perform,
}
_HINTS: dict[tuple[str, str], tuple[str, str]] = {
    ("decided", "number"): ("留空则按顺序编号。", "Left empty, the next number of the series is given."),
    ("", "proof"): (
        "送达回证、挂号回执、系统记录等的编号。",
        "Number of the receipt, of the registered letter, of the record.",
    ),
    ("", "posted_on"): ("只在公告送达时填写。", "Only for service by publication."),
    ("", "answer_by"): ("不少于五个工作日。", "At least five working days."),
    ("", "deviation_reasons"): ("金额不在裁量档次内时必填。", "Needed where the amount lies outside its tier."),
    ("", "serious_reasons"): ("选“情节严重”档次时必填。", "Needed for the serious tier."),
    ("concluded", "already_corrected"): ("没有责令改正时填写。", "Where no order to correct was needed."),
    ("source_registered", "act_ended"): ("行为还在持续就留空。", "Leave it empty while the act goes on."),
    ("evidence_taken", "digest"): ("这一服务的取证；其他材料请先存入证据库。", "Captures of this service."),
    ("statement_taken", "digest"): ("笔录文件的 SHA-256。", "SHA-256 of the record's file."),
}
