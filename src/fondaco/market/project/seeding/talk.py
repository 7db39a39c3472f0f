"""Questions that were asked about listings, and the sellers' answers to them."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from fondaco.demo.goods.people import people
from fondaco.demo.goods.reviews import questions
from fondaco.kernel import clock
from fondaco.market.catalogue.handles import listings_by_handle
from fondaco.market.messaging import actions

SEED = 1
QUESTIONS = 90


def seed_talk(opened_at: datetime, members: Mapping[str, UUID], sellers: Mapping[str, UUID]) -> int:
    """Ask and answer; returns how many conversations there are."""
    owners = {person.seller: members[person.handle] for person in people() if person.seller}
    found = {
        (handle, listing): identifier
        for handle, seller_id in sellers.items()
        for listing, identifier in listings_by_handle(seller_id).items()
    }
    asked = 0
    for number, question in enumerate(questions(SEED)[:QUESTIONS]):
        listing = found.get((question.seller, question.listing))
        if listing is None:
            continue
        dice = random.Random(f"{SEED}/talk/{number}")  # noqa: S311 repeatable, no secret
        # Goods were put up forty days before the opening; nobody asks before.
        asked_at = opened_at - timedelta(
            days=2 + question.days_ago % 36, minutes=dice.randrange(600)
        )
        with clock.frozen(asked_at):
            conversation_id = actions.ask(
                member_id=members[question.author],
                seller_id=sellers[question.seller],
                listing_id=listing[0],
                about=listing[1],
                text=question.question,
                key=f"talk:{number}",
            )
        if question.answer:
            with clock.frozen(asked_at + timedelta(minutes=dice.choice((12, 40, 95, 240, 900)))):
                actions.write(
                    conversation_id=conversation_id,
                    author_member_id=owners[question.seller],
                    text=question.answer,
                    key=f"talk:{number}:answer",
                )
        asked += 1
    return asked
