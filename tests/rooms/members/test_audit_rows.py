"""What members do to their own data stands in the audit log, without the data."""

import pytest

from fondaco.kernel import audit
from fondaco.market.members import actions, queries
from tests.rooms.trade import story

pytestmark = pytest.mark.django_db


def test_addresses_profile_and_password() -> None:
    member_id = story.a_buyer()
    for _again in range(2):
        actions.save_address(member_id=member_id, address=story.HOME)
        actions.revise_profile(member_id=member_id, display_name="Marta R.")
    [address] = queries.addresses(member_id)
    actions.remove_address(member_id=member_id, address_id=address.id)
    actions.password_changed(member_id=member_id, kept_sign_in_id=None, session_key="")
    rows = list(reversed(audit.latest(subject_id=member_id)))
    assert [row.act for row in rows] == [
        "member.address_saved",
        "member.profile_changed",
        "member.address_removed",
        "member.password_changed",
    ]
    assert {row.actor for row in rows} == {audit.Actor("member", member_id)}
    assert [row.details for row in rows] == [{}, {"fields": ["display_name"]}, {}, {}]
