"""Signing up, confirming, signing in, resetting: nobody learns who has an account."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from fondaco.market.members import actions, models, queries
from fondaco.market.messaging import queries as messages

pytestmark = pytest.mark.django_db
PASSWORD = "lantern ferry mossy quilt"


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


def sign_up(
    client: Client,
    email: str = "new@example.org",
    password: str = PASSWORD,
    *,
    follow: bool = False,
) -> Any:
    form = {"display_name": "New", "email": email, "password1": password}
    return client.post("/account/signup/", form, follow=follow)


def link_in_mail(number: int = -1) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/account/\S+)", str(mail.outbox[number].body))
    assert found is not None
    return found.group(1)


def sign_in(client: Client, password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": "ana@example.org", "password": password})


def test_a_new_member_confirms_by_the_link_and_can_sign_in(client: Client) -> None:
    assert "/post/" in sign_up(client, follow=True).content.decode()
    view = queries.member_by_email("new@example.org")
    assert view is not None
    assert view.display_name == "New"
    path = link_in_mail()
    assert "Yes, confirm it" in client.get(path).content.decode()
    page = client.post(path, follow=True).content.decode()
    assert "Your address new@example.org is confirmed. You can sign in now." in page
    assert "email sent" not in page
    client.logout()
    form = {"login": "NEW@example.org", "password": PASSWORD}
    assert client.post("/account/login/", form).status_code == 302
    assert client.get("/you/").status_code == 200


def test_signing_up_with_a_known_address_looks_the_same_and_writes_to_its_owner(
    client: Client, member: UUID
) -> None:
    unknown, known = sign_up(Client()), sign_up(client, "Ana@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert models.Member.objects.filter(email="ana@example.org").count() == 1
    assert "already" in mail.outbox[-1].subject


def test_a_reset_looks_the_same_for_known_and_unknown_addresses(
    client: Client, member: UUID
) -> None:
    answers = [
        client.post("/account/password/reset/", {"email": email})
        for email in ("ana@example.org", "nobody@example.org")
    ]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert [sent.to for sent in mail.outbox] == [["ana@example.org"], ["nobody@example.org"]]
    assert "/account/password/reset/key/" not in str(mail.outbox[1].body)


def test_a_weak_password_is_refused_with_advice_beside_the_field(client: Client) -> None:
    page = sign_up(client, password="password1234").content.decode()
    assert "tried first" in page
    assert not models.Member.objects.exists()


def test_the_advice_is_given_while_typing_and_names_nobody(client: Client) -> None:
    page = client.post("/you/password-advice/", {"password1": "short"}).content.decode()
    assert "Not yet" in page
    good = client.post("/you/password-advice/", {"password1": PASSWORD}).content.decode()
    assert "Good" in good


def test_signing_in_is_noted_with_its_device(client: Client, member: UUID) -> None:
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Firefox/133.0"
    sign_in(client)
    row = queries.activity(member).items[0]
    assert (row.kind, row.details["device"]) == ("signed_in", "Firefox on Windows")
    (session,) = queries.open_sign_ins(member, client.session.session_key or "")
    assert session.is_this_one
    client.post("/account/logout/")
    assert queries.open_sign_ins(member) == ()


def test_a_reset_by_link_ends_every_session_and_the_link_works_once(
    client: Client, member: UUID
) -> None:
    thief = Client()
    sign_in(thief)
    client.post("/account/password/reset/", {"email": "ana@example.org"})
    path = link_in_mail()
    form_path = client.get(path)["Location"]
    new = "copper meadow tidal spoon"
    assert client.post(form_path, {"password1": new, "password2": new}).status_code == 302
    assert thief.get("/you/").status_code == 302
    assert queries.open_sign_ins(member) == ()
    assert "no longer works" in Client().get(path, follow=True).content.decode()


def test_changing_the_password_keeps_this_device_and_ends_the_others(
    client: Client, member: UUID
) -> None:
    other = Client()
    sign_in(other)
    sign_in(client)
    new = "copper meadow tidal spoon"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/change/", form).status_code == 302
    assert client.get("/you/").status_code == 200
    assert other.get("/you/").status_code == 302
    (session,) = queries.open_sign_ins(member, client.session.session_key or "")
    assert session.is_this_one
    assert any("password was changed" in sent.subject for sent in mail.outbox)


def test_too_many_wrong_passwords_are_slowed_down(client: Client, member: UUID) -> None:
    for _try in range(7):
        page = sign_in(client, "wrong password here")
    assert "Too many" in page.content.decode()


@pytest.mark.parametrize(
    "path",
    ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/confirm-email/",
     "/account/password/reset/done/", "/you/made-safe/"],
)  # fmt: skip
def test_the_ways_in_are_pages_of_ours(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert 'class="signin"' in page.content.decode() or path == "/you/made-safe/"


def test_a_changed_address_counts_after_its_link_and_the_old_one_is_told(
    client: Client, member: UUID
) -> None:
    sign_in(client)
    client.post("/account/email/", {"email": "lima@example.org", "action_add": ""})
    before = queries.member(member)
    assert before.email == "ana@example.org"
    client.post(link_in_mail())
    assert queries.member(member).email == "lima@example.org"
    told = mail.outbox[-1]
    assert (told.to, "address was changed" in told.subject) == (["ana@example.org"], True)
    assert "email_changed" in [notice.kind for notice in messages.notices(member).items]


def test_a_wrong_password_says_that_nobody_is_signed_in(client: Client, member: UUID) -> None:
    page = sign_in(client, "wrong").content.decode()
    assert "You are not signed in yet" in page
    assert "Nothing was saved" not in page
