"""What is enclosed against a chargeback, and what is left out."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fondaco.market.payments.rules.evidence import (
    LONGEST_ALL,
    Authenticated,
    Facts,
    Message,
    Parcel,
    Payment,
    Returned,
    Sold,
    answer_at,
    assemble,
    compelling,
    matching,
    without_numbers,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PAID = Payment(
    "FO-3", NOW - DAY, "80.00 EUR", "m1", "192.0.2.7", "d1", "via po 1, 35121, padua, IT"
)
SHOWN = Authenticated("2.2.0", "Y", "05", True, True, "493817260011")


def earlier(days: float, **change: str) -> Payment:
    return replace(PAID, reference=f"FO-{days}", paid_at=NOW - days * DAY, **change)


def facts(**change: object) -> Facts:
    return replace(Facts(PAID, SHOWN, (), (), (), (), ()), **change)  # type: ignore[arg-type]


def test_two_undisputed_payments_of_the_right_age_show_the_payer() -> None:
    found = compelling(PAID, [earlier(121), earlier(300), earlier(30)], NOW)
    assert found is not None
    assert [each.reference for each in found[0]] == ["FO-121", "FO-300"]
    assert found[1] == {"member account", "ip address", "device", "shipping address"}


@pytest.mark.parametrize("pair", [(119, 200), (120.01, 365.01), (200,)])
def test_too_young_too_old_or_one_alone_show_nothing(pair: tuple[float, ...]) -> None:
    assert compelling(PAID, [earlier(days) for days in pair], NOW) is None


def test_the_bounds_themselves_count() -> None:
    assert compelling(PAID, [earlier(120), earlier(365)], NOW) is not None


def test_member_and_address_without_ip_or_device_are_not_enough() -> None:
    others = [
        earlier(130, ip="198.51.100.1", device="x"),
        earlier(140, ip="198.51.100.1", device="x"),
    ]
    assert compelling(PAID, others, NOW) is None


def test_the_same_elements_must_match_in_both() -> None:
    one = earlier(130, device="x", address="", ip=PAID.ip)
    two = earlier(140, ip="198.51.100.1", address="", device=PAID.device)
    assert compelling(PAID, [one, two], NOW) is None


def test_what_is_not_known_matches_nothing() -> None:
    bare = replace(PAID, ip="", device="", address="")
    assert matching(bare, bare) == {"member account"}


@given(
    st.lists(
        st.builds(
            earlier,
            st.integers(0, 500),
            member=st.sampled_from(["m1", "m2"]),
            ip=st.sampled_from(["192.0.2.7", "", "203.0.113.9"]),
            device=st.sampled_from(["d1", "d2", ""]),
            address=st.sampled_from([PAID.address, ""]),
        ),
        max_size=6,
    )
)
def test_whatever_was_paid_before_a_found_pair_keeps_the_rule(others: list[Payment]) -> None:
    found = compelling(PAID, others, NOW)
    if found is None:
        return
    pair, common = found
    assert len(common) >= 2
    assert common & {"ip address", "device"}
    for each in pair:
        assert 120 * DAY <= NOW - each.paid_at <= 365 * DAY
        assert common <= matching(PAID, each)


def test_only_what_happened_is_enclosed() -> None:
    bare = facts(authenticated=replace(SHOWN, trans_status="N"))
    answer = assemble("13.1", NOW, bare)
    assert [each.kind for each in answer.documents] == ["receipt"]
    assert answer.summary.endswith("Enclosed: receipt.")
    lost = Parcel("FO-3", "Poste", "RB1", None, "", False, ())
    assert len(assemble("13.1", NOW, replace(bare, parcels=(lost,))).documents) == 1


def test_an_exempted_payment_is_not_said_to_be_confirmed() -> None:
    unasked = replace(SHOWN, liability_shift=False, was_challenged=False, exemption="low_value")
    [shown] = [
        each.text
        for each in assemble("10.4", NOW, facts(authenticated=unasked)).documents
        if each.kind == "3ds_authentication"
    ]
    assert "the exemption for low value being claimed" in shown
    assert "liability for fraud: not shifted" in shown
    assert "confirmed" not in shown


def test_what_answers_the_reason_comes_first() -> None:
    parcel = Parcel("FO-3", "Poste", "RB1", NOW - DAY, "Ruiz", True, ("scan",))
    full = facts(
        earlier=(earlier(130), earlier(140)),
        parcels=(parcel,),
        messages=(Message("buyer", NOW, "Thank you"),),
        sold=(Sold("FO-3", "Lamp", 1, "80.00 EUR", "new", "Brass"),),
        refunds=(Returned("5.00 EUR", NOW, "77"),),
    )
    first = {
        code: assemble(code, NOW, full).documents[0].kind
        for code in ("10.4", "13.1", "13.3", "13.6")
    }
    assert first == {
        "10.4": "prior_payments",
        "13.1": "delivery_proof",
        "13.3": "listing_snapshot",
        "13.6": "refund_proof",
    }
    prior = assemble("10.4", NOW, full).documents[0]
    assert "FO-130" in prior.text
    assert "192.0.2.7" in prior.text
    assert "prior_payments" not in {each.kind for each in assemble("4837", NOW, full).documents}


def test_the_3ds_result_says_who_bears_the_loss() -> None:
    document = assemble("10.4", NOW, facts()).documents[0]
    assert "ECI 05" in document.text
    assert "with the issuer" in document.text


@given(st.text(alphabet="0123456789 -", min_size=13, max_size=40))
def test_nothing_like_a_card_number_leaves_in_a_message(text: str) -> None:
    left = without_numbers(f"x {text} y")
    assert re.search(r"[0-9]([ -]?[0-9]){12}", left) is None


def test_a_card_number_in_a_message_is_left_out() -> None:
    said = Message("buyer", NOW, "My card is 4242 4242 4242 4242, please")
    documents = assemble("13.3", NOW, facts(messages=(said,))).documents
    assert any("number left out" in each.text for each in documents)
    assert all("4242" not in each.text for each in documents)


@given(st.integers(-5, 60))
def test_the_answer_goes_out_before_its_last_day(days: int) -> None:
    due = NOW + days * DAY
    at = answer_at(NOW, due)
    assert at >= NOW
    assert at <= max(NOW, due - 2 * DAY)
    assert at <= NOW + 2 * DAY


@given(st.lists(st.text(max_size=12_000), max_size=60), st.text(max_size=300))
@settings(max_examples=30)
def test_whatever_people_wrote_can_be_sent(texts: list[str], title: str) -> None:
    sold = tuple(Sold("FO-3", title, 1, "80.00 EUR", "", text) for text in texts)
    said = tuple(Message("buyer", NOW, text) for text in texts)
    answer = assemble("13.3", NOW, facts(sold=sold, messages=said))
    assert 1 <= len(answer.documents) <= 30
    assert sum(len(each.text) for each in answer.documents) <= LONGEST_ALL
    for each in answer.documents:
        assert each.text.replace("\n", "").isprintable()
        assert each.title.isprintable()
        assert 0 < len(each.title) <= 140
        assert len(each.kind) <= 40
    assert len(answer.summary) <= 4_000
