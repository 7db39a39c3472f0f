"""The shop's pages and the API let the same people of a shop do the same in a case."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.errors import NotAllowed
from fondaco.market.cases import evidence, offer
from fondaco.market.cases.models import Case, Offer
from fondaco.market.members import actions as members
from tests.conftest import NOON
from tests.rooms.cases import story
from tests.rooms.trade import story as trade_story
from tests.rooms.trade.story import Purse

pytestmark = pytest.mark.django_db
AtTime = Callable[[datetime], None]
WHY = "The second picture was overlooked."

VERBS: dict[str, tuple[str, dict[str, object]]] = {
    # Verb of the page to the API's path of the same verb, and what both are sent.
    "offer": ("offers", {"kind": "full_refund", "text": "Sorry."}),
    "accept": ("accept", {"offer_id": ""}),
    "mediator": ("mediation", {"text": WHY}),
    "evidence": ("evidence", {"text": "Packed with care.", "kind": "statement"}),
    "appeal": ("appeal", {"text": WHY}),
}


def staff_as(role: str, seller_id: object) -> Client:
    member_id = trade_story.a_buyer(role)
    members.add_staff(seller_id=seller_id, member_id=member_id, role=role, actor=SYSTEM)
    return story.signed_in(member_id)


def by_page(client: Client, case: Case, verb: str) -> int:
    _path, sent = VERBS[verb]
    fields = {name: str(value) for name, value in sent.items()}
    fields |= {"key": uuid4().hex, "offer": str(Offer.objects.get(case=case, position=1).id)}
    return client.post(f"/sell/cases/{case.id}/{verb}/", fields).status_code


def by_api(client: Client, case: Case, verb: str) -> int:
    path, sent = VERBS[verb]
    if "offer_id" in sent:
        sent = {"offer_id": str(Offer.objects.get(case=case, position=1).id)}
    headers = {"HTTP_IDEMPOTENCY_KEY": uuid4().hex, "HTTP_SEC_FETCH_SITE": "same-origin"}
    url = f"/api/v1/cases/{case.id}/{path}"
    if verb == "evidence":
        return client.post(url, sent, **headers).status_code
    body = json.dumps(sent)
    return client.post(url, body, content_type="application/json", **headers).status_code


@pytest.mark.parametrize(
    ("role", "allowed"), [("owner", True), ("manager", True), ("packer", False)]
)
def test_both_doors_let_the_same_people_use_each_verb(
    purse: Purse, at_time: AtTime, role: str, allowed: bool
) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    case = story.opened(order)
    client = staff_as(role, order.seller_id)
    for verb in VERBS:
        # Whatever the case's state says to it: only whether the person may.
        for door in (by_page, by_api):
            assert (door(client, case, verb) != 403) is allowed, (verb, door.__name__)
    if not allowed:
        assert story.fresh(case).state == "open"
        assert not case.evidence.exists()


def test_a_packer_is_told_whom_to_ask(purse: Purse, at_time: AtTime) -> None:
    at_time(NOON)
    order = story.delivered(purse)
    at_time(NOON + timedelta(days=4))
    case = story.opened(order)
    packer = trade_story.a_buyer("Packer")
    members.add_staff(seller_id=order.seller_id, member_id=packer, role="packer", actor=SYSTEM)
    with pytest.raises(NotAllowed) as refused:
        offer.grant(case_id=case.id, member_id=packer, key="g")
    assert refused.value.code == "seller_manager_only"
    with pytest.raises(NotAllowed):
        evidence.add(
            case_id=case.id, side="seller", member_id=packer, drafts=[story.shown()], key="e"
        )
    assert purse.refunded_minor() == 0
