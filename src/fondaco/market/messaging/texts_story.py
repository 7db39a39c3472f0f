"""Mails about orders, cases and money. Pure data; see :mod:`fondaco.market.messaging.texts`."""

from django.utils.translation import gettext_lazy as _

from fondaco.market.messaging.text import Text

_ORDER = "/orders/%(id)s/"
_SELLER_ORDER = "/sell/orders/%(id)s/"
_CASE = "/cases/%(id)s/"
_SELLER_CASE = "/sell/cases/%(id)s/"
_SELLER_MONEY = "/sell/money/"
_SEE_ORDER = _("See the order")
_SEE_CASE = _("See the case")

ORDERS: dict[str, Text] = {
    "order_paid_buyer": Text(
        _("We hold your payment for order %(reference)s"),
        (
            _("You paid %(amount)s for order %(reference)s. Thank you."),
            _("We hold the money until the parcel is proven delivered and your cover has run."),
            _("The seller now prepares your parcel. You will hear from us when it is on its way."),
        ),
        _SEE_ORDER,
        _ORDER,
    ),
    "order_paid_seller": Text(
        _("New order %(reference)s is paid"),
        (
            _("Order %(reference)s over %(amount)s is paid, and Fondaco holds the money."),
            _("Please accept it and ship in time: the order's page shows by when."),
        ),
        _SEE_ORDER,
        _SELLER_ORDER,
    ),
    "order_accepted": Text(
        _("The seller accepted order %(reference)s"),
        (_("The seller accepted order %(reference)s and prepares your parcel."),),
        _SEE_ORDER,
        _ORDER,
    ),
    "order_shipped": Text(
        _("Order %(reference)s is on its way"),
        (
            _("The seller handed over the parcel of order %(reference)s."),
            _("The order's page shows where it is and when it should arrive."),
        ),
        _SEE_ORDER,
        _ORDER,
    ),
    "order_delivered": Text(
        _("Order %(reference)s was delivered"),
        (
            _("The carrier proves that order %(reference)s was delivered."),
            _(
                "Please look at everything now. If something is wrong, say so on the order's page"
                " while your cover runs: we still hold your payment."
            ),
        ),
        _SEE_ORDER,
        _ORDER,
    ),
    "order_completed_buyer": Text(
        _("Order %(reference)s is complete"),
        (
            _("Order %(reference)s is complete: the seller may now be paid."),
            _("You can rate the goods and the seller on the order's page."),
        ),
        _SEE_ORDER,
        _ORDER,
    ),
    "order_released": Text(
        _("Money of order %(reference)s is in your balance"),
        (
            _(
                "Order %(reference)s is complete. Its money was released to your balance, less the"
                " fee and the reserve; your money page shows each part."
            ),
        ),
        _("See your money"),
        _SELLER_MONEY,
    ),
    "order_cancelled_buyer": Text(
        _("Order %(reference)s was cancelled"),
        (
            _(
                "Order %(reference)s was cancelled. What you paid for it goes back to the method"
                " that you paid with; the order's page shows how far the refund is."
            ),
        ),
        _SEE_ORDER,
        _ORDER,
    ),
    "order_cancelled_seller": Text(
        _("Order %(reference)s was cancelled"),
        (_("Order %(reference)s was cancelled. Please do not ship it."),),
        _SEE_ORDER,
        _SELLER_ORDER,
    ),
    "order_refunded_buyer": Text(
        _("Order %(reference)s was refunded"),
        (
            _("Order %(reference)s was refunded to the method that you paid with."),
            _("The order's page has the reference that your bank can look for."),
        ),
        _SEE_ORDER,
        _ORDER,
    ),
    "order_refunded_seller": Text(
        _("Order %(reference)s was refunded"),
        (_("The buyer of order %(reference)s was refunded. The order's page says why."),),
        _SEE_ORDER,
        _SELLER_ORDER,
    ),
}

ORDERS["order_reminded"] = Text(
    _("Has order %(reference)s arrived?"),
    (
        _(
            "The carrier has not proved that order %(reference)s was delivered, and your cover"
            " ends soon."
        ),
        _(
            "If it has not come, or something is wrong with it, say so on the order's page now:"
            " we still hold your payment. If all is well, you need do nothing."
        ),
    ),
    _SEE_ORDER,
    _ORDER,
)
ORDERS["order_unproven_seller"] = Text(
    _("We could not prove the delivery of order %(reference)s"),
    (
        _(
            "The carrier says that order %(reference)s was delivered, but the scan does not fit"
            " the order, so the money is not released by it."
        ),
        _("The order's page says what does not fit, and what you can do."),
    ),
    _SEE_ORDER,
    _SELLER_ORDER,
)
ORDERS["extension_asked_buyer"] = Text(
    _("The seller asks for more time for order %(reference)s"),
    (
        _("The seller asks for %(days)s more days to deliver order %(reference)s."),
        _(
            "If you agree, the promised day moves and your cover with it. If you say no, or"
            " nothing, everything stays as it was promised."
        ),
    ),
    _SEE_ORDER,
    _ORDER,
)
ORDERS["extension_agreed_seller"] = Text(
    _("The buyer gives you more time for order %(reference)s"),
    (_("You have %(days)s more days for order %(reference)s. Its page shows the new date."),),
    _SEE_ORDER,
    _SELLER_ORDER,
)
ORDERS["extension_declined_seller"] = Text(
    _("The buyer wants order %(reference)s as promised"),
    (_("The buyer of order %(reference)s gives no more time. The promised day stays."),),
    _SEE_ORDER,
    _SELLER_ORDER,
)
ORDERS["order_charged_back_buyer"] = Text(
    _("Your bank took back the payment for order %(reference)s"),
    (
        _(
            "%(amount)s of your payment for order %(reference)s were charged back: the card"
            " network decided that you keep them, and your bank pays them out to you."
        ),
        _("If you had been refunded before, the same money came twice: the order's page says so."),
    ),
    _SEE_ORDER,
    _ORDER,
)
ORDERS["order_charged_back_seller"] = Text(
    _("%(amount)s of order %(reference)s were charged back"),
    (
        _(
            "The card network took %(amount)s back for order %(reference)s. They are taken from"
            " what we hold for the order, else from your balance and your reserve."
        ),
        _("The order's page and your money page show every part of it."),
    ),
    _SEE_ORDER,
    _SELLER_ORDER,
)
ORDERS["withdrawal_declared_buyer"] = Text(
    _("You withdrew from order %(reference)s"),
    (
        _(
            "We have your declaration that you withdraw from order %(reference)s. This mail is"
            " your confirmation."
        ),
        _(
            "Send the goods back within 14 days; the order's page shows where to. You are"
            " refunded once they are back or the carrier has scanned your parcel."
        ),
    ),
    _SEE_ORDER,
    _ORDER,
)
ORDERS["withdrawal_declared_seller"] = Text(
    _("The buyer withdrew from order %(reference)s"),
    (
        _(
            "The buyer used the right to withdraw from order %(reference)s and sends the goods"
            " back within 14 days. The money stays held until then."
        ),
    ),
    _SEE_ORDER,
    _SELLER_ORDER,
)
ORDERS["withdrawal_sent_seller"] = Text(
    _("The goods of order %(reference)s are on their way back"),
    (_("The buyer of order %(reference)s has sent the goods back. Its page shows the parcel."),),
    _SEE_ORDER,
    _SELLER_ORDER,
)
ORDERS["withdrawal_lapsed_buyer"] = Text(
    _("Your withdrawal from order %(reference)s lapsed"),
    (
        _(
            "We saw no parcel back for order %(reference)s in 14 days, so the withdrawal lapsed"
            " and the order goes on. If you did send it, tell us on the order's page."
        ),
    ),
    _SEE_ORDER,
    _ORDER,
)

CASES: dict[str, Text] = {
    "case_opened_buyer": Text(
        _("We have your case about order %(reference)s"),
        (
            _(
                "Your case about order %(reference)s is open. Nothing is released to the seller"
                " while it is."
            ),
            _("The case's page shows what happens next, by when, and who decides."),
        ),
        _SEE_CASE,
        _CASE,
    ),
    "case_opened_seller": Text(
        _("A buyer opened a case about order %(reference)s"),
        (
            _(
                "The buyer of order %(reference)s says that something is wrong. The money of the"
                " lines concerned is held."
            ),
            _("Please answer in time: the case's page shows by when, and what happens otherwise."),
        ),
        _SEE_CASE,
        _SELLER_CASE,
    ),
    "case_moved_buyer": Text(
        _("News in your case about order %(reference)s"),
        (
            _(
                "Something happened in your case about order %(reference)s. Its page shows what is"
                " next, by when, and who decides."
            ),
        ),
        _SEE_CASE,
        _CASE,
    ),
    "case_moved_seller": Text(
        _("News in the case about order %(reference)s"),
        (
            _(
                "Something happened in the case about order %(reference)s. Its page shows what is"
                " next, by when, and who decides."
            ),
        ),
        _SEE_CASE,
        _SELLER_CASE,
    ),
    "case_decided_buyer": Text(
        _("Your case about order %(reference)s is decided"),
        (
            _(
                "Your case about order %(reference)s is decided. Its page has the decision, its"
                " reasons, and how to appeal."
            ),
        ),
        _SEE_CASE,
        _CASE,
    ),
    "case_decided_seller": Text(
        _("The case about order %(reference)s is decided"),
        (
            _(
                "The case about order %(reference)s is decided. Its page has the decision, its"
                " reasons, and how to appeal."
            ),
        ),
        _SEE_CASE,
        _SELLER_CASE,
    ),
    "case_closed_buyer": Text(
        _("Your case about order %(reference)s is closed"),
        (_("Your case about order %(reference)s is closed. Its page says how it ended."),),
        _SEE_CASE,
        _CASE,
    ),
    "case_closed_seller": Text(
        _("The case about order %(reference)s is closed"),
        (_("The case about order %(reference)s is closed. Its page says how it ended."),),
        _SEE_CASE,
        _SELLER_CASE,
    ),
}

MONEY: dict[str, Text] = {
    "refund_sent": Text(
        _("Your refund of %(amount)s is on its way"),
        (
            _("We sent your refund of %(amount)s to the bank, to the method that you paid with."),
            _("Banks take a few days to show it. The order's page follows it."),
        ),
        _("See your orders"),
        "/orders/",
    ),
    "refund_settled": Text(
        _("Your refund of %(amount)s was paid"),
        (
            _(
                "The bank confirms your refund of %(amount)s. If your statement does not show it"
                " in a few days, give your bank the reference on the order's page."
            ),
        ),
        _("See your orders"),
        "/orders/",
    ),
    "payout_sent": Text(
        _("A payout of %(amount)s is on its way"),
        (_("We ordered a payout of %(amount)s from your balance to your bank account."),),
        _("See your money"),
        _SELLER_MONEY,
    ),
    "payout_booked": Text(
        _("Your payout of %(amount)s was paid"),
        (_("Our bank has booked your payout of %(amount)s."),),
        _("See your money"),
        _SELLER_MONEY,
    ),
    "payout_returned": Text(
        _("Your payout of %(amount)s came back"),
        (
            _("Your bank sent back the payout of %(amount)s. It stands in your balance again."),
            _("Please compare your payout account with your bank's statement."),
        ),
        _("See your payout account"),
        "/sell/payout-account/",
    ),
}
CASES["network_answered_seller"] = Text(
    _("We answered the bank about order %(reference)s"),
    (
        _(
            "The buyer's bank disputes the payment for order %(reference)s. We have sent it what"
            " speaks for you: the delivery, the messages, the listing as it was bought."
        ),
        _("The card network decides now; until then the money of this order is held."),
    ),
    _SEE_CASE,
    _SELLER_CASE,
)
