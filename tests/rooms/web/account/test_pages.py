"""The member's own pages."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from fondaco.market.members import actions, queries
from fondaco.market.members.models import Member
from fondaco.market.members.rules import PostalAddress
from fondaco.market.messaging import actions as messaging
from fondaco.market.messaging import queries as messages

pytestmark = pytest.mark.django_db
ADDRESS = PostalAddress("Ana", "Rua Um 1", "", "Lisboa", "", "1100-001", "PT", "")
PASSWORD = "lantern ferry mossy quilt"
NEW = "heron teapot ledger 58"


def make_member(name: str) -> UUID:
    return actions.create_member(
        email=f"{name}@example.org", password=PASSWORD, display_name=name, country="PT",
        email_confirmed=True,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def no_throttle_left_over() -> None:
    """Rate limits are counted in the cache, which tests share."""
    cache.clear()


@pytest.fixture
def member() -> UUID:
    return make_member("ana")


@pytest.fixture
def signed_in(client: Client, member: UUID) -> Client:
    client.post("/account/login/", {"login": "ana@example.org", "password": PASSWORD})
    return client


@pytest.fixture
def seller() -> UUID:
    return actions.apply_as_seller(
        member_id=make_member("owner"), name="Officina Brenta", legal_name="Brenta SRL",
        kind="trader", country="IT", city="Bassano", register_number="VI-1", story="",
        address=PostalAddress("B", "Via 1", "", "Bassano", "", "36061", "IT", ""),
        contact_email="a@brenta.example", contact_phone="0424 123456",
    )  # fmt: skip


PAGES = (
    "/you/", "/you/profile/", "/you/activity/", "/you/addresses/", "/you/addresses/add/",
    "/you/security/", "/you/security/phrase/", "/you/security/not-me/", "/you/sent/",
    "/messages/", "/account/2fa/", "/account/email/", "/account/password/change/",
    "/account/logout/",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_and_asks_strangers_to_sign_in(signed_in: Client, path: str) -> None:
    assert signed_in.get(path).status_code == 200
    stranger = Client().get(path)
    assert stranger.status_code == 302


@pytest.mark.parametrize(
    ("path", "queries_made"),
    [("/you/", 15), ("/you/activity/", 7), ("/you/addresses/", 7), ("/you/security/", 12),
     ("/you/sent/", 7), ("/messages/", 7)],
)  # fmt: skip
def test_a_page_makes_a_pinned_number_of_queries(
    signed_in: Client, member: UUID, path: str, queries_made: int, django_assert_num_queries: Any
) -> None:
    actions.save_address(member_id=member, address=ADDRESS)
    signed_in.get(path)
    with django_assert_num_queries(queries_made):
        signed_in.get(path)


def test_an_address_is_added_and_a_wrong_one_explains_itself(
    signed_in: Client, member: UUID
) -> None:
    form = ADDRESS.as_dict() | {"phone": "call me"}
    page = signed_in.post("/you/addresses/add/", form).content.decode()
    assert "not a telephone number" in page
    assert signed_in.post("/you/addresses/add/", ADDRESS.as_dict()).status_code == 302
    assert [each.address.city for each in queries.addresses(member)] == ["Lisboa"]


def test_another_member_s_address_cannot_be_removed(signed_in: Client) -> None:
    other = make_member("other")
    address_id = actions.save_address(member_id=other, address=ADDRESS)
    assert signed_in.post(f"/you/addresses/{address_id}/", {"do": "remove"}).status_code == 404
    assert len(queries.addresses(other)) == 1


def test_this_was_not_me_signs_out_freezes_and_leads_on(signed_in: Client, member: UUID) -> None:
    answer = signed_in.post("/you/security/not-me/")
    assert answer["Location"] == "/you/made-safe/"
    assert signed_in.get("/you/made-safe/").status_code == 200
    assert signed_in.get("/you/").status_code == 302
    assert queries.payments_frozen(member)


def test_who_knows_the_old_password_neither_comes_back_nor_unfreezes(
    client: Client, member: UUID, mailoutbox: list[Any]
) -> None:
    client.force_login(Member.objects.get(id=member))
    actions.this_was_not_me(member_id=member)
    thief = Client()
    thief.post("/account/login/", {"login": "ana@example.org", "password": PASSWORD})
    assert thief.get("/you/").status_code == 302
    owner = Client()
    owner.post("/account/password/reset/", {"email": "ana@example.org"})
    link = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", mailoutbox[-1].body)
    assert link
    form = owner.get(link[1])["Location"]
    owner.post(form, {"password1": NEW, "password2": NEW})
    owner.post("/account/login/", {"login": "ana@example.org", "password": NEW})
    owner.post("/you/security/unfreeze/")
    assert not queries.payments_frozen(member)


def test_unfreezing_asks_for_a_fresh_proof(client: Client, member: UUID) -> None:
    actions.this_was_not_me(member_id=member)
    row = Member.objects.get(id=member)
    row.set_password(NEW)
    row.save()
    client.force_login(row)
    answer = client.post("/you/security/unfreeze/")
    assert "/account/reauthenticate/" in answer["Location"]
    assert queries.payments_frozen(member)


def test_what_we_sent_is_shown_to_its_addressee_only(signed_in: Client, member: UUID) -> None:
    context = {"reference": "FO-1", "amount_minor": 100, "currency": "EUR", "id": "x"}
    notice = messaging.send_notice(
        member_id=member, kind="order_paid_buyer", context=context, key="k"
    )
    assert "We hold your payment" in signed_in.get("/you/sent/").content.decode()
    assert signed_in.get(f"/you/sent/{notice}/").status_code == 200
    stranger = Client()
    stranger.force_login(Member.objects.get(id=make_member("other")))
    assert stranger.get(f"/you/sent/{notice}/").status_code == 404


def test_a_seller_is_asked_and_answers(signed_in: Client, member: UUID, seller: UUID) -> None:
    page = signed_in.get(f"/messages/new/?seller={seller}")
    assert "Officina Brenta" in page.content.decode()
    form = {"text": "Is it new?", "key": str(uuid4())}
    answer = signed_in.post(f"/messages/new/?seller={seller}", form)
    owner = Client()
    owner.force_login(Member.objects.get(email="owner@example.org"))
    assert "Is it new?" in owner.get("/messages/?side=shop").content.decode()
    assert "Is it new?" in owner.get(answer["Location"]).content.decode()
    owner.post(answer["Location"], {"text": "Yes, it is.", "key": str(uuid4())})
    assert messages.unread(member) == 1
    assert "Yes, it is." in signed_in.get(answer["Location"]).content.decode()
    signed_in.post(f"{answer['Location']}read/")
    assert messages.unread(member) == 0


def test_a_card_number_comes_back_with_its_reason_and_is_kept_nowhere(
    signed_in: Client, seller: UUID
) -> None:
    form = {"text": "4111 1111 1111 1111", "key": str(uuid4())}
    page = signed_in.post(f"/messages/new/?seller={seller}", form).content.decode()
    assert "There is a card number in what you sent." in page
    assert messages.conversations(queries.member_by_email("ana@example.org").id).items == ()  # type: ignore[union-attr]


def test_a_stranger_does_not_find_a_conversation(member: UUID, seller: UUID) -> None:
    talk = messaging.ask(member_id=member, seller_id=seller, text="Hi", key="k")
    stranger = Client()
    stranger.force_login(Member.objects.get(id=make_member("other")))
    for path in (f"/messages/{talk}/", f"/messages/{talk}/read/", f"/messages/{talk}/block/"):
        assert stranger.get(path).status_code == 404


def test_a_link_that_leads_elsewhere_is_warned_of(
    signed_in: Client, member: UUID, seller: UUID, settings: Any
) -> None:
    settings.MARKET_URL = "https://fondaco.example"
    owner = queries.member_by_email("owner@example.org")
    assert owner
    talk = messaging.ask(member_id=member, seller_id=seller, text="Is it new?", key="k")
    assert "Your answer" not in signed_in.get(f"/messages/{talk}/").content.decode()
    for text in ("See https://fondaco.example/l/1/", "Pay at https://evil.example/pay"):
        messaging.write(conversation_id=talk, author_member_id=owner.id, text=text, key=text)
    page = signed_in.get(f"/messages/{talk}/").content.decode()
    assert "leads to evil.example, which is not Fondaco." in page
    assert page.count("which is not Fondaco") == 1
    assert "Your answer" in page


def test_a_message_is_reported_and_a_conversation_closed(
    signed_in: Client, member: UUID, seller: UUID
) -> None:
    talk = messaging.ask(member_id=member, seller_id=seller, text="Hi", key="k")
    owner = Member.objects.get(email="owner@example.org")
    message = messaging.write(
        conversation_id=talk, author_member_id=owner.id, text="Write me on WhatsApp", key="w"
    )
    page = signed_in.get(f"/messages/{talk}/").content.decode()
    assert "another messenger" in page
    path = f"/messages/{talk}/report/{message}/"
    assert signed_in.get(path).status_code == 200
    assert signed_in.post(path, {"reason": "Wants me elsewhere."}).status_code == 302
    assert len(messages.reports_open().items) == 1
    signed_in.post(f"/messages/{talk}/block/", {"do": "close"})
    assert "This conversation is closed" in signed_in.get(f"/messages/{talk}/").content.decode()


@pytest.mark.parametrize(
    "query",
    ["", "?listing=nonsense", "?listing=01890a5d-ac96-774b-bcce-b302099a8057", "?order=1"],
)
def test_a_message_about_nothing_is_not_found(signed_in: Client, query: str) -> None:
    assert signed_in.get(f"/messages/new/{query}").status_code == 404
