"""What an issuer's answer means."""

import pytest

from fondaco.vault.acquirers.response_codes import (
    APPROVED,
    DECLINED,
    MEANINGS,
    SOFT_DECLINED,
    meaning,
)

PUBLISHED = """
    00 01 03 04 05 12 13 14 30 41 43 51 54 55 57 58 61 62 63 65 75 91 94 96 1A
"""


@pytest.mark.parametrize("code", PUBLISHED.split())
def test_every_published_code_has_a_meaning(code: str) -> None:
    assert code in MEANINGS


def test_only_00_is_a_yes() -> None:
    assert [code for code, means in MEANINGS.items() if means.state == APPROVED] == ["00"]


@pytest.mark.parametrize("code", ["1A", "65"])
def test_missing_authentication_is_a_soft_decline(code: str) -> None:
    assert meaning(code).state == SOFT_DECLINED


def test_an_unknown_code_is_a_decline() -> None:
    assert meaning("ZZ").state == DECLINED


def test_a_card_tester_is_not_told_which_part_was_wrong() -> None:
    assert len({meaning(code).advice for code in ("14", "54", "63", "82", "N7")}) == 1


def test_a_stolen_card_reads_like_any_other_decline() -> None:
    assert meaning("43") == meaning("05")
