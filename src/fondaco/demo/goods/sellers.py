"""The sellers of the demo: who they are, where, what they carry, how they ship."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShippingOption:
    """One way to send: price in minor units, window in business days from dispatch."""

    code: str
    name: str
    price_minor: int
    currency: str
    least_days: int
    most_days: int
    countries: tuple[str, ...]


@dataclass(frozen=True)
class DemoSeller:
    """A seller: ``kind`` is ``trader`` or ``private``; ``country`` is ISO 3166-1 alpha-2.

    ``handling_days`` pass before dispatch. ``level`` is the usual price against the market
    (1.0 is the middle). ``condition`` is what the seller's goods are unless said otherwise.
    """

    handle: str
    name: str
    kind: str
    city: str
    country: str
    story: str
    categories: tuple[str, ...]
    currency: str
    shipping: tuple[ShippingOption, ...]
    handling_days: int
    level: float
    condition: str
    note: str


EU = ("AT", "BE", "CZ", "DE", "DK", "ES", "FI", "FR", "IE", "IT", "LT", "NL", "PL", "PT", "SE")
NEAR = (*EU, "CH", "GB", "NO")
WORLD = (*NEAR, "AU", "CA", "JP", "US")

# handle, name, kind, city, country, categories, level, handling days, condition, story, note
_ROWS: tuple[tuple[str, str, str, str, str, tuple[str, ...], float, int, str, str, str], ...] = (
    (
        "officina-brenta",
        "Officina Brenta",
        "trader",
        "Padova",
        "IT",
        ("Electronics", "Accessories"),
        0.98,
        1,
        "new",
        "Two sisters who repaired radios and never stopped selling the good ones.",
        "We open and check every box before it leaves.",
    ),
    (
        "kontor-elbe",
        "Kontor Elbe",
        "trader",
        "Hamburg",
        "DE",
        ("Electronics", "Home goods"),
        1.01,
        1,
        "new",
        "A harbour warehouse with three people, one cat and a very tidy shelf.",
        "Orders before two in the afternoon leave on the same day.",
    ),
    (
        "nordvik-handel",
        "Nordvik Handel",
        "trader",
        "Göteborg",
        "SE",
        ("Electronics", "Clothing", "Home goods"),
        1.06,
        2,
        "new",
        "Things for long winters, tried out in one.",
        "Packed in paper and card only; the box is strong enough to send something back in.",
    ),
    (
        "casa-ribalusa",
        "Casa Ribalusa",
        "trader",
        "Porto",
        "PT",
        ("Home goods", "Clothing"),
        0.95,
        2,
        "new",
        "Good things for the house and the people in it, from a shop by the river.",
        "Ask us anything: it is on our shelf, and we will measure it for you.",
    ),
    (
        "atelier-morvan",
        "Atelier Morvan",
        "trader",
        "Lyon",
        "FR",
        ("Accessories", "Clothing"),
        1.05,
        1,
        "new",
        "Leather and cloth, chosen by someone who used to cut both.",
        "Sent in a cotton bag inside the parcel.",
    ),
    (
        "tramway-audio",
        "Tramway Audio",
        "trader",
        "Brno",
        "CZ",
        ("Electronics",),
        0.94,
        1,
        "new",
        "Sound, cameras and cables, from a shop opposite the tram depot.",
        "You can call us: a person who has used it will answer.",
    ),
    (
        "second-current",
        "Second Current",
        "trader",
        "Rotterdam",
        "NL",
        ("Electronics",),
        0.74,
        3,
        "refurbished",
        "We give good machines a second life and say exactly what we changed.",
        "Refurbished by us: tested, cleaned, worn parts replaced; small marks possible.",
    ),
    (
        "harrow-and-finch",
        "Harrow & Finch",
        "trader",
        "Leeds",
        "GB",
        ("Clothing", "Accessories", "Home goods"),
        1.08,
        2,
        "new",
        "A family draper's, on its third generation and its second website.",
        "Customs and tax to the EU are paid by us and included in the price.",
    ),
    (
        "baywater-supply",
        "Baywater Supply",
        "trader",
        "Oakland",
        "US",
        ("Electronics", "Accessories"),
        1.03,
        2,
        "new",
        "Small electronics and the bags they travel in.",
        "Duties and taxes are included, and tracking runs from Oakland to your door.",
    ),
    (
        "komorebi-goods",
        "Komorebi Goods",
        "trader",
        "Kyoto",
        "JP",
        ("Home goods", "Accessories", "Electronics"),
        1.10,
        3,
        "new",
        "Tools and tableware from makers who answer the telephone themselves.",
        "Sent by air from Kyoto with tracking all the way; duties are included.",
    ),
    (
        "balticum-works",
        "Balticum Works",
        "trader",
        "Vilnius",
        "LT",
        ("Electronics", "Home goods", "Clothing"),
        0.92,
        2,
        "new",
        "A cooperative of eleven workshops that share one warehouse.",
        "Checked in Vilnius before it leaves; spare parts on request.",
    ),
    (
        "mercado-norte",
        "Mercado Norte",
        "trader",
        "Bilbao",
        "ES",
        ("Electronics", "Home goods", "Accessories", "Clothing"),
        0.97,
        1,
        "new",
        "A general store, as there used to be one in every street.",
        "Collected by the carrier every weekday at five.",
    ),
    (
        "attic-of-ines",
        "The attic of Inés",
        "private",
        "Zaragoza",
        "ES",
        ("Accessories", "Home goods", "Clothing"),
        0.58,
        3,
        "used",
        "I am clearing my grandmother's house, one careful box at a time.",
        "Used, from a home without smokers. What you see is what there is; ask for more pictures.",
    ),
    (
        "jonas-bench",
        "Jonas's bench",
        "private",
        "Graz",
        "AT",
        ("Electronics",),
        0.62,
        2,
        "used",
        "I buy, mend and sell a few things a month.",
        "Used and in working order; I have written down every scratch that I could find.",
    ),
)


def _shipping(handle: str, kind: str, country: str, index: int) -> tuple[ShippingOption, ...]:
    """Tracked post for all, a courier for most traders; dearer and slower from overseas."""
    far = country in ("US", "JP")
    middle = country == "GB"
    post = 1290 + index * 40 if far else 690 if middle else 390 + (index % 4) * 60
    days = (6, 12) if far else (4, 8) if middle else (2, 5)
    reach = WORLD if far or index % 3 == 0 else NEAR
    options = [
        ShippingOption(
            f"{handle}-post",
            "Tracked post",
            post,
            "EUR",
            days[0],
            days[1],
            reach if kind == "trader" else EU,
        )
    ]
    if kind == "trader" and index % 7 != 3:
        options.append(
            ShippingOption(
                f"{handle}-courier",
                "Courier",
                post + (1500 if far else 510),
                "EUR",
                3 if far else 1,
                5 if far else 2,
                reach,
            )
        )
    return tuple(options)


def sellers(seed: int) -> list[DemoSeller]:
    """The fourteen sellers, in a fixed order; the seed moves their price levels a little."""
    found = []
    for index, row in enumerate(_ROWS):
        handle, name, kind, city, country, categories, level, days, condition, story, note = row
        shift = ((seed * 31 + index * 17) % 5 - 2) * 0.004
        found.append(
            DemoSeller(
                handle=handle,
                name=name,
                kind=kind,
                city=city,
                country=country,
                story=story,
                categories=categories,
                currency="EUR",
                shipping=_shipping(handle, kind, country, index),
                handling_days=days,
                level=round(level + shift, 3),
                condition=condition,
                note=note,
            )
        )
    return found
