"""Sending money from a cardholder's account, and where it turns up."""

import base64
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.conf import settings
from django.test import Client

from fondaco.bank.counter.seed import iban_of
from fondaco.bank.issuer.models import Account, Booking, Confirmation
from fondaco.kernel import clock
from tests.rooms.bank.conftest import NOON, Peer
from tests.rooms.bank.paying import MARTAS_PHONE, latest_code
from tests.rooms.bank.test_cardholder import sign_in

pytestmark = pytest.mark.usefixtures("bank")
CAMT = "{urn:iso:std:iso:20022:tech:xsd:camt.053.001.08}"
REFERENCE = "RF18539007547034"


def everyday() -> Account:
    return Account.objects.get(iban=iban_of(101))


def form(**changes: str) -> dict[str, str]:
    return {
        "account": str(everyday().id),
        "iban": settings.MERCHANT_IBAN,
        "name": "Fondaco Marketplace",
        "amount": "83.90",
        "reference": REFERENCE,
    } | changes


def send(page: Client, **changes: str) -> Any:
    asked = page.post("/send/", form(**changes))
    assert asked.status_code == 302, asked.content.decode()
    return page.post(asked["Location"], {"code": latest_code(page)})


def incoming(market: Peer, day: str) -> list[Element]:
    answer = market.get(f"/statements/{settings.MERCHANT_IBAN}/{day}")
    document = fromstring(base64.b64decode(answer["document_base64"]))  # noqa: S314 our own
    return list(document.iter(f"{CAMT}Ntry"))


def test_a_transfer_is_booked_at_once_and_named_on_the_statement(
    page: Client, market: Peer
) -> None:
    sign_in(page)
    before = everyday().balance_minor
    sent = send(page)
    assert sent["Location"] == f"/accounts/{everyday().id}/"
    assert everyday().balance_minor == before - 8_390
    html = page.get(sent["Location"]).content.decode()
    assert "Fondaco Marketplace" in html
    assert REFERENCE in html
    with clock.frozen(NOON + timedelta(days=1)):
        (entry,) = incoming(market, "2026-11-24")
    paths = {
        "Amt": "83.90",
        "CdtDbtInd": "CRDT",
        "BkTxCd/Domn/Cd": "PMNT",
        "BkTxCd/Domn/Fmly/Cd": "RCDT",
        "BkTxCd/Domn/Fmly/SubFmlyCd": "ESCT",
        "NtryDtls/TxDtls/RltdPties/Dbtr/Pty/Nm": "Marta Ruiz",
        "NtryDtls/TxDtls/RltdPties/DbtrAcct/Id/IBAN": iban_of(101),
        "NtryDtls/TxDtls/RmtInf/Strd/CdtrRefInf/Ref": REFERENCE,
    }
    for path, text in paths.items():
        assert entry.findtext("/".join(CAMT + tag for tag in path.split("/"))) == text, path
    assert entry.find(f".//{CAMT}Ustrd") is None
    assert len(entry.findtext(f".//{CAMT}EndToEndId") or "") == 32


def test_free_text_stays_free_text_and_any_day_will_do(page: Client, market: Peer) -> None:
    saturday = NOON + timedelta(days=4)
    sign_in(page)
    with clock.frozen(saturday):
        send(page, reference="for the headphones", amount="0,01")
    with clock.frozen(saturday + timedelta(days=1)):
        (entry,) = incoming(market, "2026-11-28")
    assert entry.findtext(f".//{CAMT}Ustrd") == "for the headphones"
    assert entry.find(f".//{CAMT}Strd") is None
    assert entry.findtext(f"{CAMT}Amt") == "0.01"


def test_one_customer_pays_another(page: Client) -> None:
    sign_in(page)
    send(page, iban=iban_of(200_001), name="Kontor Elbe", reference="")
    assert Account.objects.get(iban=iban_of(200_001)).balance_minor == 8_390


def test_another_currency_is_converted_on_both_sides(page: Client) -> None:
    sign_in(page)
    before = everyday().balance_minor
    send(page, iban=iban_of(151), name="Thomas Ashdown", currency="GBP", amount="100")
    assert before - everyday().balance_minor == 11_912
    assert Account.objects.get(iban=iban_of(151)).balance_minor == 205_000 + 10_000
    line = Booking.objects.get(kind="transfer_out")
    assert (line.original_minor, line.original_currency) == (10_000, "GBP")


def test_the_form_is_filled_in_by_the_address(page: Client) -> None:
    sign_in(page)
    query = {"iban": settings.MERCHANT_IBAN, "name": "Fondaco Marketplace", "amount": "83.90"}
    html = page.get("/send/", query | {"reference": REFERENCE}).content.decode()
    for text in ("IT49 N999", "Fondaco Marketplace", 'value="83.90"', REFERENCE):
        assert text in html
    out = Client().get("/send/", query)
    assert out["Location"].startswith("/sign-in/?next=%2Fsend%2F%3Fiban%3DIT49")


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("iban", "", 400),
        ("iban", "IT49N9990102100000000000002", 400),
        ("iban", "hello", 400),
        ("iban", iban_of(777), 400),
        ("iban", iban_of(299), 400),
        ("iban", iban_of(101), 400),
        ("name", " ", 400),
        ("name", "x" * 71, 400),
        ("amount", "", 400),
        ("amount", "0", 400),
        ("amount", "-5", 400),
        ("amount", "1e3", 400),
        ("amount", "1.234", 400),
        ("amount", "4182.51", 409),
        ("currency", "XXX", 400),
        ("reference", "RF19539007547034", 400),
        ("reference", "x" * 141, 400),
        ("account", "no", 400),
    ],
)
def test_a_bad_field_is_named_and_nothing_is_sent(
    page: Client, field: str, value: str, status: int
) -> None:
    sign_in(page)
    answer = page.post("/send/", form(**{field: value}))
    assert answer.status_code == status
    assert answer.context["refusal"].field == field
    assert "Nothing was sent." in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_a_credit_card_account_or_anothers_sends_nothing(page: Client) -> None:
    sign_in(page)
    for serial in (102, 113):
        account = Account.objects.get(iban=iban_of(serial))
        assert page.post("/send/", form(account=str(account.id))).status_code == 400


def test_the_code_belongs_to_one_transfer_and_counts_once(page: Client) -> None:
    sign_in(page)
    first = page.post("/send/", form())["Location"]
    code = latest_code(page)
    second = page.post("/send/", form(amount="500"))["Location"]
    other = latest_code(page)
    if code != other:
        assert page.post(second, {"code": code}).status_code == 400
    assert page.post(first, {"code": code}).status_code == 302
    assert page.post(first, {"code": code}).status_code == 400
    assert Booking.objects.filter(kind="transfer_out").count() == 1


def test_a_code_dies_of_three_wrong_tries_and_of_age(page: Client) -> None:
    sign_in(page)
    asked = page.post("/send/", form())["Location"]
    code = latest_code(page)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(3):
        assert page.post(asked, {"code": wrong}).status_code == 400
    assert page.post(asked, {"code": code}).status_code == 400
    late = page.post("/send/", form())["Location"]
    code = latest_code(page)
    session = page.session
    with clock.frozen_real(clock.real_now() + timedelta(minutes=5, seconds=1)):
        session["seen"] = int(clock.real_now().timestamp())
        session.save()
        assert page.post(late, {"code": code}).status_code == 400
    assert not Booking.objects.filter(kind="transfer_out").exists()


def test_five_wrong_codes_in_a_row_block_codes_for_half_an_hour(page: Client) -> None:
    sign_in(page)
    for tries in (3, 2):
        asked = page.post("/send/", form())["Location"]
        wrong = f"{(int(latest_code(page)) + 1) % 10**6:06}"
        for _ in range(tries):
            page.post(asked, {"code": wrong})
    assert page.post(asked, {"code": latest_code(page)}).status_code == 429
    blocked = page.post("/send/", form())
    assert blocked.status_code == 429
    assert "half an hour" in blocked.content.decode()


def test_money_gone_meanwhile_stops_the_transfer(page: Client) -> None:
    sign_in(page)
    asked = page.post("/send/", form(amount="4000"))["Location"]
    code = latest_code(page)
    send(page, amount="500")
    answer = page.post(asked, {"code": code})
    assert answer.status_code == 409
    assert "does not hold enough" in answer.content.decode()


def test_a_held_amount_is_not_sent_away(page: Client, vault: Peer) -> None:
    sign_in(page)
    Account.objects.filter(iban=iban_of(101)).update(held_minor=418_000)
    assert page.post("/send/", form(amount="2.51")).status_code == 409
    assert page.post("/send/", form(amount="2.50")).status_code == 302


def test_a_strangers_name_is_warned_of_before_the_code(page: Client) -> None:
    sign_in(page)
    asked = page.post("/send/", form(name="Somebody Else"))["Location"]
    assert "belongs to somebody else" in page.get(asked).content.decode()
    asked = page.post("/send/", form(name="fondaco"))["Location"]
    assert "close enough" in page.get(asked).content.decode()


def test_the_text_message_names_amount_and_payee(page: Client) -> None:
    sign_in(page)
    page.post("/send/", form())
    text = page.get(f"/phone/{MARTAS_PHONE}/messages.json").json()["messages"][0]["text"]
    assert "€83.90 to Fondaco Marketplace" in text


def test_a_transfer_of_another_is_not_shown(page: Client) -> None:
    sign_in(page)
    asked = page.post("/send/", form())["Location"]
    other = Client()
    sign_in(other, "jakob-lindner@post.example", "+4915550100102")
    assert other.get(asked).status_code == 404
    assert other.post(asked, {"code": latest_code(page)}).status_code == 404
