"""Clothes for the upper body, hung on the wall: t-shirt, shirt, sweater, hoodie, jacket, dress."""

from fondaco.demo.studio.colour import mix, tone
from fondaco.demo.studio.folded import folded
from fondaco.demo.studio.scene import Scene, oval, rounded
from fondaco.demo.studio.stage import wall_shadow

WEAVES = {
    "cotton": "jersey",
    "knit": "knit",
    "wool": "knit",
    "linen": "weave",
    "denim": "twill",
    "canvas": "canvas",
    "leather": "grain",
    "nylon": "weave",
}


def _fabric(s: Scene) -> str:
    return WEAVES.get(s.material, "jersey")


def _drape(s: Scene, d: str, *, long: float = 290.0, quilted: bool = False) -> None:
    """The folds of a body of cloth that hangs from its shoulders."""
    with s.inside(d):
        with s.blurred(3.6):
            if not quilted:
                s.crease(f"M140 108C152 150 146 206 152 {long}", width=5, opacity=0.20, blur=4)
                s.crease(f"M262 112C250 158 258 214 250 {long}", width=6, opacity=0.24, blur=4)
                s.crease(f"M206 168C200 206 208 246 202 {long}", width=5, opacity=0.13, blur=5)
            s.crease("M136 112C156 120 166 128 172 142", width=4, opacity=0.22, blur=2.6)
            s.crease("M264 112C246 120 238 128 230 142", width=4, opacity=0.22, blur=2.6)
        s.glow(oval(160, 170, 24, 70), opacity=0.20, blur=14)
        s.path(f"M262 90V{long}", stroke="#0b0e12", width=26, opacity=0.22, blur=12)


def _sleeve(s: Scene, d: str, cuff: str, folds: tuple[str, ...], *, rib: bool = False) -> None:
    c = s.colour
    s.body(d, tone(c, -0.04), soft=8, texture=_fabric(s))
    with s.inside(d), s.blurred(2.4):
        for fold in folds:
            s.crease(fold, width=4, opacity=0.26, blur=2.4)
    if rib:
        s.body(cuff, tone(c, -0.08), soft=3, texture="rib")
    else:
        s.stitch(cuff, c, width=0.8)


SHORT = (
    (
        "M142 60C120 64 104 76 92 96L60 142C58 146 59 149 63 151L100 172"
        "C103 174 106 173 108 170L138 124Z"
    ),
    (
        "M258 60C280 64 296 76 308 96L340 142C342 146 341 149 337 151L300 "
        "172C297 174 294 173 292 170L262 124Z"
    ),
)
LONG = (
    (
        "M142 58C118 62 106 74 100 98L72 226L64 268C64 273 66 275 70 276L92 "
        "280C96 280 98 278 99 274L142 150Z"
    ),
    (
        "M258 58C282 62 294 74 300 98L328 226L336 268C336 273 334 275 330 "
        "276L308 280C304 280 302 278 301 274L258 150Z"
    ),
)
CUFFS = (
    "M67 254L103 262L99 276C98 280 96 281 92 280L69 276C65 275 64 273 64 269Z",
    "M333 254L297 262L301 276C302 280 304 281 308 280L331 276C335 275 336 273 336 269Z",
)
LONG_FOLDS = (
    (
        "M104 116C118 128 124 140 128 158",
        "M88 190C100 196 106 200 112 210",
        "M80 226C92 230 98 236 102 244",
    ),
    (
        "M296 116C282 128 276 140 272 158",
        "M312 190C300 196 294 200 288 210",
        "M320 226C308 230 302 236 298 244",
    ),
)
SHORT_FOLDS = (
    ("M98 104C112 116 120 130 122 146", "M80 130C90 138 98 146 104 160"),
    ("M302 104C288 116 280 130 278 146", "M320 130C310 138 302 146 296 160"),
)
TORSO = (
    "M160 50C148 54 138 58 130 64C134 100 136 130 134 160L130 290C130 "
    "296 134 299 140 300C180 305 220 305 260 300C266 299 270 296 270 "
    "290L266 160C264 130 266 100 270 64C262 58 252 54 240 50C232 72 168 "
    "72 160 50Z"
)


def t_shirt(s: Scene, view: int) -> None:
    """A short-sleeved T-shirt with a ribbed collar; view 1 folded."""
    c = s.colour
    if view == 1:
        return folded(s, _fabric(s), collar="round")
    wall_shadow(s, TORSO + SHORT[0] + SHORT[1])
    hems = ("M66 138L105 161", "M334 138L295 161")
    for d, hem, folds in zip(SHORT, hems, SHORT_FOLDS, strict=True):
        _sleeve(s, d, hem, folds)
    s.path("M160 50C170 42 230 42 240 50C232 76 168 76 160 50Z", tone(c, -0.45))
    s.path("M162 50C176 45 224 45 238 50", stroke=tone(c, -0.15), width=6)
    s.path(rounded(192, 52, 16, 7, 1), "#e9e4d8")
    s.body(TORSO, c, soft=10, texture=_fabric(s))
    _drape(s, TORSO)
    collar = "M160 50C168 74 232 74 240 50L246 52C238 86 162 86 154 52Z"
    s.body(collar, tone(c, 0.02), soft=2, texture="rib")
    s.stitch("M152 54C160 90 240 90 248 54", c, width=0.8)
    s.stitch("M131 291C176 296 224 296 269 291", c, width=0.8)
    s.seam("M133 66C138 100 138 128 136 150", c, width=0.9)
    s.seam("M267 66C262 100 262 128 264 150", c, width=0.9)
    if s.style == 1:
        s.body(rounded(220, 118, 34, 40, 3), tone(c, 0.03), soft=2, texture=_fabric(s))
        s.stitch("M222 120V156H252V120", c, width=0.7)
    return None


def shirt(s: Scene, view: int) -> None:
    """A buttoned shirt; view 1 folded as in a parcel."""
    c = s.colour
    if view == 1:
        return folded(s, _fabric(s), collar="shirt", check=s.style == 2)
    wall_shadow(s, TORSO + LONG[0] + LONG[1])
    for d, cuff, folds in zip(LONG, CUFFS, LONG_FOLDS, strict=True):
        _sleeve(s, d, cuff, folds)
        s.body(cuff, tone(c, 0.02), soft=3, texture=_fabric(s))
        s.stitch(cuff, c, width=0.7)
    s.path("M160 52C172 40 228 40 240 52C230 72 170 72 160 52Z", tone(c, -0.4))
    s.body(TORSO, c, soft=10, texture=_fabric(s))
    if s.style == 2:
        for d in (TORSO, *LONG):
            s.path(d, s.texture("check", c), opacity=0.6)
    _drape(s, TORSO)
    s.body("M192 78H209V303H192Z", tone(c, 0.03), soft=2, texture=_fabric(s))
    s.stitch("M194 80V302", c, width=0.7)
    s.stitch("M207 80V302", c, width=0.7)
    for y in range(104, 290, 34):
        s.path(oval(201, y + 1, 4.2, 4.2), tone(c, -0.6), opacity=0.5)
        s.path(oval(200.5, y, 3.9, 3.9), s.sheen("#efe9dc"))
        s.path(f"M199 {y - 1}L202 {y + 1}M202 {y - 1}L199 {y + 1}", stroke="#6c665a", width=0.8)
    for side in (1, -1):
        with s.group(f"translate({0 if side == 1 else 400} 0) scale({side} 1)"):
            flap = (
                "M158 48C150 54 148 60 150 68L172 96C175 99 178 98 180 94L200 74"
                "C184 70 168 62 158 48Z"
            )
            s.path(flap, "#0b0e12", opacity=0.35, blur=3, move=(2, 4))
            s.body(flap, tone(c, 0.05), soft=3, texture=_fabric(s))
            s.stitch("M153 67L173 92Q176 94 178 91L195 74", c, width=0.7)
    pocket = "M222 116H256V152L239 160L222 152Z"
    s.body(pocket, tone(c, 0.02), soft=2, texture=_fabric(s))
    s.stitch("M224 118V151L239 158L254 151V118", c, width=0.7)
    s.stitch("M131 291C176 296 224 296 269 291", c, width=0.7)
    return None


def sweater(s: Scene, view: int) -> None:
    """A knitted pullover with ribbed hems; view 1 folded."""
    c = s.colour
    if view == 1:
        return folded(s, "knit", collar="round")
    wall_shadow(s, TORSO + LONG[0] + LONG[1])
    for d, cuff, folds in zip(LONG, CUFFS, LONG_FOLDS, strict=True):
        _sleeve(s, d, cuff, folds, rib=True)
    s.path("M160 50C170 40 230 40 240 50C232 76 168 76 160 50Z", tone(c, -0.5))
    s.body(TORSO, c, soft=11, texture="knit")
    _drape(s, TORSO)
    if s.style == 1:
        with s.inside(TORSO):
            for y, shade in ((128, 0.42), (142, -0.3), (156, 0.42)):
                s.path(f"M126 {y}H274", stroke=tone(c, shade), width=6, opacity=0.75)
            s.path("M120 120H280V164H120Z", s.texture("knit", c), opacity=0.5)
    if s.style == 2:
        with s.inside(TORSO), s.blurred(0.8):
            for x in (168, 200, 232):
                wave = "q9 8 0 16q-9 8 0 16" * 6
                s.crease(f"M{x - 4} 84{wave}", width=2.6, opacity=0.4, blur=0.8)
                back = "q-9 8 0 16q9 8 0 16" * 6
                s.crease(f"M{x + 4} 84{back}", width=2.6, opacity=0.4, blur=0.8)
    s.body(
        (
            "M130 274C176 281 224 281 270 274V290C270 296 266 299 260 300C220 "
            "305 180 305 140 300C134 299 130 296 130 290Z"
        ),
        tone(c, -0.05),
        soft=3,
        texture="rib",
    )
    s.body(
        "M160 50C168 74 232 74 240 50L248 53C238 92 162 92 152 53Z",
        tone(c, -0.03),
        soft=3,
        texture="rib",
    )
    s.seam("M133 66C140 100 140 128 136 150", c, width=1.2)
    s.seam("M267 66C260 100 260 128 264 150", c, width=1.2)
    return None


def hoodie(s: Scene, view: int) -> None:
    """A hooded sweatshirt with a pouch; view 1 folded."""
    c = s.colour
    if view == 1:
        return folded(s, "jersey", collar="hood")
    hood = "M152 62C140 30 168 14 200 14S260 30 248 62C240 84 160 84 152 62Z"
    wall_shadow(s, TORSO + LONG[0] + LONG[1] + hood)
    for d, cuff, folds in zip(LONG, CUFFS, LONG_FOLDS, strict=True):
        _sleeve(s, d, cuff, folds, rib=True)
    s.body(TORSO, c, soft=11, texture="jersey")
    _drape(s, TORSO)
    s.body(hood, c, soft=8, texture="jersey")
    inner = "M166 62C160 38 178 28 200 28S240 38 234 62C226 84 174 84 166 62Z"
    s.path(inner, s.lin([(0, tone(c, -0.72)), (1, tone(c, -0.42))], (0, 0, 0, 1)))
    s.stitch("M162 62C156 34 176 23 200 23S244 34 238 62", c, width=0.8)
    s.crease("M152 60C156 84 184 92 200 100", width=4, opacity=0.3, blur=1.6)
    s.crease("M248 60C244 84 216 92 200 100", width=4, opacity=0.3, blur=1.6)
    for x, end in ((180, 138), (220, 146)):
        s.path(
            f"M{x} 82C{x - 2} 100 {x + 2} 118 {x} {end}",
            stroke="#0b0e12",
            width=3.6,
            opacity=0.4,
            blur=1.4,
            move=(2, 2),
        )
        s.path(f"M{x} 82C{x - 2} 100 {x + 2} 118 {x} {end}", stroke=tone(c, 0.45), width=3)
        s.path(f"M{x} {end - 3}V{end + 6}", stroke="#c9ccce", width=3.4, cap="butt")
        s.path(oval(x, 81, 3.2, 3.2), "#9da2a4")
    pouch = "M160 206H240L262 244V274H138V244Z"
    s.path(pouch, "#0b0e12", opacity=0.35, blur=3, move=(1, 2))
    s.body(pouch, tone(c, 0.01), soft=4, texture="jersey")
    s.stitch("M162 209H238M160 210L141 245V273M240 210L259 245V273", c, width=0.8)
    s.body(
        (
            "M130 276C176 282 224 282 270 276V290C270 296 266 299 260 300C220 "
            "305 180 305 140 300C134 299 130 296 130 290Z"
        ),
        tone(c, -0.05),
        soft=3,
        texture="rib",
    )
    return None


def jacket(s: Scene, view: int) -> None:
    """A zipped jacket, quilted when of nylon; view 1 worn open over a dark lining."""
    c = s.colour
    weave = _fabric(s)
    quilted = s.material == "nylon"
    wall_shadow(s, TORSO + LONG[0] + LONG[1])
    for d, cuff, folds in zip(LONG, CUFFS, LONG_FOLDS, strict=True):
        _sleeve(s, d, cuff, folds, rib=True)
        if quilted:
            with s.inside(d), s.blurred(1.4):
                for y in range(96, 262, 24):
                    s.crease(
                        f"M50 {y + 8}C100 {y + 14} 300 {y + 14} 350 {y + 8}",
                        width=3,
                        opacity=0.42,
                        blur=1.4,
                    )
    s.body(TORSO, c, soft=11, texture=weave)
    _drape(s, TORSO, quilted=quilted)
    with s.inside(TORSO):
        if quilted:
            with s.blurred(1.5):
                for y in range(84, 280, 24):
                    s.crease(f"M126 {y}C164 {y + 7} 236 {y + 7} 274 {y}", width=3.4, opacity=0.42)
            for y in range(84, 280, 24):
                s.seam(f"M126 {y}C164 {y + 7} 236 {y + 7} 274 {y}", c, width=0.8)
        if view == 1:
            lining = "M186 60C176 130 170 220 158 304H246C236 220 226 130 214 60Z"
            s.path(lining, s.lin([(0, tone(c, -0.8)), (0.5, tone(c, -0.6)), (1, tone(c, -0.82))]))
            s.path(
                "M186 60C176 130 170 220 158 304M214 60C226 130 236 220 246 304",
                stroke="#a8adaf",
                width=3,
                dash="1.6 1.2",
                cap="butt",
            )
            s.path(rounded(190, 84, 20, 11, 1.5), "#e9e4d8")
    for side in (1, -1):
        with s.group(f"translate({0 if side == 1 else 400} 0) scale({side} 1)"):
            s.seam("M150 204L168 248", c, width=2.4, opacity=0.9)
            s.stitch("M146 204L165 250M154 202L172 246", c, width=0.8)
            if not quilted:
                s.body("M150 112H180V144H150Z", tone(c, 0.02), soft=2, texture=weave)
                s.body("M148 108H182V122L165 128L148 122Z", tone(c, 0.05), soft=2, texture=weave)
                s.stitch("M150 110V121L165 126L180 121V110", c, width=0.8)
                s.path(oval(165, 122, 2.4, 2.4), "#b08d57")
    if view == 0:
        s.path("M200 62V302", stroke=tone(c, -0.65), width=7, cap="butt")
        s.path("M200 62V300", stroke="#aeb3b5", width=3.6, dash="1.5 1.2", cap="butt")
        s.stitch("M193 66V302M207 66V302", c, width=0.8)
        s.path(rounded(197.6, 76, 4.8, 13, 2), s.volume("#c9ccce"))
    s.body(
        (
            "M160 50C162 36 238 36 240 50C250 54 254 60 252 70C236 62 222 66 "
            "200 70C178 66 164 62 148 70C146 60 150 54 160 50Z"
        ),
        tone(c, -0.02),
        soft=5,
        texture="rib" if quilted else weave,
    )
    s.body(
        (
            "M130 282C176 288 224 288 270 282V290C270 296 266 299 260 300C220 "
            "305 180 305 140 300C134 299 130 296 130 290Z"
        ),
        tone(c, -0.06),
        soft=3,
        texture="rib",
    )


def dress(s: Scene, view: int) -> None:
    """A dress with a waist; view 1 from the back, with its zip and ties."""
    c = s.colour
    weave = _fabric(s)
    d = (
        "M166 40C168 62 176 78 200 78S232 62 234 40L248 42C250 70 256 84 "
        "262 94C256 120 246 136 242 152C262 196 280 246 292 300C262 314 138 "
        "314 108 300C120 246 138 196 158 152C154 136 144 120 138 94C144 84 "
        "150 70 152 42Z"
    )
    if view == 1:
        d = d.replace("C168 62 176 78 200 78S232 62 234 40", "C172 52 184 56 200 56S228 52 234 40")
    wall_shadow(s, d)
    if view == 0:
        s.path("M166 40C180 34 220 34 234 40L232 56C220 50 180 50 168 56Z", tone(c, -0.5))
    s.body(d, c, soft=9, texture=weave)
    with s.inside(d):
        with s.blurred(3.2):
            for x, end, op in (
                (168, 132, 0.3),
                (182, 168, 0.26),
                (200, 204, 0.24),
                (216, 236, 0.28),
                (230, 266, 0.34),
            ):
                s.crease(
                    (f"M{x} 156C{x + (end - x) * 0.3} 206 {x + (end - x) * 0.7} 250 {end} 312"),
                    width=6,
                    opacity=op,
                    blur=3.4,
                )
            s.crease("M150 104C166 116 174 130 176 146", width=4, opacity=0.2, blur=2.6)
            s.crease("M250 104C236 116 228 130 226 146", width=4, opacity=0.2, blur=2.6)
        s.glow(oval(164, 226, 14, 70), opacity=0.28, blur=10)
        s.path("M262 90C250 160 280 220 296 310", stroke="#0b0e12", width=24, opacity=0.24, blur=11)
        if s.style == 1:
            for row in range(16):
                for col in range(13):
                    left = 100 + col * 17 + (row % 2) * 8.5
                    y = 50 + row * 17
                    s.path(oval(left, y, 2, 2), tone(c, 0.6), opacity=0.75)
    waist = "M157 146C180 153 220 153 243 146V160C220 167 180 167 157 160Z"
    s.body(waist, mix(c, "#2b2018", 0.25), soft=3, texture=weave)
    s.stitch("M158 149C180 156 220 156 242 149M158 158C180 165 220 165 242 158", c, width=0.7)
    if view == 1:
        s.seam("M200 56V210", c, width=1.6)
        s.path(rounded(198, 58, 4, 10, 1.6), "#b9bec0")
        s.path(
            (
                "M200 156C176 144 172 172 200 158C228 144 232 172 200 158M200 158"
                "L188 200M200 158L214 196"
            ),
            stroke=tone(c, -0.2),
            width=5,
        )
    else:
        s.stitch("M163 44C166 66 176 81 200 81S234 66 237 44", c, width=0.8)
    s.stitch("M110 293C150 306 250 306 290 293", c, width=0.8)
