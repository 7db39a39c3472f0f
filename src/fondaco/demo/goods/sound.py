"""Headphones, earbuds, speakers, microphones: facts."""

from fondaco.demo.goods.facts import KindFacts

SOUND = (
    KindFacts(
        "headphones",
        "Headphones",
        "over-ear headphones",
        (4900, 28900),
        (198, 330),
        ("graphite", "white", "navy", "sand"),
        ("matte",),
        ("{battery_life} of battery", "closed back", "wireless, folding"),
        (
            (
                "Driver",
                ("32 mm, dynamic", "40 mm, dynamic", "40 mm, bio-cellulose", "50 mm, dynamic"),
            ),
            (
                "Noise cancelling",
                ("Passive only", "Active, 2 levels", "Active, 3 levels", "Active, adaptive"),
            ),
            ("Battery life", ("24 h", "30 h", "38 h", "45 h")),
            ("Charging", ("USB-C, 2.5 h", "USB-C, 2 h", "USB-C, 1.5 h")),
            ("Bluetooth", ("5.2", "5.3", "5.4")),
            ("Frequency range", ("20 Hz – 20 kHz", "10 Hz – 22 kHz", "6 Hz – 40 kHz")),
            ("Impedance", ("16 Ω", "32 Ω", "47 Ω")),
            ("Cable", ("3.5 mm, 1.2 m", "3.5 mm, 1.5 m, removable")),
        ),
        (
            (
                "{name} sits lightly enough to be forgotten on a long flight, and "
                "seals well enough to make one quiet."
            ),
            (
                "We chose {name} for the people who write, travel and take calls in "
                "the same pair of headphones."
            ),
            (
                "A calm, even sound and a battery that outlasts the week: that is "
                "the short version of {name}."
            ),
        ),
        (
            (
                "The {driver} drivers are tuned flat through the middle, so that "
                "voices stay natural and strings don't turn sharp."
            ),
            (
                "Expect {battery_life} of playing on a charge; ten minutes on the "
                "cable give about four hours more."
            ),
            (
                "Ear cushions and headband padding come off without tools and are "
                "sold as spare parts by {brand}."
            ),
            (
                "Two devices can be connected at once, and the call microphones are "
                "good in wind up to a brisk walk."
            ),
            "With the cable plugged in they work without any battery at all.",
        ),
        (
            "Keep them in the case when travelling and wipe the cushions with a dry cloth.",
            "The cushions are made to be replaced after about two years of daily use.",
        ),
        "Headphones, hard case, USB-C cable, audio cable",
    ),
    KindFacts(
        "earbuds",
        "Earbuds",
        "wireless earbuds",
        (2900, 17900),
        (42, 64),
        ("white", "black", "sage", "navy"),
        ("gloss", "matte"),
        ("with charging case", "{water_resistance}", "{battery_life}"),
        (
            ("Driver", ("6 mm", "8 mm", "10 mm", "11 mm")),
            ("Noise cancelling", ("Passive only", "Active", "Active, adaptive")),
            (
                "Battery life",
                ("5 h + 15 h in the case", "6 h + 18 h in the case", "8 h + 24 h in the case"),
            ),
            ("Charging", ("USB-C", "USB-C or wireless")),
            ("Bluetooth", ("5.2", "5.3", "5.4")),
            ("Water resistance", ("IPX4", "IPX5", "IP55")),
            ("Ear tips", ("3 sizes, silicone", "4 sizes, silicone", "4 sizes, silicone and foam")),
            ("Controls", ("Tap", "Press", "Press and swipe")),
        ),
        (
            (
                "{name} is small enough to lose in a pocket, so we are glad that "
                "the case closes with a firm magnet."
            ),
            "For a commute {name} does what it should: it connects at once and stays connected.",
            (
                "{name} keeps to the essentials: clear voices, a secure fit, and a "
                "case you can open with one hand."
            ),
        ),
        (
            "You get {battery_life}, measured at half volume.",
            "Tips come in {ear_tips}; try all of them once, since the bass depends on the seal.",
            "Rated {water_resistance}, which covers rain and sweat but not a swim.",
            "Either bud works alone, and the microphones pick the quieter side in traffic.",
        ),
        (
            "Clean the mesh with a dry brush once a month; no liquids, no needles.",
            "For reasons of hygiene we take opened ear tips back only if they are faulty.",
        ),
        "Earbuds, charging case, ear tips, USB-C cable",
    ),
    KindFacts(
        "speaker",
        "Speakers",
        "shelf speaker",
        (7900, 34900),
        (2400, 4900),
        ("graphite", "white", "walnut", "forest"),
        ("wood", "matte"),
        ("two-way, active", "Bluetooth and line in", "{amplifier}"),
        (
            ("Woofer", ("90 mm, paper", "115 mm, paper", "130 mm, woven fibre")),
            ("Tweeter", ("19 mm, silk dome", "25 mm, silk dome", "25 mm, aluminium dome")),
            ("Amplifier", ("25 W, class D", "40 W, class D", "60 W, class D")),
            ("Frequency range", ("65 Hz – 20 kHz", "55 Hz – 20 kHz", "48 Hz – 22 kHz")),
            (
                "Inputs",
                (
                    "Bluetooth 5.2, 3.5 mm",
                    "Bluetooth 5.3, 3.5 mm, optical",
                    "Bluetooth 5.3, RCA, optical, USB-C",
                ),
            ),
            (
                "=Cabinet",
                ("Birch plywood, 18 mm, walnut veneer", "MDF, 15 mm", "MDF, 18 mm, walnut veneer"),
            ),
            ("Height", ("226 mm", "248 mm", "272 mm")),
            ("Standby", ("0.5 W", "0.4 W")),
        ),
        (
            "{name} fills a living room without asking for a rack of equipment behind it.",
            "A small cabinet with an unhurried sound: {name} is what we play in our own workshop.",
            "{name} stands happily on a bookshelf, near the wall, where most speakers go muddy.",
        ),
        (
            (
                "The {woofer} woofer hands over to a {tweeter} tweeter at 2.6 kHz, "
                "low enough that voices come from one place."
            ),
            (
                "Power comes from a built-in amplifier ({amplifier}); a single "
                "mains cable is all it needs."
            ),
            (
                "The cabinet is {cabinet}, braced across the middle, so that it "
                "stays silent when the bass does not."
            ),
            "Pair two for stereo, or use one alone in the kitchen.",
        ),
        (
            "Dust the front with a soft brush; the cover isn't made to be taken off.",
            "Give it a hand's width from the wall for the cleanest bass.",
        ),
        "Speaker, mains cable, audio cable, rubber feet",
    ),
    KindFacts(
        "microphone",
        "Microphones",
        "desk microphone",
        (4500, 18900),
        (310, 720),
        ("black", "silver", "petrol"),
        ("metal",),
        ("USB-C, cardioid", "for voice and streaming", "with desk stand"),
        (
            ("Capsule", ("14 mm, electret", "16 mm, condenser", "25 mm, condenser")),
            ("Pattern", ("Cardioid", "Cardioid, omni", "Cardioid, omni, figure 8")),
            ("Sample rate", ("48 kHz, 16 bit", "48 kHz, 24 bit", "96 kHz, 24 bit")),
            ("Connection", ("USB-C", "USB-C, headphone out", "USB-C and XLR")),
            ("Frequency range", ("50 Hz – 16 kHz", "30 Hz – 18 kHz", "20 Hz – 20 kHz")),
            ("Greatest level", ("110 dB", "120 dB", "132 dB")),
            ("Stand", ("Steel, fixed height", "Steel, tilting")),
        ),
        (
            "{name} makes a home office sound like a studio that someone has tidied.",
            "Plug in {name}, speak from a hand's width away, and you are done.",
        ),
        (
            "The capsule ({capsule}) picks up the voice and leaves most of the room behind.",
            "It records at {sample_rate} and needs no driver on any current system.",
            "The mute key is silent, and its light is visible from the side.",
            "The stand unscrews to a common 5/8-inch thread for booms.",
        ),
        ("Cover it when you're away: dust is what ages a capsule.",),
        "Microphone, stand, USB-C cable",
    ),
)
