"""An event of EasyPost in its published shape, and everything that is not."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trade.rules.easypost import Unreadable, tracked


def detail(status: str, at: str, **where: str) -> dict[str, Any]:
    return {
        "object": "TrackingDetail",
        "message": status,
        "status": status,
        "status_detail": "status_update",
        "datetime": at,
        "source": "DHLExpress",
        "tracking_location": {"object": "TrackingLocation", "city": "X", **where},
    }


def an_event(**changes: Any) -> dict[str, Any]:
    """As EasyPost sends one, with invented values."""
    return {
        "id": "evt_1",
        "object": "Event",
        "mode": "production",
        "description": "tracker.updated",
        "result": {
            "id": "trk_1",
            "object": "Tracker",
            "tracking_code": "RB204811734IT",
            "status": "delivered",
            "signed_by": "M. RUIZ",
            "weight": 32.0,
            "carrier": "DHLExpress",
            "tracking_details": [
                detail("delivered", "2026-11-26T10:00:00+01:00", zip="28005", country="ES"),
                detail("pre_transit", "2026-11-24T08:00:00Z"),
                detail("in_transit", "2026-11-24T13:00:00Z", zip="35121", country="IT"),
            ],
        }
        | changes,
    }


def test_scans_come_in_order_with_place_weight_and_signature() -> None:
    found = tracked(an_event())
    assert found is not None
    assert (found.carrier, found.tracking_number) == ("DHLExpress", "RB204811734IT")
    first, last = found.scans
    assert (first.kind, first.postcode, first.country) == ("in_transit", "35121", "IT")
    assert first.at == datetime(2026, 11, 24, 13, tzinfo=UTC)
    assert first.weight_grams == 907  # 32 ounces
    assert first.signed_by == ""
    assert (last.kind, last.signed_by) == ("delivered", "M. RUIZ")
    assert last.at == datetime(2026, 11, 26, 9, tzinfo=UTC)


def test_the_same_fact_has_the_same_id_and_a_later_signature_makes_another() -> None:
    one, again = tracked(an_event()), tracked(an_event(status="in_transit"))
    unsigned = tracked(an_event(signed_by=None))
    assert one
    assert again
    assert unsigned
    assert one.scans == again.scans
    assert one.scans[0] == unsigned.scans[0]
    assert one.scans[1].event_id != unsigned.scans[1].event_id


def test_a_zip_code_of_nine_figures_is_the_place_of_its_five() -> None:
    found = tracked(
        an_event(
            tracking_details=[
                detail("delivered", "2026-11-26T10:00:00Z", zip="94107-1234", country="US")
            ]
        )
    )
    assert found is not None
    assert found.scans[0].postcode == "94107"


@pytest.mark.parametrize("status", ["pre_transit", "failure", "error", "cancelled", "unknown"])
def test_what_shows_nobody_the_parcel_is_no_scan(status: str) -> None:
    found = tracked(an_event(tracking_details=[detail(status, "2026-11-26T10:00:00Z")]))
    assert found is not None
    assert (found.scans, found.unreadable) == ((), 0)


def test_events_of_other_things_are_nothing_to_us() -> None:
    assert tracked({"description": "batch.updated", "result": {}}) is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"object": "Batch"}, "result"),
        ({"tracking_code": None}, "tracking_code"),
        ({"tracking_code": 7}, "tracking_code"),
        ({"carrier": ""}, "carrier"),
        ({"tracking_details": {}}, "tracking_details"),
        ({"tracking_details": [{}] * 201}, "tracking_details"),
        ({"weight": "heavy"}, "weight"),
        ({"weight": -1}, "weight"),
        ({"weight": float("nan")}, "weight"),
        ({"weight": 1e300}, "weight"),
        ({"signed_by": "x" * 81}, "signed_by"),
    ],
)
def test_what_is_of_another_shape_is_named(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(Unreadable, match=named):
        tracked(an_event(**changes))


@pytest.mark.parametrize(
    "wrong",
    [
        detail("delivered", "yesterday"),
        detail("delivered", "0001-01-01T00:00:00+14:00"),
        None,
        {"status": "delivered"},
    ],
)
def test_a_detail_that_cannot_be_read_stops_no_other(wrong: Any) -> None:
    good = detail("in_transit", "2026-11-24T13:00:00Z", zip="35121", country="IT")
    found = tracked(an_event(tracking_details=[wrong, good]))
    assert found
    assert [scan.kind for scan in found.scans] == ["in_transit"]
    assert found.unreadable == 1


@pytest.mark.parametrize("where", [{"country": "Italy"}, {"zip": "1" * 17}, {"zip": 35121}])
def test_a_place_of_another_shape_says_nothing(where: dict[str, Any]) -> None:
    found = tracked(
        an_event(tracking_details=[detail("in_transit", "2026-11-24T13:00:00Z", **where)])
    )
    assert found
    assert (found.scans[0].country, found.scans[0].postcode) == ("", "")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(["result", *an_event()["result"]]), _json)
def test_no_content_of_a_field_makes_another_error(name: str, value: Any) -> None:
    event = an_event()
    (event if name == "result" else event["result"])[name] = value
    with suppress(Unreadable):
        tracked(json.loads(json.dumps(event)))
