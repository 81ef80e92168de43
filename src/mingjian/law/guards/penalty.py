"""Guards on what is intended or decided: rule in force, competence, powers, band, tier, discretion, one fine, gains."""

from __future__ import annotations

from datetime import date

from mingjian.errors import BadInput
from mingjian.law.articles import APL, CAC14
from mingjian.law.bands import band_of
from mingjian.law.basis import Basis, Tier, in_force_version, is_lighter, powers_of, versions
from mingjian.law.case import CaseState, Penalty
from mingjian.law.discretion import DISCRETION, share
from mingjian.law.guards.filing import known
from mingjian.law.guards.register import guard
from mingjian.law.levels import reaches
from mingjian.law.measures import measures
from mingjian.law.settings import Settings
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, Verdict, refuse

# Penalties that give the right to a hearing whatever their amount. Article: 行政处罚法 §63.
HEARING_FOR = frozenset(
    {"business_suspension", "closure", "licence_cancellation", "filing_cancellation", "update_suspension"}
)
_LARGE = frozenset({"fine", "confiscation"})
# Words of a tier that a bare refusal, or only seriousness, opens.
_REFUSAL = frozenset({"refuses", "overdue", "refuses_or_serious", "refuses_or_harm", "refuses_or_leak"})
_PLAIN = frozenset({"base", "lighter"})


def penalties_of(step: Step) -> tuple[Penalty, ...]:
    """The penalties that a step names; amounts that are no whole number count as -1 and fall out of every band."""
    return tuple(
        Penalty(str(row.get("measure", "")), _whole(row.get("amount", 0)), str(row.get("on", "org")))
        for row in step.rows("penalties")
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def rule_of(step: Step) -> Basis | None:
    """The rule that a step rests on, if it exists."""
    return known(step.text("basis"))


def tier_of(step: Step) -> Tier | None:
    """The tier that a step names, if its rule has it."""
    rule = rule_of(step)
    return next((tier for tier in rule.tiers if tier.trigger == step.text("trigger")), None) if rule else None


def hearing_right(penalties: tuple[Penalty, ...], settings: Settings) -> bool:
    """Whether these penalties give the right to a hearing. Article: 行政处罚法 §63."""
    for penalty in penalties:
        large = settings.large_org if penalty.on == "org" else settings.large_person
        if penalty.measure in HEARING_FOR or (penalty.measure in _LARGE and penalty.amount >= large):
            return True
    return False


@guard
def rule_of_the_case(state: CaseState, step: Step) -> Verdict:
    """The penalty rests on a rule the case was filed under, or its version in force. Article: 行政处罚法 §4."""
    rule = rule_of(step)
    named = set(state.bases) | {version for code in state.bases for version in versions().get(code, ())}
    fits = rule is not None and rule.code in named
    return Met() if fits else refuse("basis_not_of_case", f"{APL} §4", basis=step.text("basis") or "-")


@guard
def rule_in_force(state: CaseState, step: Step) -> Verdict:
    """By the end of the act; a lighter new law may be applied instead. Article: 行政处罚法 §37."""
    rule, ended = rule_of(step), state.act_ended or step.day
    if rule is None or rule.in_force(ended) or (step.flag("lighter_new_law") and _lighter(rule, step, ended)):
        return Met()
    begins, until = rule.in_force_from.isoformat(), str(rule.in_force_to or "…")
    return refuse("basis_not_in_force", f"{APL} §37", basis=rule.code, day=str(ended), begins=begins, until=until)


def _lighter(rule: Basis, step: Step, ended: date) -> bool:
    """A later version of the rule then in force, in force now, and not heavier in this tier."""
    old = in_force_version(rule.code, ended)
    if old is None or old.in_force_from >= rule.in_force_from or not rule.in_force(step.day):
        return False
    return is_lighter(_band(rule, step.text("trigger")), _band(old, step.text("trigger"))) is not False


def _band(rule: Basis, trigger: str) -> tuple[int, int] | None:
    try:
        return band_of(rule, trigger)
    except BadInput:
        return None


@guard
def ours_by_matter(_: CaseState, step: Step) -> Verdict:
    """The penalty is this office's to impose. Article: 行政处罚法 §17."""
    rule = rule_of(step)
    if rule is None or rule.cac_may_penalise:
        return Met()
    return refuse("not_ours", f"{APL} §17", basis=rule.code, authority=rule.competent_authority)


@guard
def ours_by_level(state: CaseState, step: Step) -> Verdict:
    """The office's level is enough for the rule, and for its provincial tier. Article: 行政处罚法 §23."""
    rule = rule_of(step)
    if rule is None:
        return Met()
    needed = "province" if step.text("trigger").endswith("_province") else rule.min_level
    if reaches(state.level, needed) or needed == "superior":
        return Met()
    return refuse("level_too_low", f"{APL} §23", basis=rule.code, level=state.level, min_level=needed)


@guard
def tier_gives_penalties(_: CaseState, step: Step) -> Verdict:
    """Each penalty is one that this tier of the rule gives. Article: 行政处罚法 §4."""
    tier, wanted = tier_of(step), penalties_of(step)
    powers = set(tier.powers) if tier else set()
    lacking = [p.measure for p in wanted if p.measure not in measures() or not powers & powers_of(p.measure)]
    if step.text("decision") == "no_penalty" or (tier and wanted and not lacking):
        return Met()
    return refuse(
        "tier_without_penalty", f"{APL} §4", measure="/".join(lacking) or "-", trigger=step.text("trigger") or "-"
    )


@guard
def tier_is_open(state: CaseState, step: Step) -> Verdict:
    """A higher tier needs a proven refusal to correct, or the reasons why it is serious. Article: 法释〔2019〕15号 §2."""
    trigger, serious = step.text("trigger"), bool(step.text("serious_reasons"))
    if trigger in _PLAIN or (trigger in _REFUSAL and state.refusal_proven):
        return Met()
    if serious and trigger not in ("refuses", "overdue"):
        return Met()
    return refuse("tier_not_open", "法释〔2019〕15号 §2", trigger=trigger or "-")


@guard
def fine_in_band(_: CaseState, step: Step) -> Verdict:
    """Fines lie in the band of the tier, unless mitigated below it. Article: 行政处罚法 §4、§32."""
    rule, tier = rule_of(step), tier_of(step)
    for penalty in penalties_of(step):
        if penalty.measure != "fine" or rule is None or tier is None:
            continue
        gains, turnover = int(step.number("gains")), int(step.number("turnover"))
        band = band_of(rule, tier.trigger, person=penalty.on != "org", gains=gains, turnover=turnover)
        low = 0 if step.text("discretion") == "mitigated" else band[0] if band else 0
        if band is None or not low <= penalty.amount <= band[1]:
            shown = f"{band[0]}–{band[1]}" if band else "-"
            return refuse("fine_out_of_band", f"{APL} §4、§32", amount=penalty.amount, band=shown, basis=rule.code)
    return Met()


@guard
def discretion_share(state: CaseState, step: Step) -> Verdict:
    """The fine lies in the share of its discretion tier, or the departure is reasoned. Article: 行政处罚法 §34."""
    rule, tier, name = rule_of(step), tier_of(step), step.text("discretion")
    if rule is None or tier is None or step.text("deviation_reasons"):
        return Met()
    for penalty in penalties_of(step):
        gains, turnover = int(step.number("gains")), int(step.number("turnover"))
        band = band_of(rule, tier.trigger, person=penalty.on != "org", gains=gains, turnover=turnover)
        if penalty.measure != "fine" or band is None:
            continue
        low, high = share(band, name if name in DISCRETION else "none", state.settings)
        if not low <= penalty.amount <= high:
            return refuse(
                "out_of_discretion", f"{APL} §34", amount=penalty.amount, band=f"{low}–{high}", tier=name or "-"
            )
    return Met()


@guard
def minors_lighter(state: CaseState, step: Step) -> Verdict:
    """From fourteen to seventeen the penalty is lighter or mitigated. Article: 行政处罚法 §30."""
    young = state.age is not None and 14 <= state.age < 18
    heavy = step.text("discretion") not in ("lighter", "mitigated")
    return refuse("minor_not_lighter", f"{APL} §30") if young and heavy else Met()


@guard
def one_fine(_: CaseState, step: Step) -> Verdict:
    """One act, one fine for each who is liable. Article: 行政处罚法 §29."""
    fined = [penalty.on for penalty in penalties_of(step) if penalty.measure == "fine"]
    return Met() if len(fined) == len(set(fined)) else refuse("two_fines", f"{APL} §29")


@guard
def highest_fine(state: CaseState, step: Step) -> Verdict:
    """Of several rules broken by one act, the one with the highest fine. Article: 行政处罚法 §29，程序规定 §16."""
    rule, ended = rule_of(step), state.act_ended or step.day
    others = [o for code in state.bases if (o := known(code)) and o.in_force(ended) and o.competent(state.level)]
    top = max((_most(other) for other in others), default=0)
    if rule is None or step.flag("lighter_new_law") or _most(rule) >= top:
        return Met()
    return refuse("higher_fine_exists", f"{APL} §29，{CAC14} §16", basis=rule.code, amount=top)


def _most(rule: Basis) -> int:
    return max((tier.fine_org[1] for tier in rule.tiers if tier.fine_org), default=0)


@guard
def gains_confiscated(_: CaseState, step: Step) -> Verdict:
    """Illegal gains are confiscated where the tier provides for it, and all of them. Article: 行政处罚法 §28."""
    tier, gains = tier_of(step), step.number("gains")
    if tier is None or "confiscate" not in tier.powers:
        return Met()
    taken = sum(penalty.amount for penalty in penalties_of(step) if penalty.measure == "confiscation")
    return Met() if taken == gains else refuse("gains_not_confiscated", f"{APL} §28", gains=int(gains), taken=taken)


@guard
def amounts_where_money(_: CaseState, step: Step) -> Verdict:
    """Fines and confiscations have an amount in whole yuan; other penalties have none. Article: 行政处罚法 §59."""
    wrong = [p.measure for p in penalties_of(step) if (p.amount > 0) != (p.measure in _LARGE)]
    return refuse("amount_wrong", f"{APL} §59", measure=wrong[0]) if wrong else Met()


@guard
def licence_by_grantor(_: CaseState, step: Step) -> Verdict:
    """A licence is revoked by the body that granted it; send it there. Article: 网信部门行政执法程序规定 §15."""
    revokes = any(penalty.measure == "licence_cancellation" for penalty in penalties_of(step))
    return refuse("grantor_revokes", f"{CAC14} §15") if revokes and not step.flag("granted_by_us") else Met()
