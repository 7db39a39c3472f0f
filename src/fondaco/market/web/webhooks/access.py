"""Who may use the webhooks door."""

from fondaco.market.web.shell.access import Rule, program

access_table: dict[str, Rule] = {
    "webhooks_acquirer": program("signed by the acquirer's program; the view checks"),
    "webhooks_carrier_practice": program("signed by the carrier's program; the view checks"),
    "webhooks_carrier_easypost": program("signed by EasyPost; the view checks"),
    "webhooks_stripe": program("signed by Stripe; the view checks"),
}
