"""Electronics: kinds, their specifications and what a shop says of them."""

from fondaco.demo.goods.desk import DESK
from fondaco.demo.goods.facts import Category
from fondaco.demo.goods.screens import SCREENS
from fondaco.demo.goods.sound import SOUND

ELECTRONICS = Category(
    "Electronics",
    ("Kestrum", "Mirovolt", "Tindral", "Ardevox", "Quorvane", "Lumquist", "Pelagrin", "Sundmarke"),
    (
        "H4",
        "One",
        "S2",
        "Nova 3",
        "K7",
        "Arc",
        "M5",
        "Lite 2",
        "T1",
        "Pico",
        "R6",
        "Duo",
        "E3",
        "Field",
        "V8",
        "Loft",
    ),
    ("2 years", "2 years", "3 years"),
    ("China", "Vietnam", "Taiwan", "Germany", "Japan"),
    SOUND + SCREENS + DESK,
)
