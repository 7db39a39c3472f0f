"""A buyer signs up, searches, reads, compares, asks and is answered."""

from uuid import UUID

from fondaco.api_client.api.catalogue import get_listing, list_offers, search
from fondaco.api_client.api.messages import (
    ask_seller,
    get_conversation,
    list_conversations,
    write_message,
)
from fondaco.api_client.api.reviews import list_listing_reviews
from fondaco.api_client.api.sellers import get_seller
from fondaco.api_client.models.list_conversations_side import ListConversationsSide
from fondaco.api_client.models.new_conversation import NewConversation
from fondaco.api_client.models.new_message import NewMessage
from fondaco.cli.walkthrough.story import COUNTRY, Story
from fondaco.cli.walkthrough.telling import expect, money, same


def tell(story: Story) -> None:
    """The chapter."""
    story.world.narrator.chapter("A buyer looks around")
    _sign_up(story)
    _search(story)
    _read(story)
    _compare(story)
    _ask(story)


def _sign_up(story: Story) -> None:
    buyer = story.buyer
    buyer.sign_up()
    buyer.sign_in()
    buyer.make_key(
        "account:read", "orders:read", "orders:write", "payments:write", "messages:read",
        "messages:write", "cases:read", "cases:write", "reviews:write",
    )  # fmt: skip
    story.say(f"{buyer.name} signs up and confirms {buyer.email}")


def mistyped(word: str) -> str:
    """The word with two of its inner letters exchanged."""
    for place in range(1, len(word) - 2):
        if word[place] != word[place + 1]:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word


def _search(story: Story) -> None:
    words = [word for word in story.listing.title.split() if word.isalpha() and len(word) > 5]
    expect(bool(words), f"“{story.listing.title}” has no word that could be mistyped")
    word = max(words, key=len).lower()
    typo = mistyped(word)
    found = story.buyer.api.read(search, q=typo)
    expect(word in found.did_you_mean, f"“{typo}” was not mended to “{word}”")
    expect(bool(found.items), f"nothing was found for “{typo}”")
    story.say(f"she types “{typo}”: {found.total} things for “{found.did_you_mean}”")
    narrowed = story.buyer.api.read(
        search, q=typo, brand=[story.listing.brand], in_stock=True, country=[COUNTRY]
    )
    expect(0 < narrowed.total <= found.total, "the filters did not narrow what was found")
    shown = _every_id(story, typo)
    expect(story.listing.listing_id in shown, "the product was not among what was found")
    story.say(f"by {story.listing.brand}, in stock, from {COUNTRY}: {narrowed.total}")


def _every_id(story: Story, text: str) -> set[UUID]:
    ids: set[UUID] = set()
    cursor = ""
    while True:
        page = story.buyer.api.read(search, q=text, brand=[story.listing.brand], cursor=cursor)
        ids |= {card.listing_id for card in page.items}
        if not page.next_cursor:
            return ids
        cursor = page.next_cursor


def _read(story: Story) -> None:
    listing = story.buyer.api.read(get_listing, story.listing.listing_id)
    reviews = story.buyer.api.read(list_listing_reviews, listing.listing_id)
    expect(bool(listing.pictures and listing.specs), "the listing has no pictures or facts")
    picture = story.world.http.get(f"{story.world.market}{listing.pictures[0].small}")
    same(picture.headers.get("content-type"), "image/webp", "the picture's type")
    story.say(
        f"she reads “{listing.title}”: {len(listing.pictures)} pictures,"
        f" {len(listing.specs)} specifications, reviews: {reviews.total}"
    )
    seller = story.buyer.api.read(get_seller, story.shop_id)
    facts = story.facts = seller.facts
    story.say(
        f"of {seller.name} she learns: {facts.months_on_platform} months here,"
        f" orders completed: {facts.completed_orders}, {_share(facts.positive_share_bps)} positive,"
        f" {_share(facts.on_time_delivery_bps)} on time, first answer"
        f" {_time(facts.median_first_answer_s)}"
    )
    unknown = story.buyer.api.read(get_seller, story.newcomer_id)
    expect(unknown.facts.is_new, "a seller without any order is not called new")
    story.say(f"of {unknown.name}: new here, orders completed: {unknown.facts.completed_orders}")


def _share(bps: int | None) -> str:
    return "nothing known" if bps is None else f"{bps / 100:.0f} %"


def _time(seconds: int | None) -> str:
    return "unknown" if seconds is None else f"after {seconds // 60} minutes"


def _compare(story: Story) -> None:
    offers = story.buyer.api.read(list_offers, story.listing.listing_id, country=COUNTRY).items
    sellers = {offer.seller_id: offer for offer in offers}
    expect(
        {story.shop_id, story.newcomer_id} <= sellers.keys(),
        "the same product of two sellers does not stand side by side",
    )
    for seller_id in (story.shop_id, story.newcomer_id):
        offer = sellers[seller_id]
        expect(offer.total_minor is not None, f"{offer.seller_name} does not ship to {COUNTRY}")
        same(offer.total_minor, offer.price_minor + offer.shipping_minor, "the price to the buyer")
        story.say(
            f"{offer.seller_name}: {money(offer.total_minor, offer.currency)} with shipping,"
            f" {offer.first_date:%d %b} to {offer.last_date:%d %b}, {offer.seller_tier}"
        )


def _ask(story: Story) -> None:
    asked = story.buyer.api.write(
        ask_seller,
        body=NewConversation(
            seller_id=story.shop_id,
            listing_id=story.listing.listing_id,
            text="Does it come with the maker's guarantee, and in its own box?",
        ),
    )
    waiting = story.shop.api.read(list_conversations, side=ListConversationsSide.SELLER).items
    expect(
        any(each.conversation_id == asked.conversation_id for each in waiting),
        "the shop does not see the question",
    )
    story.shop.api.write(
        write_message,
        asked.conversation_id,
        body=NewMessage(text="Both: two years of guarantee, and the box is unopened."),
    )
    talk = story.buyer.api.read(get_conversation, asked.conversation_id)
    same([each.side for each in talk.messages], ["buyer", "seller"], "who wrote")
    story.world.mail_about(story.buyer.email, "wrote to you")
    story.say(f"she asks; {story.shop.name} answers: “{talk.messages[1].text}”")
