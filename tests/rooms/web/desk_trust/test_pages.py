"""The trust desk: what it shows, what it decides, and who may open it."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from fondaco.kernel.outbox import Event
from fondaco.market.members import actions as members
from fondaco.market.members.models import Member
from fondaco.market.trust import desk_queries, handlers, notices, queries, transparency
from tests.rooms.catalogue import shelf
from tests.rooms.trade.story import a_buyer
from tests.rooms.trust import story

pytestmark = pytest.mark.django_db
PATHS = ("", "reviews/", "reports/", "restrictions/")


@pytest.fixture
def desk() -> Client:
    member_id = a_buyer("Teresa")
    members.grant_role(member_id=member_id, role="trust", actor=shelf.ADMIN)
    return signed_in(member_id)


def signed_in(member_id: UUID) -> Client:
    client = Client()
    client.force_login(Member.objects.get(id=member_id))
    return client


def text_of(client: Client, path: str) -> str:
    answer = client.get(f"/desk/trust/{path}")
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def a_review(**given: object) -> UUID:
    line_id, buyer = story.line_came(seller_id=shelf.a_seller())
    return story.write(line_id, buyer, **given)


def a_message(*findings: str) -> None:
    seller_id, buyer_id = shelf.a_seller(), a_buyer()
    data = {
        "author_member_id": str(buyer_id),
        "buyer_id": str(buyer_id),
        "seller_id": str(seller_id),
        "side": "buyer",
        "findings": list(findings),
        "is_first_answer": False,
        "asked_at": None,
        "answered_at": None,
    }
    handlers.on_message(Event(uuid4(), "message.sent", uuid4(), data))


def test_only_the_trust_desk_may_open_it(desk: Client) -> None:
    for path in PATHS:
        assert Client().get(f"/desk/trust/{path}").status_code == 302
        assert signed_in(a_buyer()).get(f"/desk/trust/{path}").status_code == 403
        text_of(desk, path)


def test_a_signal_is_closed_with_a_note_and_not_without(desk: Client) -> None:
    a_message("pay_outside", "link")
    page = text_of(desk, "")
    assert "A message speaks of paying outside Fondaco" in page
    (signal,) = desk_queries.signals().items
    path = f"/desk/trust/signals/{signal.id}/close/"
    assert desk.post(path, {"note": " "}).status_code == 422
    assert desk.post(path, {"note": "Asked both; a misunderstanding."}).status_code == 302
    assert desk_queries.signals().items == ()
    assert "All looked at" in text_of(desk, "")


def test_a_review_that_doubts_is_seen_and_stands(desk: Client) -> None:
    review_id = a_review(authentic="no")
    assert f"/desk/trust/reviews/{review_id}/" in text_of(desk, "")
    assert "not genuine?" in text_of(desk, "reviews/?which=fake")
    assert not queries.review(review_id).is_removed


def test_a_proof_is_offered_only_when_there_is_one(desk: Client) -> None:
    review_id = a_review(text="Fine.")
    proof = f"/reviews/{review_id}/proof/"
    assert proof not in text_of(desk, f"reviews/{review_id}/")
    transparency.seal()
    assert proof in text_of(desk, f"reviews/{review_id}/")
    assert Client().get(proof).status_code == 200


def test_a_removal_needs_rule_and_reason(desk: Client) -> None:
    review_id = a_review()
    path = f"/desk/trust/reviews/{review_id}/"
    assert "published rule" in desk.post(path, {"reason": "Bad."}).content.decode()
    assert "Say why" in desk.post(path, {"rule": "paid"}).content.decode()
    given = {"rule": "paid", "reason": "The seller showed the transfer."}
    assert desk.post(path, given).status_code == 302
    assert "This review was removed" in text_of(desk, f"reviews/{review_id}/")
    assert "The seller showed the transfer." in text_of(desk, "reviews/?which=removed")


def test_a_report_is_answered_once_with_reasons(desk: Client) -> None:
    reference = notices.send_notice(
        about_kind="other",
        about_id=None,
        address="/l/something/",
        reason="unsafe",
        text="<b>The plug</b> has no earth contact.",
        member_id=None,
        email="",
        key=uuid4().hex,
    )
    page = text_of(desk, "reports/")
    assert reference in page
    assert "&lt;b&gt;The plug&lt;/b&gt;" in page
    (notice,) = desk_queries.notices().items
    path = f"/desk/trust/reports/{notice.id}/answer/"
    assert desk.post(path, {"answer": "No."}).status_code == 422
    given = {"answer": "The maker recalled it; the listing is down.", "do": "upheld"}
    assert desk.post(path, given).status_code == 302
    assert desk.post(path, given).status_code == 409
    assert desk_queries.notice(reference).is_upheld
    assert "Upheld." in text_of(desk, "reports/?answered=1")


def test_a_frozen_shop_stands_there_with_its_reason(desk: Client) -> None:
    seller_id = shelf.a_seller()
    members.freeze_seller(
        seller_id=seller_id, actor=shelf.ADMIN, reason="Three proven counterfeits."
    )
    assert "Three proven counterfeits." in text_of(desk, "restrictions/")
