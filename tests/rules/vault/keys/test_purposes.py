"""How long each kind of data key lives."""

from datetime import UTC, datetime, timedelta

from fondaco.vault.keys import purposes
from fondaco.vault.keys.purposes import CODE_KEPT_FOR, LIVES, Purpose

MADE = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_every_purpose_has_a_life() -> None:
    assert set(LIVES) == set(Purpose)


def test_a_code_is_kept_for_ten_minutes_at_most() -> None:
    assert timedelta(minutes=10) >= CODE_KEPT_FOR


def test_a_code_key_outlives_the_last_code_it_may_seal_and_no_more() -> None:
    last_sealed = MADE + CODE_KEPT_FOR - timedelta(seconds=1)
    assert purposes.seals(Purpose.CODES, made_at=MADE, now=last_sealed)
    assert not purposes.seals(Purpose.CODES, made_at=MADE, now=MADE + CODE_KEPT_FOR)
    removed = purposes.removed_at(Purpose.CODES, made_at=MADE)
    assert removed == MADE + 2 * CODE_KEPT_FOR


def test_a_card_key_is_not_removed_by_time() -> None:
    assert purposes.removed_at(Purpose.CARDS, made_at=MADE) is None
    assert purposes.seals(Purpose.CARDS, made_at=MADE, now=MADE + timedelta(days=4000))
