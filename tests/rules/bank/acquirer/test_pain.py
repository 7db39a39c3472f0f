from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.acquirer.pain import MOST_BYTES, read
from fondaco.kernel.errors import Refusal
from fondaco.money.amount import Money

IBAN = "DE89370400440532013000"


def block(
    orders: str, extra: str = "", day: str = "<ReqdExctnDt><Dt>2026-11-24</Dt></ReqdExctnDt>"
) -> str:
    return (
        f"<PmtInf><PmtInfId>1</PmtInfId>{extra}{day}"
        f"<DbtrAcct><Id><IBAN>{IBAN}</IBAN></Id></DbtrAcct>{orders}</PmtInf>"
    )


def order(
    number: int, amount: str, currency: str = "EUR", iban: str = IBAN, name: str = "Payee"
) -> str:
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>E{number}</EndToEndId></PmtId>"
        f'<Amt><InstdAmt Ccy="{currency}">{amount}</InstdAmt></Amt>'
        f"<Cdtr><Nm>{name}</Nm></Cdtr><CdtrAcct><Id><IBAN>{iban}</IBAN></Id></CdtrAcct>"
        "<RmtInf><Ustrd>Payout &amp; thanks</Ustrd></RmtInf></CdtTrfTxInf>"
    )


def document(*blocks: str, count: str, total: str, version: str = "09") -> bytes:
    return (
        f'<?xml version="1.0"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.{version}">'
        f"<CstmrCdtTrfInitn><GrpHdr><MsgId>M1</MsgId><NbOfTxs>{count}</NbOfTxs>{total}</GrpHdr>"
        f"{''.join(blocks)}</CstmrCdtTrfInitn></Document>"
    ).encode()


def code_of(raw: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        read(raw)
    return caught.value.code


@pytest.mark.parametrize("version", ["03", "09", "10", "11"])
def test_every_known_version_is_read(version: str) -> None:
    day = "<ReqdExctnDt>2026-11-24</ReqdExctnDt>" if version == "03" else ""
    made = block(order(1, "12.50"), day=day) if day else block(order(1, "12.50"))
    found = read(document(made, count="1", total="<CtrlSum>12.50</CtrlSum>", version=version))
    assert found.message_id == "M1"
    assert found.debtor_ibans == {IBAN}
    assert found.orders[0].amount_minor == 1_250
    assert found.orders[0].text == "Payout & thanks"
    assert found.orders[0].requested == date(2026, 11, 24)


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8))
def test_the_control_sum_is_the_sum(amounts: list[int]) -> None:
    texts = [str(Money(amount, "EUR").to_decimal()) for amount in amounts]
    made = block("".join(order(i, text) for i, text in enumerate(texts)))
    total = Money(sum(amounts), "EUR").to_decimal()
    raw = document(made, count=str(len(amounts)), total=f"<CtrlSum>{total}</CtrlSum>")
    assert [found.amount_minor for found in read(raw).orders] == amounts
    off = document(made, count=str(len(amounts)), total=f"<CtrlSum>{total + 1}</CtrlSum>")
    assert code_of(off) == "control_sum"


def test_a_block_has_its_own_sums() -> None:
    made = block(order(1, "1.00"), extra="<NbOfTxs>2</NbOfTxs>")
    assert code_of(document(made, count="1", total="")) == "transaction_count"


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (order(1, "1.00", iban="DE89370400440532013001"), "AC01"),
        (order(1, "1.00", iban=""), "AC01"),
        (order(1, "1.00", name=""), "BE22"),
        (order(1, "0.00"), "AM01"),
        (order(1, "1.00"), ""),
    ],
)
def test_an_order_can_be_refused_by_itself(made: str, reason: str) -> None:
    assert read(document(block(made), count="1", total="")).orders[0].reason == reason


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not_xml"),
        (b"<a/>", "not_pain001"),
        (b"\xff\xfe", "not_xml"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "document_type"),
        (b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "document_type"),
        (b"<a>" * 40, "too_deep"),
        (b" " * (MOST_BYTES + 1), "too_large"),
        (document(block(order(1, "1.00")), count="2", total=""), "transaction_count"),
        (document(block(order(1, "1.00")), count="", total=""), "field_invalid"),
        (document(block(""), count="0", total=""), "order_count"),
        (document(block(order(1, "1.001")), count="1", total=""), "amount_invalid"),
        (document(block(order(1, "-1")), count="1", total=""), "amount_invalid"),
        (document(block(order(1, "1.00", "XXX")), count="1", total=""), "amount_invalid"),
        (
            document(block(order(1, "1.00") + order(1, "1.00")), count="2", total=""),
            "end_to_end_id_twice",
        ),
        (
            document(
                block(order(1, "1.00"), day="<ReqdExctnDt>soon</ReqdExctnDt>"), count="1", total=""
            ),
            "date_invalid",
        ),
    ],
)
def test_a_faulty_file_says_what_is_wrong(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


@given(st.binary(max_size=300))
def test_no_bytes_make_it_stumble(raw: bytes) -> None:
    with pytest.raises(Refusal):
        read(raw)


def test_exponents_are_minded() -> None:
    made = block(order(1, "13718", "JPY") + order(2, "1.234", "KWD"))
    found = read(document(made, count="2", total=""))
    assert [row.amount_minor for row in found.orders] == [13_718, 1_234]
