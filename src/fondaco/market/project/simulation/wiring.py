"""Which news goes to whom while a simulation runs: the market's own table, without what nobody
reads there, and with the simulation's own ear.

Left out are mails and notices, and the search index: no money depends on them. Everything else
is the market's, in the market's order.
"""

from fondaco.market.project import wiring

LEFT_OUT = (
    "fondaco.market.messaging.",
    "fondaco.market.catalogue.search.",
)
EAR = "fondaco.market.project.simulation.ear.hear"
HEARD = (
    "case.opened",
    "case.moved",
    "case.decided",
    "case.closed",
    "refund.sent",
    "refund.refused",
    "payout.returned",
)
"""News upon which somebody in the simulation does something."""

EVENT_HANDLERS: dict[str, tuple[str, ...]] = {
    name: (
        *(handler for handler in handlers if not handler.startswith(LEFT_OUT)),
        *((EAR,) if name in HEARD else ()),
    )
    for name, handlers in wiring.EVENT_HANDLERS.items()
}
