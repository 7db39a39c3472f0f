"""Clothes and textiles folded on the table."""

from fondaco.demo.studio.colour import tone
from fondaco.demo.studio.scene import Scene, oval, rounded
from fondaco.demo.studio.stage import wall_shadow


def _collar(s: Scene, kind: str, weave: str) -> None:
    c = s.colour
    if kind == "shirt":
        s.path("M160 62C170 46 230 46 240 62L232 78H168Z", tone(c, -0.45))
        s.body("M194 84H208V290H194Z", tone(c, 0.03), soft=2, texture=weave)
        for y in (112, 148, 184, 220, 256):
            s.path(oval(201, y, 3.6, 3.6), s.sheen("#efe9dc"))
        for side in (1, -1):
            with s.group(f"translate({0 if side == 1 else 400} 0) scale({side} 1)"):
                flap = (
                    "M158 56C150 64 150 72 153 80L176 112C178 114 181 113 182 110L201 "
                    "86C182 82 166 74 158 56Z"
                )
                s.path(flap, "#0b0e12", opacity=0.4, blur=3, move=(2, 4))
                s.body(flap, tone(c, 0.05), soft=3, texture=weave)
                s.stitch("M157 80L177 107Q179 109 181 106L196 87", c, width=0.7)
    elif kind == "hood":
        hood = "M142 88C136 52 170 40 200 40S264 52 258 88C244 116 156 116 142 88Z"
        s.body(hood, c, soft=8, texture=weave)
        s.path(
            "M160 84C158 62 176 56 200 56S242 62 240 84C230 102 170 102 160 84Z",
            s.lin([(0, tone(c, -0.7)), (1, tone(c, -0.4))], (0, 0, 0, 1)),
        )
        for x in (182, 218):
            s.path(f"M{x} 100C{x - 4} 124 {x + 3} 140 {x} 162", stroke=tone(c, 0.45), width=3)
    else:
        s.path("M156 60C168 50 232 50 244 60C236 90 164 90 156 60Z", tone(c, -0.5))
        s.path(rounded(190, 60, 20, 8, 1), "#e9e4d8")
        s.body(
            "M156 60C164 88 236 88 244 60L252 62C242 102 158 102 148 62Z",
            tone(c, 0.02),
            soft=3,
            texture="rib",
        )


def folded(s: Scene, weave: str, *, collar: str, check: bool = False) -> None:
    """A garment folded to a parcel, seen from above, its collar on top."""
    c = s.colour
    wall_shadow(s, rounded(102, 84, 198, 214, 16), drop=9, strength=0.4)
    s.body(rounded(99, 92, 204, 212, 18), tone(c, -0.24), soft=6, texture=weave)
    d = (
        "M112 72C140 54 260 54 288 72C296 80 298 90 298 110V276C298 290 292 "
        "296 278 297C226 301 174 301 122 297C108 296 102 290 102 276V110"
        "C102 90 104 80 112 72Z"
    )
    s.body(d, c, soft=13, texture=weave)
    if check:
        s.path(d, s.texture("check", c), opacity=0.6)
    with s.inside(d):
        with s.blurred(4):
            s.crease("M106 120C130 190 128 250 118 300", width=6, opacity=0.2, blur=4)
            s.crease("M292 116C276 180 282 244 286 300", width=6, opacity=0.24, blur=4)
            s.crease("M150 284C180 276 226 280 262 270", width=5, opacity=0.16, blur=4)
            s.crease("M132 130C150 140 160 156 164 180", width=4, opacity=0.16, blur=3)
        s.glow(oval(156, 190, 26, 60), opacity=0.16, blur=14)
    s.path("M103 262C150 276 250 276 297 262", stroke="#0b0e12", width=3, opacity=0.12, blur=2)
    _collar(s, collar, weave)


def blanket(s: Scene, view: int) -> None:
    """A folded throw with fringes; view 1 a stack of three folds, from the front."""
    c = s.colour
    weave = {"wool": "twill", "knit": "knit", "cotton": "terry"}.get(s.material, "weave")
    if view == 1:
        wall_shadow(s, rounded(74, 132, 256, 142, 26), drop=8, strength=0.35)
        for index in range(4):
            y = 232 - index * 34
            d = rounded(74 + index * 3, y, 252 - index * 5, 44, 21)
            s.body(d, tone(c, -0.10 + index * 0.045), soft=9, texture=weave)
            s.dusk(f"M84 {y + 42}H320V{y + 46}H84Z", opacity=0.35, blur=3)
            with s.inside(d):
                s.crease(
                    f"M96 {y + 24}C160 {y + 18} 250 {y + 28} 320 {y + 20}",
                    width=3,
                    opacity=0.2,
                    blur=2,
                )
        return
    wall_shadow(s, rounded(86, 62, 228, 206, 18), drop=9, strength=0.4)
    for index in range(38):
        x = 94 + index * 5.8
        sway = ((index * 37) % 7 - 3) * 0.9
        s.path(
            f"M{x} 258C{x + sway} 276 {x - sway} 286 {x + sway * 1.4} 302",
            stroke=tone(c, -0.18),
            width=2.8,
        )
        s.path(
            f"M{x} 258C{x + sway} 276 {x - sway} 286 {x + sway * 1.4} 302",
            stroke=tone(c, 0.18),
            width=1,
        )
    s.body(rounded(90, 66, 224, 206, 22), tone(c, -0.2), soft=6, texture=weave)
    d = rounded(86, 60, 226, 204, 22)
    s.body(d, c, soft=13, texture=weave)
    with s.inside(d):
        if s.style != 1:
            for y in (206, 222, 230):
                s.path(
                    f"M80 {y}H320",
                    stroke=tone(c, 0.5 if s.style else -0.4),
                    width=6 if y == 206 else 3,
                    opacity=0.55,
                )
            s.path("M80 198H320V236H80Z", s.texture(weave, c), opacity=0.5)
        s.crease("M100 140C160 120 240 152 306 128", width=7, opacity=0.2, blur=5)
        s.crease("M140 64C152 120 132 200 148 262", width=6, opacity=0.16, blur=5)
        s.glow(oval(150, 110, 50, 26), opacity=0.2, blur=14)
