"""Setting the bank up for a demo: everyone, their accounts and cards; the same every time."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from schwifty import IBAN

from fondaco.bank.counter.people import (
    BANK_CODE,
    BRANCH_CODE,
    EVERYONE,
    EXPIRY,
    PASSWORD,
    TESTER,
    DemoPerson,
)
from fondaco.bank.faults.triggers import TRIGGERS
from fondaco.bank.issuer.actions import add_card, open_account, open_cardholder
from fondaco.bank.phone.actions import add_line
from fondaco.kernel.transaction import action


def iban_of(serial: int) -> str:
    """The IBAN of the bank's account with this number."""
    return str(
        IBAN.generate(
            "IT", bank_code=BANK_CODE, branch_code=BRANCH_CODE, account_code=f"{serial:012}"
        )
    )


@action
def set_up() -> None:
    """Everything the demo needs; running it again adds only what is missing."""
    # One password, hashed once: hashing costs more than all the rest together.
    password_hash = make_password(PASSWORD)
    for person in EVERYONE:
        _set_up_person(person, password_hash)
    open_account(
        iban=settings.MERCHANT_IBAN,
        currency="EUR",
        kind="merchant",
        name="Settlement account",
        holder_name=settings.MERCHANT_NAME,
    )


def _set_up_person(person: DemoPerson, password_hash: str) -> None:
    add_line(number=person.phone, owner=person.name)
    holder_id = open_cardholder(
        name=person.name,
        email=person.email,
        password_hash=password_hash,
        phone=person.phone,
        country=person.country,
        kind=person.kind,
        story=person.story,
    )
    for account in person.accounts:
        account_id = open_account(
            iban=iban_of(account.serial),
            currency=account.currency,
            kind=account.kind,
            name=account.name,
            holder_name=person.name,
            cardholder_id=holder_id,
            credit_limit_minor=account.credit_limit_minor,
            opening_minor=account.opening_minor,
            status=account.status,
        )
        for card in account.cards:
            add_card(
                account_id=account_id,
                number=card.number,
                expiry=EXPIRY,
                security_code=card.security_code,
                label=card.label,
            )
        if person is TESTER and account.kind == "credit":
            for trigger in TRIGGERS:
                add_card(
                    account_id=account_id,
                    number=trigger.number,
                    expiry=EXPIRY,
                    security_code="123",
                    label=trigger.name[:40],
                )
