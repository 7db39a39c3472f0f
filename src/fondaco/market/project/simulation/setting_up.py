"""A new market: its house, its sellers with their goods, its buyers. Through the real actions."""

from datetime import datetime, timedelta
from uuid import UUID

from fondaco.kernel.audit import SYSTEM, Actor
from fondaco.kernel.ids import new_id
from fondaco.market.catalogue import actions as catalogue
from fondaco.market.catalogue import queries as catalogue_queries
from fondaco.market.catalogue.rules.listing import ListingDraft, PictureDraft, VariantDraft
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.members import actions as members
from fondaco.market.members import selling
from fondaco.market.members.rules import PostalAddress
from fondaco.market.project.seeding.sellers import payout_iban
from fondaco.market.project.simulation.people import SCALE, BuyerPlan, Place, SellerPlan
from fondaco.market.project.simulation.world import Shop, World
from fondaco.market.trade import queries as trade
from fondaco.market.trade.actions.shipping import OptionDraft, set_shipping_options

STOCK = 1_000_000
MEDIATORS = 4
FUND_MINOR_AN_ORDER = 50
"""What the operator lays in the protection fund at the start, for each order to come."""
PICTURE = PictureDraft("ab" * 32, "The goods from the front", 1024, 1024)


def postal(name: str, place: Place) -> PostalAddress:
    """Where this person's parcels go."""
    return PostalAddress(
        name, "Via Uno 1", "", place.city, "", place.postcode, place.country, "+390490000000"
    )


def house(orders: int) -> list[UUID]:
    """Mediators and a head of finance, and a fund; returns the mediators."""
    people = [_member(f"mediator{number}", "IT") for number in range(MEDIATORS)]
    for member_id in people:
        members.grant_role(member_id=member_id, role="mediator", actor=SYSTEM)
    members.grant_role(member_id=_member("finance", "IT"), role="finance", actor=SYSTEM)
    for currency, scale in SCALE.items():
        cash = AccountRef(AccountKind.BANK_CASH, "", currency)
        fund = AccountRef(AccountKind.PROTECTION_FUND, "", currency)
        ledger.post(
            key=f"fund-endowed:{currency}",
            cause_kind="practice",
            cause_id=new_id(),
            transfers=[TransferDraft(cash, fund, orders * FUND_MINOR_AN_ORDER * scale)],
        )
    return people


def _member(name: str, country: str) -> UUID:
    return members.create_member(
        email=f"{name.lower()}@example.org",
        password=None,
        display_name=name,
        country=country,
        email_confirmed=True,
    )


def buyer(plan: BuyerPlan) -> UUID:
    """A member who buys. Without a password: nobody signs in here."""
    return _member(buyers_name(plan.number), plan.place.country)


def buyers_name(number: int) -> str:
    """What a buyer is called, at home and at the bank."""
    return f"Buyer{number}"


def shop(plan: SellerPlan) -> Shop:
    """A verified seller with goods, a way of shipping and a bank account."""
    owner = _member(f"owner{plan.number}", plan.place.country)
    actor = Actor("seller", owner)
    seller_id = selling.apply_as_seller(
        member_id=owner,
        name=f"Shop {plan.number}",
        legal_name=f"Shop {plan.number}",
        kind="trader" if plan.is_trader else "private",
        country=plan.place.country,
        city=plan.place.city,
        address=postal(f"Shop {plan.number}", plan.place),
        register_number=f"R{plan.number}" if plan.is_trader else "",
        contact_email=f"owner{plan.number}@example.org",
        contact_phone="+390490000000",
        story="",
        currency=plan.currency,
    )
    selling.verify_seller(seller_id=seller_id, actor=SYSTEM, facts=("identity",))
    selling.set_tier(seller_id=seller_id, tier=plan.tier, actor=SYSTEM)
    bank_account(seller_id, owner, plan.number)
    price = 490 * SCALE[plan.currency]
    set_shipping_options(
        seller_id=seller_id,
        options=[OptionDraft("Parcel", "practice", price, plan.currency, (2, 6), ("*",))],
    )
    option_id = trade.shipping_options([seller_id], plan.place.country)[seller_id][0].id
    variants = [_listed(seller_id, plan, number, actor) for number in range(len(plan.listings))]
    return Shop(plan, seller_id, owner, option_id, tuple(variants))


def bank_account(seller_id: UUID, owner_id: UUID, number: int) -> None:
    """Name the account that the seller is paid to."""
    selling.set_payout_account(
        seller_id=seller_id,
        iban=payout_iban(number),
        holder_name=f"Owner{number}",
        actor=Actor("seller", owner_id),
    )


def _listed(seller_id: UUID, plan: SellerPlan, number: int, actor: Actor) -> tuple[UUID, int]:
    price, grams = plan.listings[number]
    draft = ListingDraft(
        title=f"Oak desk lamp, model {plan.number}-{number}",
        category="lighting",
        currency=plan.currency,
        variants=(VariantDraft(f"L{plan.number}-{number}", price, STOCK, weight_grams=grams),),
        description_html="<p>A lamp of oiled oak with a shade of undyed linen.</p>",
        brand="Brenta",
        mpn=f"B{plan.number}-{number}",
        specs=(("Material", "Oak, linen"), ("Height", "42 cm"), ("Socket", "E27")),
        pictures=(PICTURE,),
    )
    listing_id = catalogue.create_listing(seller_id=seller_id, draft=draft, actor=actor)
    catalogue.publish(seller_id=seller_id, listing_id=listing_id, actor=actor)
    return catalogue_queries.listing(listing_id).variants[0].id, grams


def opened(world: World, orders: int, sellers: list[SellerPlan], begins_at: datetime) -> None:
    """House and sellers, two days before the first order."""
    with world.standing(begins_at - timedelta(days=2)):
        world.mediators = house(orders)
        world.shops = [shop(plan) for plan in sellers]
