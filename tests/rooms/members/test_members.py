"""People: made once, told what happens, their addresses, roles and sessions."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from fondaco.kernel import audit, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.members import actions, models, news, queries
from fondaco.market.members.rules import PostalAddress

pytestmark = pytest.mark.django_db
ADDRESS = PostalAddress("Ana Lima", "Rua Um 1", "", "Lisboa", "", "1100-001", "PT", "")
ADMIN = Actor("admin", uuid4())


def make_member(email: str = "Ana@Example.org", **given: Any) -> UUID:
    return actions.create_member(
        **{"email": email, "password": "x", "display_name": "Ana", "country": "pt"} | given
    )


def test_a_member_is_made_with_the_address_in_lower_case() -> None:
    view = queries.member(make_member())
    assert (view.email, view.country, view.has_second_factor) == ("ana@example.org", "PT", False)


def test_an_address_belongs_to_one_member_in_any_case() -> None:
    make_member()
    with pytest.raises(Refusal) as refused:
        make_member("ANA@example.ORG")
    assert refused.value.code == "email_taken"
    assert models.Member.objects.count() == 1


def test_an_unknown_member_is_not_found() -> None:
    with pytest.raises(NotFound):
        queries.member(uuid4())


def test_the_first_address_becomes_the_default_and_the_same_one_is_kept_once() -> None:
    member_id = make_member()
    first = actions.save_address(member_id=member_id, address=ADDRESS)
    assert actions.save_address(member_id=member_id, address=ADDRESS) == first
    assert [each.is_default for each in queries.addresses(member_id)] == [True]


def test_removing_the_default_address_makes_the_newest_other_one_the_default() -> None:
    member_id = make_member()
    first = actions.save_address(member_id=member_id, address=ADDRESS)
    other = PostalAddress.from_dict(ADDRESS.as_dict() | {"line1": "Rua Dois 2"})
    second = actions.save_address(member_id=member_id, address=other, make_default=False)
    actions.remove_address(member_id=member_id, address_id=first)
    assert [(each.id, each.is_default) for each in queries.addresses(member_id)] == [(second, True)]


def test_a_stranger_cannot_remove_an_address() -> None:
    address_id = actions.save_address(member_id=make_member(), address=ADDRESS)
    with pytest.raises(NotFound):
        actions.remove_address(member_id=make_member("b@example.org"), address_id=address_id)


def test_a_role_is_granted_once_and_audited() -> None:
    member_id = make_member()
    for _again in range(2):
        actions.grant_role(member_id=member_id, role="finance", actor=ADMIN)
    assert queries.roles_of(member_id) == {"finance"}
    assert [row.act for row in audit.latest(subject_id=member_id)] == ["role.grant"]


def test_the_last_admin_keeps_the_role() -> None:
    member_id = make_member()
    actions.grant_role(member_id=member_id, role="admin", actor=ADMIN)
    with pytest.raises(Refusal) as refused:
        actions.revoke_role(member_id=member_id, role="admin", actor=ADMIN)
    assert refused.value.code == "last_admin"


def sign_in(member_id: UUID, key: str, device: str = "Firefox on Windows") -> UUID:
    return actions.record_sign_in(
        member_id=member_id, session_key=key, device=device, ip="192.0.2.7", method="password"
    )


def test_the_first_device_is_not_new_and_the_second_is() -> None:
    member_id = make_member()
    sign_in(member_id, "one")
    sign_in(member_id, "two", device="Safari on iPhone")
    kinds = [row.kind for row in queries.activity(member_id).items]
    assert kinds == ["signed_in_new_device", "signed_in", "joined"]


def test_this_was_not_me_ends_all_sessions_and_freezes_cards_and_payouts() -> None:
    member_id = make_member()
    sign_in(member_id, "one")
    actions.this_was_not_me(member_id=member_id)
    assert queries.payments_frozen(member_id)
    assert not models.SignIn.objects.filter(ended_at=None).exists()
    with pytest.raises(Refusal, match="no password"):
        actions.unfreeze_payments(member_id=member_id)
    assert queries.payments_frozen(member_id)
    member = models.Member.objects.get(id=member_id)
    member.set_password("heron teapot ledger 58")
    member.save()
    actions.unfreeze_payments(member_id=member_id)
    assert not queries.payments_frozen(member_id)


def test_a_changed_password_keeps_only_the_session_that_changed_it() -> None:
    member_id = make_member()
    kept, _other = sign_in(member_id, "one"), sign_in(member_id, "two")
    actions.password_changed(member_id=member_id, kept_sign_in_id=kept, session_key="three")
    assert list(models.SignIn.objects.filter(ended_at=None).values_list("session_key")) == [
        ("three",)
    ]


def test_members_are_read_with_two_queries_however_many(
    django_assert_num_queries: Any,
) -> None:
    ids = [make_member(f"m{number}@example.org") for number in range(3)]
    with django_assert_num_queries(2):
        assert set(queries.members(ids)) == set(ids)


@pytest.mark.parametrize("asked_for", [True, False])
def test_a_second_factor_is_asked_of_finance_only_where_the_operator_asks(
    settings: Any, asked_for: bool
) -> None:
    settings.FONDACO_REQUIRE_SECOND_FACTOR = asked_for
    member_id = make_member()
    assert not queries.must_set_up_second_factor(member_id)
    actions.grant_role(member_id=member_id, role="finance", actor=ADMIN)
    assert queries.must_set_up_second_factor(member_id) is asked_for


def test_a_payment_is_told_on_the_activity_page() -> None:
    member_id = make_member()
    data = {
        "buyer_id": str(member_id),
        "amount_minor": 8390,
        "currency": "EUR",
        "reference": "FO-1",
    }
    news.on_money_moved(outbox.Event(uuid4(), "order.paid", uuid4(), data))
    row = queries.activity(member_id).items[0]
    assert (row.kind, row.details["reference"]) == ("paid", "FO-1")
