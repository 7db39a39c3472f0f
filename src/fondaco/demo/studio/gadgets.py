"""Desk and travel electronics: keyboard, mouse, camera, power bank, charger, router."""

from fondaco.demo.studio.colour import lightness, mix, tone
from fondaco.demo.studio.scene import Scene, oval, rounded
from fondaco.demo.studio.space import Camera, floor_shadow, slab
from fondaco.demo.studio.stage import ground_shadow


def _key(s: Scene, x: float, y: float, w: float, colour: str) -> None:
    s.path(rounded(x, y, w, 17, 3), tone(colour, -0.5))
    s.path(rounded(x, y, w, 15.6, 3), s.sheen(tone(colour, -0.12)))
    s.path(
        rounded(x + 2.2, y + 1.2, w - 4.4, 11, 2.4),
        s.lin([(0, tone(colour, 0.18)), (1, tone(colour, 0.02))], (0, 0, 0.6, 1)),
    )


def keyboard(s: Scene, view: int) -> None:
    """A compact keyboard from above; view 1 turned."""
    c = s.colour
    accent = ("#c97b4a", "#6f9a86", "#c9a24a")[s.style]
    caps = mix(c, "#ffffff", 0.12) if lightness(c) < 0.5 else tone(c, 0.2)
    cam = Camera(-26, 40, 204, 172) if view else Camera(0, 58, 200, 176)
    deck = rounded(-166, -64, 332, 128, 10)
    floor_shadow(s, deck, cam.top(16))
    slab(s, deck, lambda z: cam.top(-z), 0, -16, c, step=1.2)
    with s.group(cam.top(0)):
        s.body(deck, c, soft=4)
        s.path(rounded(-158, -56, 316, 112, 6), tone(c, -0.55))
        rows = ((0, 15, 1.0), (10, 14, 1.0), (15, 13, 1.0), (24, 12, 1.0))
        for index, (indent, count, _) in enumerate(rows):
            y = -53 + index * 21.6
            x = -155.0
            width = 18.4 + indent
            for col in range(count):
                last = col == count - 1
                wide = width if col == 0 else 18.4
                wide = 155 - x if last else wide
                _key(s, x, y, wide, accent if (index, col) in ((0, 0), (2, 12)) else caps)
                x += wide + 2.4
        x = -155.0
        for wide in (23.0, 23.0, 23.0, 124.0, 23.0, 23.0, 23.0, 31.6):
            _key(s, x, 33.400, min(wide, 155 - x), caps)
            x += wide + 2.4


def mouse(s: Scene, view: int) -> None:
    """A mouse from above and in front; view 1 from its side."""
    c = s.colour
    if view == 1:
        ground_shadow(s, 204, 252, 128, 13)
        s.body(oval(130, 152, 11, 17), "#50565a", soft=3)
        d = (
            "M82 246C72 196 116 126 206 122C284 120 326 190 330 236C330 246 326 "
            "250 316 250H98C88 250 84 250 82 246Z"
        )
        s.body(
            d,
            c,
            soft=12,
            paint=s.lin([(0, tone(c, 0.30)), (0.5, c), (1, tone(c, -0.4))], (0.2, 0, 0.5, 1)),
        )
        grip = "M108 240C110 206 150 186 208 186C262 186 290 212 300 240Z"
        s.body(grip, tone(c, -0.35), material="rubber", soft=5, texture="mesh")
        s.seam("M100 176C160 150 244 150 318 200", c, width=1.4)
        s.body(rounded(190, 168, 44, 11, 5), tone(c, -0.2), soft=3)
        s.glow("M150 150C170 134 220 128 250 138C220 138 180 144 150 150Z", opacity=0.6, blur=4)
        return
    ground_shadow(s, 206, 268, 84, 20)
    d = (
        "M200 58C252 58 268 108 272 168C276 236 248 274 200 274S124 236 128 "
        "168C132 108 148 58 200 58Z"
    )
    s.path(d, tone(c, -0.6), move=(3, 5))
    s.body(
        d,
        c,
        soft=14,
        paint=s.rad(
            [(0, tone(c, 0.34)), (0.5, tone(c, 0.02)), (1, tone(c, -0.4))], (0.36, 0.3, 0.8)
        ),
    )
    s.seam("M200 60V142", c, width=1.6, opacity=0.8)
    s.seam("M130 150C160 138 240 138 270 150", c, width=1.2)
    s.path(rounded(190, 88, 20, 44, 10), tone(c, -0.7))
    s.path(
        rounded(193, 92, 14, 36, 7),
        s.lin([(0, "#2e3235"), (0.5, "#8a9092"), (1, "#1b1e20")], (0, 0, 0, 1)),
    )
    for y in range(97, 126, 4):
        s.path(f"M194.500 {y}H205.500", stroke="#101214", width=1.2, opacity=0.7)
    s.glow(
        "M150 112C156 88 170 74 186 70C176 92 170 116 166 138C156 138 148 128 150 112Z",
        opacity=0.5,
        blur=6,
    )
    s.path(oval(200, 176, 2.4, 2.4), "#8fd0a8")


def _lens(s: Scene, radius: float, accent: str) -> None:
    for r, stops in (
        (1.0, [(0, "#6d7376"), (0.4, "#24282a"), (1, "#0e1011")]),
        (0.86, [(0, "#101214"), (0.5, "#2f3437"), (1, "#17191b")]),
        (0.70, [(0, "#4d5356"), (0.5, "#1a1d1f"), (1, "#090a0b")]),
    ):
        s.path(oval(0, 0, radius * r, radius * r), s.lin(stops, (0.1, 0, 0.8, 1)))
    s.path(
        oval(0, 0, radius * 0.93, radius * 0.93),
        stroke="#4a5053",
        width=radius * 0.09,
        dash="1.8 1.8",
        cap="butt",
        opacity=0.9,
    )
    s.path(oval(0, 0, radius * 0.75, radius * 0.75), stroke=accent, width=1.2, opacity=0.9)
    s.path(
        oval(0, 0, radius * 0.56, radius * 0.56),
        s.rad(
            [(0, "#34507a"), (0.4, "#1b2440"), (0.75, "#2b1a38"), (1, "#060709")],
            (0.42, 0.38, 0.65),
        ),
    )
    s.glow(oval(-radius * 0.2, -radius * 0.24, radius * 0.16, radius * 0.10), opacity=0.9, blur=1.2)
    s.path(oval(radius * 0.18, radius * 0.2, radius * 0.1, radius * 0.08), "#9f7fc0", opacity=0.5)
    s.path(
        f"M{-radius * 0.5} {-radius * 0.1}A{radius * 0.5} {radius * 0.5} 0 0 1 {radius * 0.1} "
        f"{-radius * 0.5}",
        stroke="#cfe0f5",
        width=2,
        opacity=0.35,
    )


def camera(s: Scene, view: int) -> None:
    """A mirrorless camera in two tones; view 1 turned."""
    c = s.colour
    cam = Camera(-28 if view else 0, 7 if view else 0, 196, 182)
    metal = "#b4b8ba" if s.style != 1 else "#3d4143"
    ground_shadow(s, 206, 264 if not view else 266, 132, 13)
    d = (
        "M-116 -58Q-116 -68 -106 -68H-46L-34 -90Q-31 -94 -26 -94H26Q31 -94 34 -90L46 -68H106"
        "Q116 -68 116 -58V66Q116 78 104 78H-104Q-116 78 -116 66Z"
    )
    slab(s, d, cam.front, 26, -26, tone(metal, -0.1), step=1.2)
    with s.group(cam.front(26)):
        s.body(d, metal, material="metal", soft=4, texture="brushed", paint=s.sheen(metal))
        wrap = "M-116 -40H116V52H-116Z"
        s.body(wrap, c, material="leather", soft=3, texture="grain")
        s.path("M-116 -40H116M-116 52H116", stroke=tone(metal, -0.5), width=1, opacity=0.8)
        s.body(
            "M-114 -36Q-84 -44 -80 -10V50H-114Z",
            tone(c, -0.12),
            material="rubber",
            soft=5,
            texture="grain",
        )
        s.path(rounded(-20, -86, 40, 14, 3), s.lin([(0, "#1c2430"), (1, "#070809")], (0, 0, 1, 1)))
        s.path(oval(78, -54, 4, 4), "#2a2d2f")
    for x, w, h in ((-88, 30, 12), (64, 34, 10), (98, 16, 7)):
        px, py = cam.place(x, -68, 4)
        s.path(rounded(px - w / 2, py - h, w, h + 3, 3), s.volume(metal))
        s.path(
            rounded(px - w / 2, py - h, w, h + 1, 3),
            stroke="#2c3033",
            width=0.8,
            dash="1 1.6",
            opacity=0.7,
        )
    slab(s, oval(0, 8, 60, 60), cam.front, 62 if view else 34, 26, "#2a2e30", step=1.2)
    with s.group(cam.front(62 if view else 34)), s.group("translate(0 8)"):
        _lens(s, 60, ("#c9a24a", "#8d9295", "#b5563e")[s.style])


def power_bank(s: Scene, view: int) -> None:
    """A pocket battery standing upright; view 1 lying, ports towards us."""
    c = s.colour
    if view == 1:
        cam = Camera(-34, 34, 196, 196)
        d = rounded(-66, -116, 132, 232, 16)
        floor_shadow(s, d, cam.top(30))
        slab(s, d, lambda z: cam.top(-z), 0, -30, c, step=1.2)
        with s.group(cam.top(0)):
            s.body(d, c, soft=8)
            for index in range(4):
                s.path(
                    oval(-21 + index * 14, 92, 2.6, 2.6), "#f5f2e6" if index < 3 else tone(c, -0.4)
                )
            s.path(oval(0, -20, 30, 30), stroke=tone(c, 0.3), width=1.2, opacity=0.5)
        return
    ground_shadow(s, 200, 284, 72, 10)
    d = rounded(132, 66, 136, 218, 20)
    s.body(d, c, soft=10, paint=s.volume(c, depth=0.8))
    s.path(
        rounded(132, 66, 136, 30, 14),
        s.lin([(0, tone(c, 0.3)), (1, tone(c, 0.0))], (0, 0, 0, 1)),
        opacity=0.6,
    )
    for x in (160, 214):
        s.path(rounded(x, 74, 26, 10, 4), tone(c, -0.55))
        s.path(rounded(x + 2, 76, 22, 6, 3), "#08090a")
        s.path(rounded(x + 5, 78, 16, 2, 1), "#9aa0a2")
    for index in range(4):
        on = index < 3
        s.path(oval(179 + index * 14, 116, 2.4, 2.4), "#f7f3e4" if on else tone(c, -0.45))
        if on:
            s.path(oval(179 + index * 14, 116, 5, 5), "#f7f3e4", opacity=0.4, blur=2)
    s.path(oval(200, 216, 26, 26), stroke=tone(c, 0.32), width=1.4, opacity=0.6)
    s.path("M204 202L192 219H200L196 231L209 213H201Z", tone(c, 0.35), opacity=0.8)
    s.glow(rounded(150, 104, 12, 160, 6), opacity=0.22, blur=5)


def charger(s: Scene, view: int) -> None:
    """A wall charger with its cable; view 1 turned, pins showing."""
    c = s.colour
    cam = Camera(34 if view else -30, 16, 186, 180)
    floor_shadow(s, rounded(-58, -50, 116, 100, 16), cam.top(76))
    d = rounded(-58, -76, 116, 152, 22)
    cable = "M222 240C290 268 344 250 338 206C332 168 286 176 292 214C298 250 350 262 372 236"
    s.path(cable, "none", stroke="#1a130a", width=9, opacity=0.3, blur=3, move=(4, 6))
    s.path(cable, stroke=tone(c, -0.45), width=8)
    s.path(cable, stroke=tone(c, 0.0), width=6)
    s.gloss(cable, width=1.6, opacity=0.5, blur=0.5)
    if view:
        for x in (-26, 26):
            slab(s, oval(x, -6, 6.5, 6.5), cam.front, 92, 52, "#c3c7c9", step=1.2)
    slab(s, d, cam.front, 50, -50, c, step=1.2)
    with s.group(cam.front(50)):
        s.body(d, c, soft=8)
        if not view:
            for y in (-34, -6, 22):
                s.path(rounded(-24, y, 48, 15, 6), tone(c, -0.4))
                s.path(rounded(-22, y + 2, 44, 11, 5), "#0b0d0e")
                s.path(rounded(-16, y + 6, 32, 3, 1.5), "#a8adaf")
            s.path(oval(0, 56, 2.2, 2.2), "#8fd0a8")
        else:
            s.path(oval(0, -6, 46, 34), tone(c, -0.1))
            s.seam(oval(0, -6, 46, 34), c)
    if view:
        for x in (-26, 26):
            slab(s, oval(x, -6, 6.5, 6.5), cam.front, 96, 51, "#c3c7c9", step=1.2)
            px, py = cam.place(x, -6, 96)
            s.path(oval(px, py, 4.4, 5.2), "#e9ebec")


def router(s: Scene, view: int) -> None:
    """A home router with antennas; view 1 turned."""
    c = s.colour
    cam = Camera(-30 if view else 0, 24, 200, 226)
    deck = rounded(-134, -58, 268, 116, 20)
    floor_shadow(s, deck, cam.top(0))
    for x in (-112, -38, 38, 112):
        lean = x * 0.10
        px, py = cam.place(x, -20, -58)
        tip = py - 138
        d = (
            f"M{px - 8} {py + 12}L{px - 5 + lean} {tip}Q{px + lean} {tip - 7} "
            f"{px + 6 + lean} {tip}L{px + 9} {py + 12}Z"
        )
        s.body(d, c, paint=s.volume(tone(c, -0.1)), soft=3)
        s.body(rounded(px - 10, py - 2, 20, 24, 4), c, paint=s.volume(tone(c, -0.2)), soft=2)
    slab(s, deck, lambda z: cam.top(-z), 30, 0, c, step=1.2)
    with s.group(cam.top(-30)):
        s.body(deck, c, soft=6)
        for index in range(9):
            s.path(f"M{-52 + index * 13} -40V18", stroke=tone(c, -0.6), width=3.4, opacity=0.8)
            s.path(f"M{-50.600 + index * 13} -39V18", stroke=tone(c, 0.4), width=0.9, opacity=0.5)
    with s.group(cam.front(58)):
        for index in range(6):
            colour = "#8fd0a8" if index != 4 else "#d9b25a"
            s.path(oval(-60 + index * 16, -15, 2.2, 2.2), colour)
            s.path(oval(-60 + index * 16, -15, 5, 5), colour, opacity=0.4, blur=2)
