"""Demo people become members; the house's own people get their roles."""

from datetime import datetime, timedelta
from uuid import UUID

from fondaco.demo.goods.people import DemoPerson, people
from fondaco.kernel import clock
from fondaco.kernel.audit import SYSTEM
from fondaco.market.members import actions
from fondaco.market.members.rules import PostalAddress

ROLES = {"operator": "admin", "mediator": "mediator", "trust": "trust", "finance": "finance"}
JOINED_DAYS_AGO = 620


def postal(person: DemoPerson) -> PostalAddress:
    """Where this person's parcels go."""
    address = person.address
    return PostalAddress(
        name=person.name,
        line1=address.street,
        line2="",
        city=address.city,
        region=address.region,
        postcode=address.postcode,
        country=address.country,
        phone=person.phone,
    )


def seed_people(opened_at: datetime) -> dict[str, UUID]:
    """Handle to member id for everybody. ``opened_at`` is now; people joined long before."""
    members: dict[str, UUID] = {}
    # One Argon2id hash costs as much as all the rest of a member; the password is one anyway.
    for number, person in enumerate(people()):
        with clock.frozen(opened_at - timedelta(days=JOINED_DAYS_AGO - number)):
            member_id = actions.create_member(
                email=person.email,
                password=person.password,
                display_name=person.name,
                country=person.address.country,
                language=person.language,
                currency="EUR",
                email_confirmed=True,
            )
            actions.save_address(member_id=member_id, address=postal(person), make_default=True)
            if person.role in ROLES:
                actions.grant_role(member_id=member_id, role=ROLES[person.role], actor=SYSTEM)
        members[person.handle] = member_id
    return members
