"""Products made from the tables of facts: names, specifications, variants, GTINs.

Everything follows from the seed. A product belongs to nobody: sellers list it.
"""

import random
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from stdnum import ean

from fondaco.demo.goods.accessories import ACCESSORIES
from fondaco.demo.goods.clothing import CLOTHING
from fondaco.demo.goods.electronics import ELECTRONICS
from fondaco.demo.goods.facts import SIZES, Category, KindFacts, spec_key
from fondaco.demo.goods.home import HOME

CATEGORIES: tuple[Category, ...] = (ELECTRONICS, CLOTHING, ACCESSORIES, HOME)
LOOKS = 3
_PROPER = (
    "Bluetooth",
    "Goodyear",
    "Blake",
    "Shetland",
    "Oxford",
    "Kent",
    "Nano",
    "Linux",
    "Chelsea",
    "Wi-Fi",
)
_COLOUR_WORDS = {"brass": "Gold"}


@dataclass(frozen=True)
class Picture:
    """What the studio needs for one picture, and its file name."""

    kind: str
    colour: str
    material: str
    look: int
    view: int

    @property
    def file_name(self) -> str:
        """Bare name of the WebP; equal pictures have equal names."""
        return f"{self.kind}-{self.colour}-{self.material}-{self.look}-{self.view}.webp".replace(
            "_", "-"
        )


@dataclass(frozen=True)
class DemoVariant:
    """One buyable form: ``step_minor`` is added to the listing's price."""

    gtin: str
    colour: str
    size: str
    sku_suffix: str
    step_minor: int
    picture: Picture


@dataclass(frozen=True)
class DemoProduct:
    """A product of the invented makers, independent of any seller.

    ``price_minor`` is the middle of the market in euro cents; ``quality`` runs from 0 to 1.
    """

    key: str
    category: str
    facts: KindFacts
    brand: str
    name: str
    title: str
    mpn: str
    quality: float
    price_minor: int
    grams: int
    specs: tuple[tuple[str, str], ...]
    variants: tuple[DemoVariant, ...]
    pictures: tuple[Picture, ...]

    @property
    def gtin(self) -> str:
        """GTIN-13 of the product's first variant."""
        return self.variants[0].gtin

    def words(self) -> dict[str, str]:
        """The values that sentences may name."""
        values = {spec_key(label): value for label, value in self.specs}
        return {"name": self.name, "brand": self.brand, **values}


def fill(template: str, words: dict[str, str], *, begins: bool = True) -> str:
    """A sentence with its values, small letters within and a large one where it begins."""
    out = ""
    for text, key, _, _ in Formatter().parse(template):
        out += text
        if key is None:
            continue
        value = words[key]
        first = (not out and begins) or out.endswith((". ", "! "))
        if first:
            value = value[:1].upper() + value[1:]
        elif (
            key not in ("name", "brand") and value[1:2].islower() and not value.startswith(_PROPER)
        ):
            value = value[:1].lower() + value[1:]
        out += value
    return out


def gtin_of(number: int) -> str:
    """A GTIN-13 of the restricted range 20…, which no company can own."""
    payload = f"20{number:010d}"
    return payload + ean.calc_check_digit(payload)


def tidy_price(minor: float) -> int:
    """A price as shops write it: whole or .90 below 100, whole or .00/.50 above."""
    if minor < 10000:
        whole = max(1, round(minor / 100))
        return whole * 100 if whole % 3 == 0 else whole * 100 - 10
    return round(minor / 500) * 500 if minor > 30000 else round(minor / 100) * 100


def _pick(values: tuple[str, ...], quality: float, dice: random.Random) -> str:
    """A value of a rising row that fits the quality, give or take a little."""
    at = quality + dice.uniform(-0.16, 0.16)
    return values[min(len(values) - 1, max(0, int(at * len(values))))]


def _specs(
    category: Category,
    facts: KindFacts,
    *,
    quality: float,
    look: int,
    grams: int,
    dice: random.Random,
) -> tuple[tuple[str, str], ...]:
    rows: list[tuple[str, str]] = []
    for label, values in facts.specs:
        if label.startswith("="):
            rows.append((label[1:], values[look % len(values)]))
        else:
            rows.append((label, _pick(values, quality, dice)))
    weight = f"{grams / 1000:.1f} kg" if grams >= 2000 else f"{grams} g"
    rows.append(("Weight", weight))
    rows.append(("In the box", facts.box))
    rows.append(("Made in", dice.choice(category.origins)))
    rows.append(("Warranty", _pick(category.warranty, quality, dice)))
    return tuple(rows)


def _variants(
    facts: KindFacts,
    *,
    number: int,
    look: int,
    main: str,
    price: int,
    dice: random.Random,
) -> tuple[DemoVariant, ...]:
    """Colours times sizes; the first is the product's own picture and GTIN."""
    start = facts.colours.index(main)
    count = min(len(facts.colours), dice.choice((1, 2, 2, 2)))
    colours = [facts.colours[(start + step) % len(facts.colours)] for step in range(count)]
    sizes = SIZES[facts.size] or ("",)
    material = facts.materials[look % len(facts.materials)]
    found: list[DemoVariant] = []
    for colour in colours:
        for size in sizes:
            at = sizes.index(size)
            step = 0
            if facts.size in ("clothes", "ring") and at == len(sizes) - 1 and price > 3000:
                step = 200
            found.append(
                DemoVariant(
                    gtin=gtin_of(number * 100 + len(found)),
                    colour=_COLOUR_WORDS.get(colour, colour.capitalize()),
                    size=size,
                    sku_suffix=f"{colour[:3].upper()}" + (f"-{size.split(' ')[0]}" if size else ""),
                    step_minor=step,
                    picture=Picture(facts.kind, colour, material, look, 0),
                )
            )
    return tuple(found)


def _mpn(brand: str, model: str, series: int, index: int) -> str:
    short = model.replace(" ", "")[:3].upper()
    return f"{brand[:2].upper()}{series}-{short}{index}"


def _product(
    category: Category,
    facts: KindFacts,
    *,
    number: int,
    index: int,
    taken: set[str],
    seed: int,
) -> DemoProduct:
    dice = random.Random(f"{seed}/{facts.kind}/{index}")
    look = index % LOOKS
    # Each look keeps to one leading colour, so that many products share their pictures.
    main = facts.colours[look % len(facts.colours)]
    quality = min(1.0, max(0.0, (index + 0.5) / 8.5 + dice.uniform(-0.1, 0.1)))
    at = number
    while True:
        brand = category.brands[at % len(category.brands)]
        model = category.models[
            (at * 5 + index * 3 + at // len(category.brands)) % len(category.models)
        ]
        if f"{brand} {model}" not in taken:
            break
        at += 1
    taken.add(f"{brand} {model}")
    low, high = facts.price
    price = tidy_price((low + (high - low) * quality**1.35) * dice.uniform(0.95, 1.06))
    light, heavy = facts.grams
    grams = round((light + (heavy - light) * dice.random()) / 2) * 2
    specs = _specs(category, facts, quality=quality, look=look, grams=grams, dice=dice)
    words = {spec_key(label): value for label, value in specs}
    tag = fill(facts.tags[look % len(facts.tags)], words, begins=False)
    variants = _variants(facts, number=number, look=look, main=main, price=price, dice=dice)
    first = variants[0].picture
    return DemoProduct(
        key=f"{facts.kind}-{index}",
        category=category.name,
        facts=facts,
        brand=brand,
        name=f"{brand} {model}",
        title=f"{brand} {model} {facts.noun}, {tag}",
        mpn=_mpn(brand, model, dice.randrange(100, 999), index),
        quality=quality,
        price_minor=price,
        grams=max(2, grams),
        specs=specs,
        variants=variants,
        pictures=tuple(
            Picture(first.kind, first.colour, first.material, look, v) for v in range(3)
        ),
    )


@lru_cache(maxsize=4)
def products(seed: int) -> tuple[DemoProduct, ...]:
    """Some four hundred products, eight or nine of each kind."""
    found: list[DemoProduct] = []
    for category in CATEGORIES:
        for place, facts in enumerate(category.kinds):
            taken: set[str] = set()
            for index in range(9 if place % 3 == 0 else 8):
                found.append(
                    _product(
                        category,
                        facts,
                        number=1000 + len(found) + seed % 1000 * 1000,
                        index=index,
                        taken=taken,
                        seed=seed,
                    )
                )
    return tuple(found)
