"""``audit_money``: every cent of every order and account, or where it is missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fondaco.market.ledger import queries as ledger
from fondaco.market.trade import queries as trade
from fondaco.money.amount import Money


class Command(BaseCommand):
    help = "Check the books against themselves and against every order."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Balances (credits less debits)")
        for kind, currency, minor in ledger.trial_balance():
            amount = Money(minor, currency).to_decimal()
            self.stdout.write(f"  {kind.replace('_', ' '):<24}{amount:>16,} {currency}")
        for currency, totals in trade.money_totals().items():
            self.stdout.write(f"Orders in {currency}: {totals}")
        findings = [*ledger.audit(), *trade.money_audit()]
        if findings:
            lines = "\n".join(f"  {finding.subject}: {finding.what}" for finding in findings)
            raise CommandError(f"{len(findings)} things are wrong:\n{lines}")
        self.stdout.write("Every cent is accounted for.")
