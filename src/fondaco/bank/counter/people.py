"""Who banks here in the demo, with which accounts and cards. Pure data.

Names are invented, telephone numbers lie in ranges kept free for drama and tests where a country
has such ranges, and every card number is a well-known test number or made from a test range.
"""

from dataclasses import dataclass

PASSWORD = "rialto bridge at dawn"
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


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson(
        "Marta Rossi",
        "marta@fondaco.example",
        "+393505550101",
        "IT",
        "Buys for her flat in Padova. Pays with a credit card, keeps a debit card for markets.",
        (
            DemoAccount(
                101,
                "EUR",
                "current",
                "Everyday account",
                418_250,
                0,
                (DemoCard("4000056655665556", "123", "Debit"),),
            ),
            DemoAccount(
                102,
                "EUR",
                "credit",
                "Credit card account",
                0,
                500_000,
                (DemoCard("4242424242424242", "123", "Credit"),),
            ),
        ),
    ),
    DemoPerson(
        "Jonas Weber",
        "jonas@fondaco.example",
        "+4915550100102",
        "DE",
        "Cyclist from Bremen. Two Mastercards: credit for the big things, prepaid for the rest.",
        (
            DemoAccount(
                111,
                "EUR",
                "credit",
                "Credit card account",
                0,
                300_000,
                (DemoCard("5555555555554444", "123", "Credit"),),
            ),
            DemoAccount(
                112,
                "EUR",
                "prepaid",
                "Prepaid account",
                25_000,
                0,
                (DemoCard("5105105105105100", "123", "Prepaid"),),
            ),
        ),
    ),
    DemoPerson(
        "Aiko Tanaka",
        "aiko@fondaco.example",
        "+819055550103",
        "JP",
        "Collects European glass from Kanazawa. Her account is in yen.",
        (
            DemoAccount(
                121,
                "JPY",
                "current",
                "Yen account",
                680_000,
                0,
                (DemoCard("5200828282828210", "123", "Debit"),),
            ),
            DemoAccount(
                122,
                "JPY",
                "credit",
                "Credit card account",
                0,
                900_000,
                (DemoCard("2223003122003222", "123", "Credit"),),
            ),
        ),
    ),
    DemoPerson(
        "Samir Haddad",
        "samir@fondaco.example",
        "+33639980104",
        "FR",
        "Cooks in Lyon. Pays in euro, in dollars when he must.",
        (
            DemoAccount(
                131,
                "EUR",
                "credit",
                "Charge card account",
                0,
                1_000_000,
                (DemoCard("378282246310005", "1234", "Charge card"),),
            ),
            DemoAccount(
                132,
                "USD",
                "current",
                "Dollar account",
                250_000,
                0,
                (DemoCard("4111111111111111", "123", "Prepaid dollars"),),
            ),
        ),
    ),
)

TESTER = DemoPerson(
    "Tessa Prova",
    "tessa@fondaco.example",
    "+447700900105",
    "GB",
    "Owns every card with a trigger, for those who test.",
    (DemoAccount(900, "EUR", "credit", "Trigger cards", 0, 50_000_000),),
)

BUSINESSES: tuple[DemoPerson, ...] = (
    DemoPerson(
        "Officina Brenta S.r.l.",
        "conti@officinabrenta.example",
        "+393505550201",
        "IT",
        "Sells sound from Padova.",
        (DemoAccount(201, "EUR", "current", "Business account"),),
        "business",
    ),
    DemoPerson(
        "Lumen & Filo",
        "conti@lumenefilo.example",
        "+393505550202",
        "IT",
        "Lamps and cloth from Vicenza.",
        (DemoAccount(202, "EUR", "current", "Business account"),),
        "business",
    ),
    DemoPerson(
        "Nordlicht Handel GmbH",
        "konto@nordlicht.example",
        "+4915550100203",
        "DE",
        "Outdoor goods from Kiel.",
        (DemoAccount(203, "EUR", "current", "Business account"),),
        "business",
    ),
    DemoPerson(
        "Chiusa S.n.c.",
        "conti@chiusa.example",
        "+393505550209",
        "IT",
        "Its account is closed: payouts to it come back (AC04).",
        (DemoAccount(299, "EUR", "current", "Closed account", status="closed"),),
        "business",
    ),
)
EVERYONE = (*PEOPLE, TESTER, *BUSINESSES)
