"""The policy desk: a version is written, its effect shown, and a second person publishes it."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from fondaco.kernel.audit import Actor
from fondaco.market.members import actions
from fondaco.market.members.models import Member
from fondaco.market.trade import queries as trade
from fondaco.market.trade.models import PolicyProposal
from tests.rooms.trade.story import Purse, bought, purse

pytestmark = pytest.mark.django_db
__all__ = ["purse"]
PASSWORD = "lantern ferry mossy quilt"
WHY = "Sellers ask for a lower fee in winter."


@pytest.fixture(autouse=True)
def no_throttle_left_over() -> None:
    """Rate limits are counted in the cache, which tests share."""
    cache.clear()


def signed_in(name: str, role: str) -> Client:
    member_id = actions.create_member(
        email=f"{name}@example.org", password=PASSWORD, display_name=name, country="IT",
        email_confirmed=True,
    )  # fmt: skip
    actions.grant_role(member_id=member_id, role=role, actor=Actor("system"))
    client = Client()
    client.post("/account/login/", {"login": f"{name}@example.org", "password": PASSWORD})
    return client


@pytest.fixture
def vera() -> Client:
    return signed_in("Vera", "admin")


def filled(client: Client, path: str = "/desk/policies/new/", **changed: str) -> dict[str, str]:
    """The form as a browser would send it back, with some boxes typed anew."""
    page = client.get(path).content.decode()
    boxes: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is None or ('type="checkbox"' in tag and " checked" not in tag):
            continue
        boxes[name[1]] = value[1] if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)', page):
        boxes[name] = text
    return boxes | {"reason": WHY} | {name.replace("__", ":"): v for name, v in changed.items()}


def drafted(client: Client, **changed: str) -> str:
    answer = client.post("/desk/policies/new/", filled(client, **changed))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_the_form_sends_back_the_policy_it_shows(vera: Client) -> None:
    page = vera.get(drafted(vera)).content.decode()
    assert "No number differs." in page
    assert trade.policy_proposals()[0].policy.as_dict() == trade.policy().as_dict()


def test_a_second_person_publishes_what_the_first_proposed(vera: Client, purse: Purse) -> None:
    order = bought(purse)
    path = drafted(vera, fee_bps="4.25", fee_fixed__EUR="0.10", cover_days="45")
    page = vera.get(path).content.decode()
    for words in ("4.25%", "€0.10", "45 days", order.reference, "1 order", "less"):
        assert words in page, words
    assert 'publish/"' not in page
    assert vera.post(f"{path}propose/", {"key": "p"}).status_code == 302
    own = vera.post(f"{path}publish/", {"key": "q"})
    assert own.status_code == 403
    assert "somebody else decides" in own.content.decode()
    assert trade.policy().version == 1
    henrik = signed_in("Henrik", "finance")
    assert "A new policy waits for a second person" in henrik.get("/desk/").content.decode()
    assert "Shall this come into force?" in henrik.get(path).content.decode()
    assert henrik.post(f"{path}publish/", {"key": "q", "note": "Agreed."}).status_code == 302
    policy = trade.policy()
    assert (policy.version, policy.fee_bps, policy.cover_days) == (2, 425, 45)
    assert policy.fee_fixed["EUR"] == 10
    told = henrik.get("/desk/policies/").content.decode()
    for words in ("Version 2 is in force", "Proposed by Vera, published by Henrik", WHY):
        assert words in told, words
    assert trade.order(order.id).policy_version == 1


def test_a_rejection_needs_reasons_that_the_author_reads(vera: Client) -> None:
    path = drafted(vera, cover_days="45")
    vera.post(f"{path}propose/", {"key": "p"})
    henrik = signed_in("Henrik", "finance")
    assert henrik.post(f"{path}reject/", {"key": "r"}).status_code == 422
    henrik.post(f"{path}reject/", {"key": "r", "note": "Too long for the fund."})
    assert "Too long for the fund." in vera.get(path).content.decode()
    assert trade.policy().version == 1


REFUSED = (
    ("cover_days", "five", "A whole number."),
    ("cover_days", "5", "It lies between 14 days and 365 days."),
    ("fee_bps", "2.555", "A percentage with two decimals at most"),
    ("fee_fixed:EUR", "ten", "An amount such as 12.50."),
    ("tier.reserve_bps:new", "101", "It lies between 0% and 100%."),
    ("withdrawal_excepted:", "z", "Article 16 has the letters a to m."),
    ("withdrawal_countries", "DE FR", "is law in these countries too: AT"),
    ("complete_days", "31", "money is never held longer than cover lasts"),
    ("reason", "no", "Say why"),
)


def test_a_number_that_cannot_stand_is_marked_and_nothing_typed_is_lost(vera: Client) -> None:
    form = filled(vera, reminders="4")
    for box, typed, words in REFUSED:
        box = next(name for name in form if name.startswith(box))
        answer = vera.post("/desk/policies/new/", form | {box: typed})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in page, (box, typed)
        assert 'name="reminders" value="4"' in page
    assert not PolicyProposal.objects.exists()


def test_finance_decides_but_does_not_write_and_others_see_nothing(vera: Client) -> None:
    path = drafted(vera, cover_days="45")
    henrik = signed_in("Henrik", "finance")
    assert henrik.get("/desk/policies/").status_code == 200
    assert henrik.get(path).status_code == 200
    assert henrik.get("/desk/policies/new/").status_code == 403
    assert henrik.get(f"{path}edit/").status_code == 403
    mediator = signed_in("Mira", "mediator")
    assert mediator.get("/desk/policies/").status_code == 403
    assert mediator.get(path).status_code == 403


def test_putting_rules_in_force_asks_again_who_is_there(vera: Client) -> None:
    path = drafted(vera, cover_days="45")
    stale = Client()
    stale.force_login(Member.objects.get(email="vera@example.org"))
    answer = stale.post(f"{path}propose/", {"key": "p"})
    assert "/account/reauthenticate/" in answer["Location"]


def test_an_author_changes_their_draft_and_throws_it_away(vera: Client) -> None:
    path = drafted(vera, cover_days="45")
    form = filled(vera, f"{path}edit/", cover_days="40")
    assert vera.post(f"{path}edit/", form)["Location"] == path
    assert trade.policy_proposals()[0].policy.cover_days == 40
    vera.post(f"{path}withdraw/", {"key": "w"})
    assert "Taken back" in vera.get(path).content.decode()
    assert vera.post(f"{path}dance/", {"key": "w"}).status_code == 404


def test_a_version_is_shown_number_by_number(vera: Client) -> None:
    page = vera.get("/desk/policies/1/").content.decode()
    assert "Cover after proven delivery" in page
    assert "Directive 2011/83/EU, art. 9(1)" in page
    assert vera.get("/desk/policies/7/").status_code == 404


def test_the_pages_of_the_policy_desk_make_a_pinned_number_of_queries(
    vera: Client, purse: Purse, django_assert_num_queries: Any
) -> None:
    bought(purse)
    proposal = drafted(vera, fee_bps="4")
    for path, number in (("/desk/policies/", 12), ("/desk/policies/new/", 7), (proposal, 15)):
        vera.get(path)
        with django_assert_num_queries(number, info=path):
            vera.get(path)
