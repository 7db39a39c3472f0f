"""How days are closed: settlement, statements, payouts, disputes, and the faults on the way."""

import base64
from datetime import date, timedelta
from xml.etree.ElementTree import fromstring

import pytest
from django.conf import settings
from django.test import Client
from sepaxml import SepaTransfer

from fondaco.bank.acquirer.settle import close_days
from fondaco.bank.counter.seed import iban_of
from fondaco.bank.faults.actions import set_switch
from fondaco.bank.issuer.actions import book
from fondaco.bank.issuer.models import Account
from fondaco.bank.issuer.queries import accounts_with_iban, lines
from fondaco.kernel import clock, outbox, wire
from tests.rooms.bank.conftest import NOON, Peer, Results, Told
from tests.rooms.bank.paying import MARTA, TESSA, proven, take

pytestmark = pytest.mark.usefixtures("bank", "told")
CAMT = "{urn:iso:std:iso:20022:tech:xsd:camt.053.001.08}"


def martas_credit() -> Account:
    return Account.objects.get(iban=iban_of(102))


def entries(document: bytes) -> list[dict[str, str]]:
    found = []
    for entry in fromstring(document).iter(f"{CAMT}Ntry"):  # noqa: S314 our own document
        found.append(
            {
                "amount": entry.findtext(f"{CAMT}Amt") or "",
                "side": entry.findtext(f"{CAMT}CdtDbtInd") or "",
                "reference": entry.findtext(f"{CAMT}AcctSvcrRef") or "",
                "end_to_end": entry.findtext(f".//{CAMT}EndToEndId") or "",
                "return": entry.findtext(f".//{CAMT}RtrInf/{CAMT}Rsn/{CAMT}Cd") or "",
                "details": str(len(entry.findall(f".//{CAMT}TxDtls"))),
            }
        )
    return found


def statement(market: Peer, day: str) -> bytes:
    answer = market.get(f"/statements/{settings.MERCHANT_IBAN}/{day}")
    return base64.b64decode(answer["document_base64"])


def test_a_day_is_settled_once_and_its_statement_adds_up(
    vault: Peer, market: Peer, page: Client, results: Results, told: Told
) -> None:
    _, taken = take(vault, page, results)
    refund = {"key": "f", "capture_id": taken["capture_id"], "amount_minor": 1_390}
    vault.post("/acquirer/refunds", refund)
    with clock.frozen(NOON + timedelta(days=2)):
        document = statement(market, "2026-11-25")
        assert document == statement(market, "2026-11-25")
        assert close_days(clock.today()) == 0
    assert entries(document) == [
        {
            "amount": "70.00",
            "side": "CRDT",
            "reference": "SETTLEMENT-20261125-EUR",
            "end_to_end": taken["capture_id"].replace("-", ""),
            "return": "",
            "details": "2",
        },
        {
            "amount": "1.17",
            "side": "DBIT",
            "reference": "COST-20261125-EUR",
            "end_to_end": "NOTPROVIDED",
            "return": "",
            "details": "1",
        },
    ]
    balances = [
        bal.findtext(f"{CAMT}Amt")
        for bal in fromstring(document).iter(f"{CAMT}Bal")  # noqa: S314
    ]
    assert balances == ["0.00", "68.83"]
    assert martas_credit().held_minor == 0
    assert martas_credit().balance_minor == 1_390 - 8_390
    assert [event["kind"] for event in told.events] == ["refund.settled"]
    assert told.events[0]["refund_key"] == "f"


def test_a_statement_of_today_is_refused(market: Peer) -> None:
    path = f"/statements/{settings.MERCHANT_IBAN}/2026-11-24"
    assert market.call("GET", path)[1]["code"] == "day_not_over"
    assert market.call("GET", "/statements/DE00/2026-11-20")[0] == 404
    assert market.call("GET", f"/statements/{settings.MERCHANT_IBAN}/soon")[0] == 400


def test_days_are_closed_in_order_and_never_on_a_holiday(
    vault: Peer, page: Client, results: Results
) -> None:
    with clock.frozen(NOON + timedelta(days=10)):  # Friday 4 December
        take(vault, page, results)
    with clock.frozen(NOON + timedelta(days=20)):
        # 5 and 6 are a weekend, Tuesday 8 December is a holiday in Italy.
        assert close_days(date(2026, 12, 9)) == 2


def pain(*payments: tuple[str, int, str], message: str = "") -> str:
    config = {
        "name": "Fondaco Marketplace",
        "IBAN": settings.MERCHANT_IBAN,
        "BIC": "RIALIT2VXXX",
        "batch": True,
        "currency": "EUR",
    }
    transfer = SepaTransfer(config, schema="pain.001.001.09", clean=False)
    for name, amount_minor, iban in payments:
        transfer.add_payment(
            {
                "name": name,
                "IBAN": iban,
                "BIC": "RIALIT2VXXX",
                "amount": amount_minor,
                "execution_date": date(2026, 11, 24),
                "description": "Payout",
                "endtoend_id": f"PO-{name}",
            }
        )
    document = transfer.export(validate=False)
    if message:
        text = document.decode()
        start, end = text.index("<MsgId>") + 7, text.index("</MsgId>")
        document = (text[:start] + message + text[end:]).encode()
    return base64.b64encode(document).decode()


def test_payouts_leave_arrive_and_come_back(market: Peer) -> None:
    merchant = Account.objects.get(iban=settings.MERCHANT_IBAN)
    book(
        account_id=merchant.id,
        key="sales",
        kind="settlement",
        amount_minor=100_000,
        text="Sales of last week",
        booked_date=date(2026, 11, 20),
    )
    document = pain(
        ("Brenta", 50_000, iban_of(200_001)),
        ("Chiusa", 700, iban_of(299)),
        ("Elsewhere", 900, "DE89370400440532013000"),
        ("New", 1_100, iban_of(777)),
        ("Somebody else", 1_300, iban_of(200_002)),
        ("MARTA RUIZ", 2_500, iban_of(101)),
    )
    answer = market.post("/payments/pain001", {"key": "p", "document_base64": document})
    assert answer["state"] == "accepted"
    assert market.post("/payments/pain001", {"key": "p", "document_base64": document}) == answer
    with clock.frozen(NOON + timedelta(days=3)):
        out = entries(statement(market, "2026-11-24"))
        back = entries(statement(market, "2026-11-25"))
    assert [(row["amount"], row["side"], row["end_to_end"]) for row in out] == [
        ("500.00", "DBIT", "PO-Brenta"),
        ("7.00", "DBIT", "PO-Chiusa"),
        ("9.00", "DBIT", "PO-Elsewhere"),
        ("11.00", "DBIT", "PO-New"),
        ("13.00", "DBIT", "PO-Somebody else"),
        ("25.00", "DBIT", "PO-MARTA RUIZ"),
    ]
    assert [(row["amount"], row["side"], row["return"]) for row in back] == [
        ("7.00", "CRDT", "AC04"),
        ("11.00", "CRDT", "AC01"),
        ("13.00", "CRDT", "BE01"),
    ]
    brenta = accounts_with_iban(iban_of(200_001))[0]
    assert brenta.balance_minor == 50_000
    assert lines(brenta.id)[0].counterparty == "Fondaco Marketplace"
    assert accounts_with_iban(iban_of(777)) == []
    refund = lines(accounts_with_iban(iban_of(101))[0].id)[0]
    assert (refund.amount_minor, refund.text) == (2_500, "Payout")


def test_a_payout_without_cover_waits(market: Peer) -> None:
    document = pain(("Brenta", 9_000_000, iban_of(200_001)))
    market.post("/payments/pain001", {"key": "p", "document_base64": document})
    with clock.frozen(NOON + timedelta(days=3)):
        assert entries(statement(market, "2026-11-24")) == []


def changed(document: str, old: str, new: str) -> str:
    text = base64.b64decode(document).decode()
    assert old in text
    return base64.b64encode(text.replace(old, new, 1).encode()).decode()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<CtrlSum>500.00", "<CtrlSum>500.01", "control_sum"),
        ("<NbOfTxs>1", "<NbOfTxs>2", "transaction_count"),
        ("pain.001.001.09", "pain.002.001.09", "not_pain001"),
        ("<GrpHdr>", "<GrpHdr", "not_xml"),
        ("500.00</InstdAmt>", "5e2</InstdAmt>", "amount_invalid"),
        ("<Document", '<!DOCTYPE d [<!ENTITY x "y">]><Document', "document_type"),
    ],
)
def test_a_faulty_file_is_refused_whole(market: Peer, old: str, new: str, code: str) -> None:
    document = changed(pain(("Brenta", 50_000, iban_of(200_001))), old, new)
    status, refusal = market.call(
        "POST", "/payments/pain001", {"key": "p", "document_base64": document}
    )
    assert (status, refusal["code"]) == (422, code)


def test_a_message_id_is_taken_once(market: Peer) -> None:
    for key, status in (("p1", 200), ("p2", 409)):
        document = pain(("Brenta", 100, iban_of(200_001)), message="MSG-1")
        assert (
            market.call("POST", "/payments/pain001", {"key": key, "document_base64": document})[0]
            == status
        )


def test_an_order_with_a_wrong_iban_is_refused_by_itself(market: Peer) -> None:
    good = iban_of(200_001)
    document = pain(("Brenta", 100, good), ("Lumen", 200, iban_of(200_002)))
    document = changed(document, iban_of(200_002), iban_of(200_002)[:-1] + "9")
    answer = market.post("/payments/pain001", {"key": "p", "document_base64": document})
    assert answer["state"] == "partly_accepted"
    assert answer["rejected"] == [{"end_to_end_id": "PO-Lumen", "reason_code": "AC01"}]


def test_a_dispute_reaches_the_market_once_and_can_be_decided(
    vault: Peer, page: Client, results: Results, told: Told
) -> None:
    _, taken = take(vault, page, results, "4000000000000259", phone=TESSA)
    with clock.frozen(NOON + timedelta(days=2)):
        close_days(clock.today())
    event = told.events[0]
    assert event["path"] == "/webhooks/acquirer"
    assert (event["kind"], event["reason_code"]) == ("chargeback.opened", "10.4")
    assert (event["capture_id"], event["amount_minor"]) == (taken["capture_id"], 8_390)
    refund = {"key": "f", "capture_id": taken["capture_id"], "amount_minor": 100}
    assert vault.call("POST", "/acquirer/refunds", refund)[1]["code"] == "charged_back"
    path = f"/developers/chargebacks/{event['chargeback_id']}/"
    page.post(path, {"won": "1"})
    page.post(path, {"won": "0"})
    assert [row["kind"] for row in told.events] == ["chargeback.opened", "chargeback.won"]
    tessa = Account.objects.get(iban=iban_of(900))
    assert (tessa.balance_minor, tessa.held_minor) == (-8_390, 0)


def test_news_is_sent_again_until_it_arrives(
    vault: Peer, page: Client, results: Results, told: Told
) -> None:
    take(vault, page, results, "4000000000000259", phone=TESSA)
    told.error = wire.PeerUnavailable("market")
    with clock.frozen(NOON + timedelta(days=2)):
        close_days(clock.today())
    told.error = None
    with clock.frozen_real(clock.real_now() + timedelta(minutes=5)):
        outbox.sweep()
        outbox.sweep()
    assert len(told.events) == 1


def test_faults_make_the_bank_difficult(
    vault: Peer, page: Client, results: Results, told: Told
) -> None:
    value = proven(vault, page, results)
    set_switch(name="answer_lost", on=True)
    body = {
        "key": "lost",
        "pan": MARTA,
        "expiry": "3012",
        "security_code": "123",
        "amount_minor": 8_390,
        "currency": "EUR",
        "merchant_id": "FONDACO",
        "descriptor": "Fondaco",
        "eci": "05",
        "authentication_value": value,
    }
    assert vault.call("POST", "/acquirer/authorizations", body)[0] == 503
    assert vault.get("/acquirer/authorizations/by-key/lost")["response_code"] == "00"
    set_switch(name="answer_lost", on=False)
    set_switch(name="down_acquirer", on=True)
    assert vault.call("POST", "/acquirer/authorizations", body | {"key": "n"})[0] == 503
    set_switch(name="down_acquirer", on=False)
    assert vault.call("GET", "/acquirer/authorizations/by-key/n")[0] == 404
    set_switch(name="webhooks_twice", on=True)
    take(vault, page, results, "4000000000000259", phone=TESSA)
    with clock.frozen(NOON + timedelta(days=2)):
        close_days(clock.today())
    assert [event["event_id"] for event in told.events] == [told.events[0]["event_id"]] * 2
