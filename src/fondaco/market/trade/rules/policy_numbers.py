"""Every number of a policy in one table: what it means, its unit, its bounds, who asks for it.

The operator's form, the checks of a new version and the differences between two versions are
made from it; a number that has no line here cannot be changed, and a test says so. A bound that
a law sets names the law in ``source``. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fondaco.kernel.text import marked as _

WHOLE_BPS = 10_000
MOST_MINOR = 100_000_000
MOST_DAYS = 3_650


class Unit(StrEnum):
    """What a number is. The last six have a value for each currency, category and the like."""

    MINUTES = "minutes"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    MONTHS = "months"
    COUNT = "count"
    SHARE = "share"
    YES_NO = "yes_no"
    AMOUNTS = "amounts"
    SHARES_BY_CATEGORY = "shares_by_category"
    EXCEPTIONS = "exceptions"
    COUNTRIES = "countries"


class Group(StrEnum):
    """The parts of the form, in its order."""

    FEES = "fees"
    RESERVE = "reserve"
    DEADLINES = "deadlines"
    COVER = "cover"
    WITHDRAWAL = "withdrawal"
    CASES = "cases"
    MEDIATION = "mediation"
    LIMITS = "limits"


@dataclass(frozen=True, slots=True)
class Number:
    """One number. ``name`` is its path: ``cover_days``, ``cases.offer_days``,
    ``tier.reserve_bps`` (one value for each tier). ``least`` and ``most`` bound every value."""

    name: str
    group: Group
    title: str
    unit: Unit
    least: int
    most: int
    meaning: str
    source: str = ""

    @property
    def is_by_tier(self) -> bool:
        """Whether each tier has its own value."""
        return self.name.startswith("tier.")

    @property
    def is_map(self) -> bool:
        """Whether the policy holds a mapping of parts (currency, category) to values."""
        return self.unit in {Unit.AMOUNTS, Unit.SHARES_BY_CATEGORY, Unit.EXCEPTIONS}


# fmt: off
_G, _U = Group, Unit
_CRD = "Directive 2011/83/EU"

NUMBERS: tuple[Number, ...] = (
    Number(
        "fee_bps", _G.FEES, _("Fee"), _U.SHARE, 0, 5_000,
        _("What the platform keeps of each line, before the tier's discount."),
    ),
    Number(
        "fee_fixed", _G.FEES, _("Fixed part of the fee"), _U.AMOUNTS, 0, 100_000,
        _("Kept once an order, in the order's currency; none where it is left empty."),
    ),
    Number(
        "category_fee_bps", _G.FEES, _("Fee by category"), _U.SHARES_BY_CATEGORY, 0, 5_000,
        _("Instead of the general fee for things of this category."),
    ),
    Number(
        "tier.fee_discount_bps", _G.FEES, _("Discount on the fee"), _U.SHARE, 0, 5_000,
        _("Taken off the fee for sellers of this tier."),
    ),
    Number(
        "tier.reserve_bps", _G.RESERVE, _("Reserve"), _U.SHARE, 0, WHOLE_BPS,
        _("Share of each release that is kept for refunds to come."),
    ),
    Number(
        "tier.reserve_days", _G.RESERVE, _("Reserve is kept for"), _U.DAYS, 0, 365,
        _("Days from a release until its reserve is the seller's."),
    ),
    Number(
        "tier.released_on_confirmation", _G.RESERVE, _("Released at once when the buyer confirms"),
        _U.YES_NO, 0, 1,
        _("Otherwise confirmed orders wait as long as delivered ones."),
    ),
    Number(
        "new_until_buyers", _G.RESERVE, _("A seller is new until so many buyers"),
        _U.COUNT, 1, 10_000,
        _("Unlinked buyers whose cover has ended without a loss."),
    ),
    Number(
        "new_until_days", _G.RESERVE, _("A seller is new for at least"), _U.DAYS, 0, MOST_DAYS,
        _("Days since the shop was verified."),
    ),
    Number(
        "exposure_days", _G.RESERVE, _("Losses are expected from the last"), _U.DAYS, 30, 540,
        _("Releases of so many days times the loss rate: the least that is kept of all of them."),
    ),
    Number(
        "loss_rate_days", _G.RESERVE, _("Loss rate is worked out over"), _U.DAYS, 30, 1_095,
        _("What a seller's refunds cost after release, as a share of what was released."),
    ),
    Number(
        "reserve_check_days", _G.RESERVE, _("Reserve is looked at again every"), _U.DAYS, 1, 90,
        _("Days until what is no longer needed is let go."),
    ),
    Number(
        "restored_at_times_the_mean", _G.RESERVE, _("New again when sales are times the mean"),
        _U.COUNT, 2, 100,
        _("Sales of the window below, against the mean of the days before it."),
    ),
    Number(
        "restored_from_orders", _G.RESERVE, _("Only from so many orders"), _U.COUNT, 1, 10_000,
        _("In the window; fewer say nothing."),
    ),
    Number(
        "sales_window_days", _G.RESERVE, _("Sales are counted over"), _U.DAYS, 1, 180,
        _("The window of the newest sales."),
    ),
    Number(
        "mean_over_days", _G.RESERVE, _("Their mean is taken over"), _U.DAYS, 30, 730,
        _("The days before the window."),
    ),
    Number(
        "dormant_days", _G.RESERVE, _("New again after a pause of"), _U.DAYS, 14, 730,
        _("Days without a sale."),
    ),
    Number(
        "checkout_lapse_minutes", _G.DEADLINES, _("Unpaid checkout lapses after"),
        _U.MINUTES, 5, 1_440,
        _("Stock is kept for the buyer that long; a card challenge takes some minutes."),
    ),
    Number(
        "bank_transfer_business_days", _G.DEADLINES, _("Bank transfer is awaited for"),
        _U.BUSINESS_DAYS, 1, 20,
        _("Money that comes later is sent back."),
    ),
    Number(
        "capture_doubt_minutes", _G.DEADLINES, _("Payment in doubt is asked again after"),
        _U.MINUTES, 1, 60,
        _("When the acquirer did not answer."),
    ),
    Number(
        "accept_business_days", _G.DEADLINES, _("Seller accepts within"), _U.BUSINESS_DAYS, 1, 20,
        _("From payment; otherwise the order is cancelled and refunded."),
    ),
    Number(
        "ship_business_days", _G.DEADLINES, _("Seller ships within"), _U.BUSINESS_DAYS, 1, 20,
        _("From payment; otherwise the order is cancelled and refunded. The law's default is "
          "30 days to delivery."),
        _CRD + ", art. 18(1)",
    ),
    Number(
        "unscanned_days", _G.DEADLINES, _("First scan is awaited for"), _U.DAYS, 1, 30,
        _("From the shipping deadline; unscanned parcels are refunded."),
    ),
    Number(
        "complete_days", _G.DEADLINES, _("Money is released after"), _U.DAYS, 1, 90,
        _("From proven delivery, when no case holds it."),
    ),
    Number(
        "blocked_retry_days", _G.DEADLINES, _("Held release is tried again after"), _U.DAYS, 1, 30,
        _("While a case or a dispute holds a part of it."),
    ),
    Number(
        "reminders", _G.DEADLINES, _("Reminders before release without proof"), _U.COUNT, 1, 10,
        _("To the buyer, once cover is over and nothing proves the delivery."),
    ),
    Number(
        "reminder_every_days", _G.DEADLINES, _("A reminder every"), _U.DAYS, 1, 30,
        _("Days between two reminders."),
    ),
    Number(
        "extension_days", _G.DEADLINES, _("Delivery may be put off by"), _U.DAYS, 0, 30,
        _("At most, once an order, and only if the buyer agrees."),
    ),
    Number(
        "signature_over", _G.DEADLINES, _("Signature needed over"), _U.AMOUNTS, 0, MOST_MINOR,
        _("Dearer orders are delivered against a signature or code; in a currency left empty, "
          "all are."),
    ),
    Number(
        "proof_weight_bps", _G.DEADLINES, _("Parcel weighs at least"), _U.SHARE, 0, WHOLE_BPS,
        _("Of what the goods weigh, or the delivery is no proof."),
    ),
    Number(
        "cover_days", _G.COVER, _("Cover after proven delivery"), _U.DAYS, 14, 365,
        _("The time in which a buyer may open a case; never shorter than withdrawal."),
        _CRD + ", art. 9(1)",
    ),
    Number(
        "cover_unproven_days", _G.COVER, _("Cover while no delivery is proven"), _U.DAYS, 30, 365,
        _("From the last promised day."),
    ),
    Number(
        "withdrawal_days", _G.WITHDRAWAL, _("Withdrawal without a reason within"), _U.DAYS, 14, 100,
        _("From delivery. The law gives 14 days; more may be given."),
        _CRD + ", art. 9(1)",
    ),
    Number(
        "withdrawal_return_days", _G.WITHDRAWAL, _("Goods are sent back within"), _U.DAYS, 14, 60,
        _("From the declaration. The buyer has at least 14 days."),
        _CRD + ", art. 14(1)",
    ),
    Number(
        "withdrawal_refund_days", _G.WITHDRAWAL, _("Withdrawal is refunded within"), _U.DAYS, 1, 14,
        _("From the declaration, 14 days at the latest, unless goods and proof are missing."),
        _CRD + ", art. 13(1)",
    ),
    Number(
        "withdrawal_countries", _G.WITHDRAWAL, _("Countries with the right of withdrawal"),
        _U.COUNTRIES, 0, 0,
        _("Of the buyer's address, ISO 3166 codes. All of the European Economic Area, and "
          "others you name."),
        _CRD,
    ),
    Number(
        "withdrawal_excepted", _G.WITHDRAWAL, _("Categories without withdrawal"),
        _U.EXCEPTIONS, 0, 0,
        _("By the letter of the article that excepts them."),
        _CRD + ", art. 16",
    ),
    Number(
        "cases.seller_answer_business_days", _G.CASES, _("Seller answers within"),
        _U.BUSINESS_DAYS, 1, 10,
        _("From the opening of a case."),
    ),
    Number(
        "cases.small_claim", _G.CASES, _("Small claims"), _U.AMOUNTS, 0, 100_000,
        _("Under this a silent seller's buyer is refunded without return."),
    ),
    Number(
        "cases.offer_days", _G.CASES, _("Buyer answers an offer within"), _U.DAYS, 1, 30,
        _("Then a mediator takes over."),
    ),
    Number(
        "cases.counter_days", _G.CASES, _("Seller answers a counter-offer within"), _U.DAYS, 1, 30,
        _("Then a mediator takes over."),
    ),
    Number(
        "cases.replacement_days", _G.CASES, _("Replacement is scanned within"), _U.DAYS, 1, 30,
        _("Otherwise the buyer is refunded."),
    ),
    Number(
        "cases.label_days", _G.CASES, _("Seller gives a return label within"), _U.DAYS, 1, 14,
        _("Otherwise we make one at the seller's cost."),
    ),
    Number(
        "cases.return_days", _G.CASES, _("Buyer sends the return within"), _U.DAYS, 7, 60,
        _("Otherwise the seller keeps the money."),
    ),
    Number(
        "cases.return_extra_days", _G.CASES, _("Return may be put off by"), _U.DAYS, 0, 30,
        _("Once, when the buyer asks for it."),
    ),
    Number(
        "cases.reopening_days", _G.CASES, _("A missed return is reopened within"), _U.DAYS, 0, 30,
        _("Once a case."),
    ),
    Number(
        "cases.return_transit_days", _G.CASES, _("Return is on its way for at most"),
        _U.DAYS, 10, 60,
        _("With our label the buyer is refunded then."),
    ),
    Number(
        "cases.return_check_business_days", _G.CASES, _("Seller checks the return within"),
        _U.BUSINESS_DAYS, 1, 10,
        _("Otherwise the buyer is refunded."),
    ),
    Number(
        "cases.card_fraud_days", _G.CASES, _("“Payment not mine” is looked at within"),
        _U.DAYS, 1, 15,
        _("Then it goes to the issuer, or is refunded."),
    ),
    Number(
        "cases.chargeback_days", _G.CASES, _("Card network decides within"), _U.DAYS, 30, 540,
        _("Then what was booked for now becomes final."),
    ),
    Number(
        "cases.counterfeit_invoice_days", _G.CASES, _("Seller shows an invoice within"),
        _U.DAYS, 1, 15,
        _("When the buyer says counterfeit."),
    ),
    Number(
        "cases.longest_case_days", _G.CASES, _("A case ends within"), _U.DAYS, 60, 365,
        _("Stopped clocks and the card network's time apart."),
    ),
    Number(
        "cases.mediation_days", _G.MEDIATION, _("Mediator decides by day"), _U.DAYS, 1, 30,
        _("From the start of mediation; then another takes over."),
    ),
    Number(
        "cases.second_mediator_days", _G.MEDIATION, _("Second mediator decides by day"),
        _U.DAYS, 2, 60,
        _("From the start of mediation; then the head of finance."),
    ),
    Number(
        "cases.mediation_default_days", _G.MEDIATION, _("Undecided until day"), _U.DAYS, 3, 90,
        _("From the start of mediation; then the buyer is refunded."),
    ),
    Number(
        "cases.mediation_latest_days", _G.MEDIATION, _("In mediation by day"), _U.DAYS, 7, 60,
        _("From the opening of a case, at the latest."),
    ),
    Number(
        "cases.evidence_days", _G.MEDIATION, _("Evidence asked for is sent within"), _U.DAYS, 2, 30,
        _("The case's clock stands still meanwhile."),
    ),
    Number(
        "cases.appeal_days", _G.MEDIATION, _("Appeal within"), _U.DAYS, 10, 180,
        _("From the decision. In the EU a complaint about it is heard for six months besides."),
        "Regulation (EU) 2022/2065, art. 20(1)",
    ),
    Number(
        "cases.appeal_decision_days", _G.MEDIATION, _("Appeal is decided within"), _U.DAYS, 1, 60,
        _("Otherwise the first decision stands."),
    ),
    Number(
        "cases.two_signatures_over", _G.MEDIATION, _("Two signatures over"),
        _U.AMOUNTS, 0, MOST_MINOR,
        _("Dearer decisions need a second person."),
    ),
    Number(
        "cases.decided_again_bps", _G.MEDIATION, _("Decided again blind"), _U.SHARE, 0, WHOLE_BPS,
        _("Share of decisions that another mediator makes again; the agreement is published."),
    ),
    Number(
        "cases.payment_not_mine_months", _G.LIMITS, _("“Payment not mine” is heard for"),
        _U.MONTHS, 13, 60,
        _("From the booking. The law gives 13 months."),
        "Directive (EU) 2015/2366, art. 71(1)",
    ),
    Number(
        "cases.serial_refunds", _G.LIMITS, _("Refunds without return before a person looks"),
        _U.COUNT, 1, 100,
        _("Of one buyer, in the days below."),
    ),
    Number(
        "cases.serial_share_bps", _G.LIMITS, _("Or this share of the buyer's orders"),
        _U.SHARE, 1, WHOLE_BPS,
        _("In the days below."),
    ),
    Number(
        "cases.serial_days", _G.LIMITS, _("Counted over"), _U.DAYS, 30, 730,
        _("Days in which refunds without return are counted."),
    ),
    Number(
        "buyer_debt_limit", _G.LIMITS, _("A buyer may owe"), _U.AMOUNTS, 0, MOST_MINOR,
        _("Who owes more cannot buy; in a currency left empty, who owes anything."),
    ),
    Number(
        "debt_written_off_days", _G.LIMITS, _("What nobody paid is written off after"),
        _U.DAYS, 30, 1_095,
        _("Days from when a buyer or a seller came to owe it; the fund bears it, else the "
          "platform."),
    ),
    Number(
        "debt_objection_days", _G.LIMITS, _("An objection to a debt is answered within"),
        _U.DAYS, 1, 30,
        _("Days, in which nothing is collected for it. Without an answer it stays owed, and the "
          "buyer is told."),
    ),
    Number(
        "one_person_up_to", _G.LIMITS, _("One person of finance decides up to"), _U.AMOUNTS,
        0, MOST_MINOR,
        _("Debts let go and bank lines placed; above it a second person confirms. Nothing in a "
          "currency that is not named."),
    ),
)
# fmt: on

BY_NAME: Mapping[str, Number] = {number.name: number for number in NUMBERS}
