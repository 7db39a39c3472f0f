"""Draw a kind as SVG text, and render SVG text as WebP."""

import io
import re
from functools import lru_cache

import resvg_py
from PIL import Image

from fondaco.demo.studio.colour import hex_of
from fondaco.demo.studio.kinds import KINDS
from fondaco.demo.studio.scene import MATERIALS, OPENING, WIDTH, Scene
from fondaco.demo.studio.stage import backdrop, close_up

VIEWS = 3
BACKDROP = re.compile(r'<g id="backdrop">.*?</g>', re.DOTALL)


def draw(kind: str, *, colour: str, material: str, view: int, seed: int) -> str:
    """One picture as SVG text, 400 by 340 units.

    ``colour`` is a name of ``colour.NAMED`` or ``#rrggbb``; ``material`` one of
    ``scene.MATERIALS``; ``view`` 0 front, 1 another side, 2 close up; ``seed`` chooses
    among small variations of shape and backdrop. Raises ``ValueError`` for anything else.
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind: {kind!r}")
    if material not in MATERIALS:
        raise ValueError(f"no such material: {material!r}")
    if view not in range(VIEWS):
        raise ValueError(f"no such view: {view!r}")
    what = KINDS[kind]
    scene = Scene(colour=hex_of(colour), material=material, seed=seed)
    backdrop(scene, hanging=what.hanging or view == 2, floor=what.floor)
    if view == 2:
        x, y, scale = what.focus
        with scene.group(close_up(x, y, scale)):
            what.draw(scene, 0)
    else:
        what.draw(scene, view)
    return scene.text()


def _raster(svg: str, width_px: int) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=svg, zoom=width_px / WIDTH, skip_system_fonts=True)
    return Image.open(io.BytesIO(png)).convert("RGBA")


@lru_cache(maxsize=24)
def _paper(behind: str, width_px: int) -> Image.Image:
    return _raster(f"{OPENING}{behind}</svg>", width_px)


def render(svg: str, *, width_px: int, quality: int = 80) -> bytes:
    """The SVG as WebP, ``width_px`` wide, in the sheet's proportions.

    The backdrop costs as much as all that stands before it and is one of a few, so it is
    painted once for each and laid under.
    """
    found = BACKDROP.search(svg)
    if found:
        thing = _raster(svg[: found.start()] + svg[found.end() :], width_px)
        picture = Image.alpha_composite(_paper(found.group(), width_px), thing)
    else:
        picture = _raster(svg, width_px)
    out = io.BytesIO()
    picture.convert("RGB").save(out, "WEBP", quality=quality, method=2)
    return out.getvalue()
