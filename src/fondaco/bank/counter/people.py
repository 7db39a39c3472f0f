"""Who banks here in the demo, with which accounts and cards. Pure data.

Names and e-mail addresses are those of the marketplace's demo people, so that a person of the demo
is one person everywhere. Telephone numbers lie in ranges kept free for drama and tests where a
country has such ranges, and every card number is a well-known test number or made from a test
range.
"""

from dataclasses import dataclass

PASSWORD = "lantern quay seventeen oars"
"""The demo password of every cardholder; their second factor comes to their own phone."""

EXPIRY = "3012"
BANK_CODE = "99901"
BRANCH_CODE = "02100"


@dataclass(frozen=True, slots=True)
class DemoCard:
    """A card: number, security code, label."""

    number: str
    security_code: str
    label: str


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account. ``serial`` is its account number within the bank."""

    serial: int
    currency: str
    kind: str
    name: str
    opening_minor: int = 0
    credit_limit_minor: int = 0
    cards: tuple[DemoCard, ...] = ()
    status: str = "open"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A cardholder and what is theirs."""

    name: str
    email: str
    phone: str
    country: str
    story: str
    accounts: tuple[DemoAccount, ...]
    kind: str = "person"


def _current(
    serial: int, currency: str, opening_minor: int, *cards: DemoCard, kind: str = "current"
) -> DemoAccount:
    name = "Everyday account" if kind == "current" else "Prepaid account"
    return DemoAccount(serial, currency, kind, name, opening_minor, 0, cards)


def _credit(serial: int, currency: str, limit_minor: int, *cards: DemoCard) -> DemoAccount:
    return DemoAccount(serial, currency, "credit", "Credit card account", 0, limit_minor, cards)


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson(
        "Marta Ruiz",
        "marta-ruiz@post.example",
        "+34655550101",
        "ES",
        "Buys for her flat in Madrid. Two credit cards for the net, a debit card for the market.",
        (
            _current(101, "EUR", 418_250, DemoCard("4000056655665556", "123", "Debit")),
            _credit(
                102,
                "EUR",
                500_000,
                DemoCard("4242424242424242", "123", "Credit"),
                DemoCard("4000000000003220", "123", "Second credit card"),
            ),
        ),
    ),
    DemoPerson(
        "Jakob Lindner",
        "jakob-lindner@post.example",
        "+4915550100102",
        "DE",
        "Cyclist from Köln. Two Mastercards: credit for the big things, prepaid for the rest.",
        (
            _credit(111, "EUR", 300_000, DemoCard("5555555555554444", "123", "Credit")),
            _current(
                112, "EUR", 25_000, DemoCard("5105105105105100", "123", "Prepaid"), kind="prepaid"
            ),
            _current(113, "EUR", 326_400),
        ),
    ),
    DemoPerson(
        "Haruka Aoyama",
        "haruka-aoyama@post.example",
        "+819055550103",
        "JP",
        "Collects European glass in Tokyo. Her accounts are in yen.",
        (
            _current(121, "JPY", 680_000, DemoCard("5200828282828210", "123", "Debit")),
            _credit(122, "JPY", 900_000, DemoCard("2223003122003222", "123", "Credit")),
        ),
    ),
    DemoPerson(
        "Omar Haddadi",
        "omar-haddadi@post.example",
        "+31655550104",
        "NL",
        "Cooks in Rotterdam, pays with a charge card.",
        (
            _credit(131, "EUR", 1_000_000, DemoCard("378282246310005", "1234", "Charge card")),
            _current(132, "EUR", 541_930),
        ),
    ),
    DemoPerson(
        "Renée Caldwell",
        "renee-caldwell@post.example",
        "+15035550147",
        "US",
        "Orders from Portland, in dollars.",
        (
            _credit(141, "USD", 800_000, DemoCard("371449635398431", "1234", "Charge card")),
            _current(
                142, "USD", 60_000, DemoCard("4111111111111111", "123", "Prepaid"), kind="prepaid"
            ),
            _current(143, "USD", 487_215),
        ),
    ),
    DemoPerson(
        "Thomas Ashdown",
        "thomas-ashdown@post.example",
        "+447700900142",
        "GB",
        "Pays in pounds from Bristol.",
        (_current(151, "GBP", 205_000, DemoCard("4000058260000005", "123", "Debit")),),
    ),
)

TESTER = DemoPerson(
    "Tessa Prova",
    "tessa-prova@post.example",
    "+447700900105",
    "GB",
    "Owns the cards with a trigger, for those who test.",
    (_credit(900, "EUR", 50_000_000), _current(901, "EUR", 5_000_000)),
)

FIRST_SELLER_ACCOUNT = 200_001
"""The marketplace's demo sellers have their accounts from here on, in their order."""

SELLERS: tuple[tuple[str, str, str], ...] = (
    ("officina-brenta", "Officina Brenta", "IT"),
    ("kontor-elbe", "Kontor Elbe", "DE"),
    ("nordvik-handel", "Nordvik Handel", "SE"),
    ("casa-ribalusa", "Casa Ribalusa", "PT"),
    ("atelier-morvan", "Atelier Morvan", "FR"),
    ("tramway-audio", "Tramway Audio", "CZ"),
    ("second-current", "Second Current", "NL"),
    ("harrow-and-finch", "Harrow & Finch", "GB"),
    ("baywater-supply", "Baywater Supply", "US"),
    ("komorebi-goods", "Komorebi Goods", "JP"),
    ("balticum-works", "Balticum Works", "LT"),
    ("mercado-norte", "Mercado Norte", "ES"),
    ("attic-of-ines", "The attic of Inés", "ES"),
    ("jonas-bench", "Jonas's bench", "AT"),
)


def _seller(number: int, handle: str, name: str, country: str) -> DemoPerson:
    account = DemoAccount(FIRST_SELLER_ACCOUNT + number, "EUR", "current", "Business account")
    email, phone = f"{handle}@trade.example", f"+3935055502{number:02}"
    return DemoPerson(name, email, phone, country, "Sells.", (account,), "business")


BUSINESSES: tuple[DemoPerson, ...] = (
    *(_seller(number, *seller) for number, seller in enumerate(SELLERS)),
    DemoPerson(
        "Chiusa S.n.c.",
        "chiusa@trade.example",
        "+393505550299",
        "IT",
        "Its account is closed: payouts to it come back (AC04).",
        (DemoAccount(299, "EUR", "current", "Closed account", status="closed"),),
        "business",
    ),
)
EVERYONE = (*PEOPLE, TESTER, *BUSINESSES)
