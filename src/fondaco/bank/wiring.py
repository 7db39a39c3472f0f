"""Which news goes to whom inside the bank, and which doors of one room are another's business."""

EVENT_HANDLERS: dict[str, tuple[str, ...]] = {
    # A cardholder does not recognise a payment: the issuer hands it to the acquirer.
    "dispute.raised": ("fondaco.bank.acquirer.chargebacks.on_dispute_raised",),
    # What the acquirer tells its merchant.
    "chargeback.opened": ("fondaco.bank.acquirer.webhooks.send",),
    "chargeback.won": ("fondaco.bank.acquirer.webhooks.send",),
    "chargeback.lost": ("fondaco.bank.acquirer.webhooks.send",),
    "refund.settled": ("fondaco.bank.acquirer.webhooks.send",),
    # What the carrier tells the shop that handed in the parcel.
    "parcel.scanned": ("fondaco.bank.carrier.webhooks.send",),
}

DEADLINE_HANDLERS: dict[str, str] = {}

ACCESS_CONTROL_SERVERS: dict[str, str] = {
    # The directory server passes an AReq to the ACS that the card's range names.
    "rialto": "fondaco.bank.acs.authenticate.answer",
}
