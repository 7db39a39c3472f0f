"""Foreign categories lead to ours."""

import pytest

from fondaco.market.catalogue.rules.taxonomy import OTHER, SEEDS, category_for


@pytest.mark.parametrize(
    ("google", "kind", "slug"),
    [
        ("", "Lighting", "lighting"),
        ("", "lighting", "lighting"),
        ("", "Desk lamps", "lighting"),
        ("", "Smart watches", "wearables"),
        ("Electronics > Audio > Audio Components > Headphones & Headsets", "", "speakers"),
        ("Electronics > Audio > Audio Components > Headphones", "", "headphones"),
        ("Apparel & Accessories>Clothing>Outerwear>Coats & Jackets", "", "coats"),
        ("Apparel & Accessories > Clothing", "Winter parka", "coats"),
        ("Home goods > Kitchen", "Tableware", "kitchen"),
        ("Vehicles & Parts", "Spacecraft", OTHER),
        ("", "", OTHER),
    ],
)
def test_the_most_telling_words_win(google: str, kind: str, slug: str) -> None:
    assert category_for(google, kind) == slug


def test_the_tree_has_two_levels_and_no_address_twice() -> None:
    slugs = [seed.slug for seed in SEEDS]
    assert len(set(slugs)) == len(slugs)
    tops = {seed.slug for seed in SEEDS if not seed.parent}
    assert all(seed.parent in tops for seed in SEEDS if seed.parent)
    for place, seed in enumerate(SEEDS):
        assert not seed.parent or seed.parent in slugs[:place]
