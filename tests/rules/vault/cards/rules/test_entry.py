"""Each fault of an entry is named at its field; a good entry is a card."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.vault.cards.rules.entry import CardEntry, read_entry

TODAY = date(2026, 11, 24)
GOOD = {"number": "4242424242424242", "expiry": "09/28", "security_code": "123", "name": "Ana Ruiz"}


def faults(**changes: object) -> dict[str, str]:
    found = read_entry(GOOD | changes, today=TODAY)
    assert isinstance(found, list)
    return {fault.field: fault.code for fault in found}


def test_a_good_entry_is_a_card() -> None:
    card = read_entry(GOOD, today=TODAY)
    assert isinstance(card, CardEntry)
    assert (card.number, card.expiry_month, card.expiry_year) == ("4242424242424242", 9, 2028)
    assert "4242" not in repr(card)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "number_missing"),
        (None, "number_missing"),
        (4242424242424242, "number_missing"),
        ("4242 4242 4242", "number_too_short"),
        ("42424242424242424242", "number_too_long"),
        ("4242 4242 4242 424x", "number_not_digits"),
        ("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", "number_not_digits"),
        ("\u200f4242424242424242", "number_hidden_characters"),
        ("4242\u202e424242424242", "number_hidden_characters"),
        ("4242424242424242\x00", "number_hidden_characters"),
        ("4242424242424241", "number_check_digit"),
        ("42424242424242", "number_length_wrong"),
        ("9999999999999995", "number_brand_unknown"),
        ("4242.4242.4242.4242", "number_not_digits"),
    ],
)
def test_a_faulty_number_is_named(number: object, code: str) -> None:
    assert faults(number=number)["number"] == code


@pytest.mark.parametrize(
    "number", ["4242 4242 4242 4242", "4242-4242-4242-4242", " 4242424242424242 "]
)
def test_gaps_in_a_number_are_no_fault(number: str) -> None:
    assert isinstance(read_entry(GOOD | {"number": number}, today=TODAY), CardEntry)


@pytest.mark.parametrize(
    ("expiry", "code"),
    [
        ("", "expiry_missing"),
        ("10/26", "expiry_past"),
        ("13/28", "expiry_not_a_date"),
        ("00/28", "expiry_not_a_date"),
        ("9", "expiry_not_a_date"),
        ("09/1928", "expiry_not_a_date"),
        ("٠٩/٢٨", "expiry_not_a_date"),
        ("11/47", "expiry_too_far"),
        (928, "expiry_missing"),
    ],
)
def test_a_faulty_expiry_is_named(expiry: object, code: str) -> None:
    assert faults(expiry=expiry) == {"expiry": code}


@pytest.mark.parametrize("expiry", ["11/26", "0928", "9/28", "09 / 28", "09-2028", "092028"])
def test_a_card_is_good_to_the_end_of_its_month_however_it_is_written(expiry: str) -> None:
    assert isinstance(read_entry(GOOD | {"expiry": expiry}, today=TODAY), CardEntry)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", "code_missing"),
        ("12", "code_not_3_digits"),
        ("1234", "code_not_3_digits"),
        ("12a", "code_not_3_digits"),
        ("١٢٣", "code_not_3_digits"),
    ],
)
def test_a_faulty_code_is_named(code: str, fault: str) -> None:
    assert faults(security_code=code) == {"security_code": fault}


def test_american_express_has_four_digits_on_the_front() -> None:
    assert faults(number="371449635398431") == {"security_code": "code_not_4_digits"}


def test_maestro_may_have_no_code() -> None:
    card = read_entry(GOOD | {"number": "6759649826438453", "security_code": ""}, today=TODAY)
    assert isinstance(card, CardEntry)
    assert card.security_code == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        ("A", "name_missing"),
        ("x" * 46, "name_too_long"),
        ("Ana\u202eRuiz", "name_hidden_characters"),
        ("4242424242424242", "name_has_number"),
        (["Ana"], "name_missing"),
    ],
)
def test_a_faulty_name_is_named(name: object, code: str) -> None:
    assert faults(name=name) == {"name": code}


def test_every_faulty_field_is_named_at_once() -> None:
    found = read_entry({}, today=TODAY)
    assert isinstance(found, list)
    assert [fault.field for fault in found] == ["number", "expiry", "security_code", "name"]


@given(st.dictionaries(st.sampled_from(list(GOOD)), st.one_of(st.text(), st.integers(), st.none())))
def test_any_input_is_a_card_or_faults_and_never_an_error(texts: dict[str, object]) -> None:
    found = read_entry(GOOD | texts, today=TODAY)
    assert isinstance(found, CardEntry) or found
