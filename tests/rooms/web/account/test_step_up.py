"""Step-up: what matters asks for a fresh proof, and for the second factor where there is one."""

import time
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from fondaco.market.members import actions
from fondaco.market.members.models import Member

pytestmark = pytest.mark.django_db
PASSWORD = "lantern ferry mossy quilt"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
RECORDS = "account_authentication_methods"
PATH = "/account/password/change/"


@pytest.fixture(autouse=True)
def no_throttle_left_over() -> None:
    """Rate limits are counted in the cache, which tests share."""
    cache.clear()


@pytest.fixture
def member() -> UUID:
    return actions.create_member(
        email="ana@example.org", password=PASSWORD, display_name="Ana", country="PT",
        email_confirmed=True,
    )  # fmt: skip


def code() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def sign_in(client: Client) -> Any:
    return client.post("/account/login/", {"login": "ana@example.org", "password": PASSWORD})


def grow_stale(client: Client) -> None:
    session = client.session
    session[RECORDS] = [record | {"at": record["at"] - 301} for record in session[RECORDS]]
    session.save()


def test_a_fresh_sign_in_is_proof_for_five_minutes(client: Client, member: UUID) -> None:
    sign_in(client)
    assert client.get(PATH).status_code == 200
    grow_stale(client)
    answer = client.get(PATH)
    assert "/account/reauthenticate/" in answer["Location"]
    client.post(answer["Location"], {"password": PASSWORD})
    assert client.get(PATH).status_code == 200


def test_with_a_second_factor_the_password_alone_is_no_proof(client: Client, member: UUID) -> None:
    TOTP.activate(Member.objects.get(id=member), SECRET)
    assert "2fa/authenticate" in sign_in(client)["Location"]
    client.post("/account/2fa/authenticate/", {"code": code()})
    assert client.get(PATH).status_code == 200
    grow_stale(client)
    answer = client.get(PATH)
    assert "/account/2fa/reauthenticate/" in answer["Location"]
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get(PATH).status_code == 302
    cache.clear()
    client.post("/account/2fa/reauthenticate/", {"code": code()})
    assert client.get(PATH).status_code == 200
