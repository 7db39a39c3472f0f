"""Who sells what for how much: listings, shared between sellers where they compete."""

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fondaco.demo.goods.products import DemoProduct, DemoVariant, fill, products, tidy_price
from fondaco.demo.goods.sellers import DemoSeller, sellers

# How many sellers share a product, for the products that are shared.
CROWDS: tuple[int, ...] = (9, 8, 8, 8, 6, 5, 5, 4, 4, 4) + (3,) * 20 + (2,) * 52


@dataclass(frozen=True)
class DemoStock:
    """A variant as one seller has it; ``price_minor`` in the seller's currency."""

    variant: DemoVariant
    sku: str
    quantity: int
    price_minor: int


@dataclass(frozen=True)
class DemoListing:
    """One product at one seller.

    ``compare_at_minor`` is what this seller really asked in the thirty days before, or None.
    ``condition`` is ``new``, ``refurbished`` or ``used``.
    """

    seller: str
    handle: str
    product: DemoProduct
    title: str
    body_html: str
    condition: str
    stock: tuple[DemoStock, ...]
    compare_at_minor: int | None


def _body(product: DemoProduct, seller: DemoSeller, dice: random.Random) -> str:
    """Two to four paragraphs: what it is, how it is made, how to keep it, who sends it."""
    facts, words = product.facts, product.words()
    opening = dice.choice(facts.opening)
    sentences = list(facts.body)
    dice.shuffle(sentences)
    count = min(len(sentences), dice.choice((2, 3, 3, 4)))
    chosen = [s for s in facts.body if s in sentences[:count]]
    paragraphs = [opening, " ".join(chosen)]
    if dice.random() < 0.8:
        paragraphs.append(dice.choice(facts.care))
    if dice.random() < 0.75 or seller.condition != "new":
        paragraphs.append(seller.note)
    filled = [fill(p, words) for p in paragraphs]
    return "".join(f"<p>{html.escape(p, quote=False)}</p>" for p in filled)


def _listing(product: DemoProduct, seller: DemoSeller, *, seed: int, shared: bool) -> DemoListing:
    dice = random.Random(f"{seed}/{seller.handle}/{product.key}")
    spread = 0.07 if shared else 0.04
    price = tidy_price(product.price_minor * seller.level * dice.uniform(1 - spread, 1 + spread))
    kept = product.variants if seller.kind == "trader" else product.variants[:1]
    stock = []
    for at, variant in enumerate(kept):
        quantity = dice.choice((0, 2, 4, 7, 12, 18, 25)) if at else dice.randint(3, 30)
        if seller.kind == "private":
            quantity = 1
        elif seller.condition == "refurbished":
            quantity = dice.randint(1, 4)
        sku = f"{seller.handle[:3].upper()}-{product.mpn}-{variant.sku_suffix}"
        stock.append(DemoStock(variant, sku, quantity, price + variant.step_minor))
    compare_at = None
    if seller.condition == "new" and dice.random() < 0.06:
        before = tidy_price(price * dice.uniform(1.08, 1.20))
        compare_at = before if before > price else None
    handle = "-".join(
        "".join(
            c if c.isalnum() else " " for c in f"{product.name} {product.facts.noun}".lower()
        ).split()
    )
    title = product.title
    if seller.condition != "new":
        title = f"{title} ({seller.condition})"
    return DemoListing(
        seller=seller.handle,
        handle=f"{_plain(handle)}-{product.key.rsplit('-', 1)[1]}",
        product=product,
        title=title,
        body_html=_body(product, seller, dice),
        condition=seller.condition,
        stock=tuple(stock),
        compare_at_minor=compare_at,
    )


def _plain(text: str) -> str:
    return text.translate(str.maketrans("áéíóúñüöäß", "aeiounuoas"))


def _assign(seed: int) -> dict[str, list[tuple[DemoProduct, bool]]]:
    """For each seller its products, and whether others sell them too."""
    dice = random.Random(f"{seed}/assign")
    everyone = sellers(seed)
    found: dict[str, list[tuple[DemoProduct, bool]]] = {s.handle: [] for s in everyone}
    pool = list(products(seed))
    dice.shuffle(pool)
    able = {p.category: [s for s in everyone if p.category in s.categories] for p in pool}
    crowded = []
    for size in CROWDS:
        place = next(i for i, p in enumerate(pool) if len(able[p.category]) >= size)
        crowded.append((pool.pop(place), size))
    for product, size in crowded:
        ranked = _least_busy(able[product.category], found, dice)
        for seller in ranked[:size]:
            found[seller.handle].append((product, True))
    for product in pool:
        seller = _least_busy(able[product.category], found, dice)[0]
        found[seller.handle].append((product, False))
    return found


def _least_busy(
    able: Sequence[DemoSeller],
    found: dict[str, list[tuple[DemoProduct, bool]]],
    dice: random.Random,
) -> list[DemoSeller]:
    """The sellers with the shortest shelves first; private ones fill only a short shelf."""

    def weight(seller: DemoSeller) -> float:
        share = {"private": 3.2, "trader": 1.0}[seller.kind]
        return len(found[seller.handle]) * share / len(seller.categories) ** 0.5 + dice.uniform(
            0, 6
        )

    return sorted(able, key=weight)


@lru_cache(maxsize=4)
def listings(seed: int) -> tuple[DemoListing, ...]:
    """Every listing of every seller, by seller and then by title."""
    shelves = _assign(seed)
    found = []
    for seller in sellers(seed):
        mine = [
            _listing(p, seller, seed=seed, shared=shared) for p, shared in shelves[seller.handle]
        ]
        found.extend(sorted(mine, key=lambda one: one.handle))
    return tuple(found)
