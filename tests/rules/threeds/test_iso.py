import pytest

from fondaco.threeds.iso import COUNTRIES, CURRENCIES, MERCHANT_CATEGORIES


def test_every_code_has_three_digits() -> None:
    assert all(len(code) == 3 and code.isdigit() for code in COUNTRIES | CURRENCIES)
    assert len(COUNTRIES) == 249


@pytest.mark.parametrize("code", ["276", "840", "826", "392", "756", "643"])
def test_a_country_is_known(code: str) -> None:
    assert code in COUNTRIES


@pytest.mark.parametrize("code", ["978", "840", "826", "392", "756", "048"])
def test_a_currency_is_known(code: str) -> None:
    assert code in CURRENCIES


@pytest.mark.parametrize("code", ["955", "959", "963", "964", "999"])
def test_metals_and_testing_codes_pay_for_nothing(code: str) -> None:
    assert code not in CURRENCIES


@pytest.mark.parametrize("code", ["5732", "5999", "7011", "0742", "9402"])
def test_a_merchant_category_is_known(code: str) -> None:
    assert code in MERCHANT_CATEGORIES


def test_every_merchant_category_has_four_digits_and_none_is_a_single_companys() -> None:
    assert all(len(code) == 4 and code.isdigit() for code in MERCHANT_CATEGORIES)
    assert not any("3000" <= code <= "3999" for code in MERCHANT_CATEGORIES)
