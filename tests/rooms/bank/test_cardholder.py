"""What a cardholder sees and does: sign-in, statement, cards, disputes."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fondaco.bank.acquirer.settle import close_days
from fondaco.bank.counter.people import PASSWORD
from fondaco.bank.faults import webhooks
from fondaco.bank.issuer.models import Account, Card, CardPayment, Dispute
from fondaco.kernel import clock
from fondaco.kernel.ids import new_id
from tests.rooms.bank.conftest import NOON, Peer, Results
from tests.rooms.bank.paying import MARTA, MARTAS_PHONE, authorize, latest_code, proven

pytestmark = pytest.mark.usefixtures("bank")


def sign_in(
    page: Client, email: str = "marta-ruiz@post.example", phone: str = MARTAS_PHONE
) -> None:
    assert page.post("/sign-in/", {"email": email, "password": PASSWORD}).status_code == 302
    answer = page.post("/sign-in/code/", {"code": latest_code(page, phone)})
    assert answer["Location"] == "/accounts/"


def card_path(number: str = MARTA) -> str:
    return f"/cards/{Card.objects.get(number=number).id}/"


def test_signing_in_takes_password_and_code(page: Client) -> None:
    assert page.get("/accounts/")["Location"] == "/sign-in/?next=%2Faccounts%2F"
    sign_in(page)
    html = page.get("/accounts/").content.decode()
    assert "€5,000.00" in html
    assert "4242" in html
    assert MARTA not in html
    page.post("/sign-out/")
    assert page.get("/accounts/").status_code == 302


def test_no_answer_tells_who_banks_here(page: Client) -> None:
    known = page.post("/sign-in/", {"email": "marta-ruiz@post.example", "password": "no"})
    unknown = page.post("/sign-in/", {"email": "nobody@post.example", "password": "no"})
    assert (known.status_code, unknown.status_code) == (400, 400)
    text = "do not belong together"
    assert text in known.content.decode()
    assert text in unknown.content.decode()


def test_wrong_passwords_wait_longer(page: Client) -> None:
    for _ in range(4):
        page.post("/sign-in/", {"email": "marta-ruiz@post.example", "password": "no"})
    right = {"email": "marta-ruiz@post.example", "password": PASSWORD}
    assert page.post("/sign-in/", right).status_code == 429
    with clock.frozen_real(clock.real_now() + timedelta(minutes=2)):
        assert page.post("/sign-in/", right).status_code == 302


def test_three_wrong_codes_start_over(page: Client) -> None:
    page.post("/sign-in/", {"email": "marta-ruiz@post.example", "password": PASSWORD})
    code = f"{(int(latest_code(page)) + 1) % 10**6:06}"
    assert page.post("/sign-in/code/", {"code": code}).status_code == 400
    assert page.post("/sign-in/code/", {"code": code}).status_code == 400
    assert page.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/"
    assert page.get("/sign-in/code/")["Location"] == "/sign-in/"


def test_five_wrong_codes_in_a_row_block_the_second_factor(page: Client) -> None:
    right = {"email": "marta-ruiz@post.example", "password": PASSWORD}
    for tries in (3, 2):
        page.post("/sign-in/", right)
        code = f"{(int(latest_code(page)) + 1) % 10**6:06}"
        for _ in range(tries):
            page.post("/sign-in/code/", {"code": code})
    assert page.post("/sign-in/code/", {"code": latest_code(page)})["Location"] == "/sign-in/"
    assert "half an hour" in page.get("/sign-in/").content.decode()
    assert page.post("/sign-in/", right).status_code == 429
    with clock.frozen_real(clock.real_now() + timedelta(minutes=31)):
        sign_in(page)


def test_an_old_code_starts_over(page: Client) -> None:
    page.post("/sign-in/", {"email": "marta-ruiz@post.example", "password": PASSWORD})
    code = latest_code(page)
    with clock.frozen_real(clock.real_now() + timedelta(minutes=5, seconds=1)):
        assert page.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/"
    assert "too old" in page.get("/sign-in/").content.decode()


def test_five_idle_minutes_sign_out(page: Client) -> None:
    sign_in(page)
    start = clock.real_now()
    for minutes in (4, 8):
        with clock.frozen_real(start + timedelta(minutes=minutes)):
            assert page.get("/accounts/").status_code == 200
    with clock.frozen_real(start + timedelta(minutes=13, seconds=2)):
        assert page.get("/accounts/")["Location"] == "/sign-in/?next=%2Faccounts%2F"
        assert "five minutes" in page.get("/sign-in/").content.decode()
        assert page.get("/accounts/").status_code == 302


def test_a_page_left_open_goes_to_the_sign_in(page: Client) -> None:
    sign_in(page)
    assert 'data-leave-after="300"' in page.get("/accounts/").content.decode()
    assert "data-leave-after" not in page.get("/phone/").content.decode()
    assert page.get("/sign-in/?idle=1")["Location"] == "/sign-in/"


def test_a_lost_card_stops_and_is_replaced(page: Client, vault: Peer) -> None:
    sign_in(page)
    sent = page.post(card_path(), {"act": "lost"})
    assert authorize(vault, None, amount_minor=100)["response_code"] == "41"
    new = Card.objects.order_by("id").last()
    assert new is not None
    assert sent["Location"] == f"/cards/{new.id}/"
    assert (new.label, new.number[:8], new.status) == ("Credit", MARTA[:8], "active")
    page.post(card_path(), {"act": "unfreeze"})
    page.post(card_path(), {"act": "stolen"})
    assert Card.objects.get(number=MARTA).status == "lost"
    page.post(f"/cards/{new.id}/", {"act": "stolen"})
    answer = authorize(
        vault,
        None,
        new.number,
        amount_minor=100,
        expiry=new.expiry,
        security_code=new.security_code,
    )
    assert answer["response_code"] == "43"
    html = page.get("/cards/").content.decode()
    assert "Lost" in html
    assert "Stolen" in html


def virtual(page: Client, **fields: str) -> Card:
    account = Account.objects.get(cards__number=MARTA)
    page.post("/cards/new/", {"label": "V", "account": str(account.id), **fields})
    return Card.objects.get(label="V")


def pay_with(vault: Peer, card: Card, amount_minor: int, descriptor: str = "Fondaco*X") -> str:
    answer = authorize(
        vault,
        None,
        card.number,
        expiry=card.expiry,
        security_code=card.security_code,
        amount_minor=amount_minor,
        descriptor=descriptor,
    )
    return str(answer["response_code"])


def test_each_rule_of_a_virtual_card_has_its_answer(page: Client, vault: Peer) -> None:
    sign_in(page)
    card = virtual(
        page,
        lock="named",
        merchant="Fondaco",
        payment_limit="10",
        month_limit="25",
        days="10",
    )
    assert pay_with(vault, card, 500, "Elsewhere") == "57"
    assert pay_with(vault, card, 1_001) == "61"
    assert [pay_with(vault, card, 1_000) for _ in range(3)] == ["00", "00", "61"]
    page.post(f"/cards/{card.id}/", {"act": "freeze"})
    assert pay_with(vault, card, 100) == "62"
    page.post(f"/cards/{card.id}/", {"act": "unfreeze"})
    page.post(f"/cards/{card.id}/", {"act": "lock", "lock": "1", "merchant": "Elsewhere"})
    assert pay_with(vault, card, 100) == "57"
    page.post(f"/cards/{card.id}/", {"act": "lock", "lock": "0"})
    assert pay_with(vault, card, 100, "Anywhere") == "00"
    with clock.frozen(NOON + timedelta(days=8)):  # the next month
        assert pay_with(vault, card, 1_000) == "00"
    with clock.frozen(NOON + timedelta(days=10)):
        assert pay_with(vault, card, 100) == "00"
    with clock.frozen(NOON + timedelta(days=11)):
        assert pay_with(vault, card, 100) == "54"
        assert "Expired" in page.get("/cards/").content.decode()
    page.post(f"/cards/{card.id}/", {"act": "delete"})
    assert pay_with(vault, card, 100) == "14"
    assert "Deleted" in page.get("/cards/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("days", "0"),
        ("days", "366"),
        ("days", "x"),
        ("payment_limit", "0"),
        ("month_limit", "-1"),
        ("payment_limit", "ten"),
        ("merchant", ""),
        ("label", " "),
        ("account", "x"),
    ],
)
def test_a_virtual_card_with_a_bad_field_is_not_made(page: Client, field: str, value: str) -> None:
    sign_in(page)
    account = Account.objects.get(cards__number=MARTA)
    body = {"label": "V", "account": str(account.id), "lock": "named", "merchant": "Fondaco"}
    answer = page.post("/cards/new/", body | {field: value})
    assert answer.status_code == 400
    assert answer.context["refusal"].field == field
    assert not Card.objects.filter(is_virtual=True).exists()


def test_signing_in_never_leads_elsewhere(page: Client) -> None:
    page.post(
        "/sign-in/",
        {"email": "marta-ruiz@post.example", "password": PASSWORD, "next": "//evil.example/"},
    )
    answer = page.post("/sign-in/code/", {"code": latest_code(page)})
    assert answer["Location"] == "/accounts/"


def test_pages_of_another_are_not_found(page: Client, vault: Peer, results: Results) -> None:
    authorize(vault, proven(vault, page, results))
    payment = CardPayment.objects.get()
    account = Account.objects.get(cards__number=MARTA)
    sign_in(page, "jakob-lindner@post.example", "+4915550100102")
    for path in (card_path(), f"/accounts/{account.id}/", f"/payments/{payment.id}/"):
        assert page.get(path).status_code == 404
        assert page.post(path, {"act": "freeze", "reason": "10.4"}).status_code in {404, 405}
    assert Card.objects.get(number=MARTA).status == "active"
    assert not Dispute.objects.exists()


def test_the_number_is_shown_to_its_cardholder_on_request(page: Client) -> None:
    sign_in(page)
    number = "4242 4242 4242 4242"
    assert number not in page.get(card_path()).content.decode()
    asked = page.post(card_path(), {"act": "show"})["Location"]
    wrong = f"{(int(latest_code(page)) + 1) % 10**6:06}"
    assert page.post(asked, {"code": wrong}).status_code == 400
    assert number not in page.get(card_path()).content.decode()
    assert page.post(asked, {"code": latest_code(page)})["Location"] == card_path()
    assert number in page.get(card_path()).content.decode()
    other = page.get(card_path("4000056655665556")).content.decode()
    assert "4000 0566 5566 5556" not in other
    with clock.frozen_real(clock.real_now() + timedelta(seconds=61)):
        assert number not in page.get(card_path()).content.decode()
    again = page.post(asked, {"code": latest_code(page)})
    assert again.status_code == 400
    assert "used, too old" in again.content.decode()


def test_a_card_is_frozen_limited_and_freed(page: Client) -> None:
    sign_in(page)
    page.post(card_path(), {"act": "freeze"})
    assert Card.objects.get(number=MARTA).status == "frozen"
    page.post(card_path(), {"act": "unfreeze"})
    page.post(card_path(), {"act": "limits", "payment_limit": "100,50", "month_limit": "900"})
    card = Card.objects.get(number=MARTA)
    assert (card.status, card.payment_limit_minor, card.month_limit_minor) == (
        "active",
        10_050,
        90_000,
    )
    for wrong in ("-1", "1.234", "ten", "0"):
        for field in ("payment_limit", "month_limit"):
            assert page.post(card_path(), {"act": "limits", field: wrong}).status_code == 400
    page.post(card_path(), {"act": "limits", "payment_limit": "", "month_limit": ""})
    card.refresh_from_db()
    assert (card.payment_limit_minor, card.month_limit_minor) == (None, None)
    assert page.post(card_path(), {"act": "delete"}).status_code == 409


def test_a_virtual_card_is_made_locked_and_deleted(page: Client, vault: Peer) -> None:
    sign_in(page)
    account = Account.objects.get(cards__number=MARTA)
    made = page.post(
        "/cards/new/",
        {
            "label": "Headphones",
            "account": str(account.id),
            "brand": "mastercard",
            "month_limit": "20",
            "lock": "first",
        },
    )
    card = Card.objects.get(label="Headphones")
    assert made["Location"] == f"/cards/{card.id}/"
    assert card.number.startswith("55555580")

    def pay(amount_minor: int, descriptor: str) -> str:
        answer = authorize(
            vault,
            None,
            card.number,
            expiry=card.expiry,
            security_code=card.security_code,
            amount_minor=amount_minor,
            descriptor=descriptor,
        )
        return str(answer["response_code"])

    assert pay(1_500, "Fondaco*Brenta") == "00"
    assert pay(100, "Elsewhere") == "57"
    assert pay(501, "Fondaco*Lumen") == "61"
    assert pay(500, "Fondaco*Lumen") == "00"
    page.post(f"/cards/{card.id}/", {"act": "delete"})
    assert pay(100, "Fondaco*Lumen") == "14"
    assert "Headphones" not in page.get("/accounts/").content.decode().split("Latest")[0]


def test_a_virtual_card_needs_a_name_and_an_own_account(page: Client) -> None:
    sign_in(page)
    mine, other = (
        Account.objects.get(cards__number=number) for number in (MARTA, "5555555555554444")
    )
    assert page.post("/cards/new/", {"label": "", "account": str(mine.id)}).status_code == 400
    assert page.post("/cards/new/", {"label": "x", "account": str(other.id)}).status_code == 400
    assert not Card.objects.filter(is_virtual=True).exists()


def test_a_hold_becomes_a_booked_line(page: Client, vault: Peer, results: Results) -> None:
    answer = authorize(vault, proven(vault, page, results))
    sign_in(page)
    account = Account.objects.get(cards__number=MARTA)
    html = page.get(f"/accounts/{account.id}/").content.decode()
    assert "Held, not yet booked" in html
    assert "€4,916.10" in html
    vault.post(
        "/acquirer/captures",
        {"key": "c", "authorization_id": answer["authorization_id"], "amount_minor": 8_390},
    )
    with clock.frozen(NOON + timedelta(days=2)):
        close_days(clock.today())
        html = page.get(f"/accounts/{account.id}/").content.decode()
    assert "Held, not yet booked" not in html
    assert "−€83.90" in html
    assert answer["network_reference"] in html


def test_not_recognising_a_payment_charges_it_back(
    page: Client, vault: Peer, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []

    class Shop:
        def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
            told.append(body)
            return {}

    monkeypatch.setattr(webhooks, "client", Shop)
    answer = authorize(vault, proven(vault, page, results))
    sign_in(page)
    path = f"/payments/{CardPayment.objects.get().id}/"
    assert "nothing to dispute" in page.get(path).content.decode()
    assert page.post(path, {"reason": "10.4"}).status_code == 409
    vault.post(
        "/acquirer/captures",
        {"key": "c", "authorization_id": answer["authorization_id"], "amount_minor": 8_390},
    )
    assert page.post(path, {"reason": "nonsense"}).status_code == 400
    page.post(path, {"reason": "13.1"})
    page.post(path, {"reason": "13.1"})
    assert [(row["kind"], row["reason_code"]) for row in told] == [("chargeback.opened", "13.1")]
    assert told[0]["network_reference"] == answer["network_reference"]
    assert "Credited for now" in page.get(path).content.decode()


def test_a_statement_costs_few_queries(
    page: Client, vault: Peer, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        authorize(vault, None, amount_minor=100, key=str(new_id()))
    sign_in(page)
    account = Account.objects.get(cards__number=MARTA)
    for path in ("/accounts/", f"/accounts/{account.id}/"):
        page.get(path)
        with django_assert_max_num_queries(8):
            page.get(path)
