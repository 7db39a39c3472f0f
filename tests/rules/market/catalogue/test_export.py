"""What is exported reads again as the same drafts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.catalogue.rules.columns import read_header
from fondaco.market.catalogue.rules.export import harmless, shopify_csv
from fondaco.market.catalogue.rules.shopify import products
from fondaco.market.catalogue.rules.table import decode, records
from tests.rules.market.catalogue.test_listing import GOOD

WORDS = st.text(st.sampled_from("abc =+-@,;\"'<ö\n"), min_size=1, max_size=20)


@given(WORDS.filter(str.strip), WORDS)
def test_an_exported_draft_reads_again_as_it_was(title: str, brand: str) -> None:
    draft = replace(
        GOOD,
        title=" ".join(title.split()),
        brand=" ".join(brand.split()) or "B",
        handle="oak",
        pictures=(),
    )
    text = decode(shopify_csv([(draft, True)]).encode())
    found = records(text, ",")
    columns, findings = read_header(next(found).cells or ())
    assert findings == []
    [product] = list(products(found, columns, "EUR"))
    assert product.draft is not None
    assert product.draft == draft


def test_no_cell_is_taken_for_a_formula() -> None:
    assert harmless("=1+1") == "'=1+1"
    assert harmless("@x") == "'@x"
    assert harmless("plain") == "plain"
