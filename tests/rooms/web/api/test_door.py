"""What every operation keeps to: ways in, scopes, keys for writes, problems, limits, tags."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from fondaco.market.members import queries as members
from fondaco.market.members.models import Member
from fondaco.market.web.api.access import access_table
from fondaco.market.web.api.api import describe
from fondaco.market.web.shell import access
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story
from tests.rooms.trade.story import Purse
from tests.rooms.web.api.conftest import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def purse(monkeypatch: pytest.MonkeyPatch) -> Any:
    with story.patched_purse(monkeypatch) as stand_in:
        yield stand_in


def test_every_operation_has_a_rule_and_every_rule_an_operation() -> None:
    told = {
        f"{method.upper()} api_v1:{path.removeprefix('/api/v1')}"
        for path, methods in describe()["paths"].items()
        for method in methods
    }
    stated = {key for key in access_table if key.split(" ")[0] in {"GET", "POST", "PUT", "DELETE"}}
    assert told == stated
    assert access.missing_routes() == []
    assert access.dead_rules() == []


def test_every_rule_that_asks_for_a_member_has_a_scope() -> None:
    for route, rule in access_table.items():
        if access.Role.ANYONE not in rule.roles:
            assert rule.scope, route


def test_every_write_asks_for_an_idempotency_key() -> None:
    for path, methods in describe()["paths"].items():
        for method, operation in methods.items():
            names = {each["name"] for each in operation["parameters"] if each["required"]}
            assert ("Idempotency-Key" in names) == (method != "get"), path


def test_names_of_shapes_are_not_used_twice() -> None:
    schemas = describe()["components"]["schemas"]
    assert all(not name.endswith(("2", "__")) for name in schemas)
    ids = [each["operationId"] for path in describe()["paths"].values() for each in path.values()]
    assert len(ids) == len(set(ids))


def test_strangers_are_asked_to_sign_in_by_a_problem() -> None:
    answer = Client().get("/api/v1/orders")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "unauthenticated"


def test_a_key_does_only_what_its_scopes_allow() -> None:
    reader = Program(story.a_buyer(), "orders:read")
    assert reader.get("/cart").status_code == 200
    assert reader.get("/me").status_code == 403
    assert reader.send("POST", "/checkouts", {}).status_code == 403


def test_a_key_gives_no_role_that_its_member_lacks(buyer: Program) -> None:
    assert buyer.get("/desk/sellers").status_code == 403
    assert buyer.get("/shop/orders").status_code == 403
    assert buyer.send("POST", f"/desk/sellers/{uuid4()}/verification", {}).status_code == 403


def test_somebody_elses_order_is_as_unknown_as_none(
    purse: Purse, buyer: Program, owner_of: Callable[[UUID], Program]
) -> None:
    order = story.bought(purse)
    other = buyer.get(f"/orders/{order.id}")
    none = buyer.get(f"/orders/{uuid4()}")
    assert (other.status_code, other.json()) == (none.status_code, none.json())
    assert other.status_code == 404
    assert owner_of(order.seller_id).get(f"/orders/{order.id}").status_code == 200


def test_a_browsers_session_reads_and_writes_with_its_token_only() -> None:
    member = Member.objects.get(id=story.a_buyer())
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    assert client.get("/api/v1/me").json()["email"] == member.email
    variant_id = shelf.first_variant(shelf.put_up(story.a_shop()))
    path, body = f"/api/v1/cart/lines/{variant_id}", json.dumps({"quantity": 1})
    headers = {"idempotency-key": "k1"}
    refused = client.put(path, body, content_type="application/json", headers=headers)
    assert refused.status_code == 403
    client.get("/account/login/")
    page = client.get("/you/profile/").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    done = client.put(
        path, body, content_type="application/json", headers={**headers, "x-csrftoken": token}
    )
    assert done.status_code == 200


def test_a_write_without_a_key_names_the_header(buyer: Program) -> None:
    answer = buyer.client.post("/api/v1/reviews", {}, content_type="application/json")
    assert answer.status_code == 422
    assert "Idempotency-Key" in {each["field"] for each in answer.json()["errors"]}


def test_the_same_key_does_it_once_and_answers_the_same(buyer: Program) -> None:
    seller_id = story.a_shop()
    body = {"seller_id": str(seller_id), "text": "Is it still there?"}
    first = buyer.send("POST", "/conversations", body, key="ask-1")
    again = buyer.send("POST", "/conversations", body, key="ask-1")
    assert (first.status_code, first.json()) == (201, again.json())
    talk = buyer.get(f"/conversations/{first.json()['conversation_id']}").json()
    assert len(talk["messages"]) == 1


def test_the_same_key_for_another_request_is_refused(buyer: Program) -> None:
    seller_id = str(story.a_shop())
    buyer.send("POST", "/conversations", {"seller_id": seller_id, "text": "One?"}, key="k")
    other = buyer.send("POST", "/conversations", {"seller_id": seller_id, "text": "Two?"}, key="k")
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency_key_reused"


def test_another_members_key_is_another_key(buyer: Program) -> None:
    seller_id, other = str(story.a_shop()), Program(story.a_buyer())
    body = {"seller_id": seller_id, "text": "Hello?"}
    first = buyer.send("POST", "/conversations", body, key="same").json()
    second = other.send("POST", "/conversations", body, key="same").json()
    assert first["conversation_id"] != second["conversation_id"]


def test_faulty_members_are_named(buyer: Program) -> None:
    answer = buyer.send("POST", "/checkouts", {"address": {"country": "Italy"}})
    fields = {each["field"] for each in answer.json()["errors"]}
    assert answer.status_code == 422
    assert {"address.name", "address.country", "shipping_choices"} <= fields


def test_a_rooms_refusal_keeps_its_words_and_code(buyer: Program) -> None:
    answer = buyer.send("PUT", f"/cart/lines/{uuid4()}", {"quantity": 1})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (404, "not_for_sale")
    assert "no longer for sale" in problem["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"nul", b'{"quantity": "NaN"}', b"\xff\xfe"])
def test_a_body_that_is_none_is_no_traceback(buyer: Program, body: bytes) -> None:
    answer = buyer.client.generic(
        "PUT",
        f"/api/v1/cart/lines/{uuid4()}",
        body,
        content_type="application/json",
        headers={"idempotency-key": "k"},
    )
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"


def test_other_methods_are_answered_as_not_allowed(buyer: Program) -> None:
    answer = buyer.client.patch("/api/v1/orders")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET"
    assert answer["Content-Type"] == "application/problem+json"


def test_how_often_one_may_ask_is_told_and_kept(settings: Any, buyer: Program) -> None:
    settings.FONDACO_API_REQUESTS_A_MINUTE = 2
    first = buyer.get("/categories")
    assert first["RateLimit-Policy"] == '"key";q=2;w=60'
    assert "r=1;" in first["RateLimit"]
    buyer.get("/categories")
    third = buyer.get("/categories")
    assert third.status_code == 429
    assert int(third["Retry-After"]) > 0
    assert Client().get("/api/v1/categories").status_code == 200


@pytest.mark.parametrize("cursor", ["nonsense", "cGFnZTow", "cGFnZTox", "%ff", "cGFnZTo5OTk5OTk5"])
def test_a_forged_cursor_is_refused(buyer: Program, cursor: str) -> None:
    answer = buyer.get("/orders", cursor=cursor)
    assert answer.status_code == 422
    assert answer.json()["field"] == "cursor"


def test_a_listing_that_has_not_changed_is_not_sent_again(buyer: Program) -> None:
    listing_id = shelf.put_up(story.a_shop())
    first = buyer.get(f"/listings/{listing_id}")
    again = buyer.client.get(
        f"/api/v1/listings/{listing_id}", headers={"if-none-match": first["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_nobody_acts_on_an_order_that_has_changed(
    purse: Purse, owner_of: Callable[[UUID], Program]
) -> None:
    order = story.bought(purse)
    seller = owner_of(order.seller_id)
    tag = seller.get(f"/orders/{order.id}")["ETag"]
    done = seller.send("POST", f"/orders/{order.id}/accept", **{"if-match": tag})
    assert done.json()["state"] == "accepted"
    late = seller.send("POST", f"/orders/{order.id}/decline", **{"if-match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")


def test_the_reference_page_tells_every_operation_and_loads_nothing_foreign() -> None:
    page = Client().get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200
    for methods in describe()["paths"].values():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in text
    assert "cdn" not in text.lower()


def test_a_session_that_must_prove_itself_again_is_told_so_by_a_problem() -> None:
    seller_id = story.a_shop()
    owner = Member.objects.get(id=members.staff_members(seller_id)[0])
    client = Client()
    client.force_login(owner)
    answer = client.put(
        "/api/v1/shop/payout-account",
        json.dumps({"iban": "IT49N9990102100000000000001", "holder_name": "X"}),
        content_type="application/json",
        headers={"idempotency-key": "k"},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "step_up_needed")
