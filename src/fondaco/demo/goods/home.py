"""Home goods: kinds, their specifications and what a shop says of them."""

from fondaco.demo.goods.facts import Category
from fondaco.demo.goods.kitchen import TABLE
from fondaco.demo.goods.rooms import ROOM

HOME = Category(
    "Home goods",
    ("Kilnmoor", "Potterhag", "Eskelund Hus", "Casa Brugnola", "Gransund", "Mokuhara", "Sorrelby"),
    (
        "Anker",
        "Brise",
        "Calma",
        "Dyne",
        "Ebbe",
        "Fjord",
        "Glade",
        "Havn",
        "Isla",
        "Kalk",
        "Lund",
        "Mira",
        "Ny",
        "Olmo",
        "Pelle",
        "Sol",
    ),
    ("2 years", "2 years", "5 years"),
    ("Portugal", "Denmark", "Japan", "Poland", "Italy"),
    TABLE + ROOM,
)
