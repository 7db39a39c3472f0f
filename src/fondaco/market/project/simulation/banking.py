"""The bank's side, once a week: payment files, what bounces, and the statement that tells.

No payment file is written and no bank is asked: the batch is made and recorded as taken, and
the bank's statement comes as the value that a camt.053 is read into. The rest is the market's.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from fondaco.kernel import outbox
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.payments import bank_queries, pay_out, reconcile, transfer_out
from fondaco.market.payments import transfer_queries as transfers
from fondaco.market.payments.rules.camt import Line, Statement
from fondaco.market.payments.rules.matching import SETTLEMENT_CODE
from fondaco.market.project.simulation.world import World

WEEK = timedelta(days=7)
BOUNCES_IN_1000 = 15
REJECTED_IN_1000 = 5


class Bank:
    """Keeps what the next statement tells: (amount, currency, end-to-end id, code, text)."""

    def __init__(self) -> None:
        self._told: list[tuple[int, str, str, str, str]] = []
        self._later: list[tuple[int, str, str, str, str]] = []

    def week(self, world: World) -> None:
        """Read the statement of the days that are over, then pay out what is due."""
        outbox.sweep()
        self._settle()
        self._state(world)
        due: dict[str, list[UUID]] = {}
        for owner, currency, _minor in books.balances_from(
            AccountKind.SELLER_BALANCE, at_least_minor=settings.FONDACO_PAYOUT_MINIMUM_MINOR
        ):
            due.setdefault(currency, []).append(UUID(owner))
        for currency, sellers in sorted(due.items()):
            self._pay(world, currency, sellers)
        self._pay_back(world)

    def _settle(self) -> None:
        """The acquirer pays what was captured, less refunds and chargebacks, or takes it."""
        for kind, currency, minor in sorted(books.trial_balance()):
            if kind is AccountKind.ACQUIRER_RECEIVABLE and minor:
                self._told.append((-minor, currency, "", SETTLEMENT_CODE, "Card settlement"))

    def _state(self, world: World) -> None:
        told, self._told, self._later = self._told, self._later, []
        if not told:
            return
        day = world.now.date() - timedelta(days=1)
        lines = tuple(
            Line(
                position=position,
                amount_minor=minor,
                currency=currency,
                booked_date=day,
                code=code,
                end_to_end_id=end_to_end,
                bank_reference=f"{day:%y%m%d}/{position}",
                counterparty="",
                remittance=text,
            )
            for position, (minor, currency, end_to_end, code, text) in enumerate(told)
        )
        iban = settings.FONDACO_BANK_ACCOUNT_IBAN
        statement = Statement(iban, {}, {}, lines)
        reconcile.record_statement(iban=iban, day=day, document=b"", statement=statement)

    def _pay(self, world: World, currency: str, sellers: list[UUID]) -> None:
        day = world.now.date()
        batch_id = pay_out.make_batch(day=day, currency=currency, seller_ids=sellers)
        if batch_id is None:
            return
        payments = [
            (payout.end_to_end_id, payout.amount_minor)
            for payout in bank_queries.payouts_in(batch_id)
        ]
        self._taken(world, batch_id, currency, payments)

    def _pay_back(self, world: World) -> None:
        for currency, waiting in sorted(transfer_out.due().items()):
            batch_id = transfer_out.make_batch(
                day=world.now.date(), currency=currency, payment_ids=waiting
            )
            if batch_id is not None:
                payments = [
                    (each.end_to_end_id, each.amount_minor)
                    for each in transfers.outgoing_in(batch_id)
                ]
                self._taken(world, batch_id, currency, payments)

    def _taken(
        self, world: World, batch_id: UUID, currency: str, payments: Iterable[tuple[str, int]]
    ) -> None:
        """The bank takes the file but for a few; of those it pays, a few come back later."""
        rejected: dict[str, str] = {}
        for end_to_end, minor in payments:
            world.counts["bank_payments"] += 1
            luck = world.dice.randrange(1_000)
            if luck < REJECTED_IN_1000:
                world.counts["bank_payments_rejected"] += 1
                rejected[end_to_end] = "AC01"
                continue
            self._told.append((-minor, currency, end_to_end, "PMNT/ICDT/ESCT", "Paid"))
            if luck < REJECTED_IN_1000 + BOUNCES_IN_1000:
                world.counts["bank_payments_bounced"] += 1
                self._later.append((minor, currency, end_to_end, "PMNT/IRCT/RRTN", "AC04"))
        pay_out.record_sent(
            batch_id=batch_id, payment_file_id=f"file-{batch_id}", rejected=rejected
        )
