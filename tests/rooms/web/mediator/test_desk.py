"""The mediators' desk: the queue, the page with all that a decision needs, deciding."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from fondaco.market.cases import blind, mediate
from fondaco.market.cases.models import BlindReview, Case, Proposal
from fondaco.market.messaging import actions as messaging
from fondaco.market.trade.actions import refund as trade_refund
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade import story as trade_story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]


def mediated(purse: Purse, at_time: AtTime, price: int = 4900) -> tuple[Case, OrderView]:
    at_time(NOON)
    order = story.delivered(purse, price=price)
    at_time(NOON + timedelta(days=4))
    case = story.opened(order, evidence=[story.shown()])
    story.offered(case, story.shopkeeper(order.seller_id), kind="nothing")
    mediate.ask(case_id=case.id, side="buyer", member_id=order.buyer_id, key="m")
    return story.fresh(case), order


def decision(**given: str) -> dict[str, str]:
    return {
        "kind": "refund", "amount": "30.00", "reason_code": "defect_shown", "text": story.TEXT,
        "key": "d",
    } | given  # fmt: skip


def seen(answer: Any) -> dict[str, str]:
    """The fields of the second look, as its form sends them."""
    assert answer.status_code == 200, answer.content.decode()
    return {"key": answer.context["key"], "seen": answer.context["seen"]}


def looked_at(client: Client, path: str, fields: dict[str, str]) -> Any:
    """The second look, and then the act."""
    return client.post(path, seen(client.post(path, fields)))


def test_a_mediator_finds_the_case_reads_both_sides_and_decides(
    purse: Purse, at_time: AtTime
) -> None:
    judge = story.a_mediator()
    case, order = mediated(purse, at_time)
    client = story.signed_in(judge)
    queue = client.get("/desk/mediator/").content.decode()
    assert "One case waits for your decision." in queue
    assert case.reference in queue
    page = client.get(f"/desk/mediator/cases/{case.id}/").content.decode()
    for words in (
        "Evidence, side by side", "The listing: as bought, and today", story.STATEMENT,
        "I am sorry.", "delivery proven", "Both sides in figures", "Ask for evidence",
    ):  # fmt: skip
        assert words in page, words
    sent = decision(evidence=str(case.evidence.get().id))
    path = f"/desk/mediator/cases/{case.id}/decide/"
    look = client.post(path, sent)
    text = look.content.decode()
    assert "Move €30.00 to" in text
    assert "from what we hold for this order" in text
    assert purse.refunded_minor() == 0
    answer = client.post(path, seen(look))
    assert answer.status_code == 302
    assert purse.refunded_minor() == 3000
    assert story.fresh(case).decisions.get().evidence_ids == [str(case.evidence.get().id)]
    buyer_page = story.signed_in(order.buyer_id).get(f"/cases/{case.id}/").content.decode()
    assert "Decided: €30.00 comes back to you." in buyer_page


def test_a_reason_that_the_carrier_contradicts_is_questioned_at_the_second_look(
    purse: Purse, at_time: AtTime
) -> None:
    judge = story.a_mediator()
    case, _order = mediated(purse, at_time)
    client, path = story.signed_in(judge), f"/desk/mediator/cases/{case.id}/decide/"
    wrong = client.post(path, decision(reason_code="no_proof_of_delivery")).content.decode()
    assert "The carrier&#x27;s scans prove this delivery." in wrong
    right = client.post(path, decision(reason_code="delivery_proven")).content.decode()
    assert "speak against this reason" not in right


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": "No."}, "Say which evidence counted"),
        ({"reason_code": ""}, "Choose the reason"),
        ({"kind": ""}, "Choose what is decided."),
        ({"amount": "900"}, "not more than is left"),
        ({"kind": "uphold"}, "This cannot be decided at this point."),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_kept(
    purse: Purse, at_time: AtTime, wrong: dict[str, str], words: str
) -> None:
    judge = story.a_mediator()
    case, _order = mediated(purse, at_time)
    client = story.signed_in(judge)
    answer = client.post(f"/desk/mediator/cases/{case.id}/decide/", decision(**wrong))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert (story.fresh(case).state, purse.refunded_minor()) == ("mediation", 0)


def test_what_changed_since_the_second_look_is_not_decided(purse: Purse, at_time: AtTime) -> None:
    judge = story.a_mediator()
    case, order = mediated(purse, at_time)
    client = story.signed_in(judge)
    path = f"/desk/mediator/cases/{case.id}/decide/"
    fields = seen(client.post(path, decision()))
    trade_refund.refund(
        key="meanwhile", order_id=order.id, lines=[(order.lines[0].id, 100)], shipping_minor=0,
        cause_kind="case", cause_id=case.id,
    )  # fmt: skip
    answer = client.post(path, fields)
    assert answer.status_code == 409
    assert "Something has changed since you looked" in answer.content.decode()
    assert purse.refunded_minor() == 100
    forged = client.post(path, fields | {"seen": fields["seen"][:-2] + "xx"})
    assert forged.status_code == 409
    assert "arrived changed" in forged.content.decode()
    assert looked_at(client, path, decision()).status_code == 302
    assert purse.refunded_minor() == 3100


def test_two_mediators_sign_above_the_threshold(purse: Purse, at_time: AtTime) -> None:
    judges = story.two_mediators()
    case, _order = mediated(purse, at_time, price=60_000)
    first = story.signed_in(case.mediator_id)
    second = story.signed_in((judges - {case.mediator_id}).pop())
    path = f"/desk/mediator/cases/{case.id}"
    looked_at(first, f"{path}/decide/", decision(amount="200"))
    assert purse.refunded_minor() == 0
    assert "You signed it." in first.get(f"{path}/").content.decode()
    assert case.reference in second.get("/desk/mediator/?show=signatures").content.decode()
    signed = {"proposal": str(Proposal.objects.get().id), "key": "c"}
    assert first.post(f"{path}/confirm/", signed).status_code == 403
    assert looked_at(second, f"{path}/confirm/", signed).status_code == 302
    assert purse.refunded_minor() == 20_000


def test_the_desk_is_for_mediators_and_finance_only(purse: Purse, at_time: AtTime) -> None:
    story.a_mediator()
    case, order = mediated(purse, at_time)
    for member_id in (order.buyer_id, story.shopkeeper(order.seller_id), trade_story.a_buyer()):
        client = story.signed_in(member_id)
        assert client.get("/desk/mediator/").status_code == 403
        assert client.get(f"/desk/mediator/cases/{case.id}/").status_code == 403
        answer = client.post(f"/desk/mediator/cases/{case.id}/decide/", decision())
        assert answer.status_code == 403
    other = story.signed_in(story.a_mediator("Other"))
    assert other.get(f"/desk/mediator/cases/{case.id}/").status_code == 200
    refused = other.post(f"/desk/mediator/cases/{case.id}/decide/", decision())
    assert refused.status_code == 403
    assert "Another mediator has this case." in refused.content.decode()
    assert purse.refunded_minor() == 0


def test_a_mediator_asks_a_side_and_steps_back(purse: Purse, at_time: AtTime) -> None:
    judges = story.two_mediators()
    case, _order = mediated(purse, at_time)
    client = story.signed_in(case.mediator_id)
    path = f"/desk/mediator/cases/{case.id}"
    client.post(f"{path}/ask/", {"side": "seller", "text": "Show what you packed.", "key": "a"})
    assert story.fresh(case).state == "evidence_asked"
    case_now = story.wait_until_due(at_time, case)
    assert case_now.state == "mediation"
    client.post(f"{path}/recuse/", {"reason": "I know the buyer", "key": "r"})
    assert {story.fresh(case).mediator_id, case.mediator_id} == judges


def test_a_payment_that_is_not_mine_is_settled_at_the_desk(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = trade_story.bought(purse)
    case = story.opened(order, reason="payment_not_mine")
    client = story.signed_in(story.a_mediator())
    assert case.reference in client.get("/desk/mediator/?show=fraud").content.decode()
    page = client.get(f"/desk/mediator/cases/{case.id}/").content.decode()
    assert "Settle it now" in page
    client.post(f"/desk/mediator/cases/{case.id}/resolve/", {"key": "s"})
    assert story.fresh(case).outcome == "not_authenticated"


def test_a_share_of_decisions_is_made_again_blind(
    purse: Purse, at_time: AtTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blind.chance, "below", lambda _most: 0)
    judges = story.two_mediators()
    case, _order = mediated(purse, at_time)
    first = story.signed_in(case.mediator_id)
    looked_at(first, f"/desk/mediator/cases/{case.id}/decide/", decision())
    row = BlindReview.objects.get()
    assert {row.mediator_id, case.mediator_id} == judges
    second = story.signed_in(row.mediator_id)
    assert case.reference in second.get("/desk/mediator/").content.decode()
    path = f"/desk/mediator/again/{row.id}/"
    page = second.get(path).content.decode()
    assert story.STATEMENT in page
    assert story.TEXT not in page
    assert first.get(path).status_code == 404
    whole = second.get(f"/desk/mediator/cases/{case.id}/")
    assert (whole.status_code, whole["Location"]) == (302, path)
    assert second.post(path, {"kind": ""}).status_code == 422
    assert second.post(path, {"kind": "refund", "amount": "31"}).status_code == 302
    assert second.get(path).status_code == 404
    assert blind.agreement() == (1, 1)
    assert purse.refunded_minor() == 3000
    assert "1 of 1" in second.get("/desk/mediator/").content.decode()


def test_a_mediator_reads_what_the_two_wrote_before_the_sale_and_nobody_else_s_words(
    purse: Purse, at_time: AtTime
) -> None:
    case, order = mediated(purse, at_time)
    elsewhere = trade_story.a_shop()
    about = {"listing_id": order.lines[0].listing_id}
    for seller_id, text, subject in (
        (order.seller_id, "Is the lamp without a scratch?", about),
        (order.seller_id, "It came with a scratch.", {"order_id": order.id}),
        (elsewhere, "Something private.", about),
        (order.seller_id, "Do you sell tables too?", {}),
    ):
        messaging.ask(
            member_id=order.buyer_id, seller_id=seller_id, text=text, key=text, **subject
        )  # fmt: skip
    page = story.signed_in(story.a_mediator()).get(f"/desk/mediator/cases/{case.id}/")
    words = page.content.decode()
    before, after = words.index("Is the lamp without"), words.index("It came with a scratch")
    assert before < after
    assert "Something private." not in words
    assert "Do you sell tables too?" not in words
