"""The people of the demo: buyers in several countries, and those who run the house.

All are invented. Mail addresses end in ``.example`` (RFC 2606); telephone numbers are of
the ranges kept for fiction where a country has one, else empty.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAddress:
    """A postal address; ``country`` is ISO 3166-1 alpha-2, ``region`` may be empty."""

    street: str
    postcode: str
    city: str
    region: str
    country: str


@dataclass(frozen=True)
class DemoPerson:
    """A person: ``role`` is ``buyer``, ``operator``, ``mediator``, ``trust`` or ``finance``.

    ``language`` is BCP 47, ``currency`` ISO 4217: what they read and think in.
    """

    handle: str
    name: str
    role: str
    email: str
    phone: str
    language: str
    currency: str
    address: DemoAddress


_BUYERS = (
    (
        "marta-ruiz",
        "Marta Ruiz",
        "es",
        "EUR",
        "Calle del Almendro 14, 3º B",
        "28005",
        "Madrid",
        "",
        "ES",
        "",
    ),
    ("jakob-lindner", "Jakob Lindner", "de", "EUR", "Ahornweg 7", "50823", "Köln", "", "DE", ""),
    (
        "aoife-brannigan",
        "Aoife Brannigan",
        "en",
        "EUR",
        "22 Orchard Lane",
        "D08 X2K5",
        "Dublin",
        "",
        "IE",
        "",
    ),
    (
        "thomas-ashdown",
        "Thomas Ashdown",
        "en",
        "GBP",
        "Flat 4, 31 Millbrook Road",
        "BS3 4QT",
        "Bristol",
        "",
        "GB",
        "+447700900142",
    ),
    (
        "renee-caldwell",
        "Renée Caldwell",
        "en",
        "USD",
        "418 Larkspur Avenue, Apt 6",
        "97212",
        "Portland",
        "OR",
        "US",
        "+15035550147",
    ),
    (
        "haruka-aoyama",
        "Haruka Aoyama",
        "en",
        "JPY",
        "2-11-5 Kitamachi",
        "167-0042",
        "Suginami",
        "Tokyo",
        "JP",
        "",
    ),
    (
        "lucie-fontanel",
        "Lucie Fontanel",
        "en",
        "EUR",
        "9 rue des Tilleuls",
        "69004",
        "Lyon",
        "",
        "FR",
        "",
    ),
    (
        "piotr-zawada",
        "Piotr Zawada",
        "en",
        "PLN",
        "ul. Lipowa 18/3",
        "30-702",
        "Kraków",
        "",
        "PL",
        "",
    ),
    (
        "giulia-serafin",
        "Giulia Serafin",
        "en",
        "EUR",
        "Via dei Gelsi 25",
        "35122",
        "Padova",
        "",
        "IT",
        "",
    ),
    (
        "omar-haddadi",
        "Omar Haddadi",
        "ar",
        "EUR",
        "Kastanjelaan 52",
        "3012 AK",
        "Rotterdam",
        "",
        "NL",
        "",
    ),
    ("wen-li", "Wen Li", "zh-hans", "EUR", "Lindengasse 33/12", "1070", "Wien", "", "AT", ""),
    (
        "signe-holmgaard",
        "Signe Holmgaard",
        "en",
        "DKK",
        "Elmegade 8, 2. tv.",
        "2200",
        "København",
        "",
        "DK",
        "",
    ),
    (
        "carlos-beltran",
        "Carlos Beltrán",
        "es",
        "EUR",
        "Avenida de los Tilos 61",
        "50006",
        "Zaragoza",
        "",
        "ES",
        "",
    ),
    (
        "hanna-virtala",
        "Hanna Virtala",
        "en",
        "EUR",
        "Koivukatu 12 A 4",
        "00520",
        "Helsinki",
        "",
        "FI",
        "",
    ),
    (
        "nuno-carreira",
        "Nuno Carreira",
        "en",
        "EUR",
        "Rua das Oliveiras 77",
        "4050-449",
        "Porto",
        "",
        "PT",
        "",
    ),
    (
        "claire-okafor",
        "Claire Okafor",
        "en",
        "GBP",
        "5 Weaver's Close",
        "LS6 2HD",
        "Leeds",
        "",
        "GB",
        "+447700900388",
    ),
    ("stefan-gruber", "Stefan Gruber", "de", "EUR", "Mühlgasse 19", "8020", "Graz", "", "AT", ""),
    (
        "ines-aldana",
        "Inés Aldana",
        "es",
        "EUR",
        "Calle Mayor 40",
        "31001",
        "Pamplona",
        "",
        "ES",
        "",
    ),
)
_STAFF = (
    ("vera-novak", "Vera Novak", "operator"),
    ("daniel-moreau", "Daniel Moreau", "mediator"),
    ("sofia-lindqvist", "Sofia Lindqvist", "mediator"),
    ("amara-diallo", "Amara Diallo", "trust"),
    ("henrik-vos", "Henrik Vos", "finance"),
)
_HOUSE = DemoAddress("Fondamenta dei Mercanti 1", "30121", "Venezia", "", "IT")


def people() -> list[DemoPerson]:
    """Buyers first, then the staff of the house; always the same."""
    found = [
        DemoPerson(
            handle,
            name,
            "buyer",
            f"{handle}@post.example",
            phone,
            language,
            currency,
            DemoAddress(street, postcode, city, region, country),
        )
        for handle, name, language, currency, street, postcode, city, region, country, phone in (
            _BUYERS
        )
    ]
    found += [
        DemoPerson(handle, name, role, f"{handle}@fondaco.example", "", "en", "EUR", _HOUSE)
        for handle, name, role in _STAFF
    ]
    return found
