"""Something for every desk: cases in several states, somebody who wants to sell, a report.

Through the rooms' own actions, on a moved clock, about orders that were played before.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from fondaco.demo.goods.people import people
from fondaco.kernel import clock
from fondaco.market.cases import decide, mediate, offer
from fondaco.market.cases import queries as cases
from fondaco.market.cases.open import open_case
from fondaco.market.members import selling
from fondaco.market.members.rules import PostalAddress
from fondaco.market.project.seeding.history import PastOrder, scripted_gateway
from fondaco.market.trade import queries as trade
from fondaco.market.trust import notices

APPLICANT = "ines-aldana"
DAY = timedelta(days=1)


def seed_cases(
    opened_at: datetime, members: Mapping[str, UUID], played: Sequence[PastOrder]
) -> int:
    """One case that waits for its seller, one for a mediator, one decided; returns how many."""
    staff = {person.seller: members[person.handle] for person in people() if person.seller}
    with scripted_gateway():
        fresh = _orders(played, opened_at - 12 * DAY, opened_at - 2 * DAY)
        _open(next(fresh), opened_at - DAY, "missing_parts", "One of the screws is missing.")
        disputed = next(fresh)
        _to_mediation(
            disputed, opened_at - DAY, staff, "The left side is scratched, the pictures show none."
        )
        settled = next(_orders(played, opened_at - 40 * DAY, opened_at - 25 * DAY))
        case_id = _to_mediation(
            settled, opened_at - 16 * DAY, staff, "The colour is warmer than I had thought."
        )
        _decide(case_id, opened_at - 13 * DAY)
    return 3


def _orders(
    played: Sequence[PastOrder], earliest: datetime, latest: datetime
) -> Iterator[PastOrder]:
    """Past orders delivered in between, newest first, that nobody has refunded anything of."""
    for past in reversed(played):
        if earliest <= past.delivered_at <= latest and not trade.order(past.order.id).refunds:
            yield past


def _open(past: PastOrder, at: datetime, reason: str, statement: str) -> UUID:
    with clock.frozen(at):
        return open_case(
            order_id=past.order.id,
            line_ids=[past.order.lines[0].id],
            reason=reason,
            statement=statement,
            wanted="part_refund",
            wanted_minor=past.order.lines[0].total_minor // 4,
            member_id=past.order.buyer_id,
            key=f"seed:{past.order.id}",
        )


def _to_mediation(
    past: PastOrder, until: datetime, staff: Mapping[str, UUID], statement: str
) -> UUID:
    """Opened, answered by the seller, and not agreed upon: the buyer asks for a mediator."""
    case_id = _open(past, until - 2 * DAY, "not_as_described", statement)
    with clock.frozen(until - DAY):
        offer.make_offer(
            case_id=case_id,
            side="seller",
            member_id=staff[past.review.seller],
            kind="part_refund",
            amount_minor=max(past.order.lines[0].total_minor // 20, 1),
            text="It left here as the listing shows it. I can meet you with a small part.",
            key=f"seed:{case_id}:offer",
        )
    with clock.frozen(until):
        mediate.ask(
            case_id=case_id,
            side="buyer",
            member_id=past.order.buyer_id,
            text="That does not make up for it.",
            key=f"seed:{case_id}:mediate",
        )
    return case_id


def _decide(case_id: UUID, at: datetime) -> None:
    mediator_id = cases.case(case_id, side="mediator").mediator_id
    if mediator_id is None:
        raise RuntimeError(f"nobody could be drawn for case {case_id}")
    with clock.frozen(at):
        decide.decide(
            case_id=case_id,
            mediator_id=mediator_id,
            kind="nothing",
            reason_code="as_described",
            text="The listing's pictures and its text show the colour as the buyer describes it,"
            " and nobody showed that another one arrived.",
            key=f"seed:{case_id}:decide",
        )


def seed_desks(
    opened_at: datetime, members: Mapping[str, UUID], sellers: Mapping[str, UUID]
) -> None:
    """Somebody who waits to be let in as a seller, and a report that nobody has answered."""
    applicant = next(person for person in people() if person.handle == APPLICANT)
    where = applicant.address
    with clock.frozen(opened_at - DAY):
        selling.apply_as_seller(
            member_id=members[APPLICANT],
            name="Aldana Encuadernación",
            legal_name=applicant.name,
            kind="private",
            country=where.country,
            city=where.city,
            address=PostalAddress(
                applicant.name, where.street, "", where.city, "", where.postcode, where.country, ""
            ),
            register_number="",
            contact_email=applicant.email,
            contact_phone="+34910000101",
            story="I bind notebooks by hand, in small numbers.",
        )
    with clock.frozen(opened_at - timedelta(hours=5)):
        notices.send_notice(
            about_kind="seller",
            about_id=next(iter(sellers.values())),
            address="",
            reason="other",
            text="Their story names a workshop that closed two years ago, as far as I know.",
            member_id=members["omar-haddadi"],
            email="",
            key="seed:report",
        )
