"""Which buyers are the same people as a seller: staff, the shop's own address, a card of theirs."""

from collections.abc import Collection
from uuid import UUID

from fondaco.market.members import queries as members
from fondaco.market.payments import queries as payments
from fondaco.market.trade import models
from fondaco.market.trade.rules.links import same_place


def linked_buyers(seller_id: UUID, buyer_ids: Collection[UUID]) -> set[UUID]:
    """Those of ``buyer_ids`` who have a tie to the seller. Four statements."""
    staff = members.staff_members(seller_id)
    home = members.seller(seller_id).address.as_dict()
    addresses = (
        models.SellerOrder.objects.filter(seller_id=seller_id, buyer_id__in=buyer_ids)
        .order_by("-id")
        .values_list("buyer_id", "address")[: 20 * len(buyer_ids)]
    )
    found = {buyer_id for buyer_id, address in addresses if same_place(address, home)}
    found |= set(buyer_ids) & set(staff)
    return found | payments.members_sharing_cards(buyer_ids, staff)


def are_linked(seller_id: UUID, buyer_id: UUID) -> bool:
    """Whether this buyer has a tie to this seller."""
    return bool(linked_buyers(seller_id, [buyer_id]))
