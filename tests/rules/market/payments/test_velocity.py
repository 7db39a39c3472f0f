"""How long somebody waits who failed often."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.payments.rules.velocity import (
    FREE_BY_CARD,
    FREE_BY_ISSUER,
    LONGEST_WAIT,
    Failures,
    Seen,
    must_challenge,
    network_of,
    wait_until,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def waiting(card: Failures) -> datetime | None:
    return wait_until(Seen(card=card), NOW)


def test_a_few_failures_cost_nothing() -> None:
    assert waiting(Failures(FREE_BY_CARD, NOW)) is None


def test_the_wait_doubles_with_each_failure() -> None:
    first, second = (waiting(Failures(FREE_BY_CARD + over, NOW)) for over in (1, 2))
    assert first == NOW + timedelta(seconds=30)
    assert second == NOW + timedelta(seconds=60)


def test_the_wait_is_over_when_its_time_has_passed() -> None:
    assert waiting(Failures(FREE_BY_CARD + 1, NOW - timedelta(seconds=30))) is None


@given(count=st.integers(0, 10_000), age_s=st.integers(0, 3_600))
def test_nobody_waits_longer_than_the_longest(count: int, age_s: int) -> None:
    until = waiting(Failures(count, NOW - timedelta(seconds=age_s)))
    assert until is None or NOW < until <= NOW + LONGEST_WAIT


def test_the_longest_of_the_waits_counts() -> None:
    few = Failures(FREE_BY_CARD + 1, NOW)
    assert wait_until(Seen(member=Failures(50, NOW), card=few), NOW) == NOW + LONGEST_WAIT


def test_many_numbers_of_one_issuer_wait_wherever_they_come_from() -> None:
    assert wait_until(Seen(issuer=Failures(FREE_BY_ISSUER, NOW)), NOW) is None
    assert wait_until(Seen(issuer=Failures(FREE_BY_ISSUER + 1, NOW)), NOW) is not None


def test_neighbours_share_a_network() -> None:
    assert network_of("192.0.2.7") == network_of("192.0.2.200") == "192.0.2.0/24"
    assert network_of("::ffff:192.0.2.9") == "192.0.2.0/24"
    assert network_of("2001:db8:1:2::5") == network_of("2001:db8:1:9::6") == "2001:db8:1::/48"
    assert network_of("192.0.3.7") != network_of("192.0.2.7")


@given(st.text(max_size=50))
def test_what_is_no_address_has_no_network(text: str) -> None:
    found = network_of(text)
    assert found == "" or found.endswith(("/24", "/48"))


@given(st.ip_addresses(v=6).map(str))
def test_a_network_fits_its_column(ip: str) -> None:
    assert len(network_of(ip)) <= 45


counts = st.builds(Failures, st.integers(0, 200), st.none() | st.just(NOW))


@given(counts, counts, counts, counts, counts)
def test_who_must_wait_is_challenged_before(
    member: Failures,
    card: Failures,
    address: Failures,
    network: Failures,
    issuer: Failures,
) -> None:
    seen = Seen(member, card, address, network, issuer)
    if wait_until(seen, NOW - timedelta(seconds=1)) is not None:
        assert must_challenge(seen)


@given(st.integers(0, 100), st.integers(1, 50))
def test_more_failures_never_mean_less_caution(count: int, more: int) -> None:
    before, after = (Seen(network=Failures(n, NOW)) for n in (count, count + more))
    assert must_challenge(after) or not must_challenge(before)
    assert (wait_until(after, NOW) or NOW) >= (wait_until(before, NOW) or NOW)
