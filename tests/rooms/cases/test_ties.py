"""Nobody of the house acts in a case in which they have a side."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.market.cases import evidence, mediate
from fondaco.market.members import actions as members
from fondaco.market.trade.values import OrderView
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
DAY = timedelta(days=1)


def delivered(purse: Purse, at_time: AtTime, price: int = 4_900) -> OrderView:
    at_time(NOON)
    order = story.delivered(purse, price=price)
    at_time(NOON + 4 * DAY)
    return order


def test_a_buyer_who_mediates_does_not_settle_their_own_payment(
    purse: Purse, at_time: AtTime
) -> None:
    order = delivered(purse, at_time)
    members.grant_role(member_id=order.buyer_id, role="mediator", actor=SYSTEM)
    tied = story.mediating_staff(order.seller_id)
    case = story.opened(order, reason="payment_not_mine")
    for member_id in (order.buyer_id, tied):
        with pytest.raises(NotAllowed) as refused:
            mediate.resolve_card_fraud(case_id=case.id, member_id=member_id, key="k")
        assert refused.value.code == "mediator_tied"
    assert (story.fresh(case).state, purse.refunded_minor()) == ("card_fraud", 0)


def test_above_the_threshold_two_people_settle_a_payment(purse: Purse, at_time: AtTime) -> None:
    order = delivered(purse, at_time, price=60_000)
    one, two = story.a_mediator("One"), story.a_mediator("Two")
    case = story.opened(order, reason="payment_not_mine")
    for key in ("k", "again", "k"):
        given = {"case_id": case.id, "member_id": one, "key": key}
        assert mediate.resolve_card_fraud(**given) == "proposed"
    assert purse.refunded_minor() == 0
    assert mediate.resolve_card_fraud(case_id=case.id, member_id=two, key="k2") == "settled"
    assert mediate.resolve_card_fraud(case_id=case.id, member_id=two, key="k2") == "settled"
    assert story.fresh(case).outcome == "not_authenticated"
    assert purse.refunded_minor() == order.total_minor


def test_only_the_mediator_who_has_the_case_adds_evidence_as_one(
    purse: Purse, at_time: AtTime
) -> None:
    order = delivered(purse, at_time)
    judge = story.a_mediator()
    case = story.opened(order)
    story.offered(case, story.shopkeeper(order.seller_id), kind="nothing")
    mediate.ask(case_id=case.id, side="buyer", member_id=order.buyer_id, key="m")
    given = {"case_id": case.id, "side": "mediator", "drafts": [evidence.Draft("expert", "Real.")]}
    for stranger in (order.buyer_id, story.a_mediator("Other")):
        with pytest.raises(NotAllowed):
            evidence.add(member_id=stranger, key="e", **given)
    assert not case.evidence.exists()
    evidence.add(member_id=judge, key="e", **given)
    assert case.evidence.get().side == "mediator"


def test_the_desk_shows_nothing_to_a_mediator_with_a_side(purse: Purse, at_time: AtTime) -> None:
    order = delivered(purse, at_time)
    members.grant_role(member_id=order.buyer_id, role="mediator", actor=SYSTEM)
    case = story.opened(order)
    secret = evidence.Draft("statement", "Our supplier is Rossi.", for_mediator_only=True)
    staff = story.mediating_staff(order.seller_id)
    evidence.add(case_id=case.id, side="seller", member_id=staff, drafts=[secret], key="s")
    path = f"/desk/mediator/cases/{case.id}/"
    for member_id in (order.buyer_id, staff):
        answer = story.signed_in(member_id).get(path)
        assert answer.status_code == 403
        assert "Rossi" not in answer.content.decode()
    assert "Rossi" in story.signed_in(story.a_mediator()).get(path).content.decode()


def test_an_invoice_is_a_picture_and_a_person_judges_it(purse: Purse, at_time: AtTime) -> None:
    order = delivered(purse, at_time)
    judge = story.a_mediator()
    staff = story.shopkeeper(order.seller_id)
    case = story.opened(order, reason="counterfeit")
    given = {"case_id": case.id, "side": "seller", "member_id": staff}
    with pytest.raises(Refusal) as refused:
        evidence.add(drafts=evidence.drafts_of([], text=".", kind="invoice"), key="i", **given)
    assert refused.value.code == "invoice_without_file"
    picture = evidence.drafts_of([story.a_picture("white")], text="From the maker", kind="invoice")
    evidence.add(drafts=picture, key="i", **given)
    looked_at = story.wait_until_due(at_time, case)
    assert (looked_at.state, looked_at.mediator_id) == ("mediation", judge)
    assert purse.refunded_minor() == 0
