"""Demo sellers apply, are verified, say how they ship and where they are paid."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from schwifty import BBAN, IBAN

from fondaco.demo.goods.people import DemoPerson, people
from fondaco.demo.goods.sellers import DemoSeller, sellers
from fondaco.kernel import clock
from fondaco.kernel.audit import Actor
from fondaco.market.members import selling
from fondaco.market.project.seeding.people import postal
from fondaco.market.trade.actions.shipping import OptionDraft, set_shipping_options

PRACTICE_BANK_CODE, PRACTICE_BRANCH_CODE = "99901", "02100"
FIRST_ACCOUNT = 200_001
MONTHS = (41, 33, 27, 30, 22, 36, 19, 25, 14, 12, 9, 16, 5, 2)
"""How long each seller has been here; the last two are new."""
CHECKED = ("identity", "legal_name", "address", "register_number", "contact_email")
CHECKED_PRIVATE = ("identity", "address", "contact_email")


def payout_iban(number: int) -> str:
    """The IBAN of the ``number``-th seller's account at the practice bank."""
    bban = BBAN.from_components(
        "IT",
        bank_code=PRACTICE_BANK_CODE,
        branch_code=PRACTICE_BRANCH_CODE,
        account_code=f"{FIRST_ACCOUNT + number:012d}",
    )
    return str(IBAN.from_bban("IT", str(bban)))


def days_here(handle: str) -> int:
    """For how many days the seller has been on the platform."""
    number = next(n for n, seller in enumerate(sellers(1)) if seller.handle == handle)
    return round(MONTHS[number % len(MONTHS)] * 30.44)


def seed_sellers(opened_at: datetime, members: Mapping[str, UUID]) -> dict[str, UUID]:
    """Handle to seller id for all demo sellers."""
    owners = {person.seller: person for person in people() if person.seller}
    operator = Actor("admin", members["vera-novak"])
    made: dict[str, UUID] = {}
    for number, seller in enumerate(sellers(1)):
        owner = owners[seller.handle]
        joined_at = opened_at - timedelta(days=days_here(seller.handle))
        with clock.frozen(joined_at):
            seller_id = _apply(seller, owner, members[owner.handle])
        with clock.frozen(joined_at + timedelta(days=2)):
            facts = CHECKED if seller.kind == "trader" else CHECKED_PRIVATE
            selling.verify_seller(seller_id=seller_id, actor=operator, facts=facts)
            selling.set_payout_account(
                seller_id=seller_id,
                iban=payout_iban(number),
                holder_name=seller.name,
                actor=Actor("seller", members[owner.handle]),
            )
            set_shipping_options(seller_id=seller_id, options=_options(seller))
            tier = "new" if MONTHS[number % len(MONTHS)] < 6 else "established"
            selling.set_tier(seller_id=seller_id, tier=tier, actor=operator)
        made[seller.handle] = seller_id
    return made


def _apply(seller: DemoSeller, owner: DemoPerson, member_id: UUID) -> UUID:
    is_trader = seller.kind == "trader"
    return selling.apply_as_seller(
        member_id=member_id,
        name=seller.name,
        legal_name=f"{seller.name} · {owner.name}" if is_trader else owner.name,
        kind=seller.kind,
        country=seller.country,
        city=seller.city,
        address=postal(owner),
        register_number=f"{seller.country}-{sum(seller.handle.encode()):06d}" if is_trader else "",
        contact_email=owner.email,
        contact_phone=owner.phone or f"+3904999901{sum(seller.handle.encode()) % 100:02d}",
        story=seller.story,
    )


def _options(seller: DemoSeller) -> list[OptionDraft]:
    return [
        OptionDraft(
            name=option.name,
            carrier="practice",
            price_minor=option.price_minor,
            currency=option.currency,
            window_days=(option.least_days, option.most_days),
            countries=option.countries,
        )
        for option in seller.shipping
    ]
