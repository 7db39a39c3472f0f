"""What may be said with an offer."""

import pytest

from fondaco.market.cases.rules.offers import WANTED, Kind, tied_to_review


@pytest.mark.parametrize(
    "text",
    [
        "I refund 20 if you delete your review",
        "Te devuelvo 10 si me pones cinco estrellas",
        "Gegen eine gute Bewertung zahle ich alles zurück",
        "给我好评就退款",
        "10 euro per una bella recensione",
    ],
)
def test_offers_tied_to_a_review_are_seen_in_the_languages_of_the_house(text: str) -> None:
    assert tied_to_review(text)


@pytest.mark.parametrize(
    "text", ["I am sorry, the shade broke on the way.", "I start packing better.", "Lo siento"]
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert not tied_to_review(text)


def test_a_buyer_never_asks_for_nothing() -> None:
    assert Kind.NOTHING not in WANTED
