"""Why a case may be opened, when, and which evidence each side needs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from fondaco.kernel.text import marked as _
from fondaco.market.trade.rules.policy import CaseTerms


class Reason(StrEnum):
    """What went wrong."""

    NOT_RECEIVED = "not_received"
    NOT_AS_DESCRIBED = "not_as_described"
    POOR_QUALITY = "poor_quality"
    COUNTERFEIT = "counterfeit"
    DAMAGED = "damaged"
    WRONG_ITEM = "wrong_item"
    MISSING_PARTS = "missing_parts"
    REFUND_NOT_PAID = "refund_not_paid"
    PAYMENT_NOT_MINE = "payment_not_mine"
    CHARGEBACK = "chargeback"
    """Opened by the card network's news; nobody chooses it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A reason in plain words, and the evidence that counts, by side."""

    title: str
    hint: str
    buyer_evidence: tuple[str, ...]
    seller_evidence: tuple[str, ...]
    goods_go_back: bool = True


_PICTURES = _("Pictures of what you got, and of the parcel and its label")
_OPENED = _("Pictures of the opened parcel, all that was in it, and its label")
_MESSAGES = _("Your messages with the seller: we read them here, you need not send them")
_INVOICE = _("Your own invoice or receipt for these goods")
_PACKED = _("Pictures or a note of what you packed")

REASONS: dict[Reason, Terms] = {
    Reason.NOT_RECEIVED: Terms(
        _("It has not arrived"),
        _("Nothing came, although the last promised day is over."),
        (_MESSAGES,),
        (_("The carrier's proof of delivery: we read it from the carrier ourselves"),),
        goods_go_back=False,
    ),
    Reason.NOT_AS_DESCRIBED: Terms(
        _("It is not as described"),
        _("It differs from the listing as you bought it: size, material, function, age."),
        (_PICTURES, _("Which words or pictures of the listing are wrong")),
        (_("What in the listing says so"), _PACKED),
    ),
    Reason.POOR_QUALITY: Terms(
        _("It is poor or does not work"),
        _("It is what was described, but badly made, or it fails in use."),
        (_PICTURES, _("What you did, and what happened")),
        (_("What the maker says about this fault"), _PACKED),
    ),
    Reason.COUNTERFEIT: Terms(
        _("I think it is a counterfeit"),
        _("It bears a brand, and the brand did not make it."),
        (_PICTURES, _("What makes you think so, or a statement of the brand's owner")),
        (_INVOICE,),
    ),
    Reason.DAMAGED: Terms(
        _("It arrived damaged"),
        _("It is broken, scratched, torn or soiled."),
        (_PICTURES,),
        (_PACKED, _("The carrier's answer, if you asked it")),
    ),
    Reason.WRONG_ITEM: Terms(
        _("I got something else"),
        _("Another thing, colour or size than you bought."),
        (_PICTURES,),
        (_PACKED,),
    ),
    Reason.MISSING_PARTS: Terms(
        _("Something is missing"),
        _("All or part of what you bought was not in the parcel."),
        (_OPENED, _("What is missing")),
        (_PACKED, _("The carrier's weight on the way to the buyer: we read it ourselves")),
    ),
    Reason.REFUND_NOT_PAID: Terms(
        _("I was promised a refund and did not get it"),
        _("You sent the goods back, or the seller agreed, but no refund was made."),
        (_("Where the refund was promised, or the carrier's number of your return"),),
        (_("What came back, and when"),),
        goods_go_back=False,
    ),
    Reason.PAYMENT_NOT_MINE: Terms(
        _("I did not make this payment"),
        _("Somebody else paid with your card. Your bank is asked as well."),
        (_("When you noticed, and who else uses your card"),),
        (),
        goods_go_back=False,
    ),
    Reason.CHARGEBACK: Terms(
        _("The cardholder disputes the payment at the bank"), "", (), (), goods_go_back=False
    ),
}

CHOICES = tuple(reason for reason in Reason if reason is not Reason.CHARGEBACK)
"""What a buyer may choose."""

SELLER_PAYS_POSTAGE = frozenset(
    {
        Reason.NOT_AS_DESCRIBED, Reason.POOR_QUALITY, Reason.DAMAGED, Reason.MISSING_PARTS,
        Reason.WRONG_ITEM, Reason.COUNTERFEIT,
    }
)  # fmt: skip
"""Return postage is never the buyer's for these."""


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What opening asks of an order. ``sent`` says that something left the seller."""

    paid_at: datetime | None
    promised_until: date
    cover_until: datetime | None
    delivered_at: datetime | None
    sent: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a reason may be used now; else ``why`` in words, and from when it may be."""

    allowed: bool
    why: str = ""
    opens_at: datetime | None = None


def promised_end(promised_until: date) -> datetime:
    """The last second, UTC, of the last promised day."""
    return datetime.combine(promised_until, time(23, 59, 59), tzinfo=UTC)


def months_after(moment: datetime, months: int) -> datetime:
    """The same day ``months`` later, or the last day of a shorter month."""
    year, month = divmod(moment.month - 1 + months, 12)
    for day in (moment.day, 30, 29, 28):
        try:
            return moment.replace(year=moment.year + year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("unreachable: every month has 28 days")


def openable(reason: Reason, order: OrderFacts, now: datetime, terms: CaseTerms) -> Verdict:
    """Whether a case for this reason may be opened now."""
    if order.paid_at is None or reason is Reason.CHARGEBACK:
        return Verdict(False, _("This order was not paid, so there is nothing to protect."))
    if reason is Reason.PAYMENT_NOT_MINE:
        # PSD2 (Directive (EU) 2015/2366), article 71: 13 months from the debit date.
        until = months_after(order.paid_at, terms.payment_not_mine_months)
        over = _("A payment can be disputed like this for 13 months, and they are over.")
        return Verdict(now <= until, "" if now <= until else over)
    if order.cover_until is None or now > order.cover_until:
        return Verdict(
            False,
            _("Your cover for this order has ended. Your legal rights against the seller go on."),
        )
    if reason is Reason.NOT_RECEIVED:
        opens_at = promised_end(order.promised_until) + timedelta(seconds=1)
        if order.delivered_at is None and now < opens_at:
            return Verdict(False, _("The last promised day is not over yet."), opens_at)
        return Verdict(True)
    if reason is not Reason.REFUND_NOT_PAID and not order.sent:
        return Verdict(False, _("Nothing has been sent yet, so nothing can be wrong with it."))
    return Verdict(True)
