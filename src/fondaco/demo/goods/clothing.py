"""Clothing: kinds, their specifications and what a shop says of them."""

from fondaco.demo.goods.facts import Category
from fondaco.demo.goods.legwear import LOWER
from fondaco.demo.goods.tops import TOPS

CLOTHING = Category(
    "Clothing",
    (
        "Wollgarn & Pike",
        "Fjaerholt",
        "Maredosa",
        "Tannbury Mill",
        "Brackwater Yard",
        "Ostrelle",
        "Corvado Sud",
    ),
    (
        "Alder",
        "Birch",
        "Cove",
        "Dune",
        "Ember",
        "Fen",
        "Grove",
        "Harbour",
        "Inlet",
        "Juniper",
        "Linden",
        "Moor",
        "Orchard",
        "Pier",
        "Tern",
        "Yarrow",
    ),
    ("2 years, legal", "2 years, legal", "3 years on seams"),
    ("Portugal", "Italy", "Türkiye", "Lithuania", "Japan"),
    TOPS + LOWER,
)
