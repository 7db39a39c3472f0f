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


def test_2_1_0_knows_wishes_for_a_challenge_without_reasons() -> None:
    spoken = {wish.value: wish.in_version("2.1.0").value for wish in codes.ChallengeIndicator}
    assert spoken == {
        **{each: each for each in ("01", "02", "03", "04")},
        **dict.fromkeys(("05", "06", "07", "08"), "02"),
        "09": "03",
    }
    assert all(wish.in_version("2.2.0") is wish for wish in codes.ChallengeIndicator)
