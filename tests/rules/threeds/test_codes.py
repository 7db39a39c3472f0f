import pytest

from fondaco.threeds import codes
from fondaco.threeds.codes import ChallengeWindow, TransStatus


def test_the_eight_statuses_have_the_letters_of_the_protocol() -> None:
    assert "".join(TransStatus) == "YANURCDI"


@pytest.mark.parametrize(
    ("window", "pixels"),
    [("01", (250, 400)), ("02", (390, 400)), ("03", (500, 600)), ("04", (600, 400)), ("05", None)],
)
def test_a_challenge_window_has_its_size(window: str, pixels: tuple[int, int] | None) -> None:
    assert ChallengeWindow(window).pixels == pixels


def test_reserved_values_have_no_name() -> None:
    assert "02" not in tuple(codes.ChallengeCancel)
    assert "400" not in tuple(codes.ErrorCode)
