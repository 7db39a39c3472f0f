"""Turned things: mug, kettle, teapot, vase, bottle, candle, plant pot, pan, lamp."""

from fondaco.demo.studio.colour import mix, tone
from fondaco.demo.studio.scene import Scene, num, oval
from fondaco.demo.studio.space import lathe, mouth, smooth, turned
from fondaco.demo.studio.stage import ground_shadow

Profile = list[tuple[float, float]]


def _of(style: int, shapes: tuple[Profile, ...]) -> Profile:
    return shapes[style % len(shapes)]


def _tube(s: Scene, d: str, colour: str, width: float) -> None:
    """A bent round bar, such as a handle."""
    s.path(d, stroke=tone(colour, -0.6), width=width)
    s.path(d, stroke=s.lin([(0, tone(colour, 0.12)), (0.5, tone(colour, -0.08)),
                            (1, tone(colour, -0.4))], (0, 0, 0.7, 1)), width=width - 1.8)
    s.path(d, stroke=tone(colour, 0.55), width=width * 0.22, opacity=0.7,
           move=(-width * 0.14, -width * 0.18))


def _glaze(s: Scene, cx: float, profile: Profile, tilt: float, share: float, colour: str) -> None:
    """A second glaze on the lower part of a pot, with an uneven edge."""
    d = turned(cx, profile, tilt)
    top, foot = profile[0][1], profile[-1][1]
    y = top + (foot - top) * share
    wide = max(r for r, _ in profile) + 4
    with s.inside(d):
        wave = f"M{num(cx - wide)} {num(y)}C{num(cx - wide / 2)} {num(y + wide * tilt * 1.3)} {num(cx + wide / 3)} {num(y + wide * tilt * 1.1)} {num(cx + wide)} {num(y - 2)}V{num(foot + 60)}H{num(cx - wide)}Z"
        s.path(wave, s.volume(colour))
        s.path(wave, s.texture("grain", colour), opacity=0.5)
        s.path(wave, stroke=tone(colour, -0.4), width=1, opacity=0.4)


def mug(s: Scene, view: int) -> None:
    """A mug with a handle; view 1 from higher, handle towards the left, with coffee."""
    c = s.colour
    tilt = 0.34 if view else 0.13
    flip = "translate(400 0) scale(-1 1)" if view else "rotate(0)"
    shape = _of(s.style, (
        [(66, 110), (66, 160), (66, 220), (64, 258), (56, 272)],
        [(60, 106), (68, 160), (70, 210), (62, 256), (46, 272)],
        [(72, 112), (66, 160), (60, 220), (56, 258), (52, 272)],
    ))
    foot = shape[-1][1] + shape[-1][0] * tilt
    ground_shadow(s, 198, foot - 3, 66, 9 if not view else 16)
    with s.group(flip):
        _tube(s, "M254 142C308 128 316 226 252 236", c, 15)
    lathe(s, 190 if not view else 210, shape, tilt, c, streak=0.5)
    _glaze(s, 190 if not view else 210, shape, tilt, 0.66, mix(c, "#d9c9a8", 0.75))
    cx = 190 if not view else 210
    mouth(s, cx, shape[0][1], shape[0][0], tilt, c, wall=4, inner=mix(c, "#f4efe4", 0.7))
    if view:
        s.path(oval(cx, shape[0][1] + 7, shape[0][0] - 10, (shape[0][0] - 12) * tilt * 0.86), s.rad(
            [(0, "#6b4224"), (0.7, "#3d2313"), (1, "#2a170c")], (0.4, 0.4, 0.7)))
        s.glow(oval(cx - 18, shape[0][1] + 2, 18, 3), opacity=0.4, blur=2)


def kettle(s: Scene, view: int) -> None:
    """A pouring kettle; view 1 from higher and turned round."""
    c = s.colour
    tilt = 0.26 if view else 0.12
    with s.group("translate(400 0) scale(-1 1)" if view else "rotate(0)"):
        ground_shadow(s, 196, 272 + (14 if view else 6), 88, 12)
        spout = "M262 226C300 220 300 150 318 122C322 114 334 110 340 116L332 124C320 140 322 236 266 250Z"
        s.body(spout, c, paint=s.lin([(0, tone(c, -0.2)), (0.4, tone(c, 0.3)), (1, tone(c, -0.45))],
                                     (0.2, 0.3, 0.9, 0.7)), soft=4)
        handle = "M126 132C64 104 42 178 66 232C72 244 84 246 92 240"
        _tube(s, handle, "#2a2d2f" if s.style else "#7c5435", 17)
        shape: Profile = [(54, 118), (72, 140), (86, 190), (88, 232), (84, 262), (78, 274)]
        lathe(s, 194, shape, tilt, c, streak=0.55)
        d = turned(194, shape, tilt)
        with s.inside(d):
            s.path(f"M100 246C150 {246 + 88 * tilt} 240 {246 + 88 * tilt} 290 246", stroke=tone(c, -0.5),
                   width=1.4, opacity=0.7)
            s.path(f"M110 132C150 {132 + 60 * tilt} 240 {132 + 60 * tilt} 280 132", stroke=tone(c, 0.5),
                   width=1.2, opacity=0.7)
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
        s.body(spout, c, paint=s.lin([(0, tone(c, -0.25)), (0.45, tone(c, 0.25)), (1, tone(c, -0.4))],
                                     (0.2, 0.3, 0.9, 0.8)), soft=5)
        _tube(s, "M124 158C58 130 54 238 120 230", c, 15)
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
    shape = _of(s.style, (
        [(24, 78), (20, 100), (36, 140), (62, 190), (58, 240), (38, 272)],
        [(36, 70), (28, 96), (46, 130), (52, 190), (42, 250), (36, 274)],
        [(16, 82), (17, 118), (52, 150), (74, 196), (64, 248), (42, 270)],
    ))
    ground_shadow(s, 200, shape[-1][1] + shape[-1][0] * tilt - 1, 54, 9)
    if view:
        for index in range(9):
            bend = (index - 4) * 13
            top = 8 + abs(index - 4) * 7
            x = 200 + bend
            s.path(f"M{200 + (index - 4) * 2} 96C{200 + bend * 0.2} 66 {200 + bend * 0.6} 46 {x} {top}",
                   stroke="#a58d5c", width=1.6)
            for step in range(9):
                y = top + step * 5.4
                at = x - bend * 0.035 * step * 1.2
                s.path(f"M{num(at)} {num(y + 7)}q-5 -4 -6 -10q6 2 6 10M{num(at)} {num(y + 7)}q5 -4 6 -10q-6 2 -6 10",
                       ("#c9b07a", "#b89a62", "#d6c292")[(index + step) % 3], opacity=0.9)
    lathe(s, 200, shape, tilt, c, streak=0.42)
    d = turned(200, shape, tilt)
    if s.material == "ceramic":
        with s.inside(d):
            s.path(d, s.texture("grain", c), opacity=0.35)
            if s.style == 1:
                with s.blurred(0.8):
                    for y in range(100, 270, 9):
                        s.crease(f"M130 {y}C170 {y + 13} 230 {y + 13} 270 {y}", width=2, opacity=0.34, blur=0.8)
    if s.style == 0:
        _glaze(s, 200, shape, tilt, 0.62, mix(c, "#e6dcc5", 0.7))
    mouth(s, 200, shape[0][1], shape[0][0], tilt, c, wall=3.5, depth=0.9)
    if view:
        for index in range(9):
            s.path(f"M{190 + index * 2.4} {shape[0][1] + 1}L{188 + index * 2.8} {shape[0][1] - 18}",
                   stroke="#a58d5c", width=1.6)


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
        s.path(f"M{cx - 60} 258C{cx - 20} {258 + 50 * tilt} {cx + 20} {258 + 50 * tilt} {cx + 60} 258V300H{cx - 60}Z",
               s.volume("#a9aeb0" if s.style else "#8a5f3f"))
        s.path(oval(cx, 190, 12, 12), stroke=tone(c, 0.5), width=1.6, opacity=0.8)
        s.path(f"M{cx - 5} 192q5 -12 10 0", stroke=tone(c, 0.5), width=1.6, opacity=0.8)
    steel = "#b9bec0"
    lathe(s, cx, [(29, 92), (29, 104)], tilt, steel, streak=0.5)
    lid = "#26292b" if s.style != 1 else "#8a5f3f"

    def cap(x: float, y: float) -> None:
        s.path(f"M{x - 17} {y}C{x - 22} {y - 40} {x + 22} {y - 40} {x + 17} {y}", stroke=tone(lid, -0.4),
               width=8)
        s.path(f"M{x - 17} {y}C{x - 22} {y - 40} {x + 22} {y - 40} {x + 17} {y}", stroke=tone(lid, 0.12),
               width=5)
        lathe(s, x, [(33, y), (34, y + 12), (33, y + 26)], tilt, lid, streak=0.35)
        s.path(oval(x, y, 33, 33 * tilt), s.sheen(lid))

    if view:
        mouth(s, cx, 92, 29, tilt, steel, wall=3, depth=1.0)
        ground_shadow(s, 292, 282, 36, 6)
        cap(290, 248)
    else:
        cap(cx, 70)


def candle(s: Scene, view: int) -> None:
    """A candle in a jar; view 1 burning, from higher."""
    c = s.colour
    tilt = 0.3 if view else 0.14
    shape: Profile = [(66, 140), (67, 180), (67, 230), (66, 262), (60, 272)]
    ground_shadow(s, 200, 270 + 60 * tilt, 66, 11)
    if s.style != 1:
        s.path(turned(200, shape, tilt), s.volume("#e9dcc0"))
        with s.inside(turned(200, shape, tilt)):
            s.path(f"M120 170C170 {170 + 66 * tilt} 230 {170 + 66 * tilt} 280 170V320H120Z",
                   s.volume(mix(c, "#f3e8d0", 0.55)), opacity=0.95)
        s.path(turned(200, shape, tilt), tone(c, -0.2), opacity=0.34)
        s.gloss("M146 150V256", width=8, opacity=0.6, blur=2)
        s.gloss("M258 156V250", width=3, opacity=0.4, blur=1.2)
    else:
        lathe(s, 200, shape, tilt, c, streak=0.4)
    with s.inside(turned(200, shape, tilt)):
        label = "M150 196C176 206 224 206 250 196V238C224 248 176 248 150 238Z"
        s.path(label, s.lin([(0, "#d9d0bc"), (0.3, "#f7f1e3"), (1, "#c4b99f")]))
        s.path("M172 214C190 219 210 219 228 214M180 226C194 230 206 230 220 226", stroke="#6b5f49",
               width=2, opacity=0.8)
    mouth(s, 200, 140, 66, tilt, "#d9d3c4" if s.style != 1 else c, wall=4, inner="#efe3c8", depth=0.1)
    s.path(oval(200, 146, 57, 57 * tilt), s.rad(
        [(0, "#fff6dd"), (0.35, "#f6e6bf"), (1, "#d9c69c")], (0.5, 0.5, 0.6)))
    s.path("M200 146C199 138 201 132 200 126", stroke="#2d2620", width=2.4)
    if view:
        s.path(oval(200, 112, 60, 60), s.rad([(0, "#ffd98a", 0.65), (1, "#ffd98a", 0)]))
        s.path("M200 84C212 104 212 122 200 128C188 122 188 104 200 84Z", s.lin(
            [(0, "#fff2b8"), (0.6, "#ffc65a"), (1, "#e8843a")], (0, 0, 0, 1)))
        s.path("M200 108C205 116 204 124 200 126C196 124 195 116 200 108Z", "#fffbe8", opacity=0.9)


def plant_pot(s: Scene, view: int) -> None:
    """A pot; view 0 planted, view 1 empty and from higher."""
    c = s.colour
    tilt = 0.32 if view else 0.13
    shape: Profile = [(78, 176), (76, 200), (68, 240), (60, 274)]
    ground_shadow(s, 200, 276 + 58 * tilt, 72, 12)
    lathe(s, 200, [(74, 268), (80, 276), (72, 284)], tilt, tone(c, -0.06), streak=0.3)
    d = lathe(s, 200, shape, tilt, c, streak=0.36)
    with s.inside(d):
        s.path(d, s.texture("grain", c), opacity=0.45)
        if s.style == 1:
            with s.blurred(1):
                for x in range(-78, 90, 13):
                    s.crease(f"M{200 + x} 178L{200 + x * 0.8} 300", width=3, opacity=0.4, blur=1)
    lathe(s, 200, [(82, 160), (84, 170), (82, 184)], tilt, c, streak=0.36)
    mouth(s, 200, 160, 82, tilt, c, wall=5, inner="#4a3526" if not view else tone(c, -0.1), depth=0.6)
    if view:
        return
    s.path(oval(200, 161, 72, 8), "#3a2a1e")
    leaf_tones = ("#3f6b45", "#557f4f", "#2f5538", "#6d9460")
    for index in range(13):
        bend = (index - 6) * 17 + s.dice.uniform(-5, 5)
        tip = 34 + abs(index - 6) * 12 + s.dice.uniform(-8, 8)
        x = 200 + bend
        colour = leaf_tones[index % 4]
        low = 162
        d = (f"M{num(198 + bend * 0.1)} {low}C{num(190 + bend * 0.3)} {num(low - 50)} {num(x - 22)} {num(tip + 42)} {num(x)} {num(tip)}"
             f"C{num(x + 16)} {num(tip + 46)} {num(204 + bend * 0.5)} {num(low - 40)} {num(203 + bend * 0.1)} {low}Z")
        s.path(d, "#0b0e12", opacity=0.22, blur=3, move=(3, 4))
        s.path(d, s.lin([(0, tone(colour, 0.25)), (1, tone(colour, -0.35))], (0, 0, 1, 0.6)))
        s.path(f"M{num(200 + bend * 0.1)} {low}C{num(194 + bend * 0.36)} {num(low - 50)} {num(x - 8)} {num(tip + 44)} {num(x)} {num(tip + 3)}",
               stroke=tone(colour, 0.45), width=1, opacity=0.8)


def pan(s: Scene, view: int) -> None:
    """A frying pan from above and in front; view 1 hung on the wall."""
    c = s.colour
    wood = s.style == 1
    grip = "#8a5f3f" if wood else "#2b2e30"
    if view == 1:
        s.path(oval(200, 214, 92, 92), "#1a130a", opacity=0.34, blur=8, move=(9, 13))
        s.path("M200 124V34", stroke="#1a130a", width=18, opacity=0.3, blur=6, move=(8, 12))
        _tube(s, "M200 128V44", grip, 19)
        s.path(oval(200, 42, 4, 5), "#e2dccf")
        s.path(oval(200, 214, 92, 92), s.lin([(0, tone(c, 0.45)), (0.5, tone(c, -0.05)),
                                              (1, tone(c, -0.5))], (0.1, 0, 0.8, 1)))
        s.path(oval(200, 214, 86, 86), s.rad([(0, tone(c, 0.12)), (0.8, tone(c, -0.16)),
                                              (1, tone(c, -0.4))], (0.4, 0.36, 0.7)))
        for r in range(16, 82, 6):
            s.path(oval(200, 214, r, r), stroke=tone(c, 0.3), width=0.6, opacity=0.35)
        s.glow("M140 160C160 138 190 130 214 134C186 146 160 168 144 200C134 188 132 174 140 160Z",
               opacity=0.35, blur=8)
        return
    ground_shadow(s, 176, 250, 128, 24)
    _tube(s, "M272 176C312 158 340 140 372 118", grip, 21)
    s.path("M262 184L296 166", stroke="#a4a9ab", width=13)
    d = turned(164, [(128, 176), (124, 200), (106, 226)], 0.36)
    s.path(d, s.volume(c))
    s.gloss("M56 204C70 236 110 258 160 262", width=5, opacity=0.4, blur=2.4)
    mouth(s, 164, 176, 128, 0.36, c, wall=5, depth=0.2)
    s.path(oval(164, 186, 108, 108 * 0.33), s.rad([(0, tone(c, 0.14)), (1, tone(c, -0.28))],
                                                  (0.4, 0.35, 0.8)))
    for r in range(20, 104, 9):
        s.path(oval(164, 186, r, r * 0.33), stroke=tone(c, 0.35), width=0.6, opacity=0.4)
    s.glow(oval(120, 172, 40, 8), opacity=0.35, blur=6)
    for x, y in ((262, 168), (256, 182)):
        s.path(oval(x, y, 4, 3), s.sheen("#c9cdcf"))


def lamp(s: Scene, view: int) -> None:
    """A table lamp; view 1 lit."""
    c = s.colour
    base = {"wood": "#9a6c43", "metal": "#b8964f", "ceramic": c}.get(s.material, "#3b3d42")
    ground_shadow(s, 200, 284, 60, 10)
    if s.material == "ceramic" or s.style == 2:
        lathe(s, 200, [(12, 168), (30, 190), (48, 226), (44, 260), (30, 280)], 0.13, base, streak=0.5)
    else:
        lathe(s, 200, [(52, 266), (56, 272), (54, 279)], 0.16, base, streak=0.4)
        s.path(oval(200, 266, 52, 8.4), s.sheen(base))
        lathe(s, 200, [(6, 150), (6, 220), (9, 262)], 0.12, base, streak=0.6)
    s.path("M204 160V178", stroke="#b8964f", width=8)
    shade: Profile = [(58, 58), (74, 110), (90, 164)] if s.style != 1 else [(82, 66), (83, 110), (84, 160)]
    cloth = "#e6dcc5" if s.material != "ceramic" else "#efe8da"
    cloth = c if s.material != "ceramic" else cloth
    d = turned(200, shade, 0.13)
    if view:
        s.path(oval(200, 210, 190, 120), s.rad([(0, "#ffd98a", 0.55), (1, "#ffd98a", 0)]))
        s.path(d, s.rad([(0, "#fffbe6"), (0.5, mix(cloth, "#ffe2a0", 0.7)), (1, mix(cloth, "#c98b3a", 0.5))],
                        (0.5, 0.6, 0.75)))
    else:
        s.path(d, s.volume(cloth, depth=0.8))
    with s.inside(d):
        s.path(d, s.texture("weave", cloth), opacity=0.5)
        s.gloss(smooth([(200 - r * 0.55, y) for r, y in shade]), width=14, opacity=0.25, blur=6)
    top_r, top_y = shade[0]
    s.path(oval(200, top_y, top_r, top_r * 0.13), tone(cloth, -0.35) if not view else "#ffe9b4")
    s.path(oval(200, top_y, top_r, top_r * 0.13), stroke=tone(cloth, -0.2), width=2)
    low_r, low_y = shade[-1]
    s.path(f"M{200 - low_r} {low_y}A{low_r} {num(low_r * 0.13)} 0 0 0 {200 + low_r} {low_y}",
           stroke=tone(cloth, -0.25), width=3)
