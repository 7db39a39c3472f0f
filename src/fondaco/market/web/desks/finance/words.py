"""Names of ledger accounts, places and matches for people."""

from django.utils.translation import gettext_lazy as _

ACCOUNTS = {
    "acquirer_receivable": _("Acquirer owes us"),
    "bank_cash": _("Bank"),
    "escrow": _("Escrow, buyers' money"),
    "seller_balance": _("Sellers' balances"),
    "seller_reserve": _("Sellers' reserves"),
    "seller_debt": _("Sellers owe"),
    "payout_in_transit": _("Payouts on their way"),
    "buyer_wallet": _("Buyers' wallets"),
    "transfer_held": _("Transfers that do not pay for anything yet"),
    "buyer_debt": _("Buyers owe"),
    "platform_fee": _("Fees earned"),
    "tax": _("Tax to pay"),
    "processing_cost": _("Cost of card processing"),
    "chargeback": _("Chargebacks"),
    "chargeback_fee": _("Chargeback fees"),
    "refund_in_transit": _("Refunds on their way"),
    "protection_fund": _("Protection fund"),
    "platform_loss": _("Platform's losses"),
    "fx_position": _("Foreign exchange"),
    "unmatched": _("Unmatched money"),
}
PLACES = {
    "acquirer": _("Settlement of the acquirer"),
    "cost": _("Cost of card processing"),
    "fee": _("Income of the platform"),
    "loss": _("Loss of the platform"),
    "tax": _("Tax"),
    "chargeback_fee": _("Fee for a chargeback"),
    "fund": _("Our own money for the protection fund"),
    "transfer": _("A buyer's transfer with a wrong reference"),
    "credit": _("A buyer's payment of what they owe: credit of theirs"),
    "back": _("Nobody's here: send it back where it came from"),
}
MATCHES = {
    "payout_booked": _("payout"),
    "payout_returned": _("payout returned"),
    "settlement": _("card settlement"),
    "cost": _("card cost"),
    "transfer": _("a buyer's transfer"),
    "back_booked": _("money sent back"),
    "back_returned": _("money sent back, returned"),
    "unmatched": _("for a person"),
}
DIFFERENCES = {
    "opening": _("The day does not open with what the day before closed with."),
    "lines": _("The day's lines do not add up to its closing balance."),
    "books": _("The books hold another balance than the bank."),
}
