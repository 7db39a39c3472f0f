"""The studio draws every kind, each view apart from the others, the same every time."""

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from fondaco.demo import studio
from fondaco.demo.studio.bounds import box_of
from fondaco.demo.studio.colour import hex_of, lightness, mix, tone
from fondaco.demo.studio.scene import oval, rounded

SVG = "{http://www.w3.org/2000/svg}"
HEX = st.from_regex(r"\A#[0-9a-f]{6}\Z")


@pytest.mark.parametrize("kind", sorted(studio.KINDS))
def test_a_kind_is_well_formed_and_its_views_differ_in_every_look(kind: str) -> None:
    for seed in range(3):
        drawings = [
            studio.draw(kind, colour="navy", material="leather", view=view, seed=seed)
            for view in range(studio.VIEWS)
        ]
        assert len(set(drawings)) == studio.VIEWS
        for drawing in drawings:
            root = ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing, not a stranger's
            assert root.tag == f"{SVG}svg"
            assert len(root.findall(f".//{SVG}path")) > 12
            named = {e.attrib["id"] for e in root.iter() if "id" in e.attrib}
            used = {part.split(")")[0] for part in drawing.split("url(#")[1:]}
            assert used <= named


def test_there_are_some_fifty_kinds() -> None:
    assert len(studio.KINDS) >= 45


def test_the_same_parameters_give_the_same_drawing() -> None:
    one = studio.draw("beanie", colour="rust", material="wool", view=0, seed=5)
    assert one == studio.draw("beanie", colour="rust", material="wool", view=0, seed=5)
    assert one != studio.draw("beanie", colour="navy", material="wool", view=0, seed=5)
    assert one != studio.draw("beanie", colour="rust", material="cotton", view=0, seed=5)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "zeppelin"}, {"material": "cheese"}, {"view": 3}, {"colour": "loud"}],
)
def test_what_the_studio_does_not_know_is_refused(wrong: dict[str, object]) -> None:
    asked: dict[str, object] = {
        "kind": "mug",
        "colour": "navy",
        "material": "ceramic",
        "view": 0,
        "seed": 1,
    } | wrong
    with pytest.raises(ValueError, match="no such"):
        studio.draw(asked.pop("kind"), **asked)  # type: ignore[arg-type]


def test_a_rendering_is_a_webp_of_the_asked_width_and_not_one_flat_colour() -> None:
    drawing = studio.draw("mug", colour="petrol", material="ceramic", view=0, seed=0)
    picture = Image.open(io.BytesIO(studio.render(drawing, width_px=200)))
    assert picture.format == "WEBP"
    assert picture.size == (200, 170)
    darkest, lightest = picture.convert("L").getextrema()
    assert darkest < 90
    assert lightest > 220


def test_a_set_has_the_front_that_render_gives_and_three_different_pictures() -> None:
    shots = studio.picture_set("vase", colour="sage", material="ceramic", seed=1, width_px=160)
    assert len({bytes(shot) for shot in shots}) == studio.VIEWS
    drawing = studio.draw("vase", colour="sage", material="ceramic", view=0, seed=1)
    front = Image.open(io.BytesIO(shots[0])).convert("L")
    alone = Image.open(io.BytesIO(studio.render(drawing, width_px=160))).convert("L")
    gaps = [abs(a - b) for a, b in zip(front.tobytes(), alone.tobytes(), strict=True)]
    assert sum(gaps) / len(gaps) < 3


@given(HEX, HEX, st.floats(0, 1))
def test_a_mixture_lies_between_its_parts(one: str, other: str, share: float) -> None:
    middle = lightness(mix(one, other, share))
    low, high = sorted((lightness(one), lightness(other)))
    assert low - 0.01 <= middle <= high + 0.01


@given(HEX)
def test_a_tone_is_lighter_above_zero_and_darker_below(colour: str) -> None:
    assert lightness(tone(colour, 0.4)) >= lightness(colour) - 0.01
    assert lightness(tone(colour, -0.4)) <= lightness(colour) + 0.03
    assert hex_of(colour) == colour


def test_a_box_holds_its_path_also_with_relative_commands() -> None:
    assert box_of(rounded(10, 20, 30, 40, 5)) == pytest.approx((10, 20, 40, 60))
    left, top, right, bottom = box_of(oval(50, 60, 20, 10))
    assert (left, right) == pytest.approx((30, 70))
    assert top <= 50
    assert bottom >= 70
    assert box_of("M10 10l5 5h-20v3z") == pytest.approx((-5, 10, 15, 18))
