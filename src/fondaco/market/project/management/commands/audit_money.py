"""``audit_money``: every cent of every order and account, or where it is missing."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from fondaco.kernel.management.auditing import AuditCommand
from fondaco.market.ledger import queries as ledger
from fondaco.market.trade import queries as trade
from fondaco.money.amount import Money


class Command(AuditCommand):
    help = "Check the books against themselves and against every order."
    subject = "The books"
    all_is_well = "Every cent is accounted for."

    def findings(self, **options: Any) -> Iterator[str]:
        self.stdout.write("Balances (debit: held, or owed to us; credit: owed by us, or earned)")
        for kind, currency, minor in ledger.trial_balance():
            amount = Money(abs(minor), currency).to_decimal()
            side = "debit" if minor < 0 else "credit" if minor else ""
            line = f"  {kind.replace('_', ' '):<24}{amount:>16,} {currency} {side}"
            self.stdout.write(line.rstrip())
        for currency, totals in trade.money_totals().items():
            self.stdout.write(f"All orders in {currency}")
            for field in fields(totals):
                name = field.name.removesuffix("_minor").replace("_", " ")
                amount = Money(getattr(totals, field.name), currency).to_decimal()
                self.stdout.write(f"  {name:<24}{amount:>16,} {currency}")
        for finding in [*ledger.audit(), *trade.money_audit()]:
            yield f"{finding.subject}: {finding.what}"
