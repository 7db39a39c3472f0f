"""The people of the demo: buyers in several countries, and those who run the house.

All are invented. Mail addresses end in ``.example`` (RFC 2606); telephone numbers are of
the ranges kept for fiction where a country has one, else empty.
"""

from dataclasses import dataclass

from fondaco.demo.goods.sellers import sellers

# The same for all and printed by the demo: these people exist on one machine only.
DEMO_PASSWORD = "lantern quay seventeen oars"


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
    """A person: ``role`` is ``buyer``, ``seller``, ``operator``, ``mediator``, ``trust`` or
    ``finance``; ``seller`` is the handle of the shop that a seller owns, else empty.

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
    seller: str = ""
    password: str = DEMO_PASSWORD


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
# Who owns each shop: seller, name, language, street, postcode.
_OWNERS = (
    ("officina-brenta", "Elena Zorzan", "en", "Via Altinate 118", "35121"),
    ("kontor-elbe", "Maren Petersen", "de", "Holzbrücke 9", "20459"),
    ("nordvik-handel", "Axel Nordvik", "en", "Linnégatan 71", "413 08"),
    ("casa-ribalusa", "Teresa Ribeiro", "en", "Rua da Fonte 202", "4000-214"),
    ("atelier-morvan", "Paul Morvan", "en", "14 montée des Lilas", "69001"),
    ("tramway-audio", "Jana Krásná", "en", "Vozovna 3", "602 00"),
    ("second-current", "Bram de Wit", "en", "Kadehuis 27", "3029 AD"),
    ("harrow-and-finch", "Joan Harrow", "en", "88 Draper Street", "LS2 7EW"),
    ("baywater-supply", "Marcus Bell", "en", "1200 Estuary Drive", "94607"),
    ("komorebi-goods", "Naoki Hayashida", "en", "415 Takoyakushi-dori", "604-8044"),
    ("balticum-works", "Rūta Žemaitė", "en", "Dirbtuvių g. 6", "01113"),
    ("mercado-norte", "Ane Goikoetxea", "es", "Calle del Muelle 33", "48003"),
    ("attic-of-ines", "Inés Lafuente", "es", "Calle de la Torre 5, 2º", "50003"),
    ("jonas-bench", "Jonas Pichler", "de", "Werkgasse 12", "8010"),
)
_HOUSE = DemoAddress("Fondamenta dei Mercanti 1", "30121", "Venezia", "", "IT")


def people() -> list[DemoPerson]:
    """Buyers first, then the owners of shops, then the staff; always the same."""
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
    places = {seller.handle: seller for seller in sellers(1)}
    for shop, name, language, street, postcode in _OWNERS:
        city, country = places[shop].city, places[shop].country
        found.append(
            DemoPerson(
                f"owner-of-{shop}",
                name,
                "seller",
                f"{shop}@trade.example",
                "",
                language,
                "EUR",
                DemoAddress(street, postcode, city, "CA" if country == "US" else "", country),
                seller=shop,
            )
        )
    found += [
        DemoPerson(handle, name, role, f"{handle}@fondaco.example", "", "en", "EUR", _HOUSE)
        for handle, name, role in _STAFF
    ]
    return found


def signed_in() -> list[DemoPerson]:
    """Those whom one would try first: two buyers, two shops, one of each desk."""
    wanted = {"marta-ruiz", "jakob-lindner", "owner-of-officina-brenta", "owner-of-kontor-elbe"}
    desks: set[str] = set()
    found = []
    for person in people():
        desk = person.role not in ("buyer", "seller") and person.role not in desks
        if person.handle in wanted or desk:
            desks.add(person.role)
            found.append(person)
    return found
