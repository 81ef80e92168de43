"""The fine a rule allows: tier, gains and turnover in; the band in yuan out."""

from __future__ import annotations

from mingjian.law.basis import Band, Basis

# Rules of ours whose band grows with gains or turnover: (from gains of, times, share of turnover in percent).
_BY_GAINS = {
    ("CH-APP-MINOR", "refuses_or_serious"): (1_000_000, (1, 10)),
    ("LS-MODE", "base"): (1_000_000, (1, 10)),
}
_BY_TURNOVER = {("AS-PIPL", "serious_province"): 5, ("LS-LARGE", "serious_province"): 5}


def band_of(rule: Basis, trigger: str, *, person: bool = False, gains: int = 0, turnover: int = 0) -> Band | None:
    """The fine that a tier of a rule allows, both ends included, or None where it allows none.

    Gains above the rule's mark multiply; a share of last year's turnover raises the upper end. Amounts in yuan.
    Raises: BadInput, for a tier that the rule does not have.
    """
    tier = rule.tier(trigger)
    band = tier.band(person=person) if "fine" in tier.powers else None
    if band is None or person:
        return band
    mark = _BY_GAINS.get((rule.code, trigger))
    if mark and gains >= mark[0]:
        return gains * mark[1][0], gains * mark[1][1]
    percent = _BY_TURNOVER.get((rule.code, trigger), 0)
    return band[0], max(band[1], turnover * percent // 100)
