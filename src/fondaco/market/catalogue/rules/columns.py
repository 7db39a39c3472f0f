"""The columns of a Shopify product CSV and how a row is read through them. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fondaco.kernel.text import marked as _

_FORMULA_STARTS = ("=", "+", "-", "@", "'")
REQUIRED = ("Handle", "Title", "Variant Price")
_ALIASES = {
    "url handle": "Handle",
    "description": "Body (HTML)",
    "product category": "Product Category",
    "sku": "Variant SKU",
    "barcode": "Variant Barcode",
    "price": "Variant Price",
    "compare-at price": "Variant Compare At Price",
    "inventory quantity": "Variant Inventory Qty",
    "weight value (grams)": "Variant Grams",
    "product image url": "Image Src",
    "image position": "Image Position",
    "image alt text": "Image Alt Text",
    "variant image url": "Variant Image",
    "option1 name": "Option1 Name",
    "option1 value": "Option1 Value",
    "google product category": "Product Category",
    "google shopping / google product category": "Google Category",
    "google shopping / mpn": "Mpn",
    "google shopping / condition": "Condition",
}
_METAFIELD = re.compile(
    r"^(?P<label>.+?) \(product\.metafields\.(?P<space>[\w-]+)\.(?P<key>[\w-]+)\)$"
)
_SPEC_SPACES = frozenset({"specs", "custom"})
_OWN_KEYS = {"mpn": "Mpn", "condition": "Condition", "brand": "Brand", "gtin": "Gtin"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend or to know.

    ``severity``: error (its product is left out), draft (taken, but nobody sees it until that
    is mended), warning (taken as the message says), or also (to mend too, in a product that is
    left out for another reason). ``values`` fill the places of ``message`` after it was translated.
    """

    line: int
    column: str
    severity: str
    code: str
    message: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def of_a_refused_product(self) -> "Finding":
        """The same where the product is left out: then nothing of it was taken."""
        return self if self.severity == "error" else replace(self, severity="also")


@dataclass(frozen=True, slots=True)
class Columns:
    """The header: our name of each cell by place, and which cells are specifications."""

    names: tuple[str, ...]
    spec_labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One record's cells by column name, and the line it began on."""

    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell's text without spaces around it; empty when there is no such column."""
        text = self.cells.get(column, "").strip()
        # Written before a formula by our own export, to make it harmless in a spreadsheet.
        return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA_STARTS else text


def read_header(cells: Sequence[str]) -> tuple[Columns, list[Finding]]:
    """The columns, and what is missing or doubled in the header (line 1)."""
    names, labels, findings = [], {}, []
    for cell in cells:
        name, label = _column(cell.strip().lstrip("\ufeff"))
        if label:
            labels[name] = label
        if name and name in names:
            findings.append(
                Finding(1, name, "error", "column_repeated", _("This column is there twice."))
            )
        names.append(name)
    for name in REQUIRED:
        if name not in names:
            findings.append(
                Finding(
                    1,
                    name,
                    "error",
                    "column_missing",
                    _("This column is missing; the first line names columns as Shopify does."),
                )
            )
    return Columns(tuple(names), labels), findings


def _column(cell: str) -> tuple[str, str]:
    """Our name for a header cell, and its label if it is a specification."""
    match = _METAFIELD.match(cell)
    if match is None:
        return _ALIASES.get(cell.lower(), cell), ""
    own = _OWN_KEYS.get(match["key"].lower())
    if own:
        return own, ""
    if match["space"].lower() in _SPEC_SPACES:
        return cell, match["label"].strip()
    return cell, ""


def file_name(address: str) -> str:
    """The file name at the end of an address or path, without query; lower case."""
    path = re.split(r"[?#]", address.strip(), maxsplit=1)[0]
    return re.split(r"[/\\]", path)[-1].strip().lower()
