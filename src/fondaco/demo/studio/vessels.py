"""Turned things: mug, kettle, teapot, vase, bottle, candle, plant pot, pan, lamp."""

from fondaco.demo.studio.colour import mix, tone
from fondaco.demo.studio.scene import Scene, num, oval
from fondaco.demo.studio.space import lathe, mouth, turned
from fondaco.demo.studio.stage import ground_shadow

Profile = list[tuple[float, float]]


def _of(style: int, shapes: tuple[Profile, ...]) -> Profile:
    return shapes[style % len(shapes)]


def tube(s: Scene, d: str, colour: str, width: float) -> None:
    """A bent round bar, such as a handle."""
    s.path(d, stroke=tone(colour, -0.6), width=width)
    s.path(
        d,
        stroke=s.lin(
            [(0, tone(colour, 0.12)), (0.5, tone(colour, -0.08)), (1, tone(colour, -0.4))],
            (0, 0, 0.7, 1),
        ),
        width=width - 1.8,
    )
    s.path(
        d,
        stroke=tone(colour, 0.55),
        width=width * 0.22,
        opacity=0.7,
        move=(-width * 0.14, -width * 0.18),
    )


def _glaze(s: Scene, cx: float, profile: Profile, tilt: float, share: float, colour: str) -> None:
    """A second glaze on the lower part of a pot, with an uneven edge."""
    d = turned(cx, profile, tilt)
    top, foot = profile[0][1], profile[-1][1]
    y = top + (foot - top) * share
    wide = max(r for r, _ in profile) + 4
    with s.inside(d):
        wave = (
            f"M{num(cx - wide)} {num(y)}C{num(cx - wide / 2)} "
            f"{num(y + wide * tilt * 1.3)} {num(cx + wide / 3)} "
            f"{num(y + wide * tilt * 1.1)} {num(cx + wide)} {num(y - 2)}"
            f"V{num(foot + 60)}H{num(cx - wide)}Z"
        )
        s.path(wave, s.volume(colour))
        s.path(wave, s.texture("grain", colour), opacity=0.5)
        s.path(wave, stroke=tone(colour, -0.4), width=1, opacity=0.4)


def mug(s: Scene, view: int) -> None:
    """A mug with a handle; view 1 from higher, handle towards the left, with coffee."""
    c = s.colour
    tilt = 0.34 if view else 0.13
    flip = "translate(400 0) scale(-1 1)" if view else "rotate(0)"
    shape = _of(
        s.style,
        (
            [(66, 110), (66, 160), (66, 220), (64, 258), (56, 272)],
            [(60, 106), (68, 160), (70, 210), (62, 256), (46, 272)],
            [(72, 112), (66, 160), (60, 220), (56, 258), (52, 272)],
        ),
    )
    foot = shape[-1][1] + shape[-1][0] * tilt
    ground_shadow(s, 198, foot - 3, 66, 9 if not view else 16)
    with s.group(flip):
        tube(s, "M254 142C308 128 316 226 252 236", c, 15)
    lathe(s, 190 if not view else 210, shape, tilt, c, streak=0.5)
    _glaze(s, 190 if not view else 210, shape, tilt, 0.66, mix(c, "#d9c9a8", 0.75))
    cx = 190 if not view else 210
    mouth(s, cx, shape[0][1], shape[0][0], tilt, c, wall=4, inner=mix(c, "#f4efe4", 0.7))
    if view:
        s.path(
            oval(cx, shape[0][1] + 7, shape[0][0] - 10, (shape[0][0] - 12) * tilt * 0.86),
            s.rad([(0, "#6b4224"), (0.7, "#3d2313"), (1, "#2a170c")], (0.4, 0.4, 0.7)),
        )
        s.glow(oval(cx - 18, shape[0][1] + 2, 18, 3), opacity=0.4, blur=2)


def kettle(s: Scene, view: int) -> None:
    """A pouring kettle; view 1 from higher and turned round."""
    c = s.colour
    tilt = 0.26 if view else 0.12
    with s.group("translate(400 0) scale(-1 1)" if view else "rotate(0)"):
        ground_shadow(s, 196, 272 + (14 if view else 6), 88, 12)
        spout = (
            "M262 226C300 220 300 150 318 122C322 114 334 110 340 116L332 124"
            "C320 140 322 236 266 250Z"
        )
        s.body(
            spout,
            c,
            paint=s.lin(
                [(0, tone(c, -0.2)), (0.4, tone(c, 0.3)), (1, tone(c, -0.45))], (0.2, 0.3, 0.9, 0.7)
            ),
            soft=4,
        )
        handle = "M126 132C64 104 42 178 66 232C72 244 84 246 92 240"
        tube(s, handle, "#2a2d2f" if s.style else "#7c5435", 17)
        shape: Profile = [(54, 118), (72, 140), (86, 190), (88, 232), (84, 262), (78, 274)]
        lathe(s, 194, shape, tilt, c, streak=0.55)
        d = turned(194, shape, tilt)
        with s.inside(d):
            s.path(
                f"M100 246C150 {246 + 88 * tilt} 240 {246 + 88 * tilt} 290 246",
                stroke=tone(c, -0.5),
                width=1.4,
                opacity=0.7,
            )
            s.path(
                f"M110 132C150 {132 + 60 * tilt} 240 {132 + 60 * tilt} 280 132",
                stroke=tone(c, 0.5),
                width=1.2,
                opacity=0.7,
            )
        s.path(oval(194, 118, 55, 55 * tilt), tone(c, -0.5))
        lathe(s, 194, [(26, 102), (44, 108), (51, 117)], tilt, c, streak=0.4)
        s.path(oval(194, 102, 26, 26 * tilt), s.sheen(c))
        s.body(oval(194, 90, 13, 12), "#2a2d2f" if s.style else "#7c5435", material="gloss", soft=4)


def teapot(s: Scene, view: int) -> None:
    """A round teapot; view 1 from higher, spout to the left."""
    c = s.colour
    tilt = 0.30 if view else 0.12
    with s.group("translate(400 0) scale(-1 1)" if view else "rotate(0)"):
        ground_shadow(s, 196, 262 + (10 if view else 5), 74, 12)
        spout = "M272 214C312 206 306 158 330 140C336 136 344 140 342 146C330 170 338 232 270 244Z"
        s.body(
            spout,
            c,
            paint=s.lin(
                [(0, tone(c, -0.25)), (0.45, tone(c, 0.25)), (1, tone(c, -0.4))],
                (0.2, 0.3, 0.9, 0.8),
            ),
            soft=5,
        )
        tube(s, "M124 158C58 130 54 238 120 230", c, 15)
        shape: Profile = [(44, 134), (80, 152), (96, 196), (84, 240), (58, 262)]
        lathe(s, 196, shape, tilt, c, streak=0.5)
        if s.style:
            _glaze(s, 196, shape, tilt, 0.70, mix(c, "#cbb48c", 0.7))
        s.path(oval(196, 136, 50, 50 * tilt), tone(c, -0.45))
        lathe(s, 196, [(14, 116), (34, 121), (47, 133)], tilt, c, streak=0.45)
        s.body(oval(196, 108, 12, 11), c if s.style else "#8a5f3f", soft=4)


def vase(s: Scene, view: int) -> None:
    """A vase; view 1 with dried grasses, from a little higher."""
    c = s.colour
    tilt = 0.2 if view else 0.11
    shape = _of(
        s.style,
        (
            [(24, 78), (20, 100), (36, 140), (62, 190), (58, 240), (38, 272)],
            [(36, 70), (28, 96), (46, 130), (52, 190), (42, 250), (36, 274)],
            [(16, 82), (17, 118), (52, 150), (74, 196), (64, 248), (42, 270)],
        ),
    )
    ground_shadow(s, 200, shape[-1][1] + shape[-1][0] * tilt - 1, 54, 9)
    if view:
        for index in range(9):
            bend = (index - 4) * 13
            top = 8 + abs(index - 4) * 7
            x = 200 + bend
            s.path(
                (
                    f"M{200 + (index - 4) * 2} 96C{200 + bend * 0.2} 66 "
                    f"{200 + bend * 0.6} 46 {x} {top}"
                ),
                stroke="#a58d5c",
                width=1.6,
            )
            for step in range(9):
                y = top + step * 5.4
                at = x - bend * 0.035 * step * 1.2
                s.path(
                    (
                        f"M{num(at)} {num(y + 7)}q-5 -4 -6 -10q6 2 6 10M{num(at)} "
                        f"{num(y + 7)}q5 -4 6 -10q-6 2 -6 10"
                    ),
                    ("#c9b07a", "#b89a62", "#d6c292")[(index + step) % 3],
                    opacity=0.9,
                )
    lathe(s, 200, shape, tilt, c, streak=0.42)
    d = turned(200, shape, tilt)
    if s.material == "ceramic":
        with s.inside(d):
            s.path(d, s.texture("grain", c), opacity=0.35)
            if s.style == 1:
                with s.blurred(0.8):
                    for y in range(100, 270, 9):
                        s.crease(
                            f"M130 {y}C170 {y + 13} 230 {y + 13} 270 {y}",
                            width=2,
                            opacity=0.34,
                            blur=0.8,
                        )
    if s.style == 0:
        _glaze(s, 200, shape, tilt, 0.62, mix(c, "#e6dcc5", 0.7))
    mouth(s, 200, shape[0][1], shape[0][0], tilt, c, wall=3.5, depth=0.9)
    if view:
        for index in range(9):
            s.path(
                f"M{190 + index * 2.4} {shape[0][1] + 1}L{188 + index * 2.8} {shape[0][1] - 18}",
                stroke="#a58d5c",
                width=1.6,
            )


def bottle(s: Scene, view: int) -> None:
    """An insulated bottle with a loop; view 1 with the lid beside it."""
    c = s.colour
    tilt = 0.18 if view else 0.09
    shape: Profile = [(30, 104), (46, 122), (50, 146), (50, 220), (50, 262), (47, 274)]
    cx = 176 if view else 200
    ground_shadow(s, cx + 2, 276 + 40 * tilt, 52, 8)
    d = lathe(s, cx, shape, tilt, c, streak=0.5)
    with s.inside(d):
        if s.material == "metal":
            s.path(d, s.texture("brushed", c), opacity=0.5)
        s.path(
            (
                f"M{cx - 60} 258C{cx - 20} {258 + 50 * tilt} {cx + 20} "
                f"{258 + 50 * tilt} {cx + 60} 258V300H{cx - 60}Z"
            ),
            s.volume("#a9aeb0" if s.style else "#8a5f3f"),
        )
        s.path(oval(cx, 190, 12, 12), stroke=tone(c, 0.5), width=1.6, opacity=0.8)
        s.path(f"M{cx - 5} 192q5 -12 10 0", stroke=tone(c, 0.5), width=1.6, opacity=0.8)
    steel = "#b9bec0"
    lathe(s, cx, [(29, 92), (29, 104)], tilt, steel, streak=0.5)
    lid = "#26292b" if s.style != 1 else "#8a5f3f"

    def cap(x: float, y: float) -> None:
        s.path(
            f"M{x - 17} {y}C{x - 22} {y - 40} {x + 22} {y - 40} {x + 17} {y}",
            stroke=tone(lid, -0.4),
            width=8,
        )
        s.path(
            f"M{x - 17} {y}C{x - 22} {y - 40} {x + 22} {y - 40} {x + 17} {y}",
            stroke=tone(lid, 0.12),
            width=5,
        )
        lathe(s, x, [(33, y), (34, y + 12), (33, y + 26)], tilt, lid, streak=0.35)
        s.path(oval(x, y, 33, 33 * tilt), s.sheen(lid))

    if view:
        mouth(s, cx, 92, 29, tilt, steel, wall=3, depth=1.0)
        ground_shadow(s, 292, 282, 36, 6)
        cap(290, 248)
    else:
        cap(cx, 70)
