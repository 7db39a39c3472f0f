"""What a listing must be: its draft, its problems, and when it is another product.

Pure: drafts in, findings out. Limits are ours; what they protect stands beside them.
"""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace

from fondaco.kernel.text import marked as _
from fondaco.market.catalogue.rules.gtin import clean_gtin, gtin_14

CONDITION_NAMES = {"new": _("New"), "used": _("Used"), "refurbished": _("Refurbished")}
CONDITIONS = tuple(CONDITION_NAMES)
MAX_TITLE = 180
MAX_SPECS = 60
MAX_PICTURES = 12
MAX_VARIANTS = 100
MAX_OPTIONS = 3
MAX_STOCK = 1_000_000
MAX_PRICE_MINOR = 10**11
SHOUTING_FROM = 12
"""A title of at least so many letters, all of them capitals, reads as spam."""


@dataclass(frozen=True, slots=True)
class VariantDraft:
    """One thing to buy. ``options`` are (name, value) pairs, at most three.

    ``stock_seen`` is the stock that the seller saw when writing ``stock``, if known: then
    only the difference counts, and a sale in between is not undone.
    """

    sku: str
    price_minor: int
    stock: int
    options: tuple[tuple[str, str], ...] = ()
    compare_at_minor: int | None = None
    weight_grams: int = 0
    picture_sha256: str = ""
    stock_seen: int | None = None


@dataclass(frozen=True, slots=True)
class PictureDraft:
    """A picture that is stored already, with the words for who cannot see it."""

    sha256: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ListingDraft:
    """What a seller wants to offer. ``category`` is a slug, ``currency`` ISO 4217.

    ``handle`` is the seller's own name for it (as in a shop export); empty means none.
    """

    title: str
    category: str
    currency: str
    variants: tuple[VariantDraft, ...]
    description_html: str = ""
    brand: str = ""
    gtin: str = ""
    mpn: str = ""
    condition: str = "new"
    specs: tuple[tuple[str, str], ...] = ()
    pictures: tuple[PictureDraft, ...] = ()
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: ``severity`` is ``error`` (cannot be kept), ``blocks`` (cannot go
    live) or ``advice``. ``field`` names the draft's member, with the variant's place if any."""

    field: str
    code: str
    message: str
    severity: str = "error"


def problems(draft: ListingDraft) -> list[Problem]:
    """Everything that can be said about the draft by itself, gravest first."""
    found = [*_words(draft), *_numbers(draft), *_variants(draft), *_missing(draft)]
    order = {"error": 0, "blocks": 1, "advice": 2}
    return sorted(found, key=lambda problem: order[problem.severity])


def _words(draft: ListingDraft) -> list[Problem]:
    found = []
    title = draft.title.strip()
    if not title:
        found.append(Problem("title", "title_missing", _("A title is missing.")))
    elif len(title) > MAX_TITLE:
        found.append(
            Problem("title", "title_too_long", _("The title has more than 180 characters."))
        )
    letters = [mark for mark in title if mark.isalpha()]
    if len(letters) >= SHOUTING_FROM and title == title.upper() and title != title.lower():
        found.append(
            Problem(
                "title",
                "title_shouts",
                _("The title is all in capitals; buyers trust plain writing more."),
                "advice",
            )
        )
    if len(draft.specs) > MAX_SPECS:
        found.append(
            Problem("specs", "specs_too_many", _("There are more than 60 specifications."))
        )
    for name, value in draft.specs:
        if not name.strip() or len(name) > 80 or len(value) > 300:
            found.append(
                Problem(
                    "specs",
                    "spec_invalid",
                    _("A specification has a name of 1 to 80 characters and a value of up to 300."),
                )
            )
            break
    if len(draft.pictures) > MAX_PICTURES:
        found.append(
            Problem("pictures", "pictures_too_many", _("There are more than 12 pictures."))
        )
    return found


def _numbers(draft: ListingDraft) -> list[Problem]:
    found = []
    if draft.gtin:
        try:
            clean_gtin(draft.gtin)
        except ValueError:
            found.append(
                Problem(
                    "gtin",
                    "gtin_invalid",
                    _("This GTIN is wrong in length or check digit. It stands under the bar code."),
                )
            )
    if draft.condition not in CONDITIONS:
        found.append(
            Problem(
                "condition", "condition_unknown", _("The condition is new, used or refurbished.")
            )
        )
    if len(draft.brand) > 80 or len(draft.mpn) > 80:
        found.append(
            Problem("brand", "brand_too_long", _("Brand and part number have up to 80 characters."))
        )
    return found


def _variants(draft: ListingDraft) -> list[Problem]:
    if not draft.variants:
        return [
            Problem(
                "variants",
                "variants_missing",
                _("There is nothing to buy yet: add a price and stock."),
            )
        ]
    if len(draft.variants) > MAX_VARIANTS:
        return [Problem("variants", "variants_too_many", _("There are more than 100 variants."))]
    found = []
    skus: set[str] = set()
    choices: set[tuple[tuple[str, str], ...]] = set()
    names = tuple(name for name, _value in draft.variants[0].options)
    for place, variant in enumerate(draft.variants):
        field = f"variants.{place}"
        found += _variant(variant, field)
        if variant.sku in skus:
            found.append(
                Problem(f"{field}.sku", "sku_repeated", _("Two variants have the same SKU."))
            )
        if variant.options in choices:
            found.append(
                Problem(
                    f"{field}.options", "options_repeated", _("Two variants have the same options.")
                )
            )
        if tuple(name for name, _value in variant.options) != names:
            found.append(
                Problem(
                    f"{field}.options",
                    "options_differ",
                    _("All variants must name the same options."),
                )
            )
        skus.add(variant.sku)
        choices.add(variant.options)
    return found


def _variant(variant: VariantDraft, field: str) -> list[Problem]:
    found = []
    if not 0 < len(variant.sku.strip()) <= 80:
        found.append(Problem(f"{field}.sku", "sku_invalid", _("A SKU has 1 to 80 characters.")))
    if not 0 < variant.price_minor <= MAX_PRICE_MINOR:
        found.append(Problem(f"{field}.price", "price_invalid", _("The price must be above zero.")))
    if variant.compare_at_minor is not None and variant.compare_at_minor <= variant.price_minor:
        found.append(
            Problem(
                f"{field}.compare_at",
                "compare_at_invalid",
                _("The former price must be above the price."),
            )
        )
    if not 0 <= variant.stock <= MAX_STOCK:
        found.append(
            Problem(
                f"{field}.stock",
                "stock_invalid",
                _("The stock is a whole number from 0 to 1,000,000."),
            )
        )
    if not 0 <= variant.weight_grams <= 1_000_000:
        found.append(
            Problem(
                f"{field}.weight",
                "weight_invalid",
                _("The weight is given in grams, from 0 to 1,000,000."),
            )
        )
    if len(variant.options) > MAX_OPTIONS or any(
        not 0 < len(name) <= 40 or not 0 < len(value) <= 80 for name, value in variant.options
    ):
        found.append(
            Problem(
                f"{field}.options",
                "options_invalid",
                _("A variant has up to three options, each with a name and a value."),
            )
        )
    return found


def _missing(draft: ListingDraft) -> list[Problem]:
    found = []
    if not draft.pictures:
        found.append(
            Problem(
                "pictures",
                "pictures_missing",
                _("A listing goes live with at least one picture."),
                "blocks",
            )
        )
    elif len(draft.pictures) < 3:
        found.append(
            Problem(
                "pictures",
                "pictures_few",
                _("Three or more pictures answer most of a buyer's questions."),
                "advice",
            )
        )
    if len(draft.description_html) < 40:
        found.append(
            Problem(
                "description",
                "description_short",
                _("Describe it in a few sentences: what it is, what comes with it, what to know."),
                "advice",
            )
        )
    if not draft.gtin and not (draft.brand and draft.mpn) and draft.condition == "new":
        found.append(
            Problem(
                "gtin",
                "product_unnamed",
                _("With a GTIN, or brand and part number, buyers can find and compare it."),
                "advice",
            )
        )
    if len(draft.specs) < 3:
        found.append(
            Problem(
                "specs",
                "specs_few",
                _("Add specifications: size, material, what makes it differ."),
                "advice",
            )
        )
    return found


def cleaned(draft: ListingDraft) -> ListingDraft:
    """The draft with spaces, GTIN and text brought to one form; wrong values stay as they are."""
    gtin = draft.gtin.strip()
    if gtin:
        with suppress(ValueError):
            gtin = clean_gtin(gtin)
    return replace(
        draft,
        title=" ".join(draft.title.split()),
        brand=" ".join(draft.brand.split()),
        mpn=draft.mpn.strip(),
        gtin=gtin,
        specs=tuple(
            (" ".join(n.split()), " ".join(v.split())) for n, v in draft.specs if v.strip()
        ),
        variants=tuple(replace(variant, sku=variant.sku.strip()) for variant in draft.variants),
    )


def product_key(gtin: str, brand: str, mpn: str) -> str:
    """What says that two offers are exactly the same product; empty when nothing does."""
    if gtin:
        return f"gtin:{gtin_14(gtin)}"
    if brand and mpn:
        return f"mpn:{_letters(brand)}|{_letters(mpn)}"
    return ""


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(mark for mark in folded if mark.isalnum())


def becomes_another(old: tuple[str, str, str], new: tuple[str, str, str]) -> bool:
    """Whether (gtin, brand, category) differ so that reviews must not follow.

    Adding what was empty makes a listing more exact, not another product.
    """
    (old_gtin, old_brand, old_category), (new_gtin, new_brand, new_category) = old, new
    gtin_changed = bool(old_gtin) and gtin_14(old_gtin) != gtin_14(new_gtin or "0")
    brand_changed = bool(old_brand) and _letters(old_brand) != _letters(new_brand)
    return gtin_changed or brand_changed or old_category != new_category


def slug_of(title: str) -> str:
    """A short address made of the title's words; ``listing`` when it has no Latin letter."""
    folded = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if len(slug) > 80:
        slug = slug[:80].rsplit("-", 1)[0]
    return slug or "listing"


def option_text(options: tuple[tuple[str, str], ...]) -> str:
    """The choice in words: ``Graphite / L``; empty when there is nothing to choose."""
    return " / ".join(value for _name, value in options)
