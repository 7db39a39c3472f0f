"""What a kind of product is: the shape of the tables in ``electronics``, ``clothing`` and so on.

Values that follow from quality (and so from price) stand in rising order, so that a dear
product also has the better driver or the thicker cloth.
"""

from dataclasses import dataclass

Spec = tuple[str, tuple[str, ...]]

SIZES: dict[str, tuple[str, ...]] = {
    "": (),
    "clothes": ("XS", "S", "M", "L", "XL"),
    "waist": ("28", "30", "32", "34", "36"),
    "shoes": ("38", "39", "40", "41", "42", "43", "44"),
    "socks": ("36–38", "39–41", "42–44"),
    "belt": ("85 cm", "95 cm", "105 cm"),
    "ring": ("50", "52", "54", "56", "58"),
}


@dataclass(frozen=True)
class KindFacts:
    """Everything from which products of one kind are made.

    ``price`` and ``grams`` are (least, most): minor units and grams. ``tags`` end the title.
    ``opening`` and ``body`` are sentences; ``{name}`` is the product, ``{brand}`` its maker,
    and the keys of ``specs`` (lower case, underscores) stand for this product's values.
    A label that begins with ``=`` has one value for each of the three looks, as ``tags``
    and ``materials`` have, so that words and picture agree.
    """

    kind: str
    sub: str
    noun: str
    price: tuple[int, int]
    grams: tuple[int, int]
    colours: tuple[str, ...]
    materials: tuple[str, ...]
    tags: tuple[str, ...]
    specs: tuple[Spec, ...]
    opening: tuple[str, ...]
    body: tuple[str, ...]
    care: tuple[str, ...]
    box: str
    size: str = ""


@dataclass(frozen=True)
class Category:
    """One of the four, with its makers, the names of models, and its kinds."""

    name: str
    brands: tuple[str, ...]
    models: tuple[str, ...]
    warranty: tuple[str, ...]
    origins: tuple[str, ...]
    kinds: tuple[KindFacts, ...]


def spec_key(label: str) -> str:
    """The key of a specification: ``Noise cancelling`` gives ``noise_cancelling``."""
    return "".join(c for c in label.lower().replace(" ", "_") if c.isalnum() or c == "_")
