"""Products as Shopify exports them: rows in, drafts and findings out. Pure.

One product is one or more rows of the same handle; the first has its words, each may add a
variant or a picture. Columns are those of Shopify's product CSV; metafield columns look like
``Material (product.metafields.specs.material)``. Source: the CSV's public column list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fondaco.kernel.text import marked as _
from fondaco.market.catalogue.rules.columns import Columns, Finding, Row, file_name
from fondaco.market.catalogue.rules.gtin import clean_gtin
from fondaco.market.catalogue.rules.listing import (
    MAX_PICTURES,
    ListingDraft,
    PictureDraft,
    Problem,
    VariantDraft,
    cleaned,
    problems,
)
from fondaco.market.catalogue.rules.markup import clean_html
from fondaco.market.catalogue.rules.table import Record
from fondaco.market.catalogue.rules.taxonomy import category_for
from fondaco.money.amount import BadAmount, parse_amount

_FORMULA = re.compile(r"^[=@+]|^-[^\d]")
_COLUMN_OF = {
    "title": "Title",
    "category": "Type",
    "gtin": "Variant Barcode",
    "brand": "Vendor",
    "condition": "Condition",
    "pictures": "Image Src",
    "variants": "Variant SKU",
    "sku": "Variant SKU",
    "price": "Variant Price",
    "compare_at": "Variant Compare At Price",
    "stock": "Variant Inventory Qty",
    "weight": "Variant Grams",
    "options": "Option1 Value",
}


@dataclass(slots=True)
class Product:
    """What the rows of one handle say. ``draft`` is None when it cannot be taken.

    ``pictures`` are (file name, alt text), ``variant_pictures`` a file name for each variant.
    """

    handle: str
    line: int
    wants_publishing: bool = True
    draft: ListingDraft | None = None
    pictures: list[tuple[str, str]] = field(default_factory=list)
    picture_lines: list[int] = field(default_factory=list)
    variant_pictures: list[str] = field(default_factory=list)
    variant_lines: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    next_offset: int = 0
    next_line: int = 0
    rows: int = 0

    def add(
        self,
        line: int,
        column: str,
        code: str,
        message: str,
        severity: str = "error",
        **values: str | int,
    ) -> None:
        """Note a finding; an error leaves the product out."""
        self.findings.append(Finding(line, column, severity, code, message, values))

    @property
    def is_refused(self) -> bool:
        """Whether an error was found."""
        return any(finding.severity == "error" for finding in self.findings)


def products(found: Iterable[Record], columns: Columns, currency: str) -> Iterator[Product]:
    """Each product in the order of the file; consecutive rows of one handle belong together.

    So does a row without a handle, unless its title says that it is a product of its own.
    """
    group: Group | None = None
    for record in found:
        if record.cells is None:
            row, handle = None, record.first_cell
        else:
            row = Row(record.line, dict(zip(columns.names, record.cells, strict=True)))
            handle = row.get("Handle")
        titled = row is not None and not handle and bool(row.get("Title"))
        if group is not None and (titled or handle not in ("", group.handle)):
            yield _finished(group, columns, currency)
            group = None
        group = group or Group(handle)
        if row is None:
            group.broken.append(_broken(record, len(columns.names)))
        else:
            group.rows.append(row)
        group.end = (record.next_offset, record.next_line)
    if group is not None:
        yield _finished(group, columns, currency)


@dataclass(slots=True)
class Group:
    """Consecutive records of one handle, and where the file goes on after them."""

    handle: str
    rows: list[Row] = field(default_factory=list)
    broken: list[Finding] = field(default_factory=list)
    end: tuple[int, int] = (0, 0)


def _finished(group: Group, columns: Columns, currency: str) -> Product:
    """The group's product; one with a broken row is not taken, since a part of it is missing."""
    if group.rows:
        product = _product(group.rows, columns, currency)
    else:
        product = Product(handle=group.handle[:160], line=group.broken[0].line)
    if group.broken:
        product.findings = [*group.broken, *product.findings]
        product.draft = None
    if product.is_refused:
        product.findings = [each.of_a_refused_product() for each in product.findings]
    product.next_offset, product.next_line = group.end
    product.rows = len(group.rows) + len(group.broken)
    return product


def _broken(record: Record, width: int) -> Finding:
    if not record.cell_count:
        text = _("A quotation mark in this row is not closed; its product was left out.")
        return Finding(record.line, "", "error", "row_broken", text)
    text = _("The row has %(found)d cells instead of %(wanted)d; its product was left out.")
    values = {"found": record.cell_count, "wanted": width}
    return Finding(record.line, "", "error", "row_broken", text, values)


def _product(rows: Sequence[Row], columns: Columns, currency: str) -> Product:
    first = rows[0]
    product = Product(handle=first.get("Handle")[:160], line=first.line)
    product.wants_publishing = first.get("Status").lower() in {"", "active"} and first.get(
        "Published"
    ).lower() not in {"false", "no", "0"}
    if not product.handle:
        product.add(
            first.line,
            "Handle",
            "handle_missing",
            _("The handle is missing: it says which rows are one product."),
        )
        return product
    _note_formulas(first, product)
    variants = _variants(rows, product, currency)
    _pictures(rows, product)
    specs = tuple(
        (label, first.get(name)) for name, label in columns.spec_labels.items() if first.get(name)
    )
    gtin = _gtin(rows, product)
    draft = ListingDraft(
        title=first.get("Title"),
        category=category_for(
            first.get("Product Category") or first.get("Google Category"), first.get("Type")
        ),
        currency=currency,
        variants=tuple(variants),
        description_html=clean_html(first.get("Body (HTML)")),
        brand=first.get("Brand") or first.get("Vendor"),
        gtin=gtin,
        mpn=first.get("Mpn"),
        condition=first.get("Condition").lower() or "new",
        specs=specs,
        handle=product.handle,
        # Stand-ins: the files are looked for later; whether there are any is known here.
        pictures=tuple(PictureDraft("", alt, 0, 0) for _name, alt in product.pictures),
    )
    draft = cleaned(draft)
    for problem in problems(draft):
        _place(problem, product)
    product.draft = None if product.is_refused else draft
    return product


def _place(problem: Problem, product: Product) -> None:
    """A problem of the draft at the line and column that it comes from."""
    parts = problem.field.split(".")
    line = product.line
    if parts[0] == "variants" and len(parts) == 3:
        line = product.variant_lines[int(parts[1])]
    column = _COLUMN_OF.get(parts[-1], "")
    if any((found.line, found.column) == (line, column) for found in product.findings):
        return  # the cell is named already, with a more exact reason
    if problem.severity == "error":
        product.add(line, column, problem.code, problem.message)
    elif problem.severity == "blocks" and not product.is_refused:
        product.add(line, column, problem.code, problem.message, "draft")


def _note_formulas(row: Row, product: Product) -> None:
    for column in ("Title", "Vendor", "Type", "Handle"):
        if _FORMULA.match(row.cells.get(column, "").strip()):
            product.add(
                row.line,
                column,
                "formula",
                _("This cell begins like a formula; it was taken as plain text."),
                "warning",
            )


def _variants(rows: Sequence[Row], product: Product, currency: str) -> list[VariantDraft]:
    names = [rows[0].get(f"Option{number} Name") for number in (1, 2, 3)]
    found = []
    for row in rows:
        if (
            not row.get("Variant Price")
            and not row.get("Variant SKU")
            and not row.get("Option1 Value")
        ):
            if row is rows[0]:
                product.add(row.line, "Variant Price", "price_missing", _("The price is missing."))
            continue
        variant = _variant(row, names, product, currency)
        product.variant_lines.append(row.line)
        product.variant_pictures.append(file_name(row.get("Variant Image")))
        found.append(variant)
    for place, variant in enumerate(found):
        if not variant.sku:
            # Made from the handle, so that the same file gives the same SKU again.
            made = product.handle[:70] + (f"-{place + 1}" if len(found) > 1 else "")
            found[place] = replace(variant, sku=made)
    return found


def _variant(row: Row, names: Sequence[str], product: Product, currency: str) -> VariantDraft:
    options = []
    for number, name in enumerate(names, 1):
        value = row.get(f"Option{number} Value")
        if name and value and (name, value) != ("Title", "Default Title"):
            options.append((name, value))
    price = _amount(row, "Variant Price", product, currency)
    before = _amount(row, "Variant Compare At Price", product, currency, needed=False)
    if before is not None and before <= (price or 0):
        product.add(
            row.line,
            "Variant Compare At Price",
            "compare_at_ignored",
            _("The former price is not above the price; it was left out."),
            "warning",
        )
        before = None
    return VariantDraft(
        sku=row.get("Variant SKU").lstrip("'"),
        price_minor=price or 0,
        stock=_whole(row, "Variant Inventory Qty", product),
        options=tuple(options),
        compare_at_minor=before,
        weight_grams=_whole(row, "Variant Grams", product, silent=True),
    )


def _amount(
    row: Row, column: str, product: Product, currency: str, *, needed: bool = True
) -> int | None:
    text = row.get(column)
    if not text:
        if needed:
            product.add(row.line, column, "price_missing", _("The price is missing."))
        return None
    try:
        return parse_amount(text, currency).amount_minor
    except BadAmount:
        product.add(
            row.line,
            column,
            "price_unreadable",
            _("“%(text)s” is not a price: write it like 12.50, without a currency."),
            text=text[:40],
        )
        return None


def _whole(row: Row, column: str, product: Product, *, silent: bool = False) -> int:
    text = row.get(column)
    if not text:
        if not silent:
            product.add(
                row.line,
                column,
                "stock_missing",
                _("The stock is not given; it was taken as 0."),
                "warning",
            )
        return 0
    whole = re.fullmatch(r"(-?\d{1,9})(?:\.0+)?", text)
    if whole is None:
        product.add(
            row.line,
            column,
            "number_unreadable",
            _("“%(text)s” is not a whole number."),
            text=text[:40],
        )
        return 0
    if int(whole[1]) < 0:
        product.add(
            row.line,
            column,
            "stock_negative",
            _("The number is below zero; it was taken as 0."),
            "warning",
        )
    return max(int(whole[1]), 0)


def _gtin(rows: Sequence[Row], product: Product) -> str:
    """The product's GTIN: the first variant's; every given one is checked."""
    first = ""
    for row in rows:
        text = (row.get("Variant Barcode") or (row.get("Gtin") if row is rows[0] else "")).lstrip(
            "'"
        )
        if not text:
            continue
        try:
            gtin = clean_gtin(text)
        except ValueError:
            product.add(
                row.line,
                "Variant Barcode",
                "gtin_invalid",
                _("“%(text)s” is not a valid GTIN: its length or check digit is wrong."),
                text=text[:20],
            )
            continue
        first = first or gtin
    return first


def _pictures(rows: Sequence[Row], product: Product) -> None:
    found = []
    for place, row in enumerate(rows):
        name = file_name(row.get("Image Src"))
        if name:
            position = row.get("Image Position")
            order = int(position) if position.isascii() and position.isdigit() else place + 1
            found.append((order, place, name, row.get("Image Alt Text")[:200], row.line))
    seen = set()
    for _order, _place_in_file, name, alt, line in sorted(found):
        if name not in seen:
            seen.add(name)
            product.pictures.append((name, alt))
            product.picture_lines.append(line)
    if len(product.pictures) > MAX_PICTURES:
        line = product.picture_lines[MAX_PICTURES]
        text = _("A listing has up to 12 pictures; the first 12 were taken.")
        product.add(line, "Image Src", "pictures_cut", text, "warning")
        del product.pictures[MAX_PICTURES:], product.picture_lines[MAX_PICTURES:]


def with_pictures(
    product: Product,
    fit: Mapping[str, tuple[str, int, int]],
    unfit: Mapping[str, str],
) -> list[Finding]:
    """Give the product's draft its stored pictures and return what is wrong with the others.

    ``fit``: file name to (sha256, width, height). ``unfit``: file name to the reason's code. A
    product without any picture stays a draft that nobody sees.
    """
    draft = product.draft
    if draft is None:
        return []
    found, kept = [], []
    for (name, alt), line in zip(product.pictures, product.picture_lines, strict=True):
        if name in fit:
            sha256, width, height = fit[name]
            kept.append(PictureDraft(sha256, alt or draft.title, width, height))
            continue
        code = unfit.get(name, "picture_missing")
        text = (
            _("The picture “%(name)s” is not in the archive, and none is fetched from the web.")
            if code == "picture_missing"
            else _("The picture “%(name)s” cannot be taken: it is damaged, too large or too small.")
        )
        found.append(Finding(line, "Image Src", "warning", code, text, {"name": name[:80]}))
    names = iter(product.variant_pictures)
    variants = tuple(
        replace(variant, picture_sha256=fit[name][0] if name in fit else "")
        for variant, name in zip(draft.variants, names, strict=False)
    )
    product.draft = replace(draft, pictures=tuple(kept), variants=variants)
    return found
