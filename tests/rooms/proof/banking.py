"""What the card network, the acquirer and the marketplace's bank may tell, and buyers answer."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings

from fondaco.kernel.audit import Actor
from fondaco.market.cases import not_mine
from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind
from fondaco.market.members import selling
from fondaco.market.payments import (
    acquirer_news,
    bank_queries,
    pay_out,
    reconcile,
    refund_choice,
    transfer_out,
)
from fondaco.market.payments import transfer_queries as transfers
from fondaco.market.payments.models import Chargeback, Intent, Payout, Refund
from fondaco.market.payments.rules.camt import Line, Statement
from fondaco.market.project.seeding.sellers import payout_iban
from tests.rooms.proof.cast import CURRENCIES
from tests.rooms.proof.world import World


def disputed(world: World, intent_id: UUID, share: int) -> None:
    """The cardholder's bank takes a half of the payment back, or all that is left of it."""
    intent = Intent.objects.get(id=intent_id)
    key = world.gateway.capture_key(world.cards[intent_id])
    earlier = Chargeback.objects.filter(intent=intent).exclude(state="won")
    left = intent.captured_minor - sum(each.amount_minor for each in earlier)
    if not key or left <= 0:
        return
    amount = min(left, max(intent.captured_minor * (share + 1) // 2, 1))
    body = {
        "chargeback_id": world.number("NW"),
        "capture_key": key,
        "reason_code": ("10.4", "13.1", "13.3")[share % 3],
        "amount_minor": amount,
        "answer_until_at": (world.now + timedelta(days=20)).isoformat(),
    }
    tell(world, "chargeback.opened", body)


def network_decides(world: World, number: int, *, won: bool) -> None:
    """The network decides a dispute, or one that we were never told of."""
    known = list(Chargeback.objects.order_by("id").values_list("network_case_id", flat=True))
    name = [*known, "NW-never"][number % (len(known) + 1)]
    tell(world, f"chargeback.{'won' if won else 'lost'}", {"chargeback_id": name})


def refund_ends(world: World, number: int, *, settled: bool) -> None:
    """The acquirer tells how a refund ended."""
    known = list(Refund.objects.order_by("id").values_list("id", flat=True))
    if known:
        body = {"refund_key": f"{known[number % len(known)]}:refund", "response_code": "14"}
        tell(world, "refund.settled" if settled else "refund.refused", body)


def tell(world: World, kind: str, body: dict[str, object]) -> None:
    """A webhook of the acquirer's."""
    told = partial(acquirer_news.receive, event_id=world.number("ev"), kind=kind, body=body)
    world.do(told)


def not_my_payment(world: World, intent_id: UUID) -> None:
    """The buyer says that it was not them who paid."""
    intent = Intent.objects.get(id=intent_id)
    world.do(
        partial(not_mine.report, intent_id=intent_id, member_id=intent.member_id, session_key="")
    )


def choose(world: World, number: int, *, credit: bool) -> None:
    """The buyer says where the money of a refused refund goes."""
    waiting = list(Refund.objects.filter(state="refused").order_by("id"))
    if not waiting:
        return
    refund = waiting[number % len(waiting)]
    member = refund.intent.member_id
    if credit:
        world.do(partial(refund_choice.to_credit, refund_id=refund.id, member_id=member))
        return
    world.do(
        partial(
            refund_choice.to_account,
            refund_id=refund.id,
            member_id=member,
            iban=payout_iban(90),
            holder_name="Marta",
        )
    )


def bank_day(world: World, luck: int) -> None:
    """Payment files go out; ``luck`` says whether the bank rejects, books, or returns them."""
    day = world.now.date()
    for currency in CURRENCIES:
        balances = books.balances_from(
            AccountKind.SELLER_BALANCE, at_least_minor=settings.FONDACO_PAYOUT_MINIMUM_MINOR
        )
        sellers = [UUID(owner) for owner, code, _minor in balances if code == currency]
        made: list[UUID | None] = []
        with world.standing():
            if sellers:
                made.append(pay_out.make_batch(day=day, currency=currency, seller_ids=sellers))
            if waiting := transfer_out.due().get(currency):
                made.append(
                    transfer_out.make_batch(day=day, currency=currency, payment_ids=waiting)
                )
        for batch_id in made:
            if batch_id is not None:
                taken(world, batch_id, currency, luck)
    mend_accounts(world)


def taken(world: World, batch_id: UUID, currency: str, luck: int) -> None:
    """The bank takes the file and tells of it in a statement, once or twice."""
    payments = [
        (each.end_to_end_id, each.amount_minor)
        for each in (*bank_queries.payouts_in(batch_id), *transfers.outgoing_in(batch_id))
    ]
    rejected = {name: "AC01" for name, _minor in payments} if luck == 0 else {}
    sent = partial(
        pay_out.record_sent, batch_id=batch_id, payment_file_id=f"f-{batch_id}", rejected=rejected
    )
    world.do(sent)
    if rejected:
        return
    told = [(name, -minor, "PMNT/ICDT/ESCT") for name, minor in payments]
    if luck == 2:
        told += [(name, minor, "PMNT/IRCT/RRTN") for name, minor in payments]
    if luck == 3:
        return
    stated(world, currency, told)


def stated(world: World, currency: str, told: list[tuple[str, int, str]]) -> None:
    """A statement with these lines: end-to-end id, amount, bank transaction code."""
    day = world.now.date()
    mark = world.number("s")
    lines = tuple(
        Line(
            position=position,
            amount_minor=minor,
            currency=currency,
            booked_date=day,
            code=code,
            end_to_end_id=name,
            bank_reference=f"{mark}/{position}",
            counterparty="",
            remittance="AC04",
        )
        for position, (name, minor, code) in enumerate(told)
    )
    iban = settings.FONDACO_BANK_ACCOUNT_IBAN
    statement = Statement(iban, {}, {}, lines)
    world.do(
        partial(reconcile.record_statement, iban=iban, day=day, document=b"", statement=statement)
    )


def mend_accounts(world: World) -> None:
    """Sellers whose payout came back name their account anew."""
    returned = set(Payout.objects.filter(state="returned").values_list("seller_id", flat=True))
    for shop in world.cast.shops:
        if shop.seller_id in returned:
            with world.standing():
                selling.set_payout_account(
                    seller_id=shop.seller_id,
                    iban=payout_iban(world.cast.shops.index(shop) + 10 + world.numbers),
                    holder_name="Owner",
                    actor=Actor("seller", shop.owner_id),
                )
