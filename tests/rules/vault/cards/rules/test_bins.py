"""What a number tells of its issuer."""

from fondaco.vault.cards.rules.bins import UNKNOWN, issuer


def test_a_listed_range_tells_funding_and_country() -> None:
    assert issuer("4242424242424242").funding == "credit"
    assert issuer("4000056655665556").funding == "debit"
    assert issuer("5105105105105100").funding == "prepaid"
    assert issuer("371449635398431").country == "IT"


def test_nothing_is_guessed_of_a_range_that_is_not_listed() -> None:
    assert issuer("4999999999999999") == UNKNOWN
