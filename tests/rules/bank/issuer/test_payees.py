"""Names of payees and references of transfers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from fondaco.bank.issuer.payees import (
    NameMatch,
    compare_names,
    creditor_reference,
    looks_structured,
    same_bank,
    tidy_iban,
)

MERCHANT = "IT49N9990102100000000000001"


@pytest.mark.parametrize(
    ("given_name", "holder", "match"),
    [
        ("Marta Ruiz", "Marta Ruiz", NameMatch.SAME),
        ("  RUIZ,  marta ", "Marta Ruiz", NameMatch.SAME),
        ("Renee Caldwell", "Renée Caldwell", NameMatch.SAME),
        ("Chiusa", "Chiusa S.n.c.", NameMatch.SAME),
        ("Brenta", "Officina Brenta", NameMatch.CLOSE),
        ("Officina Brenta · Ada Conti", "Officina Brenta", NameMatch.CLOSE),
        ("Kontor Elbe", "Officina Brenta", NameMatch.OTHER),
        ("", "Officina Brenta", NameMatch.OTHER),
        ("S.p.A.", "Officina Brenta", NameMatch.OTHER),
        ("青山 遥", "青山 遥", NameMatch.SAME),
    ],
)
def test_names_are_compared_as_people_write_them(
    given_name: str, holder: str, match: NameMatch
) -> None:
    assert compare_names(given_name, holder) is match


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_is_the_same_both_ways(one: str, two: str) -> None:
    assert compare_names(one, two) is compare_names(two, one)


def test_an_iban_is_read_with_spaces_and_refused_with_a_typo() -> None:
    assert tidy_iban("it49 n999 0102 1000 0000 0000 001") == MERCHANT
    for wrong in ("", "IT49N9990102100000000000002", "XX00", "IT49", MERCHANT + "1"):
        assert tidy_iban(wrong) is None


def test_only_the_same_bank_and_branch_is_here() -> None:
    assert same_bank(MERCHANT, "IT69O9990102100000000000101")
    assert not same_bank("DE89370400440532013000", MERCHANT)


@given(st.from_regex(r"\A[0-9A-Z]{1,21}\Z"))
def test_every_structured_reference_is_found_and_a_wrong_digit_is_not(body: str) -> None:
    good = next(
        f"RF{check:02}{body}" for check in range(2, 99) if iso11649.is_valid(f"RF{check:02}{body}")
    )
    spaced = " ".join(good[start : start + 4] for start in range(0, len(good), 4)).lower()
    assert creditor_reference(spaced) == good
    wrong = f"RF{(int(good[2:4]) + 1) % 100:02}{body}"
    assert creditor_reference(wrong) == ""
    assert looks_structured(wrong)


def test_free_text_is_no_reference() -> None:
    for text in ("", "for the headphones", "RF", "order RF18539007547034"):
        assert creditor_reference(text) == ""
        assert not looks_structured(text)
