import pytest

from fondaco.threeds.validation import check
from tests.rules.threeds.examples import OTHER_ID, creq, cres


@pytest.mark.parametrize("size", ["00", "06", "5", "80"])
def test_a_window_has_one_of_five_sizes(size: str) -> None:
    assert [finding.field for finding in check({**creq(), "challengeWindowSize": size})] == [
        "challengeWindowSize"
    ]


def test_an_app_has_no_window() -> None:
    message = {**creq(), "sdkTransID": OTHER_ID}
    del message["challengeWindowSize"]
    assert check(message) == []


@pytest.mark.parametrize("status", ["A", "U", "R", "C", "D", "I"])
def test_the_browser_is_told_yes_or_no_and_nothing_else(status: str) -> None:
    assert [finding.field for finding in check({**cres(), "transStatus": status})] == [
        "transStatus"
    ]
