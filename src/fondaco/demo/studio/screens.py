"""Things with a screen: phone, tablet, e-reader, laptop, monitor, smart watch."""

from fondaco.demo.studio.colour import mix, tone
from fondaco.demo.studio.scene import Scene, oval, rounded
from fondaco.demo.studio.space import Camera, floor_shadow, slab
from fondaco.demo.studio.stage import ground_shadow

GLASS = "#0c0f12"
# Wallpapers: sky above, middle, foot, and two hills.
WALLS = (
    ("#1d3a52", "#6c8fa0", "#e8c9a4", "#35576a", "#22384a"),
    ("#2f2a4a", "#8b6a8a", "#f0b995", "#5a4568", "#332c4c"),
    ("#12403f", "#5f998c", "#f0e3bd", "#2f6b62", "#1b4645"),
)


def wallpaper(s: Scene, x: float, y: float, w: float, h: float, r: float) -> None:
    """A lit screen: dunes at dusk, with the studio's glare across the glass."""
    high, middle, low, near, nearest = WALLS[s.style]
    d = rounded(x, y, w, h, r)
    with s.inside(d):
        s.path(d, s.lin([(0, high), (0.5, middle), (0.8, low)], (0, 0, 0, 1)))
        s.path(
            oval(x + w * 0.66, y + h * 0.44, min(w, h) * 0.13, min(w, h) * 0.13),
            "#fff1d8",
            opacity=0.9,
        )
        s.path(
            f"M{x} {y + h * 0.62}C{x + w * 0.3} {y + h * 0.48} {x + w * 0.5} {y + h * 0.74} "
            f"{x + w} {y + h * 0.56}V{y + h}H{x}Z",
            near,
            opacity=0.9,
        )
        s.path(
            f"M{x} {y + h * 0.78}C{x + w * 0.36} {y + h * 0.84} {x + w * 0.6} {y + h * 0.64} "
            f"{x + w} {y + h * 0.76}V{y + h}H{x}Z",
            nearest,
        )
        s.path(
            f"M{x} {y}H{x + w * 0.62}L{x + w * 0.2} {y + h}H{x}Z",
            s.lin([(0, "#ffffff", 0.26), (1, "#ffffff", 0.02)], (0, 0, 0.9, 0.9)),
        )


def _panel(s: Scene, w: float, h: float, r: float, bezel: float) -> None:
    """Glass front with its screen, centred at the origin."""
    s.path(rounded(-w / 2, -h / 2, w, h, r), GLASS)
    wallpaper(s, -w / 2 + bezel, -h / 2 + bezel, w - 2 * bezel, h - 2 * bezel, max(2, r - bezel))
    s.path(
        rounded(-w / 2 + 0.6, -h / 2 + 0.6, w - 1.2, h - 1.2, r),
        stroke="#ffffff",
        width=0.8,
        opacity=0.28,
    )


def _lenses(s: Scene, x: float, y: float, size: float) -> None:
    """A camera island with two lenses and a lamp."""
    s.body(rounded(x, y, size, size, size * 0.28), tone(s.colour, -0.08), soft=3)
    for dx, dy in ((0.3, 0.3), (0.3, 0.71)):
        cx, cy, r = x + size * dx, y + size * dy, size * 0.18
        s.path(
            oval(cx, cy, r * 1.15, r * 1.15), s.lin([(0, "#8d9295"), (1, "#2c3033")], (0, 0, 1, 1))
        )
        s.path(
            oval(cx, cy, r, r),
            s.rad([(0, "#2f4763"), (0.45, "#10161d"), (1, "#06080a")], (0.4, 0.36, 0.7)),
        )
        s.path(oval(cx - r * 0.3, cy - r * 0.35, r * 0.25, r * 0.18), "#cfe0f2", opacity=0.8)
    s.path(oval(x + size * 0.72, y + size * 0.3, size * 0.07, size * 0.07), "#f7eecf")


def _metal_edge(s: Scene, colour: str) -> str:
    return s.lin(
        [
            (0, tone(colour, -0.1)),
            (0.2, tone(colour, 0.55)),
            (0.45, tone(colour, -0.1)),
            (0.85, tone(colour, -0.5)),
            (1, tone(colour, -0.1)),
        ],
        (0, 0, 1, 0.1),
    )


def phone(s: Scene, view: int) -> None:
    """Upright phone; view 1 turned, showing its back and camera."""
    c = s.colour
    w, h, r = 112.0, 226.0, (20.0, 24.0, 15.0)[s.style]
    d = rounded(-w / 2, -h / 2, w, h, r)
    if view == 1:
        for yaw, x, back in ((-26, 142, False), (28, 262, True)):
            cam = Camera(yaw, 5, x, 166)
            ground_shadow(s, x + 4, 278, 56, 9)
            slab(s, d, cam.front, 5, -5, c, paint=_metal_edge(s, mix(c, "#b8bcbe", 0.35)))
            with s.group(cam.front(5)):
                if back:
                    s.body(d, c, soft=5)
                    s.glow("M-50 -100L-6 -108L-40 60L-52 40Z", opacity=0.22, blur=6)
                    _lenses(s, -48, -104, 46)
                    s.path(oval(0, 30, 6, 6), stroke=tone(c, 0.35), width=1.2, opacity=0.6)
                else:
                    _panel(s, w, h, r, 4.5)
        return
    ground_shadow(s, 200, 284, 60, 9)
    with s.group("translate(200 168)"):
        s.body(
            rounded(-w / 2 - 3.2, -h / 2 - 3.2, w + 6.4, h + 6.4, r + 3),
            c,
            paint=_metal_edge(s, mix(c, "#b8bcbe", 0.35)),
            soft=2,
        )
        s.path(rounded(w / 2 + 2, -50, 3, 34, 1.5), tone(c, -0.3))
        _panel(s, w, h, r, 4)
        s.path(rounded(-15, -h / 2 + 9, 30, 8.5, 4.2), "#050607")
        s.path(oval(9, -h / 2 + 13.2, 2, 2), "#1d2c42")
        s.path(rounded(-20, h / 2 - 10, 40, 2.4, 1.2), "#ffffff", opacity=0.75)


def phone_case(s: Scene, view: int) -> None:
    """A case seen from the back; view 1 turned, its inside and its outside."""
    c = s.colour
    w, h, r = 118.0, 232.0, 25.0
    d = rounded(-w / 2, -h / 2, w, h, r)
    texture = {"leather": "grain", "canvas": "canvas"}.get(s.material, "")
    for yaw, x, inside in ((26, 262, False), (-26, 142, True)) if view == 1 else ((0, 200, False),):
        cam = Camera(yaw, 4, x, 168)
        ground_shadow(s, x + 3, 284, 58, 9)
        slab(s, d, cam.front, 7, -6, tone(c, -0.06))
        with s.group(cam.front(7)):
            s.body(d, c, soft=7, texture=texture)
            if inside:
                s.path(
                    rounded(-w / 2 + 5, -h / 2 + 5, w - 10, h - 10, r - 4),
                    s.lin(
                        [(0, tone(c, -0.6)), (0.3, tone(c, -0.35)), (1, tone(c, -0.1))],
                        (0, 0, 1, 1),
                    ),
                )
                s.path(rounded(-46, -104, 50, 54, 13), "#d8d0c0")
                continue
            hole = rounded(-50, -108, 50, 54, 13)
            s.path(hole, s.lin([(0, "#a59c8c"), (1, "#dcd4c5")], (0, 0, 1, 1)))
            s.path(hole, stroke=tone(c, -0.6), width=2.4, opacity=0.6)
            s.path(hole, stroke=tone(c, 0.4), width=1.2, opacity=0.8, move=(0.8, 1))
            if s.material == "leather":
                s.stitch(rounded(-w / 2 + 6, -h / 2 + 6, w - 12, h - 12, r - 5), c)
                s.body(rounded(-34, 8, 68, 76, 6), tone(c, -0.05), soft=3, texture=texture)
                s.stitch("M-30 12V80H30V12", c)
            s.glow("M-52 -40L-30 -70L-36 90L-53 80Z", opacity=0.18, blur=6)


def tablet(s: Scene, view: int) -> None:
    """A tablet in landscape; view 1 turned on a folded stand."""
    c = s.colour
    w, h, r = 272.0, 194.0, 14.0
    d = rounded(-w / 2, -h / 2, w, h, r)
    if view == 1:
        cam = Camera(32, 10, 196, 170)
        ground_shadow(s, 200, 272, 132, 14)
        slab(s, d, cam.front, 4, -4, c, paint=_metal_edge(s, c))
        with s.group(cam.front(4)):
            _panel(s, w, h, r, 11)
        return
    ground_shadow(s, 200, 276, 140, 9)
    with s.group("translate(200 174)"):
        s.body(
            rounded(-w / 2 - 2.4, -h / 2 - 2.4, w + 4.8, h + 4.8, r + 2),
            c,
            paint=_metal_edge(s, c),
            soft=2,
        )
        _panel(s, w, h, r, 10)
        s.path(oval(0, -h / 2 + 5.4, 1.8, 1.8), "#26364c")


def e_reader(s: Scene, view: int) -> None:
    """A paper-screen reader; view 1 turned."""
    c = s.colour
    w, h = 166.0, 226.0
    cam = Camera(-30 if view else 0, 7 if view else 0, 200, 168)
    d = rounded(-w / 2, -h / 2, w, h, 14)
    ground_shadow(s, 202, 284 if not view else 288, 86 if not view else 76, 10)
    slab(s, d, cam.front, 5, -5, c)
    with s.group(cam.front(5)):
        s.body(d, c, soft=5)
        page = rounded(-w / 2 + 14, -h / 2 + 14, w - 28, h - 54, 2)
        s.path(page, s.lin([(0, "#eeeade"), (1, "#d9d4c6")], (0, 0, 1, 1)))
        s.path(page, stroke=tone(c, -0.6), width=1.2, opacity=0.7)
        for row in range(15):
            y = -h / 2 + 44 + row * 9
            end = 40 if row in (4, 9, 14) else 56
            s.path(
                f"M-56 {y}H{end}",
                stroke="#4d4b46",
                width=2.1,
                opacity=0.62,
                dash="15 2.4 9 2.4 22 2.4 12 2.4",
            )
        s.path(f"M-22 {-h / 2 + 30}H22", stroke="#33312e", width=3.4, opacity=0.7)
        s.path(rounded(-18, h / 2 - 24, 36, 4, 2), tone(c, 0.2))
        s.path(
            "M-69 -99L10 -99L-50 73L-69 73Z",
            s.lin([(0, "#ffffff", 0.3), (1, "#ffffff", 0)], (0, 0, 0.8, 0.8)),
        )


def _keys(s: Scene, colour: str) -> None:
    """Laptop keyboard deck in its own plane: x from -132 to 132, y from 0 to 150."""
    s.path(rounded(-118, 12, 236, 76, 5), tone(colour, -0.42))
    for row in range(5):
        for col in range(14):
            if row == 4 and 4 <= col <= 8:
                continue
            s.path(rounded(-114 + col * 16.4, 15 + row * 14.5, 14, 12, 2.4), "#1d2022")
    s.path(rounded(-114 + 4 * 16.4, 73, 5 * 16.4 - 2.4, 12, 2.4), "#1d2022")
    pad = rounded(-42, 96, 84, 46, 5)
    s.path(pad, s.lin([(0, tone(colour, 0.08)), (1, tone(colour, -0.12))], (0, 0, 1, 1)))
    s.path(pad, stroke=tone(colour, -0.4), width=0.8, opacity=0.7)


def laptop(s: Scene, view: int) -> None:
    """An open laptop; view 1 turned and seen from above."""
    c = s.colour
    cam = Camera(-30, 24, 208, 212) if view else Camera(0, 17, 200, 222)
    deck = rounded(-138, 0, 276, 156, 9)
    floor_shadow(s, deck, cam.top(9))
    slab(s, deck, lambda z: cam.top(-z), 0, -9, c, paint=_metal_edge(s, c), step=1.2)
    with s.group(cam.top(0)):
        s.body(deck, c, soft=3)
        _keys(s, c)
    lid = rounded(-138, -178, 276, 176, 9)
    with s.group(cam.front(-10)):
        s.path(lid, _metal_edge(s, c), move=(2, 1))
        s.path(lid, GLASS)
        wallpaper(s, -131, -171, 262, 158, 4)
        s.path(oval(0, -174.5, 1.4, 1.4), "#2a3b52")
        s.path(lid, stroke=tone(c, 0.3), width=1.2, opacity=0.9)
    with s.group(cam.top(0)):
        s.path("M-100 -2H100V4H-100Z", tone(c, -0.55))


def monitor(s: Scene, view: int) -> None:
    """A desk monitor on its foot; view 1 turned."""
    c = s.colour
    cam = Camera(32 if view else 0, 8, 196, 150)
    ground_shadow(s, 202, 284, 84, 12)
    with s.group(cam.top(132)):
        s.body(rounded(-62, -34, 124, 74, 10), c, soft=4)
    slab(s, rounded(-13, 40, 26, 92, 3), cam.front, -6, -16, mix(c, "#9aa0a3", 0.4))
    with s.group(cam.front(-6)):
        s.path(rounded(-13, 40, 26, 92, 3), s.volume(mix(c, "#9aa0a3", 0.4)))
    d = rounded(-156, -92, 312, 182, 6)
    slab(s, d, cam.front, 8, -6, c)
    with s.group(cam.front(8)):
        s.path(d, GLASS)
        wallpaper(s, -152, -88, 304, 168, 2)
        s.path("M-156 80H156V84A6 6 0 0 1 150 90H-150A6 6 0 0 1 -156 84Z", s.sheen(c))
        s.path(rounded(-8, 84, 16, 2.6, 1.3), tone(c, 0.4))


def smart_watch(s: Scene, view: int) -> None:
    """A watch with a lit dial on a band; view 1 turned."""
    c = s.colour
    with s.group(
        "translate(200 170) scale(.84 1) skewY(-7) translate(-200 -170)" if view else "rotate(0)"
    ):
        s.path(rounded(166, 30, 74, 276, 16), "#1a130a", opacity=0.30, blur=9, move=(12, 8))
        for top in (True, False):
            band = (
                "M166 118C166 80 168 50 174 34Q200 28 226 34C232 50 234 80 234 118Z"
                if top
                else ("M166 222C166 262 168 290 174 308Q200 314 226 308C232 290 234 262 234 222Z")
            )
            s.body(
                band,
                c,
                paint=s.volume(c, depth=0.8),
                soft=6,
                texture={"leather": "grain", "nylon": "weave"}.get(s.material, ""),
            )
            if s.material == "leather":
                s.stitch(
                    "M173 112C173 80 175 56 180 40M227 112C227 80 225 56 220 40"
                    if top
                    else "M173 228C173 262 175 286 180 302M227 228C227 262 225 286 220 302",
                    c,
                )
            for step in range(4):
                y = (46 + step * 11) if top else (256 + step * 11)
                s.path(oval(200, y, 2.6, 2), tone(c, -0.75))
        frame = "#5b6164" if s.style else "#b9bec0"
        s.path(rounded(146, 106, 108, 128, 34), "#000000", opacity=0.4, blur=5, move=(3, 5))
        s.path(rounded(252, 146, 8, 24, 3), s.volume(frame, across=False))
        s.body(rounded(146, 106, 108, 128, 34), frame, paint=_metal_edge(s, frame), soft=4)
        s.path(rounded(151, 111, 98, 118, 30), "#07090b")
        for radius, colour, part in (
            (38, "#e0795a", 170),
            (30, "#8fbf7f", 120),
            (22, "#5fa8c8", 96),
        ):
            s.path(oval(200, 172, radius, radius), stroke=colour, width=5.4, opacity=0.22)
            s.path(oval(200, 172, radius, radius), stroke=colour, width=5.4, dash=f"{part} 400")
        s.path("M196 128H204M188 218H212", stroke="#e8e6df", width=2.6, opacity=0.8)
        s.path(
            "M151 141A30 30 0 0 1 181 111H226L174 229A30 30 0 0 1 151 199Z",
            s.lin([(0, "#ffffff", 0.30), (1, "#ffffff", 0.02)], (0, 0, 0.8, 0.8)),
        )
        s.gloss("M150 200V142A32 32 0 0 1 180 109.500H220", width=1.6, opacity=0.8, blur=0.6)
