"""The operator's desk: who may see it, who may decide, and that decisions are audited."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from fondaco.kernel import audit
from fondaco.kernel.audit import Actor
from fondaco.market.members import actions, queries
from fondaco.market.members.models import Member
from fondaco.market.members.rules import PostalAddress
from fondaco.market.messaging import actions as messaging
from fondaco.market.messaging import queries as messages

pytestmark = pytest.mark.django_db
PASSWORD = "lantern ferry mossy quilt"
SYSTEM = Actor("system")


@pytest.fixture(autouse=True)
def no_throttle_left_over() -> None:
    """Rate limits are counted in the cache, which tests share."""
    cache.clear()


def signed_in(name: str, *roles: str) -> Client:
    member_id = make_member(name)
    for role in roles:
        actions.grant_role(member_id=member_id, role=role, actor=SYSTEM)
    client = Client()
    client.post("/account/login/", {"login": f"{name}@example.org", "password": PASSWORD})
    return client


def make_member(name: str) -> UUID:
    return actions.create_member(
        email=f"{name}@example.org", password=PASSWORD, display_name=name, country="IT",
        email_confirmed=True,
    )  # fmt: skip


@pytest.fixture
def admin() -> Client:
    return signed_in("admin", "admin")


@pytest.fixture
def seller() -> UUID:
    return actions.apply_as_seller(
        member_id=make_member("owner"), name="Officina Brenta", legal_name="Brenta SRL",
        kind="trader", country="IT", city="Bassano", register_number="VI-1", story="",
        address=PostalAddress("B", "Via 1", "", "Bassano", "", "36061", "IT", ""),
        contact_email="a@brenta.example", contact_phone="0424 123456",
    )  # fmt: skip


PAGES = ("/desk/", "/desk/operator/sellers/", "/desk/operator/members/",
         "/desk/operator/reports/", "/desk/operator/audit/")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_desk_page_stands_for_an_admin_and_for_no_member(admin: Client, path: str) -> None:
    assert admin.get(path).status_code == 200
    assert signed_in("plain").get(path).status_code == 403
    assert Client().get(path).status_code == 302


def test_support_sees_sellers_but_decides_nothing(seller: UUID) -> None:
    support = signed_in("support", "support")
    path = f"/desk/operator/sellers/{seller}/"
    page = support.get(path)
    assert page.status_code == 200
    assert 'value="verify"' not in page.content.decode()
    assert support.post(path, {"do": "verify", "facts": "identity"}).status_code == 403
    assert support.get("/desk/operator/audit/").status_code == 403
    assert queries.seller(seller).status == "applied"


def test_an_admin_verifies_with_what_was_checked(admin: Client, seller: UUID) -> None:
    assert "Officina Brenta" in admin.get("/desk/operator/sellers/").content.decode()
    path = f"/desk/operator/sellers/{seller}/"
    assert admin.post(path, {"do": "verify"}).status_code == 409
    assert admin.post(path, {"do": "verify", "facts": ["identity", "address"]}).status_code == 302
    assert queries.seller(seller).verified_facts == ("identity", "address")
    assert "seller.verify" in [row.act for row in audit.latest(subject_id=seller)]


def test_an_admin_refuses_freezes_and_unfreezes_with_reasons(admin: Client, seller: UUID) -> None:
    path = f"/desk/operator/sellers/{seller}/"
    assert "Give the reason" in admin.post(path, {"do": "refuse"}).content.decode()
    admin.post(path, {"do": "verify", "facts": ["identity"]})
    admin.post(path, {"do": "tier", "tier": "trusted"})
    admin.post(path, {"do": "freeze", "reason": "Counterfeits."})
    view = queries.seller(seller)
    assert (view.status, view.tier, view.reason) == ("frozen", "trusted", "Counterfeits.")
    admin.post(path, {"do": "unfreeze", "reason": "Cleared."})
    assert queries.seller(seller).status == "verified"
    assert admin.post(path, {"do": "dance"}).status_code == 409


def test_a_decision_asks_for_a_fresh_proof(admin: Client, seller: UUID) -> None:
    stale = Client()
    stale.force_login(Member.objects.get(email="admin@example.org"))
    path = f"/desk/operator/sellers/{seller}/"
    answer = stale.post(path, {"do": "verify", "facts": "identity"})
    assert "/account/reauthenticate/" in answer["Location"]
    assert queries.seller(seller).status == "applied"


def test_an_admin_gives_and_takes_roles_and_freezes_an_account(admin: Client) -> None:
    member_id = make_member("helper")
    path = f"/desk/operator/members/{member_id}/"
    assert "helper" in admin.get("/desk/operator/members/?q=HELP").content.decode()
    admin.post(path, {"do": "grant", "role": "mediator"})
    assert queries.roles_of(member_id) == {"mediator"}
    admin.post(path, {"do": "revoke", "role": "mediator"})
    assert not queries.roles_of(member_id)
    assert admin.post(path, {"do": "freeze", "reason": ""}).status_code == 409
    admin.post(path, {"do": "freeze", "reason": "Stolen."})
    assert queries.payments_frozen(member_id)
    assert admin.get(path).status_code == 200
    admin.post(path, {"do": "unfreeze", "reason": "Returned."})
    assert not queries.payments_frozen(member_id)


def test_a_report_is_answered_by_trust_with_a_mail_to_the_reporter(seller: UUID) -> None:
    buyer = make_member("buyer")
    talk = messaging.ask(member_id=buyer, seller_id=seller, text="Hello", key="k")
    owner = queries.staff_members(seller)[0]
    message = messages.conversation(talk).messages[0]
    messaging.report(message_id=message.id, member_id=owner, reason="Rude.")
    trust = signed_in("trust", "trust")
    assert "Rude." in trust.get("/desk/operator/reports/").content.decode()
    (report,) = messages.reports_open().items
    trust.post(f"/desk/operator/reports/{report.id}/", {"answer": "It breaks no rule."})
    assert messages.reports_open().items == ()
    assert "It breaks no rule." in messages.notices(owner).items[0].body


def test_the_audit_log_speaks_in_words_and_amounts(admin: Client, seller: UUID) -> None:
    audit.record(
        actor=Actor("finance"), act="payout.batch", subject_kind="payout_batch",
        subject_id=uuid4(), count=2, total_minor=123_450, currency="EUR",
    )  # fmt: skip
    audit.record(
        actor=Actor("mediator"), act="case.evidence_asked", subject_kind="case",
        subject_id=uuid4(), kinds=["picture", "sworn_statement"], amount_minor=None,
    )  # fmt: skip
    page = admin.get("/desk/operator/audit/").content.decode()
    for words in (
        "Payout file made", "total: €1,234.50", "Case: evidence asked",
        "kinds: picture, sworn statement", "amount: –",
    ):  # fmt: skip
        assert words in page, words
    for code in ("total_minor", "payout.batch", "[&#x27;", "payout_batch"):
        assert code not in page, code


@pytest.mark.parametrize(
    ("path", "number"),
    [("/desk/operator/sellers/", 7), ("/desk/operator/members/", 9), ("/desk/operator/audit/", 9)],
)
def test_a_desk_page_makes_a_pinned_number_of_queries(
    admin: Client, seller: UUID, path: str, number: int, django_assert_num_queries: Any
) -> None:
    admin.get(path)
    with django_assert_num_queries(number):
        admin.get(path)


def test_a_seller_that_does_not_exist_is_not_found(admin: Client) -> None:
    assert admin.get(f"/desk/operator/sellers/{uuid4()}/").status_code == 404


def test_an_admin_without_a_second_factor_sets_one_up_first_where_it_is_asked_for(
    admin: Client, settings: Any
) -> None:
    settings.FONDACO_REQUIRE_SECOND_FACTOR = True
    answer = admin.get("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    assert admin.get("/you/").status_code == 200
    member = queries.member_by_email("admin@example.org")
    assert member is not None
    Authenticator.objects.create(user_id=member.id, type=Authenticator.Type.TOTP, data={})
    assert admin.get("/desk/").status_code == 200
