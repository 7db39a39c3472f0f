import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.threeds.codes import ErrorCode, RangeAction
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.messages.field import SUPPORTED
from fondaco.threeds.validation import Message, check, validate
from fondaco.threeds.versions import CardRange, CardRanges, choose_version
from tests.rules.threeds.examples import DS_TRANS_ID, TRANS_ID, sample

BOTH = ("2.1.0", "2.2.0")


def entry(start: int, end: int, action: str = "A", method: str | None = None) -> CardRange:
    return CardRange(f"{start:016}", f"{end:016}", BOTH, BOTH, method, action=RangeAction(action))


def pres(*ranges: CardRange, serial: str = "2") -> Message:
    content: dict[str, object] = {
        "messageType": "PRes",
        "messageVersion": "2.2.0",
        "threeDSServerTransID": TRANS_ID,
        "dsTransID": DS_TRANS_ID,
        "dsStartProtocolVersion": "2.1.0",
        "dsEndProtocolVersion": "2.2.0",
        "serialNum": serial,
    }
    if ranges:
        content["cardRangeData"] = [item.to_data() for item in ranges]
    return validate(content)


@given(
    st.lists(st.integers(0, 10**6), min_size=2, max_size=40, unique=True),
    st.integers(0, 10**6),
)
def test_a_number_is_found_in_its_range_and_only_there(ends: list[int], number: int) -> None:
    edges = sorted(ends)[: len(ends) // 2 * 2]
    ranges = [entry(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)]
    covering = [item for item in ranges if item.covers(f"{number:016}")]
    assert len(covering) <= 1
    assert CardRanges(tuple(reversed(ranges))).find(f"{number:016}") == next(iter(covering), None)


def test_a_number_of_another_length_is_not_covered() -> None:
    ranges = CardRanges((entry(4 * 10**15, 5 * 10**15),))
    assert ranges.find("4500000000000000")
    assert ranges.find("4500000000000") is None
    assert ranges.find("4500000000000000000") is None


@pytest.mark.parametrize(
    ("acs", "ds", "directory", "ours", "chosen"),
    [
        (BOTH, BOTH, BOTH, SUPPORTED, "2.2.0"),
        (("2.1.0", "2.1.0"), BOTH, BOTH, SUPPORTED, "2.1.0"),
        (BOTH, None, ("2.1.0", "2.1.0"), SUPPORTED, "2.1.0"),
        (("2.1.0", "2.10.0"), ("2.2.0", "2.3.1"), BOTH, SUPPORTED, "2.2.0"),
        (("2.3.1", "2.3.1"), None, BOTH, SUPPORTED, None),
        (BOTH, BOTH, BOTH, ("2.1.0",), "2.1.0"),
    ],
)
def test_the_highest_version_in_common_is_chosen(
    acs: tuple[str, str],
    ds: tuple[str, str] | None,
    directory: tuple[str, str],
    ours: tuple[str, ...],
    chosen: str | None,
) -> None:
    card_range = CardRange("4000000000000000", "4999999999999999", acs, ds)
    assert choose_version(card_range, ds_versions=directory, ours=ours) == chosen


def test_a_recorded_list_becomes_ranges_and_back() -> None:
    message = validate(sample("visa__3DSS-220-001__pres"))
    listed = CardRanges().updated(message)
    assert listed.serial_number == "10"
    found = listed.find("4012000000001006")
    assert found is not None
    assert found.acs_versions == BOTH
    assert "81" in found.info
    assert [item.to_data() for item in listed.ranges] == [
        {**data, "acsInfoInd": sorted(data["acsInfoInd"])}
        for data in message["cardRangeData"]  # type: ignore[attr-defined]  # a JSON array
    ]


def test_a_partial_list_adds_changes_and_deletes() -> None:
    first = CardRanges().updated(pres(entry(100, 199), entry(200, 299), serial="1"))
    second = first.updated(
        pres(
            entry(100, 199, "D"),
            entry(200, 299, "M", "https://acs.example/method"),
            entry(300, 399),
        )
    )
    assert [item.start[-3:] for item in second.ranges] == ["200", "300"]
    assert second.ranges[0].method_url == "https://acs.example/method"
    assert second.serial_number == "2"
    assert second.updated(pres(serial="2")).ranges == second.ranges


@pytest.mark.parametrize("action", ["D", "M"])
def test_a_change_to_a_range_that_is_not_there_is_refused(action: str) -> None:
    listed = CardRanges().updated(pres(entry(100, 199), serial="1"))
    for stranger in (entry(500, 599, action), entry(100, 150, action)):
        with pytest.raises(ProtocolError) as refused:
            listed.updated(pres(stranger))
        assert refused.value.code is ErrorCode.TRANSACTION_DATA_INVALID


def test_overlapping_ranges_are_refused() -> None:
    with pytest.raises(ProtocolError) as refused:
        CardRanges().updated(pres(entry(100, 199), entry(150, 250)))
    assert refused.value.detail == "cardRangeData.startRange"


@pytest.mark.parametrize(("start", "end"), [("4" * 16, "4" * 15), ("5" * 16, "4" * 16)])
def test_a_crooked_range_is_refused(start: str, end: str) -> None:
    content = dict(pres(entry(1, 2)))
    data = {**entry(1, 2).to_data(), "startRange": start, "endRange": end}
    assert [finding.field for finding in check({**content, "cardRangeData": [data]})] == [
        "cardRangeData.endRange"
    ]
