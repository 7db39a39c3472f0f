"""The editor's form and the import's form; what is typed becomes a draft, and back."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from fondaco.market.catalogue import queries
from fondaco.market.catalogue.rules.listing import (
    CONDITION_NAMES,
    MAX_OPTIONS,
    MAX_PICTURES,
    MAX_TITLE,
    ListingDraft,
    PictureDraft,
    Problem,
    VariantDraft,
)
from fondaco.money.amount import BadAmount, Money, parse_amount

SPARE_ROWS = 3
MAX_ROWS = 100


def category_choices() -> list[tuple[str, Any]]:
    """The tree as groups; a top category can be chosen too."""
    return [
        (
            _(top.name),
            [(node.slug, _(node.name)) for node in top.children]
            + [(top.slug, _("%(name)s, other") % {"name": _(top.name)})],
        )
        for top in queries.categories()
    ]


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several at once."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several uploaded files, as a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file checked as one would be."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(SeveralFiles, self).clean(each, initial) for each in files]


class ListingForm(forms.Form):
    """A listing's words, without its variants."""

    title = forms.CharField(
        label=lazy("Title"),
        max_length=MAX_TITLE,
        help_text=lazy("What it is, then what sets it apart: brand, model, size."),
    )
    category = forms.ChoiceField(label=lazy("Category"), choices=category_choices)
    condition = forms.ChoiceField(
        label=lazy("Condition"),
        choices=lambda: [(key, _(name)) for key, name in CONDITION_NAMES.items()],
    )
    brand = forms.CharField(label=lazy("Brand"), max_length=80, required=False)
    gtin = forms.CharField(
        label=lazy("GTIN"),
        max_length=20,
        required=False,
        help_text=lazy("The number under the bar code (EAN, UPC, ISBN)."),
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr"}),
    )
    mpn = forms.CharField(label=lazy("Maker's part number"), max_length=80, required=False)
    description = forms.CharField(
        label=lazy("Description"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 9}),
        help_text=lazy("Plain text or simple HTML: paragraphs, lists, bold. Links are left out."),
    )
    specs = forms.CharField(
        label=lazy("Specifications"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text=lazy("One a line, such as “Weight: 254 g”."),
    )
    option_names = forms.CharField(
        label=lazy("What can be chosen"),
        max_length=130,
        required=False,
        help_text=lazy("Up to three, with commas: “Colour, Size”. Leave empty for one thing."),
    )
    pictures = SeveralFiles(
        label=lazy("Add pictures"),
        required=False,
        help_text=lazy("JPEG, PNG or WebP up to 12 MB each. Place and camera data are removed."),
    )

    def clean_option_names(self) -> tuple[str, ...]:
        """The names, at most three, none twice."""
        names = [part.strip() for part in self.cleaned_data["option_names"].split(",")]
        names = [name for name in names if name]
        if len(names) > MAX_OPTIONS or len({name.casefold() for name in names}) < len(names):
            raise forms.ValidationError(_("Name up to three different options."))
        return tuple(names)

    def clean_specs(self) -> tuple[tuple[str, str], ...]:
        """(name, value) of each line; a line without a colon is said."""
        found = []
        for number, line in enumerate(self.cleaned_data["specs"].splitlines(), 1):
            name, colon, value = line.partition(":")
            if not line.strip():
                continue
            if not colon or not name.strip() or not value.strip():
                raise forms.ValidationError(
                    _("Line %(number)d is not “name: value”.") % {"number": number}
                )
            found.append((name.strip(), value.strip()))
        return tuple(found)


class VariantForm(forms.Form):
    """One row of the variants' table. A row without a price counts as empty."""

    sku = forms.CharField(max_length=80, required=False)
    choice = forms.CharField(max_length=260, required=False)
    price = forms.CharField(max_length=20, required=False)
    compare_at = forms.CharField(max_length=20, required=False)
    stock = forms.IntegerField(min_value=0, max_value=1_000_000, required=False)
    stock_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    weight = forms.IntegerField(min_value=0, max_value=1_000_000, required=False)
    picture = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, currency: str = "EUR", **options: Any) -> None:
        self.currency = currency
        super().__init__(*args, **options)
        for name, label in ROW_LABELS.items():
            self.fields[name].widget.attrs["aria-label"] = label
        for name in ("price", "compare_at", "stock", "weight"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"

    @property
    def is_empty_row(self) -> bool:
        """Nothing that a seller typed."""
        return not any(self.cleaned_data.get(name) for name in ("sku", "price", "choice", "stock"))

    def clean_price(self) -> int | None:
        """Minor units."""
        return self._amount("price")

    def clean_compare_at(self) -> int | None:
        """Minor units."""
        return self._amount("compare_at")

    def _amount(self, name: str) -> int | None:
        text = self.cleaned_data[name].strip().replace(",", ".")
        if not text:
            return None
        try:
            return parse_amount(text, self.currency).amount_minor
        except BadAmount:
            raise forms.ValidationError(_("Write an amount like 12.50.")) from None


ROW_LABELS = {
    "sku": lazy("SKU"),
    "choice": lazy("Choice"),
    "price": lazy("Price"),
    "compare_at": lazy("Former price"),
    "stock": lazy("Stock"),
    "weight": lazy("Weight in grams"),
}
VariantRows = forms.formset_factory(
    VariantForm, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS, validate_max=True
)


class KeptPicture(forms.Form):
    """A picture that the listing has: its words, its place, and whether it stays."""

    sha256 = forms.RegexField(r"\A[0-9a-f]{64}\Z", widget=forms.HiddenInput)
    width = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000)
    height = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000)
    alt = forms.CharField(label=lazy("What it shows"), max_length=200, required=False)
    place = forms.IntegerField(label=lazy("Place"), min_value=1, max_value=99, required=False)
    remove = forms.BooleanField(label=lazy("Remove"), required=False)


KeptPictures = forms.formset_factory(
    KeptPicture, extra=0, max_num=MAX_PICTURES, absolute_max=MAX_PICTURES * 2
)


class ImportForm(forms.Form):
    """A product file and its pictures."""

    file = forms.FileField(
        label=lazy("Product CSV"),
        help_text=lazy("As Shopify exports it under Products → Export, in UTF-8, up to 80 MB."),
    )
    pictures = forms.FileField(
        label=lazy("Pictures in a ZIP"),
        required=False,
        help_text=lazy("Named as in the column “Image Src”. They are not fetched from the web."),
    )
    dry_run = forms.BooleanField(
        label=lazy("Only check: report every problem, import nothing"), required=False, initial=True
    )


def draft_from(
    form: ListingForm, rows: Any, pictures: Sequence[PictureDraft], currency: str, handle: str = ""
) -> ListingDraft:
    """The draft that valid forms describe. ``rows`` is a valid :data:`VariantRows`."""
    given = form.cleaned_data
    names: tuple[str, ...] = given.get("option_names") or ()
    return ListingDraft(
        title=given.get("title", ""),
        category=given.get("category", ""),
        currency=currency,
        variants=tuple(variant_from(row.cleaned_data, names) for row in filled(rows)),
        description_html=given.get("description", ""),
        brand=given.get("brand", ""),
        gtin=given.get("gtin", ""),
        mpn=given.get("mpn", ""),
        condition=given.get("condition", "new"),
        specs=given.get("specs") or (),
        pictures=tuple(pictures),
        handle=handle,
    )


def filled(rows: Any) -> list[VariantForm]:
    """The rows in which something stands."""
    return [row for row in rows if not row.is_empty_row]


def variant_from(given: dict[str, Any], names: Sequence[str]) -> VariantDraft:
    """One row as a draft; the choice is split at its slashes in the order of the options."""
    values = [part.strip() for part in given.get("choice", "").split("/")] if names else []
    return VariantDraft(
        sku=given.get("sku", ""),
        price_minor=given.get("price") or 0,
        stock=given.get("stock") or 0,
        options=tuple(zip(names, [*values, *[""] * len(names)], strict=False)),
        compare_at_minor=given.get("compare_at"),
        weight_grams=given.get("weight") or 0,
        picture_sha256=given.get("picture", ""),
        stock_seen=given.get("stock_seen"),
    )


def initial_of(draft: ListingDraft) -> dict[str, Any]:
    """What the editor shows of a stored listing."""
    names = [name for name, _value in draft.variants[0].options] if draft.variants else []
    return {
        "title": draft.title,
        "category": draft.category,
        "condition": draft.condition,
        "brand": draft.brand,
        "gtin": draft.gtin,
        "mpn": draft.mpn,
        "description": draft.description_html,
        "specs": "\n".join(f"{name}: {value}" for name, value in draft.specs),
        "option_names": ", ".join(names),
    }


def initial_rows(draft: ListingDraft | None) -> list[dict[str, Any]]:
    """The variants as rows, with some to spare."""
    rows: list[dict[str, Any]] = []
    for variant in draft.variants if draft else ():
        before = variant.compare_at_minor
        currency = draft.currency if draft else "EUR"
        rows.append(
            {
                "sku": variant.sku,
                "choice": " / ".join(value for _name, value in variant.options),
                "price": str(Money(variant.price_minor, currency).to_decimal()),
                "compare_at": "" if before is None else str(Money(before, currency).to_decimal()),
                "stock": variant.stock,
                "stock_seen": variant.stock,
                "weight": variant.weight_grams or None,
                "picture": variant.picture_sha256,
            }
        )
    spare = SPARE_ROWS if rows else SPARE_ROWS + 1
    return [*rows, *[{} for _ in range(min(spare, MAX_ROWS - len(rows)))]]


def initial_pictures(pictures: Iterable[PictureDraft]) -> list[dict[str, Any]]:
    """The listing's pictures as rows."""
    return [
        {
            "sha256": picture.sha256,
            "alt": picture.alt,
            "width": picture.width,
            "height": picture.height,
            "place": place,
        }
        for place, picture in enumerate(pictures, 1)
    ]


def show_problems(form: ListingForm, rows: Any, found: Iterable[Problem]) -> None:
    """Put each problem beside the field that it is about."""
    own = {"price": "price", "compare_at": "compare_at", "stock": "stock", "sku": "sku"}
    kept = filled(rows)
    for problem in found:
        parts = problem.field.split(".")
        if parts[0] == "variants" and len(parts) == 3 and int(parts[1]) < len(kept):
            kept[int(parts[1])].add_error(own.get(parts[2], "choice"), _(problem.message))
        else:
            name = parts[0] if parts[0] in form.fields else None
            form.add_error(name, _(problem.message))
