"""Tables of the catalogue. What is for sale now is mutable; what was promised is not."""

from django.db import models
from django.db.models import F, Q

from fondaco.kernel.ids import new_id

SHA256_LENGTH = 64


class Category(models.Model):
    """A node of the two-level tree. Names are message ids: they are translated when shown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)


class Picture(models.Model):
    """A picture as stored: re-encoded WebP, named by the SHA-256 of its largest size.

    ``source_sha256`` is the file that was sent, so that the same file is encoded once.
    ``difference_hash`` is a 64-bit perceptual hash (dHash) as a signed integer.
    """

    sha256 = models.CharField(primary_key=True, max_length=SHA256_LENGTH)
    source_sha256 = models.CharField(max_length=SHA256_LENGTH, unique=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    byte_count = models.PositiveIntegerField()
    difference_hash = models.BigIntegerField(db_index=True)
    stored_at = models.DateTimeField()


class Listing(models.Model):
    """Something a seller offers. Its words stand in versions; ``version`` is the current one.

    ``revision`` goes up with every change that a page shows, stock and price included.
    ``product_key`` says which product it is (``gtin:…`` or ``mpn:brand|number``), or is empty.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller_id = models.UUIDField()
    handle = models.CharField(max_length=160)
    slug = models.SlugField(max_length=90)
    status = models.CharField(max_length=10, default="draft")
    currency = models.CharField(max_length=3)
    version = models.ForeignKey(
        "ListingVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    product_key = models.CharField(max_length=200, blank=True)
    revision = models.PositiveBigIntegerField(default=1)
    succeeds = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "live", "paused", "withdrawn"]),
                name="listing_status",
            ),
            models.UniqueConstraint(
                fields=["seller_id", "handle"],
                condition=~Q(status="withdrawn"),
                name="listing_handle_once",
            ),
        ]
        indexes = [
            models.Index(fields=["seller_id", "status", "-id"], name="listing_seller"),
            models.Index(
                fields=["product_key"],
                name="listing_product",
                condition=Q(status="live") & ~Q(product_key=""),
            ),
        ]


class ListingVersion(models.Model):
    """What a listing said, word for word. Rows are never changed or removed.

    ``specs``: list of [name, value]. ``pictures``: list of {sha256, alt, width, height}.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=180)
    description_html = models.TextField(blank=True)
    specs = models.JSONField(default=list)
    pictures = models.JSONField(default=list)
    brand = models.CharField(max_length=80, blank=True)
    gtin = models.CharField(max_length=14, blank=True)
    mpn = models.CharField(max_length=80, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    condition = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(condition__in=["new", "used", "refurbished"]),
                name="version_condition",
            ),
        ]


class Variant(models.Model):
    """One thing that can be bought: a size, a colour. Stock counts what is on the shelf.

    ``available`` is ``stock − reserved``. A retired variant stays for the orders that name it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="variants")
    seller_id = models.UUIDField()
    sku = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    options = models.JSONField(default=list)
    price_minor = models.BigIntegerField()
    compare_at_minor = models.BigIntegerField(null=True)
    stock = models.IntegerField(default=0)
    reserved = models.IntegerField(default=0)
    weight_grams = models.PositiveIntegerField(default=0)
    picture_sha256 = models.CharField(max_length=SHA256_LENGTH, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price_minor__gt=0), name="variant_price_positive"),
            models.CheckConstraint(
                condition=Q(compare_at_minor=None) | Q(compare_at_minor__gt=F("price_minor")),
                name="variant_compare_at_above",
            ),
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(stock__gte=0) & Q(reserved__lte=F("stock")),
                name="variant_never_oversold",
            ),
            models.UniqueConstraint(
                fields=["seller_id", "sku"],
                condition=Q(retired_at=None),
                name="variant_sku_once",
            ),
        ]


class PricePoint(models.Model):
    """From ``at`` on, the variant cost this. Never changed: the price picture rests on it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="price_points")
    price_minor = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["variant", "at"], name="price_point_history")]


class Reservation(models.Model):
    """Stock kept for one checkout, by the caller's key. Held, then released or consumed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, default="held")
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["held", "released", "consumed"]), name="reservation_state"
            )
        ]


class ReservationLine(models.Model):
    """How many of one variant a reservation keeps."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reservation = models.ForeignKey(Reservation, on_delete=models.PROTECT, related_name="lines")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reservation", "variant"], name="reservation_variant_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="reservation_quantity"),
        ]


class Restock(models.Model):
    """Goods that came back to the shelf, once per key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()


class SearchDocument(models.Model):
    """What search knows of a live listing: one narrow row, written by the indexer only.

    ``number`` joins it to the full-text index of the engine in use. A listing that is no
    longer live keeps its row with ``is_live`` off, so that ``indexed_at`` shows the change.
    """

    number = models.BigAutoField(primary_key=True)
    listing_id = models.UUIDField(unique=True)
    seller_id = models.UUIDField()
    category_id = models.UUIDField()
    parent_category_id = models.UUIDField(null=True)
    is_live = models.BooleanField()
    title = models.CharField(max_length=180)
    slug = models.CharField(max_length=90)
    brand = models.CharField(max_length=80, blank=True)
    condition = models.CharField(max_length=12)
    price_minor = models.BigIntegerField()
    compare_at_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    in_stock = models.BooleanField()
    country = models.CharField(max_length=2, blank=True)
    product_key = models.CharField(max_length=200, blank=True)
    picture = models.JSONField(null=True)
    rating_x100 = models.PositiveSmallIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()
    indexed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["-number"], name="search_newest", condition=Q(is_live=True)),
            models.Index(
                fields=["category_id", "-number"],
                name="search_category",
                condition=Q(is_live=True),
            ),
            models.Index(
                fields=["parent_category_id", "-number"],
                name="search_parent_category",
                condition=Q(is_live=True),
            ),
            models.Index(
                fields=["price_minor", "number"], name="search_price", condition=Q(is_live=True)
            ),
            models.Index(
                fields=["seller_id", "-number"], name="search_seller", condition=Q(is_live=True)
            ),
            models.Index(
                fields=["product_key", "price_minor"],
                name="search_product",
                condition=Q(is_live=True) & ~Q(product_key=""),
            ),
            models.Index(fields=["-indexed_at"], name="search_stamp"),
        ]


class PictureUse(models.Model):
    """A live listing shows a picture; written by the indexer, to see it at several sellers."""

    id = models.BigAutoField(primary_key=True)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="uses")
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    seller_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "picture"], name="picture_use_once")
        ]


class SearchTerm(models.Model):
    """A distinct word of titles, brands and specifications, for mending mistyped ones."""

    term = models.CharField(primary_key=True, max_length=32)
    documents = models.PositiveIntegerField(default=0)


class SearchTermTwist(models.Model):
    """A term, whole or with one letter left out: two words a slip apart share a twist."""

    id = models.BigAutoField(primary_key=True)
    twist = models.CharField(max_length=32)
    term = models.ForeignKey(SearchTerm, on_delete=models.CASCADE, related_name="twists")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["twist", "term"], name="search_twist_once")]


class Import(models.Model):
    """One file of products on its way into the catalogue, chunk by chunk.

    ``next_offset`` (characters of the stored text) and ``next_line`` say where to go on.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller_id = models.UUIDField()
    started_by = models.UUIDField(null=True)
    file_name = models.CharField(max_length=160)
    pictures_folder = models.CharField(max_length=400, blank=True)
    currency = models.CharField(max_length=3)
    dry_run = models.BooleanField()
    publish = models.BooleanField()
    state = models.CharField(max_length=10, default="waiting")
    total_rows = models.PositiveIntegerField()
    done_rows = models.PositiveIntegerField(default=0)
    next_offset = models.PositiveBigIntegerField(default=0)
    next_line = models.PositiveIntegerField(default=1)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "done", "stopped"]), name="import_state"
            )
        ]
        indexes = [
            models.Index(fields=["seller_id", "-id"], name="import_seller"),
            models.Index(fields=["id"], name="import_waiting", condition=Q(state="waiting")),
        ]


class ImportedProduct(models.Model):
    """What became of one product of an import."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    listing_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="products")
    handle = models.CharField(max_length=160)
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)
    listing_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing_import", "handle"], name="imported_product_once"
            )
        ]


class ImportFinding(models.Model):
    """One thing to mend in the file: where it stands and what is wrong with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    listing_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="findings")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=120, blank=True)
    severity = models.CharField(max_length=8)
    code = models.CharField(max_length=40)
    message = models.CharField(max_length=300)
    values = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["listing_import", "line"], name="import_finding_line")]
