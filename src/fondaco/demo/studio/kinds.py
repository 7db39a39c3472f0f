"""The table of what the studio can draw."""

from collections.abc import Callable
from dataclasses import dataclass

from fondaco.demo.studio import (
    audio,
    bags,
    bottoms,
    folded,
    gadgets,
    living,
    screens,
    shoes,
    tops,
    vessels,
    warmth,
    worn,
)
from fondaco.demo.studio.scene import Scene


@dataclass(frozen=True)
class Kind:
    """How to draw one kind: the drawing, and where the close-up looks."""

    draw: Callable[[Scene, int], None]
    focus: tuple[float, float, float]
    hanging: bool = False
    floor: float = 238


KINDS: dict[str, Kind] = {
    "headphones": Kind(audio.headphones, (110, 210, 2.02)),
    "earbuds": Kind(audio.earbuds, (180, 140, 1.85)),
    "speaker": Kind(audio.speaker, (200, 170, 1.76)),
    "microphone": Kind(audio.microphone, (200, 110, 1.94)),
    "phone": Kind(screens.phone, (205, 90, 1.94)),
    "tablet": Kind(screens.tablet, (110, 120, 1.94)),
    "e_reader": Kind(screens.e_reader, (180, 110, 1.94)),
    "laptop": Kind(screens.laptop, (160, 220, 1.76)),
    "monitor": Kind(screens.monitor, (160, 220, 1.76)),
    "smart_watch": Kind(screens.smart_watch, (210, 165, 1.76), hanging=True),
    "phone_case": Kind(screens.phone_case, (180, 110, 1.94)),
    "keyboard": Kind(gadgets.keyboard, (110, 170, 1.94)),
    "mouse": Kind(gadgets.mouse, (196, 120, 1.94)),
    "camera": Kind(gadgets.camera, (200, 185, 1.76)),
    "power_bank": Kind(gadgets.power_bank, (200, 100, 1.94)),
    "charger": Kind(gadgets.charger, (185, 180, 1.76)),
    "router": Kind(gadgets.router, (180, 220, 1.76)),
    "t_shirt": Kind(tops.t_shirt, (200, 90, 1.94), hanging=True),
    "shirt": Kind(tops.shirt, (210, 100, 1.94), hanging=True),
    "sweater": Kind(tops.sweater, (210, 100, 1.94), hanging=True),
    "hoodie": Kind(tops.hoodie, (200, 100, 1.94), hanging=True),
    "jacket": Kind(tops.jacket, (190, 110, 1.94), hanging=True),
    "dress": Kind(tops.dress, (200, 120, 1.94), hanging=True),
    "jeans": Kind(bottoms.jeans, (195, 80, 2.11), hanging=True),
    "socks": Kind(bottoms.socks, (150, 110, 1.94), hanging=True),
    "beanie": Kind(bottoms.beanie, (215, 200, 1.94)),
    "sneaker": Kind(shoes.sneaker, (220, 180, 1.94)),
    "boot": Kind(shoes.boot, (200, 140, 1.76)),
    "backpack": Kind(bags.backpack, (200, 150, 1.67)),
    "tote": Kind(bags.tote, (190, 150, 1.67)),
    "wallet": Kind(bags.wallet, (190, 180, 1.76)),
    "belt": Kind(bags.belt, (200, 240, 1.76)),
    "sunglasses": Kind(worn.sunglasses, (150, 165, 1.76)),
    "wrist_watch": Kind(worn.wrist_watch, (205, 165, 1.76), hanging=True),
    "ring": Kind(worn.ring, (200, 120, 1.76)),
    "scarf": Kind(worn.scarf, (200, 120, 1.67), hanging=True),
    "umbrella": Kind(worn.umbrella, (160, 110, 1.67)),
    "mug": Kind(vessels.mug, (190, 170, 1.67)),
    "kettle": Kind(vessels.kettle, (190, 140, 1.67)),
    "teapot": Kind(vessels.teapot, (190, 150, 1.67)),
    "vase": Kind(vessels.vase, (200, 140, 1.67)),
    "bottle": Kind(vessels.bottle, (200, 130, 1.76)),
    "candle": Kind(warmth.candle, (200, 190, 1.67)),
    "plant_pot": Kind(warmth.plant_pot, (200, 190, 1.67)),
    "pan": Kind(warmth.pan, (200, 190, 1.67)),
    "lamp": Kind(warmth.lamp, (200, 110, 1.67)),
    "chair": Kind(living.chair, (200, 140, 1.67)),
    "cushion": Kind(living.cushion, (160, 140, 1.76)),
    "knife": Kind(living.knife, (190, 170, 1.67), hanging=True),
    "clock": Kind(living.clock, (200, 160, 1.67), hanging=True),
    "blanket": Kind(folded.blanket, (200, 230, 1.94), hanging=True),
}
