"""Keys: made on the page, kept as digests, good for their scopes, ended at once."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from fondaco.kernel import clock
from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.errors import Refusal
from fondaco.market.members import actions as members
from fondaco.market.members import keys, queries
from fondaco.market.members.models import ApiKey, Member
from tests.rooms.trade import story
from tests.rooms.web.api.conftest import Program

pytestmark = pytest.mark.django_db


def signed_in(password: str = "seven herons over quiet water") -> tuple[Client, Member]:
    member = Member.objects.get(id=story.a_buyer())
    member.set_password(password)
    member.save()
    client = Client()
    client.post("/account/login/", {"login": member.email, "password": password})
    return client, member


def test_a_key_is_shown_once_and_kept_as_a_digest_only() -> None:
    client, member = signed_in()
    page = client.post("/you/keys/", {"name": "warehouse", "scopes": ["orders:read"]})
    row = ApiKey.objects.get(member=member)
    secret = page.content.decode().split('id="new-key">')[1].split("<")[0]
    assert secret.startswith("fondaco_")
    assert secret not in client.get("/you/keys/").content.decode()
    assert secret not in str(vars(row))
    found = keys.key_by_secret(secret)
    assert found is not None
    assert found.scopes == ("orders:read",)


def test_the_page_asks_for_a_name_and_scopes() -> None:
    client, member = signed_in()
    client.post("/you/keys/", {"name": "", "scopes": []})
    assert not ApiKey.objects.filter(member=member).exists()


def test_somebody_elses_key_cannot_be_revoked(buyer: Program) -> None:
    client, _member = signed_in()
    assert client.post(f"/you/keys/{buyer.key_id}/revoke/").status_code == 404
    assert buyer.get("/me").status_code == 200


def test_a_revoked_key_opens_nothing(buyer: Program) -> None:
    assert buyer.send("DELETE", f"/keys/{buyer.key_id}").status_code == 200
    assert buyer.get("/me").status_code == 401
    assert buyer.get("/categories").json()["code"] == "key_invalid"


def test_a_key_lapses_after_a_year(buyer: Program) -> None:
    with clock.frozen_real(clock.real_now() + keys.LASTS + timedelta(seconds=1)):
        assert keys.key_by_secret(buyer.secret) is None


def test_this_was_not_me_ends_every_key(buyer: Program) -> None:
    members.this_was_not_me(member_id=buyer.member_id)
    assert buyer.get("/me").status_code == 401


def test_a_new_password_ends_every_key() -> None:
    client, member = signed_in()
    program = Program(member.id)
    new = "nine lanterns under the bridge"
    told = {"oldpassword": "seven herons over quiet water", "password1": new, "password2": new}
    client.post("/account/password/change/", told)
    member.refresh_from_db()
    assert member.check_password(new)
    assert program.get("/me").status_code == 401
    assert keys.keys_of(member.id) == ()


def test_a_key_may_not_do_what_asks_its_member_for_a_fresh_proof() -> None:
    owner = Program(queries.staff_members(story.a_shop())[0])
    account = {"holder": "Thief", "iban": "ES9121000418450200051332"}
    refused = owner.send("PUT", "/shop/payout-account", account)
    assert (refused.status_code, refused.json()["code"]) == (403, "step_up_needed")
    admin = Program(story.a_buyer())
    members.grant_role(member_id=admin.member_id, role="admin", actor=SYSTEM)
    refused = admin.send("POST", f"/desk/sellers/{story.a_shop()}/verification", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "step_up_needed")


def test_a_seller_s_key_waits_for_the_second_factor_too(settings: Any) -> None:
    settings.FONDACO_REQUIRE_SECOND_FACTOR = True
    owner = Program(queries.staff_members(story.a_shop())[0])
    refused = owner.get("/shop")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_needed")
    assert owner.get("/me").status_code == 200
    TOTP.activate(Member.objects.get(id=owner.member_id), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert owner.get("/shop").status_code == 200


@pytest.mark.parametrize("scopes", [[], ["everything"], ["orders:read", "root"]])
def test_unknown_scopes_are_refused(scopes: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        keys.issue(member_id=story.a_buyer(), name="x", scopes=scopes)
    assert refused.value.field == "scopes"


@pytest.mark.parametrize("secret", ["", "fondaco_", "fondaco_" + "a" * 43, "x" * 5000])
def test_what_is_no_key_opens_nothing(secret: str) -> None:
    answer = Client(headers={"authorization": f"Bearer {secret}"}).get("/api/v1/me")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
