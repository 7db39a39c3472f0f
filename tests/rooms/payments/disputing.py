"""A purchase that was really paid through the scripted gateway, and its chargeback."""

from datetime import datetime, timedelta
from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from fondaco.market.payments import chargeback, pay
from fondaco.market.payments.models import Attempt
from fondaco.market.trade.values import CheckoutView
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story

BROWSER = {
    "ip": "192.0.2.7",
    "user_agent": "tests",
    "language": "es",
    "javascript": True,
    "screen_width": 1440,
    "window_size": "02",
}


def purchase(
    buyer_id: UUID | None = None, token: str = "", *, price: int = 4_900, **browser: object
) -> CheckoutView:
    """One lamp, paid. Without a ``token`` it is one card, entered anew for each purchase."""
    variant_id = shelf.first_variant(shelf.put_up(story.a_shop(), price=price))
    member_id = buyer_id or story.a_buyer()
    story.fill_cart(member_id, (variant_id, 1))
    checkout = story.check_out(member_id)
    try_card(checkout, token or f"card_ok:{new_id().hex[:20]}", **browser)
    if not token:
        Attempt.objects.filter(intent_id=checkout.intent_id).update(fingerprint="the same card")
    return checkout


def try_card(checkout: CheckoutView, token: str, **browser: object) -> None:
    """One card for this checkout."""
    pay.start(
        checkout.intent_id,
        card_token=token,
        save_card=False,
        browser=BROWSER | browser,
        key=new_id().hex,
        return_url="http://127.0.0.1:8000/back/",
    )


def dispute(
    checkout: CheckoutView,
    *,
    reason_code: str = "10.4",
    case_id: str = "",
    due_at: datetime | None = None,
) -> UUID:
    """The network takes the whole payment back."""
    attempt = Attempt.objects.get(intent_id=checkout.intent_id, state="captured")
    return chargeback.record_opened(
        network_case_id=case_id or new_id().hex,
        attempt_id=attempt.id,
        reason_code=reason_code,
        amount_minor=checkout.total_minor,
        answer_due_at=due_at or clock.now() + timedelta(days=30),
    )
