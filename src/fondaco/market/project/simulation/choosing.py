"""Money that could not go where it was meant to: the buyer chooses, the seller mends an account."""

from datetime import timedelta
from uuid import UUID

from fondaco.kernel.outbox import Event
from fondaco.market.payments import credit, refund_choice
from fondaco.market.payments import queries as payments
from fondaco.market.payments import transfer_queries as transfers
from fondaco.market.project.seeding.sellers import payout_iban
from fondaco.market.project.simulation import setting_up
from fondaco.market.project.simulation.world import Track, World

BUYERS_ACCOUNTS_FROM = 400_000


def refund_refused(world: World, news: Event) -> None:
    """The card is closed, or the bank sent it back: the buyer says how, sooner or later."""
    world.counts["refunds_refused"] += 1
    later = timedelta(hours=world.dice.randrange(5, 600))
    world.after(later, choose, UUID(str(news.data["intent_id"])), news.subject_id)


def choose(world: World, intent_id: UUID, refund_id: UUID) -> None:
    """As credit, or to a bank account of the buyer's own; while the bank disputes it, later."""
    track = world.by_intent[intent_id]
    if payments.intent(intent_id).is_disputed:
        world.after(timedelta(days=10), choose, intent_id, refund_id)
        return
    if world.dice.random() < 0.5:
        refund_choice.to_credit(refund_id=refund_id, member_id=track.buyer_id)
        if world.dice.random() < 0.6:
            world.after(timedelta(days=world.dice.randrange(1, 30)), move_credit, track)
        return
    number = track.plan.buyer.number
    refund_choice.to_account(
        refund_id=refund_id,
        member_id=track.buyer_id,
        iban=payout_iban(BUYERS_ACCOUNTS_FROM + number),
        holder_name=setting_up.buyers_name(number),
    )


def move_credit(world: World, track: Track) -> None:
    """The buyer has the credit paid out."""
    for view in transfers.credits_of(track.buyer_id):
        number = track.plan.buyer.number
        credit.move_out(
            key=f"{track.plan.number}:{view.currency}",
            member_id=track.buyer_id,
            amount_minor=view.balance_minor,
            currency=view.currency,
            iban=payout_iban(BUYERS_ACCOUNTS_FROM + number),
            holder_name=setting_up.buyers_name(number),
        )


def payout_returned(world: World, news: Event) -> None:
    """A payout bounced: the seller names the account again, mostly."""
    if world.dice.random() < 0.7:
        seller_id = UUID(str(news.data["seller_id"]))
        world.after(timedelta(hours=world.dice.randrange(10, 150)), mend, seller_id)


def mend(world: World, seller_id: UUID) -> None:
    """The seller names the account anew; it is held for a while, as any new one."""
    shop = next(each for each in world.shops if each.seller_id == seller_id)
    setting_up.bank_account(seller_id, shop.owner_id, shop.plan.number)
