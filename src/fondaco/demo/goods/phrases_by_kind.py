"""What can be said of some kinds of product only: kinds, then good, middling, bad."""

_CLOTH = ("t_shirt", "shirt", "sweater", "hoodie", "jacket", "dress", "jeans")
_SOUND = ("headphones", "earbuds", "speaker")
_SCREEN = ("phone", "tablet", "e_reader", "laptop", "smart_watch")
_CERAMIC = ("mug", "teapot", "vase", "plant_pot")
_LEATHER = ("wallet", "belt", "boot")
_PARTS: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        _SOUND,
        (
            "Voices are clear and the bass is there without booming.",
            "I heard things in old records that I didn't know.",
            "No hiss, also at low volume.",
        ),
        (
            "Good sound, though a little thin at the top.",
            "The bass needs a few days and some patience.",
        ),
        (
            "One side stopped working after ten days.",
            ("It lost the connection every few minutes, with three different devices."),
        ),
    ),
    (
        _SCREEN,
        (
            "The battery holds what the page says.",
            "The screen is bright and the text crisp.",
            "It updated itself once and has been quiet since.",
        ),
        ("Quick enough, but it gets warm while charging.", "The software could be simpler."),
        ("The screen has a yellow edge.", "The battery was empty by noon, every day."),
    ),
    (
        ("keyboard", "mouse"),
        (
            "I use it eight hours a day at work and forget that it is there.",
            "Every key feels the same, and they are quiet.",
        ),
        ("The keys could feel firmer.",),
        ("A double click on every single one.",),
    ),
    (
        ("camera",),
        ("Sharp to the corners from f/4.", "The dials click nicely and are where the fingers are."),
        ("The menu takes a week to learn.",),
        ("Dust on the sensor out of the box.",),
    ),
    (
        ("power_bank", "charger"),
        ("Charges my laptop and the phone at once.", "Stays cool overnight."),
        ("A little bigger than I hoped.",),
        ("It hums as soon as it is plugged in.",),
    ),
    (
        ("router",),
        ("Full signal in the garden now.", "Ran for forty days without a restart."),
        ("Setting up the guest network took me three tries.",),
        ("It dropped out every evening at eight.",),
    ),
    (
        ("monitor",),
        ("Even light from corner to corner.", "Text is a joy after my old one."),
        ("The stand is a bit wobbly at full height.",),
        ("Three dead pixels in the middle.",),
    ),
    (
        _CLOTH,
        (
            "Fits as the size table says; I'm 1.78 m and took M.",
            "The cut is good: not tight, not a tent.",
            "It creases little and dries overnight.",
        ),
        ("It runs a bit large; take one size down.", "Comfortable, but thinner than I thought."),
        ("It pills badly after one week.", "The dye came off on everything."),
    ),
    (
        ("sweater", "hoodie", "scarf", "beanie", "blanket", "socks"),
        ("Warm without being heavy.", "Soft, and it doesn't scratch."),
        ("It sheds a little in the first week.",),
        ("It has a hole where the yarn was joined.",),
    ),
    (
        ("sneaker", "boot"),
        ("Comfortable from the second day.", "True to size, with room for a thick sock."),
        ("Stiff for the first week.",),
        ("The sole came loose at the toe.",),
    ),
    (
        _LEATHER,
        ("Smells of good leather and wax.", "The leather has darkened beautifully."),
        ("The smell needs a few days to go.",),
        ("This is coated split, not full grain.",),
    ),
    (
        ("backpack", "tote"),
        ("Everything has its place and nothing jingles.", "It stands up by itself."),
        ("I'd have liked one more inner pocket.",),
        ("The zip split in the second week.",),
    ),
    (
        ("wrist_watch",),
        ("Gains four seconds a day, better than promised.", "It slips under a cuff."),
        ("The strap is stiff at first.",),
        ("It stopped after two days.",),
    ),
    (
        _CERAMIC,
        ("The glaze is even lovelier in daylight.", "It has a good weight in the hand."),
        ("The glaze has a tiny bubble at the foot.",),
        ("It arrived with a crack from rim to foot.", "It leaks, slowly but surely."),
    ),
    (
        ("lamp",),
        ("Warm light, no glare.", "The switch is where you look for it."),
        ("The shade sits a few millimetres off centre.",),
        ("The socket was loose.",),
    ),
    (
        ("chair",),
        (
            "Put together in ten minutes, with the key from the box.",
            "We sat on it for a whole evening without noticing it.",
        ),
        ("It wobbled until I put felt under one foot.",),
        ("One leg is shorter than the others.",),
    ),
    (
        ("pan", "kettle", "knife"),
        (
            "We use it every day.",
            "Worth every cent of the price.",
        ),
        ("Heavier than I am used to.",),
        ("Rust spots after the first wash, in spite of drying it.",),
    ),
    (
        ("candle",),
        ("The scent is there but never pushes.", "Burns evenly to the edge."),
        ("The scent is fainter than I hoped.",),
        ("The wick drowned after two hours.",),
    ),
)
PART_OF: dict[str, dict[str, tuple[str, ...]]] = {}
for _kinds, _good, _middling, _bad in _PARTS:
    for _kind in _kinds:
        _have = PART_OF.setdefault(_kind, {"good": (), "middling": (), "bad": ()})
        _have["good"] += _good
        _have["middling"] += _middling
        _have["bad"] += _bad
