"""Every number of escrow, cover and cases, as one immutable value.

A policy is stored as a versioned row; every order pins the version it was bought under.
Thresholds in money are given by currency, so that nothing depends on a rate of the day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

ByCurrency = Mapping[str, int]
"""ISO 4217 code to minor units."""


class BadPolicy(ValueError):
    """A stored policy has a name that was never one, or a number that cannot be."""


@dataclass(frozen=True, slots=True)
class Tier:
    """What a seller's tier means: fee discount, reserve share and for how long, instant release."""

    fee_discount_bps: int
    reserve_bps: int
    reserve_days: int
    released_on_confirmation: bool


@dataclass(frozen=True, slots=True)
class CaseTerms:
    """Deadlines and thresholds of cases; days are calendar days unless named business days."""

    seller_answer_business_days: int = 3
    small_claim: ByCurrency = field(
        default_factory=lambda: {
            "EUR": 2_000,
            "USD": 2_000,
            "GBP": 1_700,
            "CHF": 1_900,
            "PLN": 8_600,
            "SEK": 22_500,
            "NOK": 23_000,
            "DKK": 14_900,
            "CZK": 50_000,
            "JPY": 3_200,
        }
    )
    offer_days: int = 7
    counter_days: int = 3
    replacement_days: int = 7
    label_days: int = 3
    return_days: int = 14
    return_extra_days: int = 7
    reopening_days: int = 7
    return_transit_days: int = 30
    return_check_business_days: int = 2
    mediation_days: int = 7
    second_mediator_days: int = 14
    mediation_default_days: int = 17
    mediation_latest_days: int = 21
    evidence_days: int = 5
    appeal_days: int = 30
    appeal_decision_days: int = 14
    card_fraud_days: int = 5
    chargeback_days: int = 180
    longest_case_days: int = 120
    payment_not_mine_months: int = 13
    counterfeit_invoice_days: int = 5
    serial_refunds: int = 3
    serial_share_bps: int = 1_500
    serial_days: int = 180
    two_signatures_over: ByCurrency = field(
        default_factory=lambda: {
            "EUR": 50_000,
            "USD": 50_000,
            "GBP": 43_000,
            "CHF": 48_000,
            "PLN": 214_000,
            "SEK": 560_000,
            "NOK": 580_000,
            "DKK": 372_000,
            "CZK": 1_250_000,
            "JPY": 80_000,
        }
    )
    decided_again_bps: int = 500


EEA = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"),
    *("IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
)
"""ISO 3166 codes of the European Economic Area, where Directive 2011/83/EU is law."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The terms of an order. Units are in the names; shares are basis points.

    ``withdrawal_countries`` are ISO codes; ``withdrawal_excepted`` is category slug to the letter
    of article 16 of Directive 2011/83/EU that excepts it, as the operator judges its categories.

    The reserve: ``loss_rate_days`` are what the loss rate is worked out over, ``exposure_days``
    what it is applied to, every ``reserve_check_days`` it is looked at again. A new seller's share
    is restored when the last ``sales_window_days`` sold ``restored_at_times_the_mean`` times the
    mean of the ``mean_over_days`` before (from ``restored_from_orders`` orders on), or in another
    category, or after ``dormant_days`` without a sale.
    """

    version: int = 0
    checkout_lapse_minutes: int = 30
    bank_transfer_business_days: int = 5
    capture_doubt_minutes: int = 5
    accept_business_days: int = 3
    ship_business_days: int = 7
    unscanned_days: int = 7
    complete_days: int = 14
    blocked_retry_days: int = 1
    cover_days: int = 30
    cover_unproven_days: int = 90
    extension_days: int = 30
    reminders: int = 3
    reminder_every_days: int = 3
    withdrawal_days: int = 14
    withdrawal_return_days: int = 14
    withdrawal_refund_days: int = 14
    withdrawal_countries: Sequence[str] = EEA
    withdrawal_excepted: Mapping[str, str] = field(default_factory=dict)
    signature_over: ByCurrency = field(
        default_factory=lambda: {
            "EUR": 25_000,
            "USD": 25_000,
            "GBP": 21_500,
            "CHF": 24_000,
            "PLN": 107_000,
            "SEK": 280_000,
            "NOK": 290_000,
            "DKK": 186_000,
            "CZK": 625_000,
            "JPY": 40_000,
        }
    )
    proof_weight_bps: int = 5_000
    fee_bps: int = 500
    fee_fixed: ByCurrency = field(
        default_factory=lambda: {
            "EUR": 25,
            "USD": 25,
            "GBP": 20,
            "CHF": 25,
            "PLN": 100,
            "SEK": 300,
            "NOK": 300,
            "DKK": 200,
            "CZK": 600,
            "JPY": 40,
        }
    )
    buyer_debt_limit: ByCurrency = field(
        default_factory=lambda: {"EUR": 2_000, "USD": 2_000, "GBP": 1_700, "CHF": 1_900}
    )
    debt_written_off_days: int = 180
    debt_objection_days: int = 14
    one_person_up_to: ByCurrency = field(
        default_factory=lambda: {"EUR": 50_000, "USD": 50_000, "GBP": 43_000, "CHF": 48_000}
    )
    category_fee_bps: Mapping[str, int] = field(default_factory=dict)
    tiers: Mapping[str, Tier] = field(
        default_factory=lambda: {
            "new": Tier(0, 2_000, 30, False),
            "established": Tier(50, 500, 14, True),
            "trusted": Tier(100, 200, 14, True),
        }
    )
    new_until_buyers: int = 10
    new_until_days: int = 90
    exposure_days: int = 120
    loss_rate_days: int = 365
    reserve_check_days: int = 30
    restored_at_times_the_mean: int = 3
    restored_from_orders: int = 10
    sales_window_days: int = 30
    mean_over_days: int = 180
    dormant_days: int = 90
    cases: CaseTerms = field(default_factory=CaseTerms)

    def tier(self, name: str) -> Tier:
        """The terms of a tier; an unknown one counts as new, the most careful."""
        return self.tiers.get(name, self.tiers["new"])

    def needs_signature(self, amount_minor: int, currency: str) -> bool:
        """Whether delivery must be signed for; in a currency without a threshold, always."""
        return amount_minor > self.signature_over.get(currency, 0)

    def owes_too_much(self, owed: ByCurrency) -> bool:
        """Whether a buyer owes over the limit; in a currency without one, anything at all."""
        return any(
            minor > self.buyer_debt_limit.get(currency, 0) for currency, minor in owed.items()
        )

    def alone_up_to(self, currency: str) -> int:
        """How much one person of finance may decide about alone; without a number, nothing."""
        return self.one_person_up_to.get(currency, 0)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON without the version, which is the row's own."""
        body = asdict(self)
        del body["version"]
        return body


def from_dict(version: int, body: Mapping[str, Any]) -> Policy:
    """The policy stored as ``body``.

    A name that was not known yet when the version was stored has the value of its default here,
    so that orders outlive upgrades. Raises :class:`BadPolicy` for names that were never known.
    """
    values = dict(body)
    try:
        if "tiers" in values:
            values["tiers"] = {name: Tier(**tier) for name, tier in values["tiers"].items()}
        if "withdrawal_countries" in values:
            values["withdrawal_countries"] = tuple(values["withdrawal_countries"])
        values["cases"] = CaseTerms(**values.get("cases", {}))
        policy = Policy(**(values | {"version": version}))
        _check(policy)
    except (TypeError, AttributeError) as error:
        raise BadPolicy(str(error)) from None
    return policy


def _check(policy: Policy) -> None:
    if "new" not in policy.tiers:
        raise BadPolicy("the tier 'new' is missing: every seller starts there")
    for terms in (policy, policy.cases):
        for each in fields(terms):
            number = getattr(terms, each.name)
            if isinstance(each.default, int) and (type(number) is not int or number < 0):
                raise BadPolicy(f"{each.name} is a whole number and never negative")
    if any(not 0 <= tier.reserve_bps <= 10_000 for tier in policy.tiers.values()):
        raise BadPolicy("a reserve is a share between nothing and all")
    if any(tier.fee_discount_bps > policy.fee_bps for tier in policy.tiers.values()):
        raise BadPolicy("a discount is never more than the fee")
