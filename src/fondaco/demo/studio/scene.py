"""The sheet that a picture is drawn on: shapes, gradients, soft light, seams.

Every drawing uses one light from the upper left. ``body`` gives any outline its
volume: a base gradient, a lit edge towards the light and a soft shade away from it.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from fondaco.demo.studio.bounds import Box, box_of, grown, moved, overlap, union
from fondaco.demo.studio.cloth import STRIPES, TEXTURES
from fondaco.demo.studio.colour import lightness, tone

WIDTH, HEIGHT = 400, 340
OPENING = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
Stops = Sequence[tuple[float, str] | tuple[float, str, float]]

# How strongly a material shows light: (lit edge, shade).
MATERIALS: dict[str, tuple[float, float]] = {
    "matte": (0.28, 0.42),
    "gloss": (0.55, 0.50),
    "metal": (0.70, 0.55),
    "leather": (0.34, 0.46),
    "cotton": (0.22, 0.30),
    "canvas": (0.22, 0.34),
    "denim": (0.22, 0.36),
    "knit": (0.20, 0.34),
    "wool": (0.20, 0.34),
    "linen": (0.22, 0.30),
    "nylon": (0.34, 0.40),
    "rubber": (0.24, 0.44),
    "ceramic": (0.42, 0.42),
    "glass": (0.65, 0.35),
    "wood": (0.26, 0.38),
}


def num(value: float) -> str:
    """A number as short as SVG allows."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def rounded(x: float, y: float, w: float, h: float, r: float) -> str:
    """Path of a rounded rectangle."""
    r = min(r, w / 2, h / 2)
    k = r * 0.448
    return (
        f"M{num(x + r)} {num(y)}H{num(x + w - r)}C{num(x + w - k)} {num(y)} "
        f"{num(x + w)} {num(y + k)}"
        f" {num(x + w)} {num(y + r)}V{num(y + h - r)}C{num(x + w)} {num(y + h - k)}"
        f" {num(x + w - k)} {num(y + h)} {num(x + w - r)} {num(y + h)}H{num(x + r)}"
        f"C{num(x + k)} {num(y + h)} {num(x)} {num(y + h - k)} {num(x)} {num(y + h - r)}"
        f"V{num(y + r)}C{num(x)} {num(y + k)} {num(x + k)} {num(y)} {num(x + r)} {num(y)}Z"
    )


def oval(cx: float, cy: float, rx: float, ry: float) -> str:
    """Path of an ellipse."""
    a, b, c = num(rx), num(ry), num(2 * rx)
    return f"M{num(cx - rx)} {num(cy)}a{a} {b} 0 1 0 {c} 0a{a} {b} 0 1 0 -{c} 0Z"


class Scene:
    """Collects definitions and shapes; ``text()`` is the finished SVG."""

    def __init__(self, *, colour: str, material: str, seed: int, prefix: str = "") -> None:
        self._prefix = prefix
        self.behind = ""
        self._blurring: list[Box] | None = None
        self._clips: list[Box] = []
        self.colour = colour
        self.material = material
        self.dice = random.Random(seed)
        self.style = seed % 3
        self._defs: dict[str, str] = {}
        self._body: list[str] = []

    # -- definitions -------------------------------------------------------
    def _define(self, prefix: str, content: str) -> str:
        if content not in self._defs:
            self._defs[content] = f"{self._prefix}{prefix}{len(self._defs)}"
        return self._defs[content]

    @staticmethod
    def _stops(stops: Stops) -> str:
        out = []
        for stop in stops:
            opacity = f' stop-opacity="{num(stop[2])}"' if len(stop) == 3 else ""
            out.append(f'<stop offset="{num(stop[0])}" stop-color="{stop[1]}"{opacity}/>')
        return "".join(out)

    def lin(
        self,
        stops: Stops,
        along: tuple[float, float, float, float] = (0, 0, 1, 0),
        *,
        page: bool = False,
    ) -> str:
        """A linear gradient as a paint; ``page`` means page units, not the shape's box."""
        x1, y1, x2, y2 = (num(v) for v in along)
        units = ' gradientUnits="userSpaceOnUse"' if page else ""
        key = self._define(
            "g",
            f'<linearGradient id="@" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{units}>'
            f"{self._stops(stops)}</linearGradient>",
        )
        return f"url(#{key})"

    def rad(
        self, stops: Stops, at: tuple[float, float, float] = (0.5, 0.5, 0.5), *, page: bool = False
    ) -> str:
        """A radial gradient as a paint: centre and radius."""
        units = ' gradientUnits="userSpaceOnUse"' if page else ""
        key = self._define(
            "g",
            f'<radialGradient id="@" cx="{num(at[0])}" cy="{num(at[1])}" r="{num(at[2])}"{units}>'
            f"{self._stops(stops)}</radialGradient>",
        )
        return f"url(#{key})"

    def volume(self, colour: str, *, across: bool = True, depth: float = 1.0) -> str:
        """The paint of a cylinder lit from the upper left."""
        metal = self.material == "metal"
        stops: Stops = [
            (0, tone(colour, -0.30 * depth)),
            (0.10, tone(colour, -0.06 * depth)),
            (0.27, tone(colour, (0.5 if metal else 0.24) * depth)),
            (0.48, tone(colour, 0.02)),
            (0.80, tone(colour, -0.38 * depth)),
            (0.93, tone(colour, -0.46 * depth)),
            (1, tone(colour, -0.24 * depth)),
        ]
        return self.lin(stops, (0, 0, 1, 0) if across else (0, 0, 0, 1))

    def sheen(self, colour: str, *, depth: float = 1.0) -> str:
        """The paint of a gently curved sheet lit from the upper left."""
        return self.lin(
            [
                (0, tone(colour, 0.20 * depth)),
                (0.4, tone(colour, 0.03 * depth)),
                (1, tone(colour, -0.28 * depth)),
            ],
            (0.08, 0, 0.75, 1),
        )

    def blur(self, amount: float, reach: Box) -> str:
        """A blur filter's reference for shapes within ``reach``.

        The filter's region is held as small as the blur and the clip around it allow:
        its cost is its area.
        """
        left, top, right, bottom = grown(reach, amount * 3)
        if self._clips:
            left, top, right, bottom = overlap(
                (left, top, right, bottom), grown(self._clips[-1], 1)
            )
        width, height = max(1.0, right - left), max(1.0, bottom - top)
        return "url(#{})".format(
            self._define(
                "f",
                f'<filter id="@" filterUnits="userSpaceOnUse" x="{num(left)}" y="{num(top)}"'
                f' width="{num(width)}" height="{num(height)}" color-interpolation-filters="sRGB">'
                f'<feGaussianBlur stdDeviation="{num(amount)}"/></filter>',
            )
        )

    def texture(self, name: str, colour: str) -> str:
        """A woven, knitted or grained pattern as a paint, in tones of the colour."""
        dark = tone(colour, -0.5 if lightness(colour) > 0.2 else 0.35)
        light = tone(colour, 0.5)
        if name in STRIPES:
            return self._stripes(name, dark, light)
        return f"url(#{self._define('p', TEXTURES[name](dark, light))})"

    def _stripes(self, name: str, dark: str, light: str) -> str:
        pair, turn, strong, bright = STRIPES[name]
        stops = self._stops(
            [
                (0, dark, 0),
                (0.2, dark, strong),
                (0.4, dark, 0),
                (0.5, light, 0),
                (0.72, light, bright),
                (0.94, light, 0),
            ]
        )
        key = self._define(
            "g",
            f'<linearGradient id="@" x1="0" y1="0" x2="{num(pair)}" y2="0" spreadMethod="repeat"'
            f' gradientUnits="userSpaceOnUse" gradientTransform="rotate({num(turn)})">'
            f"{stops}</linearGradient>",
        )
        return f"url(#{key})"

    # -- shapes ------------------------------------------------------------
    def add(self, markup: str) -> None:
        """Raw SVG markup."""
        self._body.append(markup)

    def path(
        self,
        d: str,
        fill: str = "none",
        *,
        stroke: str = "",
        width: float = 1.0,
        opacity: float = 1.0,
        blur: float = 0.0,
        dash: str = "",
        cap: str = "round",
        move: tuple[float, float] = (0, 0),
    ) -> None:
        """One path with all that may be said about it."""
        words = [f'<path d="{d}" fill="{fill}"']
        if stroke:
            words.append(f'stroke="{stroke}" stroke-width="{num(width)}"')
            words.append(f'stroke-linecap="{cap}" stroke-linejoin="round"')
        if dash:
            words.append(f'stroke-dasharray="{dash}"')
        if opacity < 1:
            # On the paint, not on the shape: a shape's opacity costs a layer of its own.
            side = "stroke" if stroke else "fill"
            words.append(f'{side}-opacity="{num(opacity)}"')
        reach = grown(box_of(d), width if stroke else 0)
        if self._blurring is not None:
            self._blurring.append(moved(reach, move))
        elif blur:
            words.append(f'filter="{self.blur(blur, reach)}"')
        if move != (0, 0):
            words.append(f'transform="translate({num(move[0])} {num(move[1])})"')
        self._body.append(" ".join(words) + "/>")

    @contextmanager
    def group(self, transform: str = "", *, opacity: float = 1.0) -> Iterator[None]:
        """Everything drawn inside stands in one transformed group."""
        words = f' transform="{transform}"' if transform else ""
        words += f' opacity="{num(opacity)}"' if opacity < 1 else ""
        self._body.append(f"<g{words}>")
        clips, self._clips = (
            self._clips,
            [],
        )  # a transform moves what is inside out of their measure
        yield
        self._clips = clips
        self._body.append("</g>")

    @contextmanager
    def blurred(self, amount: float) -> Iterator[None]:
        """Everything drawn inside is blurred as one, which is cheaper than each alone.

        Within another blurred group it does nothing: the outer blur serves both.
        """
        if self._blurring is not None:
            yield
            return
        self._blurring = []
        place = len(self._body)
        yield
        reach = union(self._blurring)
        self._blurring = None
        self._body.insert(place, f'<g filter="{self.blur(amount, reach)}">')
        self._body.append("</g>")

    @contextmanager
    def inside(self, d: str) -> Iterator[None]:
        """Everything drawn inside is cut to the outline."""
        key = self._define("c", f'<clipPath id="@"><path d="{d}"/></clipPath>')
        self._body.append(f'<g clip-path="url(#{key})">')
        self._clips.append(box_of(d))
        yield
        self._clips.pop()
        self._body.append("</g>")

    def body(
        self,
        d: str,
        colour: str,
        *,
        paint: str = "",
        material: str = "",
        soft: float = 5.0,
        lift: float = 1.0,
        texture: str = "",
    ) -> None:
        """An outline as a lit volume; ``soft`` is how round its edge is, in page units."""
        material = material or self.material
        lit, shade = MATERIALS[material]
        # Light cloth and paint throw light back into their own shade.
        shade *= 1.12 - 0.5 * lightness(colour)
        self.path(d, paint or self.sheen(colour))
        with self.inside(d):
            if texture:
                self.path(d, self.texture(texture, colour), opacity=0.55)
            with self.blurred(soft * 0.62):
                self.path(
                    d,
                    stroke=tone(colour, -0.85),
                    width=soft * 2.6,
                    cap="butt",
                    opacity=min(1, shade * lift * 1.25),
                    move=(-soft * 0.5, -soft * 0.6),
                )
                self.path(
                    d,
                    stroke=tone(colour, 0.75),
                    width=soft * 0.9,
                    cap="butt",
                    opacity=min(1, lit * lift * 1.1),
                    move=(soft * 0.45, soft * 0.55),
                )

    def seam(self, d: str, colour: str, *, width: float = 1.0, opacity: float = 0.6) -> None:
        """A line pressed into the surface: dark, with light on its lower lip."""
        self.path(d, stroke=tone(colour, 0.5), width=width, opacity=opacity * 0.5, move=(0.7, 0.9))
        self.path(d, stroke=tone(colour, -0.65), width=width, opacity=opacity)

    def stitch(
        self, d: str, colour: str, *, thread: str = "", width: float = 0.9, dash: str = "3.2 1.8"
    ) -> None:
        """A row of stitches with the small shadow that thread throws."""
        thread = thread or tone(colour, 0.38 if lightness(colour) < 0.6 else -0.35)
        self.path(
            d,
            stroke=tone(colour, -0.7),
            width=width,
            dash=dash,
            cap="butt",
            opacity=0.45,
            move=(0.4, 0.7),
        )
        self.path(d, stroke=thread, width=width, dash=dash, cap="butt", opacity=0.9)

    def glow(
        self,
        d: str,
        *,
        opacity: float = 0.4,
        blur: float = 2.0,
        colour: str = "#fffdf6",
    ) -> None:
        """A soft highlight of the given shape."""
        self.path(d, colour, opacity=opacity, blur=blur)

    def gloss(
        self, d: str, *, width: float = 3.0, opacity: float = 0.45, blur: float = 1.2
    ) -> None:
        """A soft highlight along a line."""
        self.path(d, stroke="#fffdf6", width=width, opacity=opacity, blur=blur)

    def dusk(self, d: str, *, opacity: float = 0.4, blur: float = 4.0) -> None:
        """A soft shade of the given shape."""
        self.path(d, "#0b0e12", opacity=opacity, blur=blur)

    def crease(
        self, d: str, *, width: float = 4.0, opacity: float = 0.22, blur: float = 2.2
    ) -> None:
        """A fold in cloth: soft shade with soft light beside it."""
        opacity *= 1.1 - 0.45 * lightness(self.colour)
        with self.blurred(blur):
            self.path(
                d,
                stroke="#fffaf0",
                width=width,
                opacity=opacity * 0.7,
                move=(-width * 0.7, -width * 0.4),
            )
            self.path(d, stroke="#0b0e12", width=width, opacity=opacity)

    # -- the finished sheet ------------------------------------------------
    def text(self) -> str:
        """The SVG document."""
        return f"{OPENING}{self.behind}{self.markup()}</svg>"

    def markup(self) -> str:
        """Definitions and shapes, without the document around them."""
        defs = "".join(body.replace('id="@"', f'id="{key}"', 1) for body, key in self._defs.items())
        return f"<defs>{defs}</defs>{''.join(self._body)}"
