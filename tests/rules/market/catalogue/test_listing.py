"""What a listing must be, and when it is another product."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules.listing import (
    ListingDraft,
    PictureDraft,
    VariantDraft,
    becomes_another,
    cleaned,
    option_text,
    problems,
    product_key,
    slug_of,
)

PICTURE = PictureDraft("a" * 64, "A lamp", 640, 640)
GOOD = ListingDraft(
    title="Oak desk lamp",
    category="lighting",
    currency="EUR",
    variants=(
        VariantDraft("S", 100, 1, (("Size", "S"),)),
        VariantDraft("L", 100, 1, (("Size", "L"),)),
    ),
    description_html="<p>A lamp of oiled oak with a linen shade.</p>",
    brand="Brenta",
    mpn="B-1",
    specs=(("Height", "42 cm"), ("Socket", "E27"), ("Cable", "2 m")),
    pictures=(PICTURE,) * 3,
)  # fmt: skip


def codes(draft: ListingDraft, severity: str = "error") -> set[str]:
    return {problem.code for problem in problems(draft) if problem.severity == severity}


def test_a_good_draft_has_no_problem() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "  "}, "title_missing"),
        ({"title": "x" * 181}, "title_too_long"),
        ({"gtin": "123"}, "gtin_invalid"),
        ({"condition": "broken"}, "condition_unknown"),
        ({"brand": "x" * 81}, "brand_too_long"),
        ({"specs": (("", "x"),)}, "spec_invalid"),
        ({"specs": (("x", "y"),) * 61}, "specs_too_many"),
        ({"pictures": (PICTURE,) * 13}, "pictures_too_many"),
        ({"variants": ()}, "variants_missing"),
        ({"variants": (VariantDraft("S", 1, 1),) * 101}, "variants_too_many"),
        ({"variants": (VariantDraft("S", 1, 1), VariantDraft("S", 1, 1))}, "sku_repeated"),
        ({"variants": (VariantDraft("S", 1, 1), VariantDraft("T", 1, 1))}, "options_repeated"),
        ({"variants": (VariantDraft("", 1, 1),)}, "sku_invalid"),
        ({"variants": (VariantDraft("S", 0, 1),)}, "price_invalid"),
        ({"variants": (VariantDraft("S", 5, 1, compare_at_minor=5),)}, "compare_at_invalid"),
        ({"variants": (VariantDraft("S", 1, -1),)}, "stock_invalid"),
        ({"variants": (VariantDraft("S", 1, 1, weight_grams=-1),)}, "weight_invalid"),
        ({"variants": (VariantDraft("S", 1, 1, (("Size", ""),)),)}, "options_invalid"),
        (
            {"variants": (VariantDraft("S", 1, 1), VariantDraft("T", 1, 1, (("Size", "L"),)))},
            "options_differ",
        ),
    ],
)
def test_what_cannot_be_kept_is_an_error(change: dict[str, object], code: str) -> None:
    assert code in codes(replace(GOOD, **change))  # type: ignore[arg-type]


def test_what_keeps_it_from_going_live_and_what_is_advice() -> None:
    bare = replace(
        GOOD, pictures=(), specs=(), mpn="", description_html="", title="OAK DESK LAMP, LINEN"
    )
    assert codes(bare, "blocks") == {"pictures_missing"}
    assert codes(bare, "advice") == {
        "title_shouts", "description_short", "product_unnamed", "specs_few",
    }  # fmt: skip
    assert next(p.severity for p in problems(replace(bare, title=""))) == "error"


def test_cleaning_brings_spaces_and_numbers_to_one_form() -> None:
    draft = cleaned(
        replace(GOOD, title=" Oak \n lamp ", gtin="4 006381 333931", specs=(("a", " "),))
    )
    assert (draft.title, draft.gtin, draft.specs) == ("Oak lamp", "4006381333931", ())
    assert cleaned(replace(GOOD, gtin="wrong")).gtin == "wrong"


def test_the_same_product_has_the_same_key() -> None:
    assert product_key("4006381333931", "", "") == product_key("04006381333931", "x", "y")
    assert product_key("", "Brenta", "B-1") == product_key("", "BRENTA", "b 1")
    assert product_key("", "Brenta", "") == ""


@pytest.mark.parametrize(
    ("old", "new", "another"),
    [
        (("", "", "a"), ("4006381333931", "Brenta", "a"), False),
        (("4006381333931", "B", "a"), ("04006381333931", "b.", "a"), False),
        (("4006381333931", "B", "a"), ("96385074", "B", "a"), True),
        (("4006381333931", "B", "a"), ("", "B", "a"), True),
        (("", "B", "a"), ("", "C", "a"), True),
        (("", "B", "a"), ("", "B", "b"), True),
    ],
)
def test_a_changed_product_is_another(
    old: tuple[str, str, str], new: tuple[str, str, str], another: bool
) -> None:
    assert becomes_another(old, new) is another


@given(st.text(max_size=200))
def test_every_title_has_an_address(title: str) -> None:
    slug = slug_of(title)
    assert 0 < len(slug) <= 80
    assert all(part.isalnum() and part.isascii() for part in slug.split("-"))


def test_a_choice_reads_as_words() -> None:
    assert option_text((("Colour", "Oak"), ("Size", "L"))) == "Oak / L"
