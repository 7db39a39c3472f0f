"""Backpack, tote, wallet, belt."""

from fondaco.demo.studio.colour import mix, tone
from fondaco.demo.studio.scene import Scene, oval, rounded
from fondaco.demo.studio.space import Camera, floor_shadow, slab
from fondaco.demo.studio.stage import ground_shadow, wall_shadow

BUCKLE = "#b8964f"


def _weave(s: Scene) -> str:
    return {"leather": "grain", "nylon": "weave", "canvas": "canvas"}.get(s.material, "weave")


def _zip(s: Scene, d: str, pull: tuple[float, float]) -> None:
    s.path(d, stroke="#17191a", width=5)
    s.path(d, stroke="#8d9395", width=2.6, dash="1.4 1.2", cap="butt")
    s.path(rounded(pull[0] - 2.4, pull[1], 4.8, 15, 2), s.volume("#b9bec0"))


def backpack(s: Scene, view: int) -> None:
    """A day pack; view 1 from its back, with the straps."""
    c = s.colour
    weave = _weave(s)
    trim = "#8a5a36" if s.style != 1 else tone(c, -0.35)
    ground_shadow(s, 202, 286, 92, 10)
    s.path("M176 62C172 26 228 26 224 62", stroke=tone(trim, -0.5), width=10)
    s.path("M176 62C172 26 228 26 224 62", stroke=trim, width=7)
    for flip in (1, -1):
        with s.group(f"translate({0 if flip == 1 else 400} 0) scale({flip} 1)"):
            s.body(
                "M122 196C104 200 98 224 102 252C104 268 112 276 124 278Z",
                tone(c, -0.2),
                soft=5,
                texture=weave,
            )
    d = (
        "M116 130C116 82 148 54 200 54S284 82 284 130L288 256C288 276 278 "
        "286 258 286H142C122 286 112 276 112 256Z"
    )
    s.body(d, c, soft=14, texture=weave)
    if view == 1:
        pad = "M140 92H260V262H140Z"
        s.body(rounded(138, 88, 124, 178, 18), tone(c, -0.22), soft=7, texture="mesh")
        s.seam(pad, c, width=1)
        for flip in (1, -1):
            with s.group(f"translate({0 if flip == 1 else 400} 0) scale({flip} 1)"):
                strap = "M172 74C146 92 136 140 140 190L146 244H166L164 190C162 150 172 116 190 94Z"
                s.path(strap, "#0b0e12", opacity=0.4, blur=4, move=(3, 5))
                s.body(strap, tone(c, -0.06), soft=6, texture=weave)
                s.stitch(
                    (
                        "M174 80C152 98 142 142 146 190L151 240M186 94C170 116 157 150 159 "
                        "190L161 240"
                    ),
                    c,
                )
                s.path("M150 240L134 282M160 240L140 282", stroke=tone(c, -0.5), width=5)
                s.path(rounded(145, 238, 22, 12, 3), "#222527")
        return
    with s.inside(d):
        s.crease("M120 150C150 160 160 190 150 230", width=5, opacity=0.18, blur=4)
        s.glow(oval(160, 100, 24, 30), opacity=0.3, blur=12)
    _zip(s, "M124 158C122 96 154 70 200 70S278 96 276 158", (130, 150))
    flap = "M134 168H266V256C266 268 260 274 248 274H152C140 274 134 268 134 256Z"
    s.path(flap, "#0b0e12", opacity=0.4, blur=4, move=(1, 3))
    s.body(flap, tone(c, 0.02), soft=8, texture=weave)
    s.stitch("M139 172V255C139 264 143 269 152 269H248C257 269 261 264 261 255V172", c)
    _zip(s, "M140 184H260", (246, 186))
    s.body(rounded(178, 112, 44, 30, 3), trim, material="leather", soft=3, texture="grain")
    s.stitch(rounded(181, 115, 38, 24, 2), trim, width=0.8)
    s.path("M190 127H210", stroke=tone(trim, -0.5), width=2.2)
    if s.style == 0:
        for x in (160, 234):
            s.path(rounded(x, 60, 9, 100, 2), "#0b0e12", opacity=0.3, blur=2, move=(2, 2))
            s.body(rounded(x, 58, 9, 120, 2), trim, material="leather", soft=2, texture="grain")
            s.path(rounded(x - 3, 150, 15, 15, 2), stroke=BUCKLE, width=2.6)


def tote(s: Scene, view: int) -> None:
    """A tote bag; view 1 standing, turned, with its side."""
    c = s.colour
    weave = _weave(s)
    handle = "#8a5a36" if s.style else tone(c, -0.1)
    cam = Camera(-28, 8, 196, 174) if view else Camera(0, 0, 200, 170)
    ground_shadow(s, 206, 286, 104 if not view else 96, 12 if not view else 18)

    def loop(z: float, dark: float) -> None:
        with s.group(cam.front(z)):
            arc = "M-46 -44C-46 -150 46 -150 46 -44"
            s.path(arc, stroke=tone(handle, -0.6), width=11)
            s.path(arc, stroke=tone(handle, dark), width=8.6)
            s.stitch("M-49 -44C-49 -156 49 -156 49 -44", handle, width=0.8)

    d = "M-92 -60H92L100 104C100 112 96 116 88 116H-88C-96 116 -100 112 -100 104Z"
    loop(-30 if view else -6, -0.3)
    slab(s, d, cam.front, 30 if view else 4, -30 if view else -4, tone(c, -0.14), step=1.6)
    if view:
        with s.group(cam.top(-60)):
            s.path(rounded(-90, -28, 180, 56, 4), s.lin([(0, tone(c, -0.75)), (1, tone(c, -0.5))]))
    with s.group(cam.front(30 if view else 4)):
        s.body(d, c, soft=10, texture=weave)
        with s.inside(d):
            s.crease("M-40 -56C-50 0 -44 60 -52 116", width=6, opacity=0.2, blur=4)
            s.crease("M44 -56C54 0 46 60 56 116", width=6, opacity=0.22, blur=4)
            s.crease("M-96 70C-40 84 40 66 98 78", width=5, opacity=0.14, blur=4)
            s.glow(oval(-36, 10, 22, 50), opacity=0.22, blur=14)
        s.stitch("M-91 -50H91M-96 106H96", c)
        if s.style == 1:
            s.path(oval(0, 26, 34, 34), stroke=tone(c, -0.55), width=3, opacity=0.8)
            s.path("M-22 36C-12 6 12 6 22 36M0 14V46", stroke=tone(c, -0.55), width=3, opacity=0.8)
        else:
            s.body(
                rounded(-24, 2, 48, 30, 2),
                mix(handle, "#8a5a36", 0.5),
                material="leather",
                soft=3,
                texture="grain",
            )
            s.stitch(rounded(-21, 5, 42, 24, 1), handle, width=0.7)
    loop(31 if view else 5, 0.05)
    with s.group(cam.front(31 if view else 5)):
        for x in (-46, 46):
            s.body(
                rounded(x - 8, -58, 16, 32, 2), handle, material="leather", soft=2, texture="grain"
            )
            s.stitch(f"M{x - 5} -55L{x + 5} -29M{x + 5} -55L{x - 5} -29", handle, width=0.8)


def wallet(s: Scene, view: int) -> None:
    """A folding wallet; view 1 open with its pockets."""
    c = s.colour
    if view == 1:
        wall_shadow(s, rounded(62, 82, 276, 176, 10), drop=7)
        s.body(
            rounded(62, 82, 276, 176, 10),
            tone(c, -0.2),
            soft=6,
            texture="grain",
            material="leather",
        )
        s.path(rounded(74, 90, 252, 30, 3), "#c9d2bd")
        s.path(rounded(78, 94, 244, 26, 2), stroke="#7f8f77", width=1)
        for side in (68, 204):
            for row in range(4):
                y = 108 + row * 30
                if row < 3:
                    s.path(
                        rounded(side + 8, y - 9, 112, 34, 4),
                        ("#e6dcc5", "#5f6f7a", "#b8623f", "#94a58a")[(row + (side > 100)) % 4],
                    )
                d = rounded(side, y, 128, 250 - y, 4)
                s.path(d, "#0b0e12", opacity=0.4, blur=2, move=(0, -1.4))
                s.body(d, tone(c, 0.03), soft=4, texture="grain", material="leather")
                s.stitch(f"M{side + 2} {y + 4}H{side + 126}", c, width=0.8)
        s.crease("M200 84V256", width=4, opacity=0.5, blur=1.4)
        s.stitch(rounded(66, 86, 268, 168, 8), c)
        return
    cam = Camera(-16, 46, 198, 184)
    d = rounded(-112, -78, 224, 156, 12)
    floor_shadow(s, d, cam.top(12))
    for level, dark in ((0, -0.3), (-12, 0.0)):
        slab(s, d, lambda y: cam.top(-y), 9 - level, -level, tone(c, dark))
    with s.group(cam.top(-21)):
        s.body(d, c, soft=10, texture="grain", material="leather")
        s.stitch(rounded(-106, -72, 212, 144, 9), c, dash="4.4 2.4", width=1.2)
        s.path(rounded(60, 40, 36, 22, 2), tone(c, -0.35), opacity=0.6)
        s.path(
            rounded(60, 40, 36, 22, 2), stroke=tone(c, 0.3), width=0.8, opacity=0.6, move=(0.8, 1)
        )
        s.glow("M-90 -60H-10L-70 60H-98Z", opacity=0.18, blur=10)


def _belt_flat(s: Scene, metal: str) -> None:
    c = s.colour
    strip = rounded(28, 148, 344, 40, 3)
    wall_shadow(s, strip)
    s.body(
        "M60 148H352C366 148 374 160 374 168S366 188 352 188H60Z",
        c,
        soft=6,
        texture="grain",
        material="leather",
    )
    s.stitch("M64 153H350C362 153 368 162 368 168S362 183 350 183H64", c)
    for x in range(256, 352, 22):
        s.path(oval(x, 168, 3.4, 3.4), tone(c, -0.75))
        s.path(oval(x, 168, 4, 4), stroke=tone(c, 0.35), width=0.8, opacity=0.6, move=(0.5, 0.6))
    s.body(
        rounded(104, 142, 16, 52, 3),
        tone(c, -0.05),
        soft=3,
        texture="grain",
        material="leather",
    )
    frame = rounded(26, 136, 58, 64, 12)
    s.path(frame, stroke="#0b0e12", width=10, opacity=0.35, blur=3, move=(3, 5))
    s.path(frame, stroke=tone(metal, -0.4), width=10)
    s.path(
        frame,
        stroke=s.lin(
            [(0, tone(metal, 0.5)), (0.4, metal), (1, tone(metal, -0.35))], (0, 0, 0.7, 1)
        ),
        width=8,
    )
    s.path("M82 168H28", stroke=tone(metal, -0.4), width=7)
    s.path("M82 167H28", stroke=tone(metal, 0.3), width=4.4)


def belt(s: Scene, view: int) -> None:
    """A leather belt, coiled; view 1 laid straight with its buckle and holes."""
    c = s.colour
    metal = BUCKLE if s.style == 1 else "#b9bec0"
    if view == 1:
        return _belt_flat(s, metal)
    ground_shadow(s, 204, 254, 122, 26)
    for rx, ry, low in ((112, 38, -0.35), (96, 31, -0.22), (80, 25, -0.1)):
        y = 196.0
        back = (
            f"M{200 - rx} {y}A{rx} {ry} 0 0 1 {200 + rx} {y}V{y + 46}A{rx} {ry} "
            f"0 0 0 {200 - rx} {y + 46}Z"
        )
        s.path(
            back, s.lin([(0, tone(c, -0.6)), (0.5, tone(c, -0.3 + low * 0.3)), (1, tone(c, -0.5))])
        )
        s.path(f"M{200 - rx} {y}A{rx} {ry} 0 0 1 {200 + rx} {y}", stroke=tone(c, 0.05), width=3)
    rx, ry, y = 112, 38, 196.0
    front = (
        f"M{200 - rx} {y}A{rx} {ry} 0 0 0 {200 + rx} {y}V{y + 46}A{rx} {ry} "
        f"0 0 1 {200 - rx} {y + 46}Z"
    )
    s.body(front, c, paint=s.volume(c), soft=5, texture="grain", material="leather")
    s.path(f"M{200 - rx} {y}A{rx} {ry} 0 0 0 {200 + rx} {y}", stroke=tone(c, 0.34), width=2.4)
    s.stitch(
        f"M{203 - rx} {y + 8}A{rx} {ry} 0 0 0 {197 + rx} {y + 8}M{203 - rx} {y + 40}"
        f"A{rx} {ry} 0 0 0 {197 + rx} {y + 40}",
        c,
    )
    with s.group("translate(196 257) skewY(-2)"):
        frame = rounded(-30, -32, 62, 62, 11)
        s.path(frame, stroke="#0b0e12", width=9, opacity=0.4, blur=3, move=(3, 4))
        s.path(frame, stroke=tone(metal, -0.45), width=9.5)
        s.path(
            frame,
            stroke=s.lin(
                [(0, tone(metal, 0.55)), (0.4, metal), (1, tone(metal, -0.35))], (0, 0, 0.7, 1)
            ),
            width=7.4,
        )
        s.path("M32 0H-28", stroke=tone(metal, -0.4), width=7)
        s.path("M32 -1H-28", stroke=tone(metal, 0.3), width=4.2)
        s.body(
            rounded(46, -27, 15, 54, 3), tone(c, -0.05), soft=3, texture="grain", material="leather"
        )
    return None
