"""Phones, tablets, readers, laptops, monitors, smart watches: facts."""

from fondaco.demo.goods.facts import KindFacts

SCREENS = (
    KindFacts(
        "phone",
        "Phones",
        "smartphone",
        (19900, 74900),
        (168, 204),
        ("navy", "graphite", "sage", "white"),
        ("glass", "matte"),
        ("{storage}", "{storage}, {memory}", "{storage}, {battery_capacity}"),
        (
            ("Display", ("6.1 in, 60 Hz OLED", "6.3 in, 90 Hz OLED", "6.5 in, 120 Hz OLED")),
            ("Storage", ("128 GB", "256 GB", "512 GB")),
            ("Memory", ("6 GB", "8 GB", "12 GB")),
            ("Main camera", ("48 MP, f/1.9", "50 MP, f/1.8", "50 MP, f/1.7, stabilised")),
            ("Battery capacity", ("4,200 mAh", "4,600 mAh", "5,000 mAh")),
            ("Charging", ("25 W, USB-C", "33 W, USB-C", "45 W, USB-C, wireless")),
            ("SIM", ("Nano-SIM", "Nano-SIM and eSIM")),
            ("Water resistance", ("IP54", "IP67", "IP68")),
            ("Security updates", ("4 years", "5 years", "7 years")),
        ),
        (
            "{name} is a phone for people who want to think seldom about their phone.",
            (
                "{brand} promises {security_updates} of updates for {name}, which "
                "is the figure we would look at first."
            ),
            (
                "Flat glass, a sensible size, and a battery that sees the evening: "
                "{name} gets the plain things right."
            ),
        ),
        (
            "The {display} screen is readable in full sun and dims low enough for a dark bedroom.",
            (
                "There are {storage} of storage and {memory} of memory, so that it "
                "will not feel old in two years."
            ),
            "The main camera ({main_camera}) takes its time in poor light and is better for it.",
            "Battery and screen can be changed by any repair shop; {brand} sells the parts.",
        ),
        (
            "Sold without network lock. Remove your old phone's account before you pass it on.",
            "Comes with the region's standard firmware and can be set to any language.",
        ),
        "Phone, USB-C cable, SIM tool, quick guide",
    ),
    KindFacts(
        "tablet",
        "Tablets",
        "tablet",
        (17900, 59900),
        (420, 560),
        ("silver", "graphite", "sage"),
        ("metal",),
        ("{storage}", "{display}", "{storage}, Wi-Fi"),
        (
            ("Display", ("10.4 in, 1920 × 1200", "10.9 in, 2360 × 1640", "11.2 in, 2560 × 1600")),
            ("Storage", ("64 GB", "128 GB", "256 GB")),
            ("Memory", ("4 GB", "6 GB", "8 GB")),
            ("Battery life", ("10 h", "12 h", "14 h")),
            ("Speakers", ("2", "4")),
            ("Pen", ("Not supported", "Supported, sold apart", "Included")),
            ("Charging", ("15 W, USB-C", "30 W, USB-C")),
            ("Thickness", ("7.9 mm", "6.9 mm", "6.2 mm")),
        ),
        (
            "{name} is the screen for the sofa, the kitchen and the train.",
            (
                "With {name} you can read a score, mark a paper and watch a film, "
                "in that order, on one charge."
            ),
        ),
        (
            (
                "The panel is {display}, bright and without the yellow tint that "
                "cheaper ones have at low light."
            ),
            "{battery_life} of video is realistic; reading takes it further.",
            "Pen: {pen}. Lines follow the tip closely enough for handwriting.",
            "{storage} of storage can be extended with a memory card.",
        ),
        ("A matte film costs a little sharpness but is worth it under lamps.",),
        "Tablet, USB-C cable, charger",
    ),
    KindFacts(
        "e_reader",
        "E-readers",
        "e-reader",
        (8900, 24900),
        (158, 228),
        ("graphite", "sand", "black"),
        ("matte",),
        ("{display}", "{storage}", "{display}, {storage}"),
        (
            ("Display", ("6 in, 212 ppi", "6.8 in, 300 ppi", "7.8 in, 300 ppi")),
            (
                "Front light",
                ("White, 5 LEDs", "White and warm, 17 LEDs", "White and warm, 24 LEDs"),
            ),
            ("Storage", ("8 GB", "16 GB", "32 GB")),
            ("Battery life", ("4 weeks", "6 weeks", "10 weeks")),
            ("Formats", ("EPUB, PDF, TXT", "EPUB, PDF, MOBI, CBZ, TXT")),
            ("Water resistance", ("None", "IPX7", "IPX8")),
            ("Keys", ("Touch only", "Touch and page keys")),
        ),
        (
            "{name} opens ordinary EPUB files from any shop or library, with no account.",
            (
                "A page that looks like paper and a battery counted in weeks: "
                "{name} is made for reading and little else."
            ),
        ),
        (
            (
                "The {display} screen has no glare, and the light ({front_light}) "
                "can be set from noon to candle."
            ),
            "{battery_life} on a charge, at half an hour a day.",
            "Files go on by cable like onto any drive.",
        ),
        ("Ghosting after a picture is normal; a full refresh takes it away.",),
        "E-reader, USB-C cable",
    ),
    KindFacts(
        "laptop",
        "Laptops",
        "laptop",
        (54900, 169900),
        (1180, 1790),
        ("silver", "graphite", "navy"),
        ("metal",),
        ("{memory}, {storage}", "{display}", "{memory}, {storage}"),
        (
            ("Display", ("14 in, 1920 × 1200", "14 in, 2560 × 1600", "15.3 in, 2880 × 1800")),
            (
                "Processor",
                ("6 cores, up to 4.3 GHz", "8 cores, up to 4.7 GHz", "12 cores, up to 5.0 GHz"),
            ),
            ("Memory", ("8 GB", "16 GB", "32 GB")),
            ("Storage", ("256 GB SSD", "512 GB SSD", "1 TB SSD")),
            ("Battery life", ("9 h", "12 h", "15 h")),
            ("Ports", ("2 × USB-C, USB-A", "2 × USB-C, USB-A, HDMI", "3 × USB-C, USB-A, HDMI, SD")),
            ("Keyboard", ("Backlit, 1.3 mm travel", "Backlit, 1.5 mm travel")),
            ("Operating system", ("None installed", "Linux, ready to use")),
        ),
        (
            (
                "{name} is a working machine: quiet, light, and with a keyboard "
                "that you can write a thesis on."
            ),
            "We would give {name} to a student and expect it back in good order after five years.",
            (
                "{name} opens flat, wakes in a second and does not whistle: small "
                "things that one notices every day."
            ),
        ),
        (
            (
                "Inside are {processor}, {memory} of memory and a {storage}; memory "
                "and drive can be changed."
            ),
            "The {display} panel is matte and shows the sRGB range in full.",
            "{battery_life} of mixed work with Wi-Fi on; the charger is a common 65 W USB-C one.",
            "Ports: {ports}. No adapter needed for the meeting room.",
        ),
        (
            "Keyboard layout as in the variant's name; we can't change it afterwards.",
            "Hold the battery between 20 and 80 per cent in daily use and it will last.",
        ),
        "Laptop, 65 W USB-C charger, manual",
    ),
    KindFacts(
        "monitor",
        "Monitors",
        "monitor",
        (14900, 62900),
        (3900, 7200),
        ("black", "silver", "white"),
        ("matte",),
        ("{display_size}", "{display_size}, {resolution}", "{resolution}"),
        (
            ("Display size", ("23.8 in", "27 in", "31.5 in")),
            ("Resolution", ("1920 × 1080", "2560 × 1440", "3840 × 2160")),
            ("Panel", ("IPS, 250 cd/m²", "IPS, 350 cd/m²", "IPS, 400 cd/m², 98 % P3")),
            ("Refresh rate", ("60 Hz", "75 Hz", "120 Hz")),
            (
                "Inputs",
                ("HDMI, DisplayPort", "2 × HDMI, DisplayPort", "HDMI, DisplayPort, USB-C 90 W"),
            ),
            ("Stand", ("Tilt", "Tilt and height", "Tilt, height, turn, pivot")),
            ("Wall mount", ("VESA 100",)),
            ("Power", ("24 W", "29 W", "41 W")),
        ),
        (
            "{name} is the screen that we put on our own desks: sharp text, even light, no drama.",
            (
                "Eight hours a day is a long time to look at something; {name} was "
                "built with that in mind."
            ),
        ),
        (
            "At {display_size} and {resolution}, text is crisp at a normal arm's length.",
            "The panel ({panel}) is free of flicker and has a matte coating without sparkle.",
            "Inputs: {inputs}. Stand: {stand}.",
        ),
        ("Up to two stuck pixels are within the maker's class II; more, and we exchange it.",),
        "Monitor, stand, power cable, DisplayPort cable",
    ),
    KindFacts(
        "smart_watch",
        "Smart watches",
        "smart watch",
        (7900, 32900),
        (32, 54),
        ("petrol", "black", "sand", "rust"),
        ("rubber", "nylon"),
        ("{battery_life}", "{water_resistance}", "{case}"),
        (
            ("Display", ("1.4 in, LCD", "1.4 in, AMOLED", "1.5 in, AMOLED, always on")),
            ("Battery life", ("5 days", "7 days", "12 days")),
            (
                "Sensors",
                (
                    "Heart rate, steps",
                    "Heart rate, oxygen, steps",
                    "Heart rate, oxygen, skin temperature, barometer",
                ),
            ),
            ("Positioning", ("By phone", "GPS", "GPS, Galileo, dual band")),
            ("Water resistance", ("IP68", "5 ATM", "10 ATM")),
            ("Case", ("42 mm, polymer", "44 mm, aluminium", "44 mm, titanium")),
            ("Strap", ("20 mm, quick release", "22 mm, quick release")),
            ("Works with", ("Android 9 and iOS 15 or later",)),
        ),
        (
            "{name} counts what you ask it to and is quiet about the rest.",
            "With {battery_life} between charges, {name} is a watch first and a screen second.",
        ),
        (
            "It measures {sensors}; all data stays on your phone unless you choose otherwise.",
            "Positioning: {positioning}. A run through a narrow street comes out as one line.",
            "The strap changes in seconds and takes any {strap} band.",
        ),
        ("Not a medical device: ask a doctor about readings that worry you.",),
        "Watch, strap, charging cradle",
    ),
)
