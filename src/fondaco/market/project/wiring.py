"""Which news goes to whom: one table, read from top to bottom as the story goes.

A name that is emitted but not listed here raises, so that no news is lost in silence.
"""

EVENT_HANDLERS: dict[str, tuple[str, ...]] = {
    "member.joined": (),
    "member.mail": ("fondaco.market.messaging.notices.on_member_mail",),
    "seller.applied": ("fondaco.market.messaging.notices.on_event",),
    "seller.verified": (
        "fondaco.market.catalogue.search.indexing.index_seller",
        "fondaco.market.messaging.notices.on_event",
    ),
    "seller.refused": ("fondaco.market.messaging.notices.on_event",),
    "seller.frozen": (
        "fondaco.market.catalogue.search.indexing.index_seller",
        "fondaco.market.messaging.notices.on_event",
    ),
    "staff.invited": ("fondaco.market.messaging.notices.on_staff_invited",),
    "listing.published": ("fondaco.market.catalogue.search.indexing.index_listing",),
    "listing.revised": ("fondaco.market.catalogue.search.indexing.index_listing",),
    "listing.stock_changed": ("fondaco.market.catalogue.search.indexing.index_listing",),
    "listing.withdrawn": ("fondaco.market.catalogue.search.indexing.index_listing",),
    "listing.imported": (),
    "import.requested": (),
    "intent.captured": (
        "fondaco.market.trade.actions.pay.captured",
        "fondaco.market.payments.cards.forget_tried",
    ),
    "intent.failed": ("fondaco.market.payments.cards.forget_tried",),
    "intent.cancelled": (
        "fondaco.market.trade.actions.pay.cancelled",
        "fondaco.market.payments.cards.forget_tried",
    ),
    "transfer.expected": ("fondaco.market.messaging.notices.on_event",),
    "transfer.part_came": ("fondaco.market.messaging.notices.on_event",),
    "transfer.sent_back": ("fondaco.market.messaging.notices.on_event",),
    "card.frozen": ("fondaco.market.payments.cards.freeze_in_vault",),
    "card.forgotten": ("fondaco.market.payments.cards.forget_in_vault",),
    "checkout.lapsed": (),
    "order.paid": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.members.news.on_money_moved",
        "fondaco.market.trust.handlers.on_order",
    ),
    "order.accepted": ("fondaco.market.messaging.notices.on_event",),
    "order.tracked": (),
    "order.shipped": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.trust.handlers.on_order",
    ),
    "order.unproven": ("fondaco.market.messaging.notices.on_event",),
    "order.delivered": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.trust.handlers.on_order",
    ),
    "line.delivered": ("fondaco.market.trust.handlers.on_line",),
    "order.reminded": ("fondaco.market.messaging.notices.on_event",),
    "order.completed": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.trust.handlers.on_order",
    ),
    "order.released": ("fondaco.market.messaging.notices.on_event",),
    "order.cancelled": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.trust.handlers.on_order",
    ),
    "order.refunded": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.members.news.on_money_moved",
        "fondaco.market.cases.follow.refunded",
        "fondaco.market.trust.handlers.on_order",
    ),
    "line.refunded": ("fondaco.market.trust.handlers.on_line",),
    "order.extension": ("fondaco.market.messaging.notices.on_event",),
    "order.charged_back": ("fondaco.market.messaging.notices.on_event",),
    "order.withdrawn": ("fondaco.market.messaging.notices.on_event",),
    "case.opened": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.trust.handlers.on_case",
    ),
    "case.moved": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.trust.handlers.on_case",
    ),
    "case.decided": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.trust.handlers.on_decision",
    ),
    "case.answered_network": ("fondaco.market.messaging.notices.on_event",),
    "case.closed": (
        "fondaco.market.messaging.notices.on_event",
        "fondaco.market.trust.handlers.on_case",
    ),
    "case.label_wanted": ("fondaco.market.cases.labels.make_wanted",),
    "refund.requested": ("fondaco.market.payments.refund.send_requested",),
    "refund.sent": ("fondaco.market.messaging.notices.on_event",),
    "refund.settled": ("fondaco.market.messaging.notices.on_event",),
    "refund.refused": ("fondaco.market.messaging.notices.on_event",),
    "refund.credited": (
        "fondaco.market.trade.actions.debts.on_credit",
        "fondaco.market.messaging.notices.on_event",
    ),
    "refund.held": ("fondaco.market.messaging.notices.on_event",),
    "refund.hold_cancelled": ("fondaco.market.messaging.notices.on_event",),
    "refund.reminded": ("fondaco.market.messaging.notices.on_event",),
    "credit.move_held": ("fondaco.market.messaging.notices.on_event",),
    "credit.move_cancelled": (
        "fondaco.market.trade.actions.debts.on_credit",
        "fondaco.market.messaging.notices.on_event",
    ),
    "credit.moved": ("fondaco.market.messaging.notices.on_event",),
    "credit.returned": (
        "fondaco.market.trade.actions.debts.on_credit",
        "fondaco.market.messaging.notices.on_event",
    ),
    "credit.added": (
        "fondaco.market.trade.actions.debts.on_credit",
        "fondaco.market.messaging.notices.on_event",
    ),
    "debt.arisen": (
        "fondaco.market.trade.actions.debts.on_credit",
        "fondaco.market.messaging.notices.on_event",
    ),
    "debt.collected": ("fondaco.market.messaging.notices.on_event",),
    "debt.answered": (
        "fondaco.market.trade.actions.debts.on_credit",
        "fondaco.market.messaging.notices.on_event",
    ),
    "payout.sent": ("fondaco.market.messaging.notices.on_event",),
    "payout.booked": ("fondaco.market.messaging.notices.on_event",),
    "payout.returned": ("fondaco.market.messaging.notices.on_event",),
    "chargeback.opened": (
        "fondaco.market.cases.chargeback.opened",
        "fondaco.market.cases.network_evidence.plan",
    ),
    "chargeback.prepared": ("fondaco.market.payments.evidence.send_prepared",),
    "chargeback.answered": ("fondaco.market.cases.network_evidence.answered",),
    "chargeback.won": ("fondaco.market.cases.chargeback.won",),
    "chargeback.lost": (
        "fondaco.market.trade.actions.charge_back.lost",
        "fondaco.market.cases.chargeback.lost",
    ),
    "message.sent": (
        "fondaco.market.messaging.notices.on_message",
        "fondaco.market.trust.handlers.on_message",
    ),
    "notice.written": ("fondaco.market.messaging.post.deliver",),
}

DEADLINE_HANDLERS: dict[str, str] = {
    "trade.lapse": "fondaco.market.trade.actions.lapse.lapse_checkout",
    "trade.accept": "fondaco.market.trade.actions.lapse.not_accepted",
    "trade.ship": "fondaco.market.trade.actions.lapse.not_shipped",
    "trade.scan": "fondaco.market.trade.actions.lapse.unscanned",
    "trade.release": "fondaco.market.trade.actions.release.release_due",
    "trade.cover": "fondaco.market.trade.actions.release.cover_over",
    "trade.remind": "fondaco.market.trade.actions.release.remind",
    "trade.reserve": "fondaco.market.trade.actions.reserve.release_reserve",
    "trade.debt": "fondaco.market.trade.actions.debts.time_over",
    "trade.debt_objection": "fondaco.market.trade.actions.debts.objection_over",
    "trade.withdrawal": "fondaco.market.trade.actions.withdraw.withdrawal_due",
    "payments.refund_choice": "fondaco.market.payments.refund_choice.remind",
    "payments.refund_hold": "fondaco.market.payments.refund_choice.hold_over",
    "cases.network_answer": "fondaco.market.cases.network_evidence.due",
    "cases.network_silence": "fondaco.market.cases.chargeback.silent",
    "cases.silence": "fondaco.market.cases.silence.due",
}
