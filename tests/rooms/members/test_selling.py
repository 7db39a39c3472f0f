"""Sellers: applied, verified or refused with reasons, staff, payout account with its hold."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.members import actions, queries
from fondaco.market.members.models import Member
from fondaco.market.members.rules import PostalAddress

pytestmark = pytest.mark.django_db
ADDRESS = PostalAddress("Hafen GmbH", "Kai 1", "", "Hamburg", "", "20457", "DE", "")
ADMIN = Actor("admin", uuid4())
IBAN_ONE, IBAN_TWO = "DE89 3704 0044 0532 0130 00", "GB33BUKB20201555555555"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def make_member(email: str) -> UUID:
    return actions.create_member(email=email, password="x", display_name="M", country="DE")


def apply(member_id: UUID, **given: Any) -> UUID:
    application: dict[str, Any] = {
        "name": "Hafen & Söhne",
        "legal_name": "Hafen und Söhne GmbH",
        "kind": "trader",
        "country": "DE",
        "city": "Hamburg",
        "address": ADDRESS,
        "register_number": "HRB 12345",
        "contact_email": "hallo@hafen.example",
        "contact_phone": "040 123456",
        "story": "",
    }
    return actions.apply_as_seller(member_id=member_id, **application | given)


@pytest.fixture
def owner() -> UUID:
    return make_member("owner@example.org")


def test_an_application_waits_for_an_operator_and_has_no_public_page(owner: UUID) -> None:
    seller = queries.seller(apply(owner))
    assert (seller.status, seller.slug, seller.contact_phone) == (
        "applied",
        "hafen-sohne",
        "+4940123456",
    )
    with pytest.raises(NotFound):
        queries.seller_by_slug(seller.slug)
    assert queries.staff_of(owner) is not None
    assert [each.id for each in queries.sellers_by_status("applied", 1).items] == [seller.id]


def test_a_verified_seller_shows_what_was_checked(owner: UUID) -> None:
    seller_id = apply(owner)
    actions.verify_seller(seller_id=seller_id, actor=ADMIN, facts=["address", "identity", "luck"])
    seller = queries.seller_by_slug("hafen-sohne")
    assert seller.verified_facts == ("identity", "address")
    assert seller.verified_at is not None


def test_a_refused_seller_is_told_why_and_may_apply_again(owner: UUID) -> None:
    seller_id = apply(owner)
    with pytest.raises(Refusal):
        actions.refuse_seller(seller_id=seller_id, actor=ADMIN, reason=" ")
    actions.refuse_seller(seller_id=seller_id, actor=ADMIN, reason="The number is unknown.")
    assert queries.seller(seller_id).reason == "The number is unknown."
    assert apply(owner, register_number="HRB 54321") == seller_id
    assert queries.seller(seller_id).status == "applied"


def test_an_applicant_cannot_apply_twice(owner: UUID) -> None:
    apply(owner)
    with pytest.raises(Refusal) as refused:
        apply(owner)
    assert refused.value.code == "seller_state"


def test_two_shops_of_one_name_have_two_addresses(owner: UUID) -> None:
    first, second = apply(owner), apply(make_member("second@example.org"))
    assert queries.seller(first).slug != queries.seller(second).slug


def test_the_first_payout_account_before_verification_is_not_held(owner: UUID) -> None:
    seller_id = apply(owner)
    actions.set_payout_account(seller_id=seller_id, iban=IBAN_ONE, holder_name="H", actor=ADMIN)
    account = queries.payout_account(seller_id)
    assert account is not None
    assert (account.iban, account.held_until) == ("DE89370400440532013000", None)
    assert account.bic == "COBADEFFXXX"


def test_a_changed_payout_account_is_held_for_72_hours(
    owner: UUID, at_time: Callable[[datetime], None]
) -> None:
    at_time(NOON)
    seller_id = apply(owner)
    for iban in (IBAN_ONE, IBAN_TWO):
        actions.set_payout_account(seller_id=seller_id, iban=iban, holder_name="H", actor=ADMIN)
    account = queries.payout_account(seller_id)
    assert account is not None
    assert account.held_until == NOON + timedelta(hours=72)


def test_the_same_payout_account_again_starts_no_hold(owner: UUID) -> None:
    seller_id = apply(owner)
    for _again in range(2):
        actions.set_payout_account(seller_id=seller_id, iban=IBAN_ONE, holder_name="H", actor=ADMIN)
    account = queries.payout_account(seller_id)
    assert account is not None
    assert account.held_until is None


def test_a_wrong_iban_is_refused_at_its_field(owner: UUID) -> None:
    seller_id = apply(owner)
    with pytest.raises(Refusal) as refused:
        actions.set_payout_account(
            seller_id=seller_id, iban="DE89370400440532013001", holder_name="H", actor=ADMIN
        )
    assert refused.value.field == "iban"


def test_payouts_are_frozen_with_the_seller_and_with_an_owner_who_said_not_me(owner: UUID) -> None:
    seller_id = apply(owner)
    actions.verify_seller(seller_id=seller_id, actor=ADMIN, facts=["identity"])
    assert not queries.payouts_frozen(seller_id)
    actions.this_was_not_me(member_id=owner)
    assert queries.payouts_frozen(seller_id)
    member = Member.objects.get(id=owner)
    member.set_password("heron teapot ledger 58")
    member.save()
    actions.unfreeze_payments(member_id=owner)
    actions.freeze_seller(seller_id=seller_id, actor=ADMIN, reason="Counterfeits.")
    assert queries.payouts_frozen(seller_id, lock=True)
    actions.unfreeze_seller(seller_id=seller_id, actor=ADMIN, reason="Cleared.")
    assert queries.seller(seller_id).status == "verified"


def test_the_last_owner_stays(owner: UUID) -> None:
    seller_id = apply(owner)
    with pytest.raises(Refusal) as refused:
        actions.remove_staff(seller_id=seller_id, member_id=owner, actor=ADMIN)
    assert refused.value.code == "last_owner"
    helper = make_member("helper@example.org")
    actions.add_staff(seller_id=seller_id, member_id=helper, role="owner", actor=ADMIN)
    actions.remove_staff(seller_id=seller_id, member_id=owner, actor=ADMIN)
    assert queries.staff_members(seller_id) == [helper]


def test_a_member_works_for_one_seller_only(owner: UUID) -> None:
    apply(owner)
    other = apply(make_member("second@example.org"))
    with pytest.raises(Refusal) as refused:
        actions.add_staff(seller_id=other, member_id=owner, role="packer", actor=ADMIN)
    assert refused.value.code == "works_for_a_seller"


def test_changed_business_data_is_no_longer_shown_as_verified(owner: UUID) -> None:
    seller_id = apply(owner)
    actions.verify_seller(
        seller_id=seller_id, actor=ADMIN, facts=["identity", "contact_email", "contact_phone"]
    )
    actions.revise_business_data(
        seller_id=seller_id,
        contact_email="new@hafen.example",
        contact_phone="040 123456",
        address=ADDRESS,
        city="Hamburg",
        story="Since 1890.",
        actor=ADMIN,
    )
    assert queries.seller(seller_id).verified_facts == ("identity", "contact_phone")


def test_a_held_change_of_the_payout_account_can_be_taken_back(owner: UUID) -> None:
    seller_id = apply(owner)
    for iban in (IBAN_ONE, IBAN_TWO):
        actions.set_payout_account(seller_id=seller_id, iban=iban, holder_name="H", actor=ADMIN)
    actions.revert_payout_account(seller_id=seller_id, actor=ADMIN)
    account = queries.payout_account(seller_id)
    assert account is not None
    assert (account.iban, account.held_until) == ("DE89370400440532013000", None)
    with pytest.raises(Refusal) as refused:
        actions.revert_payout_account(seller_id=seller_id, actor=ADMIN)
    assert refused.value.code == "payout_account_settled"
