"""The people of a small market, made once a test: shops in two currencies, buyers, a house."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from fondaco.kernel import clock
from fondaco.kernel.audit import SYSTEM, Actor
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members import actions as members_actions
from fondaco.market.members import queries as members
from fondaco.market.members import selling
from fondaco.market.project.seeding.sellers import payout_iban
from fondaco.market.trade.actions import set_shipping_options
from fondaco.market.trade.actions.shipping import OptionDraft
from tests.conftest import NOON
from tests.rooms.cases import story as case_story
from tests.rooms.catalogue import shelf
from tests.rooms.trade import story

STOCK = 10_000
FUND_MINOR = 20_000
CURRENCIES = ("EUR", "SEK")
SHOPS = (("EUR", "new", (1_500, 4_900)), ("EUR", "trusted", (1_001, 60_000)),
         ("SEK", "established", (9_900, 25_001)))  # fmt: skip
"""Currency, tier, prices: below the small claim, in between, and above two signatures."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A seller, who speaks for it, and what can be bought there."""

    seller_id: UUID
    owner_id: UUID
    currency: str
    variants: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who may act in a journey."""

    shops: tuple[Shop, ...]
    buyers: tuple[UUID, ...]
    judges: tuple[UUID, ...]
    head: UUID

    def shop(self, seller_id: UUID) -> Shop:
        """The shop of this seller."""
        return next(each for each in self.shops if each.seller_id == seller_id)


def assembled(shops: int = len(SHOPS)) -> Cast:
    """Everybody, a week before noon, so that the sellers' bank accounts are held no more."""
    with clock.frozen(NOON - timedelta(days=7)):
        for currency in CURRENCIES:
            fill_fund(currency)
        return Cast(
            tuple(a_shop(number, *SHOPS[number]) for number in range(shops)),
            (story.a_buyer("Marta"), story.a_buyer("Nils")),
            tuple(case_story.a_mediator(name) for name in ("One", "Two", "Three", "Four")),
            case_story.a_mediator("Head", role="finance"),
        )


def fill_fund(currency: str) -> None:
    """What the operator lays into the protection fund."""
    cash = AccountRef(AccountKind.BANK_CASH, "", currency)
    fund = AccountRef(AccountKind.PROTECTION_FUND, "", currency)
    ledger.post(
        key=f"fund:{currency}",
        cause_kind="practice",
        cause_id=uuid4(),
        transfers=[TransferDraft(cash, fund, FUND_MINOR)],
    )


def a_shop(number: int, currency: str, tier: str, prices: tuple[int, ...]) -> Shop:
    """A verified seller with goods, a way of shipping and a bank account."""
    seller_id = shelf.a_seller(f"Shop {number}")
    owner = case_story.shopkeeper(seller_id)
    if tier != "new":
        selling.set_tier(seller_id=seller_id, tier=tier, actor=shelf.ADMIN)
    set_shipping_options(
        seller_id=seller_id,
        options=[OptionDraft("Tracked parcel", "practice", 490, currency, (4, 7), ("*",))],
    )
    selling.set_payout_account(
        seller_id=seller_id,
        iban=payout_iban(number),
        holder_name="Owner",
        actor=Actor("seller", owner),
    )
    listings = [
        shelf.put_up(seller_id, price=price, stock=STOCK, currency=currency) for price in prices
    ]
    variants = tuple(shelf.first_variant(each) for each in listings)
    assert members.seller(seller_id).status == "verified"
    return Shop(seller_id, owner, currency, variants)


def hire(member_id: UUID, role: str) -> None:
    """Give a member a role of the house."""
    members_actions.grant_role(member_id=member_id, role=role, actor=SYSTEM)
