from fondaco.bank.counter.people import EVERYONE
from fondaco.bank.issuer.ranges import range_of
from fondaco.bank.phone.rules import e164
from fondaco.kernel.redaction import passes_luhn


def test_everyone_has_their_own_address_phone_and_accounts() -> None:
    assert len({person.email for person in EVERYONE}) == len(EVERYONE)
    assert len({e164(person.phone) for person in EVERYONE}) == len(EVERYONE)
    serials = [account.serial for person in EVERYONE for account in person.accounts]
    assert len(set(serials)) == len(serials)


def test_every_card_is_valid_and_the_banks_own() -> None:
    for person in EVERYONE:
        for account in person.accounts:
            for card in account.cards:
                found = range_of(card.number)
                assert passes_luhn(card.number)
                assert found is not None
                assert len(card.security_code) == (4 if found.brand == "amex" else 3)
