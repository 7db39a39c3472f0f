"""What leaves the catalogue: frozen values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

PICTURE_WIDTHS = (320, 640, 1024)
"""Every stored picture can be had in these widths (never wider than it is)."""


def picture_path(sha256: str, width: int) -> str:
    """The address of a picture in one of :data:`PICTURE_WIDTHS`; it never changes."""
    return f"/pictures/{sha256}-{width}.webp"


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture: the SHA-256 of its largest size, words for who cannot see it, its size."""

    sha256: str
    alt: str
    width: int
    height: int

    def url(self, width: int = 640) -> str:
        """The address of the smallest size that is at least ``width`` wide."""
        fitting = next((w for w in PICTURE_WIDTHS if w >= width), PICTURE_WIDTHS[-1])
        return picture_path(self.sha256, fitting)

    @property
    def small(self) -> str:
        """320 pixels wide, for templates."""
        return self.url(320)

    @property
    def medium(self) -> str:
        """640 pixels wide, for templates."""
        return self.url(640)

    @property
    def large(self) -> str:
        """1,024 pixels wide, for templates."""
        return self.url(1024)

    @property
    def srcset(self) -> str:
        """All sizes with their true widths, for ``<img srcset>``."""
        return ", ".join(
            f"{picture_path(self.sha256, width)} {min(width, self.width)}w"
            for width in PICTURE_WIDTHS
        )


@dataclass(frozen=True, slots=True)
class CategoryView:
    """A category; ``path`` leads to it from the top: (slug, name) pairs, itself last."""

    id: UUID
    slug: str
    name: str
    path: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A category of the tree with the ones below it."""

    id: UUID
    slug: str
    name: str
    children: tuple["CategoryNode", ...] = ()


@dataclass(frozen=True, slots=True)
class VariantView:
    """One thing to buy. ``available`` is what is on the shelf and not reserved."""

    id: UUID
    sku: str
    options: tuple[tuple[str, str], ...]
    price_minor: int
    compare_at_minor: int | None
    available: int
    weight_grams: int
    picture_sha256: str = ""
    stock: int = 0

    @property
    def option_text(self) -> str:
        """The choice in words: ``Graphite / L``."""
        return " / ".join(value for _name, value in self.options)


@dataclass(frozen=True, slots=True)
class ListingView:
    """A listing in its current version. ``description_html`` is sanitised."""

    id: UUID
    seller_id: UUID
    slug: str
    title: str
    description_html: str
    brand: str
    gtin: str
    mpn: str
    condition: str
    category: CategoryView
    specs: tuple[tuple[str, str], ...]
    pictures: tuple[PictureView, ...]
    variants: tuple[VariantView, ...]
    currency: str
    version: int
    version_id: UUID
    status: str
    published_at: datetime | None
    product_key: str = ""
    revision: int = 0

    @property
    def path(self) -> str:
        """The listing's address."""
        return listing_path(self.slug, self.id)

    @property
    def available(self) -> int:
        """How many can be bought, all variants together."""
        return sum(variant.available for variant in self.variants)


def listing_path(slug: str, listing_id: UUID) -> str:
    """The public address of a listing."""
    return f"/l/{slug}-{listing_id}/"


@dataclass(frozen=True, slots=True)
class BuyableVariant:
    """What cart and checkout need to know of a variant, in one row."""

    variant_id: UUID
    listing_id: UUID
    version_id: UUID
    seller_id: UUID
    title: str
    option_text: str
    sku: str
    price_minor: int
    currency: str
    available: int
    weight_grams: int
    picture_sha256: str
    category_id: UUID
    category_slug: str
    gtin: str
    brand: str
    mpn: str
    condition: str
    is_live: bool
    slug: str = ""

    @property
    def path(self) -> str:
        """The listing's address."""
        return listing_path(self.slug, self.listing_id)

    @property
    def picture_url(self) -> str:
        """A small picture of it, or empty."""
        return picture_path(self.picture_sha256, 320) if self.picture_sha256 else ""


@dataclass(frozen=True, slots=True)
class ListingCard:
    """A listing as lists show it: ``price_minor`` is its cheapest variant's."""

    listing_id: UUID
    slug: str
    title: str
    seller_id: UUID
    brand: str
    price_minor: int
    compare_at_minor: int | None
    currency: str
    picture: PictureView | None
    in_stock: bool
    offers_of_same_product: int = 1
    rating_x100: int = 0
    rating_count: int = 0
    condition: str = "new"

    @property
    def path(self) -> str:
        """The listing's address."""
        return listing_path(self.slug, self.listing_id)


@dataclass(frozen=True, slots=True)
class Offer:
    """The same product at some seller: the cheapest variant that can be bought."""

    listing_id: UUID
    variant_id: UUID
    seller_id: UUID
    slug: str
    title: str
    price_minor: int
    currency: str
    available: int
    condition: str

    @property
    def path(self) -> str:
        """The listing's address."""
        return listing_path(self.slug, self.listing_id)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for. ``category`` is a slug; ``sort`` relevance|newest|price|price_desc.

    Prices are minor units of the listings' own currency. Lists mean "one of these".
    """

    text: str = ""
    category: str = ""
    price_min_minor: int | None = None
    price_max_minor: int | None = None
    brands: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    in_stock: bool = False
    rating_from_x100: int = 0
    seller_id: UUID | None = None
    sort: str = "relevance"
    page: int = 1
    per_page: int = 24


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many found listings have it, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """What the found listings can be narrowed by. ``at_least``: counts say "more than"."""

    categories: tuple[FacetValue, ...] = ()
    brands: tuple[FacetValue, ...] = ()
    conditions: tuple[FacetValue, ...] = ()
    countries: tuple[FacetValue, ...] = ()
    prices: tuple[FacetValue, ...] = ()
    ratings: tuple[FacetValue, ...] = ()
    in_stock: int = 0
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of found listings. ``did_you_mean`` is the mended text that was searched for."""

    cards: tuple[ListingCard, ...]
    total: int
    total_is_at_least: bool
    facets: Facets
    did_you_mean: str
    page: int
    last_page: int = 1
    loosened: bool = False
    """No listing had all the words; these have some of them."""


@dataclass(frozen=True, slots=True)
class CardPage:
    """One page of cards, with whether there is another."""

    cards: tuple[ListingCard, ...]
    page: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A listing on its seller's own list."""

    listing_id: UUID
    slug: str
    title: str
    status: str
    category: str
    currency: str
    price_minor: int
    stock: int
    reserved: int
    variants: int
    picture: PictureView | None
    created_at: datetime

    @property
    def path(self) -> str:
        """The listing's address."""
        return listing_path(self.slug, self.listing_id)


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """One page of the seller's own listings, with how many there are in each state."""

    rows: tuple[ShelfRow, ...]
    page: int
    last_page: int
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is. ``state`` waiting|done|stopped; counts are products, not rows."""

    import_id: UUID
    state: str
    total_rows: int
    done_rows: int
    created: int
    updated: int
    unchanged: int
    refused: int

    @property
    def percent(self) -> int:
        """Share of the rows that were read, 0 to 100."""
        return min(100, self.done_rows * 100 // max(self.total_rows, 1))


@dataclass(frozen=True, slots=True)
class ImportFindingView:
    """Something to mend in the file. ``message`` is in the active language."""

    line: int
    column: str
    severity: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """An import with its progress and one page of findings in the order of lines.

    ``warnings`` counts all findings but errors; ``may_be_imported``: it was only checked, and
    its file is still here.
    """

    progress: ImportProgress
    seller_id: UUID
    file_name: str
    dry_run: bool
    requested_at: datetime
    finished_at: datetime | None
    errors: int
    warnings: int
    findings: tuple[ImportFindingView, ...]
    page: int
    last_page: int
    may_be_imported: bool
