"""Things of the house: chair, cushion, knife, clock."""

import math

from fondaco.demo.studio.colour import mix, tone
from fondaco.demo.studio.scene import Scene, num, oval, rounded
from fondaco.demo.studio.stage import ground_shadow, wall_shadow


def _leg(
    s: Scene, x1: float, y1: float, x2: float, y2: float, wood: str, dark: float = 0.0
) -> None:
    d = f"M{x1 - 6} {y1}L{x2 - 3.6} {y2}H{x2 + 3.6}L{x1 + 6} {y1}Z"
    s.path(d, s.volume(tone(wood, dark)))
    s.path(d, s.texture("wood", wood), opacity=0.3)


def chair(s: Scene, view: int) -> None:
    """A dining chair with a padded seat; view 1 seen from the other side and the back."""
    c = s.colour
    wood = ("#a8794b", "#6f4a32", "#3b3431")[s.style]
    with s.group("translate(400 0) scale(-1 1)" if view else "rotate(0)"):
        for x in (128, 276, 154, 252):
            ground_shadow(s, x + 4, 288 if x in (128, 276) else 264, 18, 4, strength=0.8)
        s.path(oval(206, 284, 90, 14), "#1d160c", opacity=0.22, blur=8)
        _leg(s, 158, 196, 152, 264, wood, -0.35)
        _leg(s, 248, 196, 254, 264, wood, -0.42)
        back = (
            "M146 66C170 54 232 54 256 66C262 92 262 118 256 140C230 150 172 "
            "150 146 140C140 118 140 92 146 66Z"
        )
        for x1, x2 in ((150, 146), (252, 256)):
            s.path(f"M{x1} 66L{x2} 200", stroke=tone(wood, -0.5), width=12)
            s.path(f"M{x1} 66L{x2} 200", stroke=tone(wood, 0.05), width=9)
            s.gloss(f"M{x1 - 2} 66L{x2 - 2} 196", width=2, opacity=0.4, blur=0.8)
        if s.style == 1:
            for y in (70, 98, 126):
                bar = (
                    f"M148 {y}C176 {y - 9} 226 {y - 9} 254 {y}V{y + 17}C226 {y + 8} 176 "
                    f"{y + 8} 148 {y + 17}Z"
                )
                s.body(bar, wood, material="wood", soft=4)
                s.path(bar, s.texture("wood", wood), opacity=0.5)
        else:
            s.body(
                back,
                wood if view else c,
                soft=9,
                texture="wood" if view else "weave",
                material="wood" if view else "linen",
            )
            if not view:
                s.stitch(
                    (
                        "M152 72C176 62 226 62 250 72C255 94 255 116 250 134C226 142 176 "
                        "142 152 134C147 116 147 94 152 72Z"
                    ),
                    c,
                )
        s.path("M130 194H274", stroke=tone(wood, -0.5), width=13)
        s.path("M130 193H274", stroke=wood, width=10)
        seat = (
            "M146 168H258C266 168 270 172 273 178L288 198C290 204 286 208 278 "
            "208H126C118 208 114 204 116 198L131 178C134 172 138 168 146 168Z"
        )
        s.dusk("M126 206H284V216H126Z", opacity=0.5, blur=3)
        s.body(seat, c, soft=8, texture="weave", material="linen")
        s.stitch("M121 200H283", c)
        for x1, x2 in ((132, 124), (272, 280)):
            _leg(s, x1, 206, x2, 288, wood)
        s.path("M128 246H276", stroke=tone(wood, -0.3), width=5)
        s.gloss("M128 244.600H276", width=1.2, opacity=0.35, blur=0.4)


def cushion(s: Scene, view: int) -> None:
    """A square cushion; view 1 two of them, leaning."""
    c = s.colour
    weave = {"linen": "weave", "knit": "knit", "wool": "twill", "cotton": "canvas"}.get(
        s.material, "weave"
    )
    d = (
        "M96 88C140 100 260 100 304 88C312 84 318 92 313 100C300 140 300 "
        "216 313 256C318 266 310 272 302 267C260 255 140 255 98 267C90 272 "
        "82 266 87 256C100 216 100 140 87 100C82 92 88 84 96 88Z"
    )

    def one(colour: str) -> None:
        s.body(d, colour, soft=18, texture=weave)
        with s.inside(d):
            if s.style == 1:
                for x in range(110, 300, 26):
                    s.path(f"M{x} 84V272", stroke=tone(colour, 0.45), width=7, opacity=0.5)
            if s.style == 2:
                for k in range(-200, 460, 36):
                    s.seam(f"M{k} 80L{k + 200} 280M{k + 200} 80L{k} 280", colour, width=1.3)
            with s.blurred(4.4):
                for x1, y1, x2, y2 in (
                    (96, 96, 146, 132),
                    (304, 96, 256, 130),
                    (96, 258, 144, 226),
                    (304, 258, 258, 228),
                ):
                    s.crease(f"M{x1} {y1}L{x2} {y2}", width=6, opacity=0.34, blur=3.4)
                    s.crease(
                        (
                            f"M{x1 + (8 if x1 < 200 else -8)} {y1 + (16 if y1 < 200 else -16)}"
                            f"L{x2} {(y1 + y2) / 2 + 8}"
                        ),
                        width=4,
                        opacity=0.2,
                        blur=3,
                    )
            s.glow(oval(166, 148, 44, 34), opacity=0.26, blur=18)
        s.path(d, stroke=tone(colour, -0.4), width=3.4)
        s.path(d, stroke=tone(colour, 0.25), width=1.6)

    if view == 1:
        ground_shadow(s, 214, 276, 128, 13)
        with s.group("translate(112 22) scale(.80) rotate(9 200 180)"):
            one(mix(c, "#e6dcc5", 0.55))
        with s.group("translate(-24 42) scale(.88) rotate(-4 200 180)"):
            one(c)
        return
    ground_shadow(s, 202, 266, 112, 11)
    one(c)


def knife(s: Scene, view: int) -> None:
    """A kitchen knife on the table; view 1 with its wooden sheath."""
    c = s.colour
    steel = "#c3c8ca"
    blade = "M168 150H372C366 172 340 196 300 202H168Z"
    turn = "rotate(-12 200 170)" if view == 0 else "translate(0 -34) rotate(-5 200 170)"
    with s.group(turn):
        wall_shadow(s, blade + rounded(24, 148, 146, 36, 14), drop=5)
        s.path(
            blade,
            s.lin(
                [
                    (0, "#8b9194"),
                    (0.25, "#d9dcdd"),
                    (0.5, "#f3f4f3"),
                    (0.7, "#b3b8ba"),
                    (1, "#e6e8e8"),
                ],
                (0, 0, 0.35, 1),
            ),
        )
        with s.inside(blade):
            s.path(blade, s.texture("brushed", steel), opacity=0.5)
            edge = "M168 186C230 190 300 184 362 166V210H168Z"
            if s.style == 1:
                edge = "M168 180q12 6 24 1t24 2t24 -3t24 1t24 -5t24 -2t24 -6t26 -10V210H168Z"
            s.path(edge, s.lin([(0, "#f6f7f6"), (1, "#c3c8ca")], (0, 0, 0, 1)), opacity=0.85)
            s.path("M210 146L240 206", stroke="#ffffff", width=14, opacity=0.5, blur=5)
            if s.style == 2:
                for x in range(196, 330, 22):
                    s.path(oval(x, 171, 8, 4), tone(steel, -0.25), opacity=0.6)
        s.path("M168 202H300C340 196 366 172 372 150", stroke="#ffffff", width=0.9, opacity=0.9)
        s.path(
            "M158 147H174V196L164 192H158Z",
            s.lin([(0, "#f0f1f0"), (0.5, "#9ba1a3"), (1, "#6c7274")]),
        )
        grip = (
            "M28 152C40 144 130 148 160 148V190C130 188 100 182 76 186C56 190 "
            "36 194 28 186C20 178 20 160 28 152Z"
        )
        s.body(
            grip,
            c,
            soft=6,
            texture="wood" if s.material == "wood" else "",
            paint=s.lin(
                [
                    (0, tone(c, -0.1)),
                    (0.25, tone(c, 0.3)),
                    (0.6, tone(c, -0.1)),
                    (1, tone(c, -0.5)),
                ],
                (0, 0, 0, 1),
            ),
        )
        for x in (60, 96, 132):
            s.path(
                oval(x, 168, 4.6, 4.6),
                s.rad([(0, "#fdf6e2"), (0.6, "#b8964f"), (1, "#6a5428")], (0.38, 0.34, 0.8)),
            )
    if view == 1:
        with s.group("translate(-20 88) rotate(-5 200 170)"):
            sheath = "M160 146H380C384 146 386 150 384 156C376 184 346 206 306 210H160Z"
            wall_shadow(s, sheath, drop=5)
            s.body(sheath, "#9a6c43", material="wood", soft=6, texture="wood")
            s.path(oval(186, 180, 5, 5), "#3a2818")
            s.path(rounded(180, 178, 12, 4, 2), "#d8bf92")


def _clock_hands(s: Scene, ink: str) -> None:
    """Marks, hands, and the glare of the glass."""
    for index in range(60):
        angle = math.radians(index * 6)
        x, y = math.sin(angle), -math.cos(angle)
        if index % 5 == 0:
            if s.style == 1:
                s.path(oval(200 + x * 84, 168 + y * 84, 3.6, 3.6), ink)
            else:
                s.path(
                    (
                        f"M{num(200 + x * 74)} {num(168 + y * 74)}L{num(200 + x * 92)} "
                        f"{num(168 + y * 92)}"
                    ),
                    stroke=ink,
                    width=4.4,
                    cap="butt",
                )
        else:
            s.path(
                (
                    f"M{num(200 + x * 88)} {num(168 + y * 88)}L{num(200 + x * 92)} "
                    f"{num(168 + y * 92)}"
                ),
                stroke=ink,
                width=1,
                cap="butt",
                opacity=0.6,
            )
    for d, width, colour in (
        ("M208 178L146 128", 6.4, ink),
        ("M192 178L258 106", 4.4, ink),
        ("M194 192L216 84", 1.6, "#b5563e"),
    ):
        s.path(d, stroke="#000000", width=width, opacity=0.26, blur=2, move=(3, 5))
        s.path(d, stroke=colour, width=width)
    s.path(oval(200, 168, 6, 6), s.sheen(mix(ink, "#b8964f", 0.6)))
    s.path(
        ("M112 130C124 88 164 66 206 66C168 86 140 122 132 176C116 166 108 148 112 130Z"),
        "#ffffff",
        opacity=0.16,
    )


def clock(s: Scene, view: int) -> None:
    """A wall clock; view 1 seen from the side."""
    c = s.colour
    face = "#f3eee2" if s.style != 2 else tone(c, -0.2)
    ink = "#2e2b27" if s.style != 2 else "#efe6d2"
    wood = s.material == "wood"
    squeeze = (
        "translate(206 168) scale(.70 1) rotate(-2) translate(-200 -168)" if view else "rotate(0)"
    )
    if view:
        for step in range(18):
            with s.group(f"translate({num(188 + step)} 168) scale(.70 1) translate(-200 -168)"):
                s.path(
                    oval(200, 168, 118, 118),
                    s.lin(
                        [(0, tone(c, -0.1)), (0.4, tone(c, 0.2)), (1, tone(c, -0.55))], (0, 0, 0, 1)
                    ),
                )
                if step == 0:
                    s.path(oval(200, 168, 118, 118), "#1a130a", opacity=0.3, blur=8, move=(26, 16))
    else:
        wall_shadow(s, oval(200, 168, 118, 118), drop=9, strength=0.4)
    with s.group(squeeze):
        s.path(
            oval(200, 168, 118, 118),
            s.lin([(0, tone(c, 0.45)), (0.5, c), (1, tone(c, -0.5))], (0.15, 0.05, 0.85, 0.95)),
        )
        if wood:
            s.path(oval(200, 168, 118, 118), s.texture("wood", c), opacity=0.7)
        s.path(
            oval(200, 168, 106, 106),
            s.lin([(0, tone(c, -0.55)), (1, tone(c, 0.35))], (0.15, 0.05, 0.85, 0.95)),
        )
        rim = oval(200, 168, 102, 102)
        s.path(
            rim,
            s.rad([(0, tone(face, 0.3)), (0.85, face), (1, tone(face, -0.14))], (0.4, 0.36, 0.66)),
        )
        with s.inside(rim):
            s.path(rim, stroke="#0b0e12", width=14, opacity=0.4, blur=5, move=(4, 6))
        _clock_hands(s, ink)
