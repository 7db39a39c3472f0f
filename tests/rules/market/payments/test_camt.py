"""Reading statements: what a bank may send, and what nobody may."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.payments.rules.camt import BadStatement, read
from tests.rules.market.payments.statements import IBAN, entry, statement

LAUGHS = """<!DOCTYPE Document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>"""
OUTSIDE = """<!DOCTYPE Document [<!ENTITY f SYSTEM "file:///etc/passwd">]>"""


def test_credits_are_positive_and_debits_negative() -> None:
    found = read(
        statement(
            entry("83.90", "CRDT", name="Acquirer", text="Card settlement", reference="S-1"),
            entry("12.5", "DBIT", end_to_end_id="PO1", name="Officina Brenta"),
        )
    )
    assert found.iban == IBAN
    assert found.opening == {"EUR": 10_000}
    assert found.closing == {"EUR": -750}
    first, second = found.lines
    assert (first.amount_minor, first.booked_date) == (8_390, date(2026, 11, 25))
    assert (first.counterparty, first.remittance) == ("Acquirer", "Card settlement")
    assert (first.bank_reference, first.code) == ("S-1", "PMNT/RCDT/ESCT")
    assert (second.amount_minor, second.end_to_end_id) == (-1_250, "PO1")
    assert second.counterparty == "Officina Brenta"
    assert [line.position for line in found.lines] == [0, 1]


def test_a_batch_is_broken_down_when_its_parts_sum_up() -> None:
    parts = "".join(
        f"""<TxDtls><Refs><EndToEndId>PO{n}</EndToEndId></Refs><Amt Ccy="EUR">{n}.00</Amt>
        <CdtDbtInd>DBIT</CdtDbtInd></TxDtls>"""
        for n in (1, 2)
    )
    whole = read(statement(entry("3.00", "DBIT", details=parts))).lines
    assert [(line.amount_minor, line.end_to_end_id) for line in whole] == [
        (-100, "PO1"),
        (-200, "PO2"),
    ]
    broken = read(statement(entry("4.00", "DBIT", details=parts))).lines
    assert [line.amount_minor for line in broken] == [-400]


def test_a_card_settlement_stays_one_line() -> None:
    parts = """<TxDtls><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>""" * 2
    code = ("PMNT", "MCRD", "POSC")
    lines = read(statement(entry("2.00", "CRDT", code=code, details=parts))).lines
    assert [line.amount_minor for line in lines] == [200]


def test_lines_that_are_not_booked_are_left_out() -> None:
    pending = entry("1.00", "CRDT", status="<Sts><Cd>PDNG</Cd></Sts>")
    assert read(statement(pending)).lines == ()


def test_the_older_way_of_stating_the_status_is_read() -> None:
    assert len(read(statement(entry("1.00", "CRDT", status="<Sts>BOOK</Sts>"))).lines) == 1


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE, "<!DOCTYPE Document>"])
def test_a_document_type_is_refused_before_anything_is_read(head: str) -> None:
    with pytest.raises(BadStatement, match="document type"):
        read(statement(entry("1.00", "CRDT"), head=head))


def test_a_document_type_is_refused_in_any_encoding() -> None:
    text = statement(entry("1.00", "CRDT"), head=LAUGHS).decode().replace("UTF-8", "UTF-16")
    with pytest.raises(BadStatement):
        read(text.encode("utf-16"))


@pytest.mark.parametrize("amount", ["-1.00", "1.001", "1,00", "", "1e3", "99999999999999999999"])
def test_an_amount_that_is_none_is_refused(amount: str) -> None:
    with pytest.raises(BadStatement):
        read(statement(entry(amount, "CRDT")))


def test_an_unknown_direction_or_currency_is_refused() -> None:
    for broken in (entry("1.00", "XXXX"), entry("1.00", "CRDT", currency="XXX")):
        with pytest.raises(BadStatement):
            read(statement(broken))


@given(document=st.binary(max_size=300))
def test_anything_else_is_refused_and_never_breaks(document: bytes) -> None:
    with pytest.raises(BadStatement):
        read(document)
