"""The category tree that a new installation starts with, and how foreign trees map to it.

Two levels. Names are message ids, translated when shown. ``google`` are heads of paths in
Google's product taxonomy (the text form that Shopify exports); the longest match wins.
"""

from dataclasses import dataclass

OTHER = "other-goods"


@dataclass(frozen=True, slots=True)
class Seed:
    """One category: its address, name, parent's address, and what leads to it."""

    slug: str
    name: str
    parent: str = ""
    google: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


SEEDS: tuple[Seed, ...] = (
    Seed("electronics", "Electronics", google=("electronics",)),
    Seed("headphones", "Headphones", "electronics",
         ("electronics > audio > audio components > headphones",),
         ("headphone", "headphones", "earbuds", "earphones")),
    Seed("speakers", "Speakers", "electronics",
         ("electronics > audio",), ("speaker", "radio", "turntable", "audio", "microphone")),
    Seed("cameras", "Cameras", "electronics",
         ("cameras & optics",), ("camera", "cameras", "lens", "binoculars")),
    Seed("phones-tablets", "Phones and tablets", "electronics",
         ("electronics > communications", "electronics > computers > tablet computers"),
         ("phone", "phones", "tablet", "smartphone", "e-reader", "e-readers",
          "phone case", "phone cases")),
    Seed("computers", "Computers", "electronics",
         ("electronics > computers", "electronics > electronics accessories",
          "electronics > networking", "electronics > video"),
         ("laptop", "computer", "keyboard", "mouse", "mice", "monitor", "charger", "drive", "hub",
          "router", "power bank", "power banks")),
    Seed("wearables", "Watches and wearables", "electronics",
         ("electronics > gps navigation systems",),
         ("smartwatch", "smart watch", "smart watches", "tracker", "wearable")),
    Seed("clothing", "Clothing",
         google=("apparel & accessories", "apparel & accessories > clothing")),
    Seed("tops", "Tops and shirts", "clothing",
         ("apparel & accessories > clothing > shirts & tops",),
         ("shirt", "t-shirt", "top", "tops", "blouse", "polo")),
    Seed("knitwear", "Knitwear", "clothing", (),
         ("sweater", "jumper", "cardigan", "knitwear", "hoodie", "sweatshirt")),
    Seed("trousers", "Trousers and jeans", "clothing",
         ("apparel & accessories > clothing > pants", "apparel & accessories > clothing > shorts"),
         ("trousers", "jeans", "pants", "shorts", "chinos", "leggings")),
    Seed("dresses", "Dresses and skirts", "clothing",
         ("apparel & accessories > clothing > dresses",
          "apparel & accessories > clothing > skirts"),
         ("dress", "dresses", "skirt", "skirts")),
    Seed("coats", "Coats and jackets", "clothing",
         ("apparel & accessories > clothing > outerwear",),
         ("coat", "jacket", "coats", "jackets", "parka", "raincoat", "gilet")),
    Seed("socks", "Socks and underwear", "clothing",
         ("apparel & accessories > clothing > underwear & socks",),
         ("sock", "socks", "underwear")),
    Seed("shoes", "Shoes", "clothing",
         ("apparel & accessories > shoes",), ("shoe", "shoes", "boots", "sneakers", "sandals")),
    Seed("accessories", "Accessories", google=("apparel & accessories > clothing accessories",)),
    Seed("bags", "Bags and backpacks", "accessories",
         ("luggage & bags",
          "apparel & accessories > handbags, wallets & cases > handbags"),
         ("bag", "bags", "backpack", "tote", "suitcase", "handbag")),
    Seed("wallets", "Wallets and small leather", "accessories",
         ("apparel & accessories > handbags, wallets & cases",),
         ("wallet", "cardholder", "purse", "case", "small leather")),
    Seed("watches", "Watches", "accessories",
         ("apparel & accessories > jewelry > watches",), ("watch", "watches")),
    Seed("jewellery", "Jewellery", "accessories",
         ("apparel & accessories > jewelry",),
         ("ring", "necklace", "earrings", "bracelet", "jewellery", "jewelry")),
    Seed("hats-scarves", "Hats, scarves and gloves", "accessories",
         ("apparel & accessories > clothing accessories > hats",
          "apparel & accessories > clothing accessories > scarves & shawls",
          "apparel & accessories > clothing accessories > gloves & mittens"),
         ("hat", "cap", "beanie", "scarf", "scarves", "glove")),
    Seed("belts-eyewear", "Belts, eyewear and umbrellas", "accessories",
         ("apparel & accessories > clothing accessories > belts",
          "apparel & accessories > clothing accessories > sunglasses"),
         ("belt", "sunglasses", "glasses", "eyewear", "umbrella", "rain")),
    Seed("home", "Home goods", google=("home & garden", "furniture")),
    Seed("kitchen", "Kitchen and table", "home",
         ("home & garden > kitchen & dining",),
         ("kettle", "pan", "pot", "mug", "cup", "plate", "bowl", "knife", "teapot", "carafe",
          "tableware", "kitchen")),
    Seed("lighting", "Lighting", "home",
         ("home & garden > lighting",), ("lamp", "lamps", "light", "lighting", "lantern")),
    Seed("textiles", "Textiles and bedding", "home",
         ("home & garden > linens & bedding",),
         ("blanket", "cushion", "towel", "duvet", "sheet", "rug", "throw", "pillow")),
    Seed("furniture", "Furniture", "home",
         ("furniture",), ("chair", "table", "shelf", "stool", "desk", "sofa", "bench")),
    Seed("decoration", "Decoration", "home",
         ("home & garden > decor",),
         ("vase", "mirror", "clock", "candle", "planter", "frame", "basket", "print",
          "decoration")),
    Seed("garden", "Garden and tools", "home",
         ("home & garden > lawn & garden", "hardware"),
         ("garden", "tool", "tools", "secateurs", "drill", "toolbox")),
    Seed(OTHER, "Other goods"),
)  # fmt: skip

_BY_GOOGLE = sorted(
    ((head, seed.slug) for seed in SEEDS for head in seed.google),
    key=lambda pair: -len(pair[0]),
)
_BY_WORD = {word: seed.slug for seed in SEEDS for word in seed.words}
_BY_NAME = {seed.name.lower(): seed.slug for seed in SEEDS} | {s.slug: s.slug for s in SEEDS}


def category_for(google_path: str, product_type: str) -> str:
    """The slug that a foreign category and a free type lead to; :data:`OTHER` when none does.

    A type that is the name or slug of one of ours wins, then the type's words (the last one
    says what a thing is: "desk lamp" is a lamp), then the longest Google path.
    """
    kind = product_type.strip().lower()
    if kind in _BY_NAME:
        return _BY_NAME[kind]
    leaf = kind.rsplit(">", 1)[-1].strip()
    if leaf in _BY_NAME:
        return _BY_NAME[leaf]
    if leaf in _BY_WORD:
        return _BY_WORD[leaf]
    for word in reversed(leaf.replace(",", " ").split()):
        for form in (word, word.removesuffix("s")):
            if form in _BY_WORD:
                return _BY_WORD[form]
    path = " > ".join(part.strip() for part in google_path.lower().split(">"))
    for head, slug in _BY_GOOGLE:
        if path == head or path.startswith(f"{head} > "):
            return slug
    leaf = path.rsplit(">", 1)[-1].strip()
    return _BY_NAME.get(leaf, _BY_WORD.get(leaf.removesuffix("s"), OTHER))
