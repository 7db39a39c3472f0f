"""Addresses, applications, IBANs and the hold on payout accounts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fondaco.kernel.errors import Refusal
from fondaco.market.members import rules

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADDRESS = rules.PostalAddress(
    "Ana  Lima", "Rua Um 1", "", "Lisboa", "", "1100", "pt", "912 345 678"
)
APPLICATION = rules.Application(
    "Hafen", "Hafen GmbH", "trader", "de", "Hamburg", ADDRESS, "HRB 1", "A@B.example",
    "040 123456", "",
)  # fmt: skip


def test_an_address_is_trimmed_and_its_phone_made_international() -> None:
    cleaned = rules.checked_address(ADDRESS)
    assert (cleaned.name, cleaned.country, cleaned.phone) == ("Ana Lima", "PT", "+351912345678")
    assert rules.PostalAddress.from_dict(cleaned.as_dict()) == cleaned


@pytest.mark.parametrize("field", ["name", "line1", "city", "country"])
def test_an_address_without_a_needed_part_names_it(field: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.checked_address(replace(ADDRESS, **{field: " "}))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "H"),
        ("legal_name", ""),
        ("kind", "company"),
        ("register_number", " "),
        ("city", ""),
        ("contact_email", "nobody"),
        ("contact_phone", "call me"),
        ("country", "Germany"),
    ],
)
def test_an_application_names_the_first_thing_that_is_wrong(field: str, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.checked_application(replace(APPLICATION, **{field: value}))
    assert refused.value.field == field


def test_a_private_seller_needs_no_register_number() -> None:
    application = replace(APPLICATION, kind="private", register_number="")
    assert rules.checked_application(application).contact_email == "a@b.example"


@pytest.mark.parametrize(
    ("iban", "stored"),
    [("de89 3704 0044 0532 0130 00", "DE89370400440532013000"), ("GB33BUKB20201555555555",) * 2],
)
def test_an_iban_is_stored_without_blanks(iban: str, stored: str) -> None:
    assert rules.checked_iban(iban)[0] == stored


@pytest.mark.parametrize("iban", ["DE89370400440532013001", "XX00", "", "DE8937040044053201300"])
def test_a_wrong_iban_is_refused(iban: str) -> None:
    with pytest.raises(Refusal):
        rules.checked_iban(iban)


@pytest.mark.parametrize(
    ("has_earlier", "verified", "held"),
    [(False, False, False), (True, False, True), (False, True, True), (True, True, True)],
)
def test_only_the_first_account_before_verification_is_not_held(
    has_earlier: bool, verified: bool, held: bool
) -> None:
    until = rules.payout_held_until(NOON, has_earlier=has_earlier, verified=verified)
    assert until == (NOON + timedelta(hours=72) if held else None)


@pytest.mark.parametrize(
    ("roles", "is_staff", "needed"),
    [
        ((), False, False),
        (("support",), False, False),
        ((), True, True),
        (("finance",), False, True),
        (("mediator",), False, True),
        (("admin",), False, True),
    ],
)
def test_whoever_sells_mediates_or_moves_money_needs_a_second_factor(
    roles: tuple[str, ...], is_staff: bool, needed: bool
) -> None:
    granted = frozenset(roles)
    assert rules.needs_second_factor(roles=granted, is_staff=is_staff, asked_for=True) is needed
    assert not rules.needs_second_factor(roles=granted, is_staff=is_staff, asked_for=False)


def test_a_masked_iban_shows_country_and_end_only() -> None:
    assert rules.masked_iban("DE89370400440532013000") == "DE •••• 3000"
