"""Draw a kind as SVG text, and render SVG text as WebP."""

import io
import re
from functools import lru_cache

import resvg_py
from PIL import Image

from fondaco.demo.studio.colour import hex_of
from fondaco.demo.studio.kinds import KINDS
from fondaco.demo.studio.scene import HEIGHT, MATERIALS, OPENING, WIDTH, Scene
from fondaco.demo.studio.stage import backdrop, close_up

VIEWS = 3
ENLARGED = 1.3
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
    return _webp(picture, quality)


def _webp(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "WEBP", quality=quality, method=2)
    return out.getvalue()


def picture_set(
    kind: str,
    *,
    colour: str,
    material: str,
    seed: int,
    width_px: int,
    views: int = VIEWS,
    quality: int = 80,
) -> list[bytes]:
    """The first ``views`` views as WebP; quicker than drawing and rendering each.

    The close-up is cut from one large raster of the front, since a rasterizer pays for the
    whole enlarged drawing, also for what lies outside the sheet.
    """
    height_px = round(width_px * HEIGHT / WIDTH)
    large = ENLARGED if views == VIEWS else 1.0
    sheets = [draw(kind, colour=colour, material=material, view=v, seed=seed) for v in (0, 1)]
    thing = _raster(BACKDROP.sub("", sheets[0]), round(width_px * large))
    small = thing.resize((width_px, height_px), Image.Resampling.BOX) if large > 1 else thing
    pictures = [_webp(Image.alpha_composite(_behind(sheets[0], width_px), small), quality)]
    if views > 1:
        pictures.append(render(sheets[1], width_px=width_px, quality=quality))
    if views > 2:
        x, y, scale = KINDS[kind].focus
        unit = thing.width / WIDTH
        box = (
            x - WIDTH / 2 / scale,
            y - HEIGHT / 2 / scale,
            x + WIDTH / 2 / scale,
            y + HEIGHT / 2 / scale,
        )
        near = thing.transform(
            (width_px, height_px),
            Image.Transform.EXTENT,
            tuple(v * unit for v in box),
            Image.Resampling.BICUBIC,
        )
        scene = Scene(colour=hex_of(colour), material=material, seed=seed)
        backdrop(scene, hanging=True)
        pictures.append(_webp(Image.alpha_composite(_paper(scene.behind, width_px), near), quality))
    return pictures


def _behind(svg: str, width_px: int) -> Image.Image:
    found = BACKDROP.search(svg)
    if found is None:
        raise ValueError("the drawing has no backdrop")
    return _paper(found.group(), width_px)
