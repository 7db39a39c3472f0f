"""The seller's own pages: application, today, payout account, staff."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from fondaco.kernel.audit import Actor
from fondaco.market.members import actions, queries
from fondaco.market.members.models import Member
from fondaco.market.messaging import actions as messaging

pytestmark = pytest.mark.django_db
PASSWORD = "lantern ferry mossy quilt"
ADMIN = Actor("admin", uuid4())
APPLICATION = {
    "name": "Officina Brenta", "kind": "trader", "legal_name": "Brenta SRL",
    "register_number": "VI-1", "country": "IT", "line1": "Via 1", "line2": "",
    "postcode": "36061", "town": "Bassano", "region": "", "contact_email": "a@brenta.example",
    "contact_phone": "0424 123456", "story": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_throttle_left_over() -> None:
    """Rate limits are counted in the cache, which tests share."""
    cache.clear()


def make_member(name: str) -> UUID:
    return actions.create_member(
        email=f"{name}@example.org", password=PASSWORD, display_name=name, country="IT",
        email_confirmed=True,
    )  # fmt: skip


def signed_in(name: str) -> Client:
    client = Client()
    client.post("/account/login/", {"login": f"{name}@example.org", "password": PASSWORD})
    return client


@pytest.fixture
def owner() -> UUID:
    return make_member("owner")


@pytest.fixture
def shop(owner: UUID) -> Client:
    client = signed_in("owner")
    assert client.post("/sell/apply/", APPLICATION)["Location"] == "/sell/home/"
    return client


def seller_id(owner: UUID) -> UUID:
    staff = queries.staff_of(owner)
    assert staff is not None
    return staff.seller_id


def test_anyone_reads_what_selling_is_like_and_only_members_apply(client: Client) -> None:
    assert client.get("/sell/").status_code == 200
    assert "/account/login/" in client.get("/sell/apply/")["Location"]


def test_an_application_with_a_mistake_says_so_beside_the_field(owner: UUID) -> None:
    client = signed_in("owner")
    form = APPLICATION | {"register_number": "", "contact_phone": "0424 123456"}
    page = client.post("/sell/apply/", form).content.decode()
    assert "A trader gives the number" in page
    assert queries.staff_of(owner) is None


def test_an_applicant_sees_what_is_left_and_is_told_of_the_decision(
    shop: Client, owner: UUID
) -> None:
    assert "We are checking your application" in shop.get("/sell/home/").content.decode()
    actions.refuse_seller(seller_id=seller_id(owner), actor=ADMIN, reason="Number unknown.")
    assert "Number unknown." in shop.get("/sell/home/").content.decode()
    assert "Number unknown." in shop.get("/sell/apply/").content.decode()
    shop.post("/sell/apply/", APPLICATION | {"register_number": "VI-2"})
    actions.verify_seller(seller_id=seller_id(owner), actor=ADMIN, facts=["identity"])
    assert "Nothing is due" in shop.get("/sell/home/").content.decode()
    assert "is verified" in mail.outbox[-1].subject


@pytest.mark.parametrize(
    "path",
    ["/sell/home/", "/sell/business/", "/sell/payout-account/", "/sell/staff/"],
)
def test_the_shop_s_pages_are_for_its_staff(shop: Client, path: str) -> None:
    assert shop.get(path).status_code == 200
    make_member("stranger")
    assert signed_in("stranger").get(path).status_code == 403
    assert Client().get(path).status_code == 302


def test_a_question_that_waits_is_due_today(shop: Client, owner: UUID) -> None:
    actions.verify_seller(seller_id=seller_id(owner), actor=ADMIN, facts=["identity"])
    messaging.ask(member_id=make_member("b"), seller_id=seller_id(owner), text="New?", key="k")
    page = shop.get("/sell/home/").content.decode()
    assert "1 thing is due" in page
    assert "Answer a buyer" in page


def test_the_home_page_makes_a_pinned_number_of_queries(
    shop: Client, owner: UUID, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        buyer = make_member(f"b{number}")
        messaging.ask(member_id=buyer, seller_id=seller_id(owner), text="New?", key="k")
    shop.get("/sell/home/")
    with django_assert_num_queries(22):
        shop.get("/sell/home/")


def test_a_payout_account_is_set_and_a_change_is_held(shop: Client, owner: UUID) -> None:
    form = {"iban": "DE89 3704 0044 0532 0130 00", "holder_name": "Brenta SRL"}
    assert shop.post("/sell/payout-account/", form).status_code == 302
    wrong = shop.post("/sell/payout-account/", form | {"iban": "DE00"}).content.decode()
    assert "not a valid IBAN" in wrong
    shop.post("/sell/payout-account/", form | {"iban": "GB33BUKB20201555555555"})
    page = shop.get("/sell/payout-account/").content.decode()
    assert "Held for safety" in page
    assert "GB33BUKB20201555555555" not in page
    assert any("payout account was changed" in sent.subject for sent in mail.outbox)
    shop.post("/sell/payout-account/revert/")
    assert "DE •••• 3000" in shop.get("/sell/payout-account/").content.decode()


def test_changing_the_payout_account_asks_for_a_fresh_proof(shop: Client, owner: UUID) -> None:
    stale = Client()
    stale.force_login(Member.objects.get(id=owner))
    form = {"iban": "DE89 3704 0044 0532 0130 00", "holder_name": "Brenta SRL"}
    assert "/account/reauthenticate/" in stale.post("/sell/payout-account/", form)["Location"]
    assert queries.payout_account(seller_id(owner)) is None


@pytest.mark.parametrize("has_account", [True, False])
def test_inviting_staff_looks_the_same_with_and_without_an_account(
    shop: Client, owner: UUID, has_account: bool
) -> None:
    if has_account:
        make_member("packer")
    answer = shop.post("/sell/staff/", {"email": "packer@example.org", "role": "packer"})
    page = shop.get(answer["Location"]).content.decode()
    assert "packer@example.org" in page
    assert "We have written to them" in page
    assert mail.outbox[-1].to == ["packer@example.org"]


def test_an_invited_member_accepts_and_then_works_there_as_a_packer(
    shop: Client, owner: UUID
) -> None:
    packer_id = make_member("packer")
    shop.post("/sell/staff/", {"email": "packer@example.org", "role": "packer"})
    (invitation,) = queries.invitations_to("packer@example.org")
    make_member("thief")
    path = f"/you/invitations/{invitation.id}/"
    assert signed_in("thief").post(path, {"do": "accept"}).status_code == 404
    packer = signed_in("packer")
    assert "Officina Brenta" in packer.get("/you/").content.decode()
    assert packer.post(path, {"do": "accept"})["Location"] == "/sell/home/"
    assert packer.get("/sell/home/").status_code == 200
    assert packer.get("/sell/staff/").status_code == 403
    assert packer.post("/sell/payout-account/", {}).status_code == 403
    shop.post(f"/sell/staff/{packer_id}/remove/")
    assert packer.get("/sell/home/").status_code == 403


def test_an_invitation_is_declined_or_taken_back(shop: Client, owner: UUID) -> None:
    make_member("packer")
    shop.post("/sell/staff/", {"email": "packer@example.org", "role": "packer"})
    (invitation,) = queries.invitations_of(seller_id(owner))
    shop.post(f"/sell/staff/invitations/{invitation.id}/withdraw/")
    path = f"/you/invitations/{invitation.id}/"
    assert signed_in("packer").post(path, {"do": "accept"}).status_code == 404
    assert queries.invitations_of(seller_id(owner)) == ()
