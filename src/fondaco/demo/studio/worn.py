"""Small things worn or carried: sunglasses, wrist watch, ring, scarf, umbrella."""

import math

from fondaco.demo.studio.colour import tone
from fondaco.demo.studio.scene import Scene, num, oval, rounded
from fondaco.demo.studio.stage import ground_shadow, wall_shadow


def _lens_shape(style: int) -> str:
    """One lens at the origin, its bridge to the right."""
    return (
        "M-62 -22C-40 -36 20 -36 50 -28C58 0 46 40 8 46C-34 50 -66 24 -62 -22Z",
        oval(-6, 6, 52, 50),
        (
            "M-60 -34H44C54 -34 56 -26 54 -16L44 30C42 40 36 44 26 44H-38C-50 "
            "44 -56 38 -58 28L-66 -22C-67 -30 -66 -34 -60 -34Z"
        ),
    )[style]


def sunglasses(s: Scene, view: int) -> None:
    """Sunglasses from the front; view 1 with arms open, from above."""
    c = s.colour
    glass = ("#3a4a3c", "#4a3626", "#2c3440")[s.style]
    rim = _lens_shape(s.style)
    ground_shadow(s, 204, 226, 132, 9 if not view else 16)
    squash = "translate(0 10) skewX(-6) translate(20 0)" if view else "translate(0 0)"
    with s.group(squash):
        for side in (1, -1):
            start = 200 - side * 138
            if view:
                d = (
                    f"M{start} 152C{start + side * 18} 120 {start + side * 44} 86 "
                    f"{start + side * 56} 62C{start + side * 62} 50 {start + side * 78} "
                    f"48 {start + side * 82} 60"
                )
                s.path(d, stroke="#0b0e12", width=9, opacity=0.25, blur=4, move=(8, 16))
                s.path(d, stroke=tone(c, -0.5), width=9)
                s.path(d, stroke=tone(c, 0.08), width=6)
            else:
                s.path(f"M{start} 146L{start + side * 4} 158", stroke=tone(c, -0.4), width=13)
        bridge = "M172 152C184 134 216 134 228 152"
        s.path(bridge, stroke=tone(c, -0.5), width=11)
        s.path(bridge, stroke=tone(c, 0.05), width=8)
        s.gloss("M178 145C188 136 206 136 216 140", width=2.2, opacity=0.7, blur=0.8)
        for side in (1, -1):
            with s.group(f"translate({200 - side * 74} 172) scale({side} 1)"):
                s.path(rim, "#0b0e12", opacity=0.25, blur=5, move=(5, 9))
                s.path(
                    rim,
                    s.lin(
                        [(0, tone(glass, -0.55)), (0.55, tone(glass, -0.1)), (1, tone(glass, 0.4))],
                        (0, 0, 0, 1),
                    ),
                    opacity=0.94,
                )
                with s.inside(rim):
                    s.path("M-70 -50H-14L-46 60H-90Z", "#ffffff", opacity=0.13)
                    s.path("M4 -50H20L-14 60H-32Z", "#ffffff", opacity=0.09)
                s.path(rim, stroke=tone(c, -0.55), width=12)
                s.path(
                    rim,
                    stroke=s.lin(
                        [(0, tone(c, 0.28)), (0.4, c), (1, tone(c, -0.35))], (0, 0, 0.4, 1)
                    ),
                    width=9.5,
                )
                if s.material == "wood":
                    s.path(rim, stroke=s.texture("wood", c), width=9, opacity=0.8)
                s.gloss("M-58 -26C-36 -38 16 -38 44 -31", width=2.4, opacity=0.75, blur=0.8)
        for x in (70, 330):
            s.path(oval(x, 142, 2.2, 1.6), "#d9c48a")


def _hands(s: Scene, case: str, dial: str, ink: str) -> None:
    """Minute marks, small seconds, hands, and the glare of the crystal."""
    for index in range(60):
        angle = math.radians(index * 6)
        inner = 47 if index % 5 == 0 else 53
        x, y = math.sin(angle), -math.cos(angle)
        s.path(
            (
                f"M{num(200 + x * inner)} {num(170 + y * inner)}L{num(200 + x * 56)} "
                f"{num(170 + y * 56)}"
            ),
            stroke=ink,
            width=2.8 if index % 5 == 0 else 0.7,
            cap="butt",
            opacity=1 if index % 5 == 0 else 0.6,
        )
    s.path(oval(200, 196, 13, 13), tone(dial, -0.12))
    s.path(oval(200, 196, 13, 13), stroke=ink, width=0.7, opacity=0.6)
    s.path("M200 196L206 189", stroke=ink, width=1.2)
    for d, width in (("M204 177L174 150", 4.2), ("M196 175L232 138", 3.2)):
        s.path(d, stroke="#000000", width=width, opacity=0.3, blur=1.2, move=(1.6, 2.4))
        s.path(d, stroke=ink, width=width)
    s.path("M197 186L210 118", stroke="#b5563e", width=1.3)
    s.path(oval(200, 170, 3.6, 3.6), case)
    s.path(
        ("M146 150A58 58 0 0 1 222 116C190 128 164 160 158 206A58 58 0 0 1 146 150Z"),
        "#ffffff",
        opacity=0.14,
    )


def wrist_watch(s: Scene, view: int) -> None:
    """A watch with hands; view 1 turned a little."""
    c = s.colour
    case = ("#b9bec0", "#b8964f", "#4a4f52")[s.style]
    dial = ("#f1ece0", "#24384a", "#1f2224")[s.style]
    ink = "#2b2e30" if s.style == 0 else "#efe9da"
    turn = (
        "translate(200 170) rotate(16) scale(.86 1) translate(-200 -170)" if view else "rotate(0)"
    )
    with s.group(turn):
        s.path(rounded(168, 14, 64, 312, 10), "#1a130a", opacity=0.3, blur=8, move=(11, 10))
        for d, stitch in (
            ("M168 124L171 18Q200 12 229 18L232 124Z", "M174 118L177 22M226 118L223 22"),
            ("M168 216L172 314Q200 332 228 314L232 216Z", "M174 222L178 312M226 222L222 312"),
        ):
            s.body(
                d,
                c,
                paint=s.volume(c, depth=0.8),
                soft=6,
                texture={"leather": "grain", "nylon": "weave", "metal": "brushed"}.get(
                    s.material, ""
                ),
            )
            if s.material == "metal":
                for y in (*range(24, 120, 12), *range(228, 318, 12)):
                    s.seam(f"M170 {y}H230", c, width=1.4, opacity=0.8)
                s.seam("M188 16V320M212 16V320", c, width=1, opacity=0.6)
            else:
                s.stitch(stitch, c, width=1.1, dash="4 2.4")
        for y in (266, 282, 298):
            s.path(oval(200, y, 2.6, 2.2), tone(c, -0.75))
        s.path(oval(200, 170, 70, 70), "#000000", opacity=0.4, blur=5, move=(4, 6))
        s.path(rounded(266, 162, 13, 17, 3), s.volume(case, across=False))
        s.path("M268 166H277M268 170.500H277M268 175H277", stroke=tone(case, -0.5), width=0.8)
        s.path(
            oval(200, 170, 70, 70),
            s.lin(
                [
                    (0, tone(case, 0.6)),
                    (0.35, case),
                    (0.6, tone(case, -0.45)),
                    (0.85, tone(case, 0.1)),
                    (1, tone(case, -0.4)),
                ],
                (0.1, 0, 0.9, 1),
            ),
        )
        s.path(
            oval(200, 170, 64, 64),
            s.lin(
                [(0, tone(case, -0.5)), (0.5, tone(case, 0.1)), (1, tone(case, 0.65))],
                (0.1, 0, 0.9, 1),
            ),
        )
        s.path(
            oval(200, 170, 60, 60),
            s.rad([(0, tone(dial, 0.14)), (0.8, dial), (1, tone(dial, -0.3))], (0.42, 0.38, 0.62)),
        )
        _hands(s, case, dial, ink)


def ring(s: Scene, view: int) -> None:
    """A ring, standing; view 1 lying, seen from above."""
    gold = s.colour
    stone = ("#7fb3c9", "#b8434f", "#5f9f78")[s.style]
    ground_shadow(s, 206, 266 if not view else 240, 66 if not view else 92, 10 if not view else 18)
    rx, ry, cy = (70, 82, 186) if not view else (88, 42, 204)
    band = 15 if not view else 13
    ring_d = oval(200, cy, rx, ry)
    if view:
        s.path(ring_d, stroke=tone(gold, -0.6), width=band, move=(0, 11))
    s.path(ring_d, stroke=tone(gold, -0.6), width=band)
    s.path(
        ring_d,
        stroke=s.lin(
            [
                (0, tone(gold, 0.1)),
                (0.14, tone(gold, 0.75)),
                (0.3, gold),
                (0.5, tone(gold, -0.4)),
                (0.68, tone(gold, 0.45)),
                (0.85, tone(gold, -0.25)),
                (1, tone(gold, 0.2)),
            ],
            (0, 0, 1, 0.8),
        ),
        width=band - 2,
    )
    s.path(
        oval(200, cy, rx + band * 0.2, ry + band * 0.2),
        stroke="#fffdf4",
        width=1.6,
        opacity=0.55,
        dash="96 60 40 300",
    )
    s.path(
        oval(200, cy, rx - band * 0.36, ry - band * 0.36),
        stroke=tone(gold, -0.7),
        width=2,
        opacity=0.5,
    )
    top = cy - ry
    with s.group(f"translate(200 {top - 6}) scale({1 if not view else 1.1})"):
        for x in (-20, -7, 7, 20):
            s.path(f"M{x * 0.6} 20L{x} -8", stroke=tone(gold, -0.2), width=4)
            s.path(f"M{x * 0.6 - 0.8} 20L{x - 0.8} -8", stroke=tone(gold, 0.5), width=1.6)
        cut = "M-26 -10L-15 -24H15L26 -10L0 22Z"
        s.path(
            cut, s.lin([(0, tone(stone, 0.5)), (0.5, stone), (1, tone(stone, -0.5))], (0, 0, 1, 1))
        )
        for d, light in (
            ("M-26 -10L-15 -24L-8 -10Z", 0.75),
            ("M-15 -24H15L8 -10H-8Z", 0.55),
            ("M15 -24L26 -10H8Z", 0.1),
            ("M-26 -10H-8L0 22Z", 0.25),
            ("M-8 -10H8L0 22Z", -0.1),
            ("M8 -10H26L0 22Z", -0.45),
        ):
            s.path(d, tone(stone, light))
        s.path(cut, stroke=tone(stone, 0.7), width=0.7, opacity=0.7)
        s.glow(oval(-8, -18, 5, 2.4), opacity=1, blur=0.8)


def _scarf_rolled(s: Scene, weave: str) -> None:
    c = s.colour
    ground_shadow(s, 204, 262, 112, 16)
    d = rounded(92, 128, 220, 136, 40)
    s.body(d, c, soft=16, texture=weave)
    with s.inside(d):
        if s.style == 2:
            s.path(d, s.texture("check", c), opacity=0.65)
        with s.blurred(2.4):
            for y in (164, 198, 232):
                s.crease(
                    f"M86 {y}C160 {y - 12} 250 {y + 10} 318 {y - 4}",
                    width=6,
                    opacity=0.4,
                    blur=2.4,
                )
    s.body(oval(298, 196, 30, 66), tone(c, -0.12), soft=9, texture=weave)
    for r in (0.74, 0.5, 0.26):
        s.seam(oval(298, 196, 30 * r, 66 * r), c, width=2, opacity=0.7)


def scarf(s: Scene, view: int) -> None:
    """A scarf, folded long and knotted once; view 1 rolled."""
    c = s.colour
    weave = "knit" if s.material in ("wool", "knit") else "twill"
    if view == 1:
        return _scarf_rolled(s, weave)
    tails = (
        "M150 148C142 190 140 230 138 278H196C196 230 196 190 196 156Z",
        "M204 150C212 190 220 220 226 258L278 250C268 210 258 180 246 146Z",
    )
    loop = "M120 104C118 60 158 40 200 40S282 60 280 104C278 142 244 160 200 160S122 142 120 104Z"
    wall_shadow(s, loop + tails[0] + tails[1])
    for d, (x1, y1), (x2, y2) in zip(
        tails, ((140, 278), (228, 257)), ((194, 278), (276, 250)), strict=True
    ):
        for index in range(12):
            t = index / 11
            x, y = x1 + (x2 - x1) * t, y1 + (y2 - y1) * t
            s.path(
                (
                    f"M{num(x)} {num(y)}q{num(s.dice.uniform(-2, 2))} 12 "
                    f"{num(s.dice.uniform(-2, 3))} 24"
                ),
                stroke=tone(c, -0.12 + 0.25 * (index % 2)),
                width=2.4,
            )
        s.body(d, c, soft=8, texture=weave)
        with s.inside(d):
            if s.style == 2:
                s.path(d, s.texture("check", c), opacity=0.65)
            elif s.style == 1:
                for step in (8, 22):
                    s.path(
                        f"M{x1 - 6} {y1 - step}L{x2 + 6} {y2 - step}",
                        stroke=tone(c, 0.5),
                        width=6,
                        opacity=0.8,
                    )
            for t in (0.3, 0.66):
                s.crease(
                    f"M{178 + t * 40} 150L{x1 + (x2 - x1) * t} {y1}", width=5, opacity=0.3, blur=2.4
                )
    s.body(loop, c, soft=11, texture=weave)
    if s.style == 2:
        s.path(loop, s.texture("check", c), opacity=0.6)
    inner = "M150 96C150 72 172 62 200 62S250 72 250 96C244 110 222 114 200 114S156 110 150 96Z"
    s.path(inner, s.lin([(0, tone(c, -0.75)), (1, tone(c, -0.5))], (0, 0, 0, 1)))
    with s.inside(loop), s.blurred(2.4):
        s.crease("M126 116C160 150 236 150 276 112", width=6, opacity=0.4, blur=2.4)
        s.crease("M124 86C128 60 160 50 200 50", width=5, opacity=0.3, blur=2.4)
        s.crease("M132 128C170 166 226 160 262 134", width=4, opacity=0.3, blur=2)
    knot = (
        "M160 128C176 116 224 116 240 130C248 146 240 168 224 172C200 176 "
        "176 174 164 164C154 154 152 138 160 128Z"
    )
    s.path(knot, "#0b0e12", opacity=0.4, blur=4, move=(2, 5))
    s.body(knot, tone(c, 0.02), soft=8, texture=weave)
    with s.inside(knot):
        s.crease("M164 136C186 146 214 144 238 134", width=4, opacity=0.34, blur=1.8)
        s.crease("M162 152C186 162 214 160 240 150", width=4, opacity=0.3, blur=1.8)
    return None


def umbrella(s: Scene, view: int) -> None:
    """An open umbrella; view 1 closed and strapped, leaning."""
    c = s.colour
    wood = "#8a5a36"
    if view == 1:
        with s.group("rotate(24 200 170)"):
            d = "M200 30C188 90 180 160 182 214H218C220 160 212 90 200 30Z"
            wall_shadow(s, d, drop=8)
            s.path("M200 212V296", stroke="#3b3d42", width=6)
            s.path("M200 18V40", stroke="#8d9395", width=4)
            s.body(d, c, paint=s.volume(c, depth=0.8), soft=6, texture="weave")
            for x in (-9, 0, 9):
                s.crease(
                    f"M{200 + x} 210C{200 + x * 0.9} 150 {200 + x * 0.5} 90 200 40",
                    width=3,
                    opacity=0.4,
                    blur=1.2,
                )
            s.body("M183 158H217V170H183Z", tone(c, -0.2), soft=2, texture="weave")
            s.path(oval(208, 164, 3, 3), s.sheen("#c9cdcf"))
            _crook(s, 200, 250, wood)
        return
    ground_shadow(s, 212, 292, 40, 6)
    s.path("M200 66V262", stroke="#26292b", width=6)
    s.gloss("M198.500 150V258", width=1.4, opacity=0.6, blur=0.4)
    _crook(s, 200, 244, wood)
    top = (
        "M46 168C54 92 118 46 200 46S346 92 354 168C338 154 318 154 304 168"
        "C286 152 256 152 238 168C222 154 178 154 162 168C144 152 114 152 "
        "96 168C82 154 62 154 46 168Z"
    )
    s.path("M50 166C90 178 310 178 350 166L304 172H96Z", tone(c, -0.7), opacity=0.9)
    for x in (96, 162, 238, 304):
        s.path(f"M200 150L{x} 166", stroke="#565c5f", width=1.6, opacity=0.8)
    s.body(
        top,
        c,
        soft=10,
        texture="weave",
        paint=s.lin(
            [(0, tone(c, 0.16)), (0.3, tone(c, 0.22)), (0.6, tone(c, -0.06)), (1, tone(c, -0.42))],
            (0, 0.1, 1, 0.4),
        ),
    )
    with s.inside(top):
        for index, (x, pull) in enumerate(((96, 120), (162, 176), (238, 224), (304, 280))):
            s.crease(
                f"M200 46C{pull} 70 {x + (200 - x) * 0.12} 120 {x} 168",
                width=3,
                opacity=0.4,
                blur=1.4,
            )
            if s.style == 1 and index % 2 == 0:
                nxt = (162, 304)[index // 2]
                s.path(
                    (
                        f"M200 46C{pull} 70 {x} 120 {x} 172H{nxt}C{nxt} 120 "
                        f"{(nxt + 400) / 3:.0f} 70 200 46Z"
                    ),
                    tone(c, 0.5),
                    opacity=0.35,
                )
        s.glow("M84 128C104 88 140 66 178 58C142 84 120 112 112 148Z", opacity=0.3, blur=8)
    s.path("M200 30V48", stroke="#8d9395", width=4)
    s.path(oval(200, 48, 8, 3.4), tone(c, -0.4))


def _crook(s: Scene, x: float, y: float, colour: str) -> None:
    d = f"M{x} {y}V{y + 26}C{x} {y + 58} {x + 42} {y + 56} {x + 40} {y + 28}"
    s.path(d, stroke=tone(colour, -0.55), width=12)
    s.path(d, stroke=colour, width=9)
    s.gloss(
        (f"M{x - 2} {y + 2}V{y + 26}C{x - 2} {y + 40} {x + 6} {y + 48} {x + 16} {y + 49}"),
        width=2,
        opacity=0.6,
        blur=0.8,
    )
    s.path(f"M{x - 6} {y}H{x + 6}", stroke="#b8964f", width=5, cap="butt")
