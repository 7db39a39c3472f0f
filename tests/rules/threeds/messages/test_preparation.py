import pytest

from fondaco.threeds.validation import check
from tests.rules.threeds.examples import sample


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("startRange", "401200000000100x", "203"),
        ("endRange", None, "201"),
        ("actionInd", "X", "203"),
        ("acsEndProtocolVersion", "", "201"),
        ("dsStartProtocolVersion", "2", "203"),
        ("threeDSMethodURL", "acs.example", "203"),
        ("acsInfoInd", ["05"], "203"),
        ("acsInfoInd", "01", "203"),
    ],
)
def test_a_range_is_judged_inside_the_list(field: str, value: object, code: str) -> None:
    message = sample("visa__3DSS-220-001__pres")
    message["cardRangeData"][0][field] = value  # type: ignore[index]  # a JSON array
    found = {(finding.field, finding.code.value) for finding in check(message)}
    assert found == {(f"cardRangeData.{field}", code)}


@pytest.mark.parametrize("data", [[], {}, "x", [5]])
def test_a_list_of_ranges_is_a_list(data: object) -> None:
    message = {**sample("visa__3DSS-220-001__pres"), "cardRangeData": data}
    assert [finding.field for finding in check(message)] == ["cardRangeData"]


def test_a_serial_number_has_twenty_characters_at_most() -> None:
    request = sample("visa__3DSS-220-001__preq")
    assert check({**request, "serialNum": "1" * 20}) == []
    assert [finding.field for finding in check({**request, "serialNum": "1" * 21})] == ["serialNum"]
