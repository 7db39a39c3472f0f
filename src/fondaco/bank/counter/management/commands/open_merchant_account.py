"""``open_merchant_account``: what the marketplace's account holds when the practice begins."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from fondaco.bank.issuer.actions import book, open_account
from fondaco.kernel import clock

DAYS_AGO = 30


class Command(BaseCommand):
    help = "Open the marketplace's account with a balance, once; again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("currency", help="ISO 4217")
        parser.add_argument("amount_minor", type=int, help="in minor units, e.g. cents")

    def handle(self, *args: Any, **options: Any) -> None:
        with clock.frozen(clock.now() - timedelta(days=DAYS_AGO)):
            account_id = open_account(
                iban=settings.MERCHANT_IBAN,
                currency=options["currency"],
                kind="merchant",
                name="Settlement account",
                holder_name=settings.MERCHANT_NAME,
            )
            book(
                account_id=account_id,
                key=f"opening:{account_id}",
                kind="opening",
                amount_minor=options["amount_minor"],
                text="Balance brought forward",
                booked_date=clock.today(),
            )
