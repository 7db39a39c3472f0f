"""Reviews and questions as buyers write them, tied to listings and to the demo's buyers."""

import random
from dataclasses import dataclass

from fondaco.demo.goods import phrases, phrases_by_kind
from fondaco.demo.goods.offers import DemoListing, listings
from fondaco.demo.goods.people import people
from fondaco.demo.goods.products import fill

REVIEWS = 900
QUESTIONS = 180


@dataclass(frozen=True)
class DemoReview:
    """What a buyer wrote of a listing; all marks from 1 to 5.

    ``answer`` is the seller's public reply or empty; ``days_ago`` counts from today.
    """

    seller: str
    listing: str
    product: str
    author: str
    rating: int
    as_described: int
    quality: int
    delivery: int
    communication: int
    text: str
    answer: str
    language: str
    days_ago: int


@dataclass(frozen=True)
class DemoQuestion:
    """A question asked in public at a listing, and the seller's answer (may be empty)."""

    seller: str
    listing: str
    product: str
    author: str
    question: str
    answer: str
    days_ago: int


def _mark(rating: int, dice: random.Random) -> int:
    return min(5, max(1, rating + dice.choice((-1, 0, 0, 0, 1))))


def _weighted(seed: int, dice: random.Random, count: int) -> list[DemoListing]:
    """Listings with repetition: some are bought often, most seldom."""
    pool = list(listings(seed))
    weights = [1 / (1 + dice.randrange(12)) for _ in pool]
    return dice.choices(pool, weights, k=count)


def _text(listing: DemoListing, rating: int, language: str, dice: random.Random) -> str:
    product = listing.product
    words = product.words() | {
        "noun": product.facts.noun,
        "colour": listing.stock[0].variant.colour,
    }
    label, value = dice.choice(product.specs[:-4])
    words |= {"label": label.lower(), "value": value}
    mood = "good" if rating >= 4 else "middling" if rating == 3 else "bad"
    if language != "en":
        parts = dice.sample(phrases.ABROAD[language][mood], 2)
    else:
        about = phrases.ABOUT[product.category][mood]
        own = phrases_by_kind.PART_OF.get(product.facts.kind, {}).get(mood, ())
        pools = (
            phrases.OPENING[mood],
            own if own and dice.random() < 0.5 else about,
            phrases.SERVICE[mood],
        )
        keep = dice.choice(((0, 1), (0, 1, 2), (1, 2), (1,), (0, 1, 2)))
        parts = [dice.choice(pools[at]) for at in keep]
    return fill(" ".join(parts), words)


def reviews(seed: int) -> list[DemoReview]:
    """Some nine hundred reviews, no two by one buyer of one listing."""
    dice = random.Random(f"{seed}/reviews")
    buyers = [p for p in people() if p.role == "buyer"]
    found: list[DemoReview] = []
    texts: set[str] = set()
    seen: set[tuple[str, str, str]] = set()
    for listing in _weighted(seed, dice, REVIEWS * 2):
        buyer = dice.choice(buyers)
        key = (listing.seller, listing.handle, buyer.handle)
        if key in seen or len(found) >= REVIEWS:
            continue
        seen.add(key)
        rating = dice.choices((5, 4, 3, 2, 1), (60, 24, 9, 4, 3))[0]
        abroad = buyer.language in phrases.ABROAD and dice.random() < 0.7
        language = buyer.language if abroad else "en"
        mood = "good" if rating >= 4 else "middling" if rating == 3 else "bad"
        text = _text(listing, rating, language, dice)
        for _ in range(8):
            if text not in texts:
                break
            text = _text(listing, rating, language, dice)
        texts.add(text)
        answer = ""
        if dice.random() < {"good": 0.06, "middling": 0.4, "bad": 0.7}[mood]:
            answer = dice.choice(phrases.ANSWERS[mood])
        found.append(
            DemoReview(
                seller=listing.seller,
                listing=listing.handle,
                product=listing.product.key,
                author=buyer.handle,
                rating=rating,
                as_described=_mark(rating, dice),
                quality=_mark(rating, dice),
                delivery=_mark(max(rating, 3), dice),
                communication=_mark(max(rating, 3), dice),
                text=text,
                answer=answer,
                language=language,
                days_ago=int(4 + 500 * dice.random() ** 1.6),
            )
        )
    return found


def questions(seed: int) -> list[DemoQuestion]:
    """Public questions with what the seller answered; some still wait."""
    dice = random.Random(f"{seed}/questions")
    buyers = [p for p in people() if p.role == "buyer"]
    found: list[DemoQuestion] = []
    seen: set[tuple[str, str, str]] = set()
    for listing in _weighted(seed, dice, QUESTIONS * 2):
        label, value = dice.choice(listing.product.specs[:-4])
        asked, answered = dice.choice(phrases.QUESTIONS)
        words = listing.product.words() | {
            "label": label.lower(),
            "value": value,
            "noun": listing.product.facts.noun,
        }
        key = (listing.seller, listing.handle, asked)
        if key in seen or len(found) >= QUESTIONS:
            continue
        seen.add(key)
        found.append(
            DemoQuestion(
                seller=listing.seller,
                listing=listing.handle,
                product=listing.product.key,
                author=dice.choice(buyers).handle,
                question=fill(asked, words),
                answer=fill(answered, words) if dice.random() < 0.86 else "",
                days_ago=int(2 + 300 * dice.random() ** 1.8),
            )
        )
    return found
