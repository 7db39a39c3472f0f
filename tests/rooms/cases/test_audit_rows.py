"""What the sides and the house do to a case stands in the audit log."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest

from fondaco.kernel import audit
from fondaco.market.cases import mediate
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db


def test_each_side_in_its_own_name(purse: Purse, at_time: Callable[[datetime], None]) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    case = story.opened(order)
    staff = story.shopkeeper(order.seller_id)
    story.accepted(case, story.offered(case, staff, amount=1500))
    rows = [
        (row.act, row.actor.kind, row.actor.id, row.details.get("amount_minor"))
        for row in reversed(audit.latest(subject_id=case.id))
    ]
    assert rows[0][:3] == ("case.opened", "member", order.buyer_id)
    assert rows[1] == ("case.offer", "seller", staff, 1500)
    assert rows[2][:3] == ("case.agree_refund", "member", order.buyer_id)


def test_a_mediator_who_asks_for_evidence(
    purse: Purse, at_time: Callable[[datetime], None]
) -> None:
    at_time(NOON)
    case = story.opened(story.delivered(purse))
    mediator_id = story.a_mediator()
    staff = story.shopkeeper(case.seller_id)
    story.offered(case, staff)
    mediate.ask(case_id=case.id, side="buyer", member_id=case.buyer_id, key=uuid4().hex)
    mediate.ask_evidence(
        case_id=case.id, mediator_id=mediator_id, side="seller", text="The invoice?", key="e"
    )
    newest = audit.latest(subject_id=case.id)[0]
    assert (newest.act, newest.actor) == (
        "case.evidence_asked",
        audit.Actor("mediator", mediator_id),
    )
