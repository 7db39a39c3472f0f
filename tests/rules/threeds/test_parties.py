from datetime import datetime, timedelta, timezone

import pytest

from fondaco.threeds.parties import Address, Browser, Card, Cardholder, Purchase, without_blanks

HOME = Address("Gartenweg 3", "Köln", "50667", "276")


def test_what_is_not_known_is_left_out() -> None:
    assert without_blanks({"a": None, "b": "", "c": False, "d": "0"}) == {"c": False, "d": "0"}


def test_a_purchase_is_told_in_minor_units_and_utc() -> None:
    date = datetime(2026, 11, 24, 1, 2, 3, tzinfo=timezone(timedelta(hours=2)))
    assert Purchase(5, "392", 0, date).fields() == {
        "purchaseAmount": "5",
        "purchaseCurrency": "392",
        "purchaseExponent": "0",
        "purchaseDate": "20261123230203",
    }


def test_a_card_shows_nothing_of_itself() -> None:
    assert "4012" not in repr(Card("4012000000001006", "3001"))


@pytest.mark.parametrize("name", ["Ødegård", "X", "A" * 46, "A\nB"])
def test_a_name_that_the_protocol_cannot_carry_is_left_out(name: str) -> None:
    assert "cardholderName" not in Cardholder(name=name).fields()


def test_addresses_say_whether_they_match() -> None:
    away = Address("Hauptstr. 1", "Bonn", "53111", "276", state="NW")
    assert Cardholder(billing=HOME, shipping=HOME).fields()["addrMatch"] == "Y"
    assert Cardholder(billing=HOME, shipping=away).fields()["addrMatch"] == "N"
    assert Cardholder(shipping=away).fields()["shipAddrState"] == "NW"
    assert "addrMatch" not in Cardholder(billing=HOME).fields()


def test_a_mobile_number_is_told_in_two_parts() -> None:
    phone = Cardholder(mobile=("49", "1701234567")).fields()["mobilePhone"]
    assert phone == {"cc": "49", "subscriber": "1701234567"}


def test_a_browser_without_scripts_says_so_and_no_more() -> None:
    fields = Browser("*/*", "Lynx", "en").fields()
    assert fields["browserJavascriptEnabled"] is False
    assert not {"browserTZ", "browserColorDepth", "browserIP"} & set(fields)


def test_an_overlong_user_agent_is_cut() -> None:
    assert len(str(Browser("*/*", "x" * 5000, "en").fields()["browserUserAgent"])) == 2048


@pytest.mark.parametrize(("language", "told"), [("de-DE", "de-DE"), ("zh-Hant-TW", "zh-Hant")])
def test_a_language_is_cut_at_a_whole_part(language: str, told: str) -> None:
    assert Browser("*/*", "x", language).fields()["browserLanguage"] == told


@pytest.mark.parametrize(
    ("bits", "told"), [(24, "24"), (30, "24"), (48, "48"), (64, "48"), (0, "1")]
)
def test_an_unusual_colour_depth_is_told_as_the_next_lower_one(bits: int, told: str) -> None:
    browser = Browser("*/*", "x", "en", color_depth=bits)
    assert browser.fields()["browserColorDepth"] == told
