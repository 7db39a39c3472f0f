"""Accessories: kinds, their specifications and what a shop says of them."""

from fondaco.demo.goods.facts import Category, KindFacts

CARRIED = (
    KindFacts(
        "backpack", "Bags", "backpack", (4900, 17900), (580, 1240),
        ("forest", "graphite", "sand", "navy"), ("canvas", "nylon"),
        ("canvas, {volume}", "nylon, {volume}", "waxed canvas, {volume}"),
        (("Volume", ("16 l", "18 l", "22 l")), ("=Fabric", ("Cotton canvas, 16 oz", "Nylon, 420 D", "Waxed canvas, 18 oz")),
         ("Laptop pocket", ("To 13 in", "To 15 in", "To 16 in")), ("Back", ("Padded, 8 mm", "Padded mesh, 12 mm")),
         ("Zips", ("Nylon coil", "Metal, no. 8")), ("Water resistance", ("Water-repellent", "Waterproof base")),
         ("Dimensions", ("42 × 28 × 14 cm", "44 × 30 × 15 cm", "46 × 31 × 17 cm")), ("Pockets", ("4", "6"))),
        ("{name} holds a working day and a change of mind.", "We have carried {name} through two winters; the corners have barely lightened."),
        ("It takes {volume}, with a laptop pocket ({laptop_pocket}) that doesn't touch the floor.",
         "Fabric: {fabric}. Base: {water_resistance}.", "Straps are sewn into the seam, not onto it, and can be repaired."),
        ("Brush off mud when dry; re-wax canvas once a year.",), "One backpack"),
    KindFacts(
        "tote", "Bags", "tote bag", (2400, 15900), (240, 780),
        ("cream", "cognac", "black", "sage"), ("canvas", "leather"),
        ("cotton canvas", "leather", "heavy canvas"),
        (("=Material", ("Cotton canvas, 14 oz", "Vegetable-tanned leather, 2 mm", "Cotton canvas, 18 oz")), ("Volume", ("12 l", "15 l", "18 l")),
         ("=Handles", ("Cotton webbing, 26 cm drop", "Leather, 24 cm drop", "Leather, 24 cm drop")), ("Closing", ("Open", "Magnet", "Zip")),
         ("Inside", ("One flat pocket", "Zip pocket and key strap")), ("Base", ("Single", "Double")), ("Dimensions", ("38 × 36 × 12 cm", "40 × 34 × 14 cm"))),
        ("{name} stands up by itself and swallows a loaf, a laptop and a pullover.", "A bag without opinions: {name} goes to the market and to the office."),
        ("Material: {material}. Handles: {handles}.", "Inside: {inside}. Closing: {closing}.", "The base is {base}, where bags wear through first."),
        ("Spots come off canvas with cold water and curd soap.",), "One bag"),
    KindFacts(
        "wallet", "Small leather", "wallet", (2900, 9900), (60, 110),
        ("cognac", "black", "chestnut", "forest"), ("leather",),
        ("{cards} cards", "bifold", "{cards} cards"),
        (("Leather", ("Cowhide, corrected", "Full-grain cowhide", "Vegetable-tanned cowhide")), ("Cards", ("6", "8", "12")), ("Notes", ("One pocket", "Two pockets")),
         ("Coins", ("None", "Snap pocket")), ("Shielding", ("None", "RFID, 13.56 MHz")), ("Thread", ("Polyester, waxed", "Linen, waxed")),
         ("Dimensions", ("11 × 9 × 1.5 cm", "11.5 × 9.5 × 1.8 cm"))),
        ("{name} is thin when you buy it and stays thin if you throw out the receipts.", "{name} is cut from one hide, so that both halves age alike."),
        ("Leather: {leather}. Thread: {thread}.", "Room for {cards} cards; notes: {notes}; coins: {coins}.", "Edges are painted and burnished three times."),
        ("It darkens with use; a little leather balm twice a year is plenty.",), "One wallet, box"),
    KindFacts(
        "belt", "Small leather", "belt", (2900, 8900), (160, 260),
        ("chestnut", "black", "cognac"), ("leather",),
        ("{width}", "brass buckle", "{width}"),
        (("Leather", ("Split, bonded", "Full-grain cowhide, 3.5 mm", "Bridle leather, 4 mm")), ("Width", ("30 mm", "35 mm", "38 mm")),
         ("=Buckle", ("Brushed steel", "Solid brass", "Brushed steel")), ("Edges", ("Raw, waxed", "Painted", "Burnished")), ("Holes", ("5", "7")),
         ("Buckle change", ("Sewn", "Snap fastener")), ("Tanning", ("Chrome-free", "Vegetable"))),
        ("{name} will outlast the trousers, and the next pair.", "A belt of one piece of leather: {name}."),
        ("Leather: {leather}; width: {width}.", "The buckle is of {buckle} and can be exchanged ({buckle_change}).", "Measure from the buckle to the hole you use: that is your size."),
        ("Roll it, don't hang it.",), "One belt", "belt"),
    KindFacts(
        "umbrella", "Rain", "umbrella", (2400, 8900), (340, 560),
        ("navy", "burgundy", "forest", "black"), ("nylon",),
        ("stick, wooden handle", "two-coloured", "{diameter}"),
        (("Canopy", ("Polyester, 190 T", "Pongee, 210 T", "Pongee, recycled, 230 T")), ("Diameter", ("98 cm", "104 cm", "112 cm")), ("Ribs", ("8, steel", "8, fibreglass", "10, fibreglass")),
         ("Shaft", ("Steel", "Ash wood", "Fibreglass")), ("Handle", ("Beech", "Bent chestnut", "Maple")), ("Opening", ("By hand", "Automatic")), ("Tested wind", ("60 km/h", "80 km/h", "100 km/h"))),
        ("{name} turns inside out like any umbrella, but it turns back.", "A proper stick umbrella: {name} leans in the hall and is never forgotten on the bus."),
        ("Canopy: {canopy}, {diameter} across.", "Ribs: {ribs}, tested to {tested_wind}.", "The handle is of {handle}, oiled, not varnished."),
        ("Let it dry open; a folded wet umbrella rusts.",), "One umbrella, sleeve"),
)

WORN = (
    KindFacts(
        "sunglasses", "Eyewear", "sunglasses", (3900, 16900), (22, 36),
        ("black", "amber", "forest", "cobalt"), ("gloss", "wood"),
        ("acetate", "round, wooden", "square, acetate"),
        (("Lens", ("Polycarbonate", "Nylon", "Mineral glass")), ("Filter", ("Category 3, UV400",)), ("Polarised", ("No", "Yes")), ("=Frame", ("Acetate", "Laminated beech", "Bio-acetate, 6 mm")),
         ("Hinge", ("3 barrels", "5 barrels", "7 barrels")), ("Width", ("138 mm", "142 mm", "146 mm")), ("Lens width", ("48 mm", "50 mm", "52 mm")), ("Temple", ("145 mm",))),
        ("{name} is the shape that has suited most faces for ninety years.", "{name} is light on the nose and dark enough for the beach."),
        ("Lenses: {lens}, {filter}; polarised: {polarised}.", "Frame: {frame}, hinges with {hinge}.", "Any optician can put in your prescription."),
        ("Rinse before wiping: sand scratches every lens.",), "Sunglasses, case, cloth"),
    KindFacts(
        "wrist_watch", "Watches", "wrist watch", (8900, 44900), (48, 92),
        ("cognac", "navy", "black", "forest"), ("leather", "nylon"),
        ("{case}", "{movement}", "{case}"),
        (("Movement", ("Quartz, Japanese", "Hand-wound, 17 jewels", "Automatic, 24 jewels")), ("Case", ("36 mm, steel", "38 mm, steel", "40 mm, steel")), ("Crystal", ("Hardened mineral", "Sapphire, flat", "Sapphire, domed")),
         ("Water resistance", ("3 ATM", "5 ATM", "10 ATM")), ("Power reserve", ("3 years (cell)", "42 h", "60 h")), ("Strap", ("18 mm", "20 mm")), ("Thickness", ("8.2 mm", "9.6 mm", "11 mm")), ("Rate", ("±15 s a month", "±12 s a day", "±8 s a day"))),
        ("{name} tells the time and nothing else, beautifully.", "A quiet dial, a case that fits under a cuff: {name}."),
        ("Movement: {movement}; rate: {rate}.", "Case: {case}, crystal: {crystal}.", "The strap ({strap}, quick release) changes without tools."),
        ("Have the seals looked at every three years if you swim with it.",), "Watch, box, papers"),
    KindFacts(
        "ring", "Jewellery", "ring", (6900, 39900), (2, 6),
        ("brass",), ("metal",),
        ("topaz", "garnet", "tourmaline"),
        (("Metal", ("Brass, gold-plated 1 µm", "Silver 925, gold-plated 1 µm", "Silver 925, gold-plated 2.5 µm")), ("=Stone", ("Topaz, 6 mm", "Garnet, 6 mm", "Tourmaline, 6 mm")), ("Cut", ("Round", "Brilliant")),
         ("Setting", ("Four claws", "Six claws")), ("Band", ("1.8 mm", "2.2 mm")), ("Nickel", ("Free",)), ("Hallmark", ("Maker's mark",))),
        ("{name} is made to order in a small workshop and takes a week.", "A thin band and a clear stone: {name} goes with everything and asks for nothing."),
        ("Metal: {metal}. Stone: {stone}, {cut} cut, {setting}.", "Nickel: {nickel}. Hallmark: {hallmark}.", "One change of size within a year is included."),
        ("Take it off for dishes and sea water.",), "Ring, pouch, card", "ring"),
    KindFacts(
        "scarf", "Scarves", "scarf", (2900, 11900), (140, 320),
        ("burgundy", "sage", "navy", "ochre", "charcoal"), ("wool", "knit"),
        ("fringed", "striped", "checked"),
        (("Composition", ("50 % wool, 50 % acrylic", "100 % lambswool", "100 % merino wool")), ("Dimensions", ("180 × 25 cm", "190 × 30 cm", "200 × 70 cm")), ("=Weave", ("Twill, raised", "Rib knit", "Twill, milled")), ("Edge", ("Fringe, twisted", "Fringe, plain", "Hemmed")),
         ("Finish", ("Raised", "Milled", "Washed")), ("Dyeing", ("Piece-dyed", "Yarn-dyed")), ("Wash", ("By hand, cold", "Dry clean"))),
        ("{name} goes round twice and still has ends to tuck in.", "Soft from the first day: {name} doesn't scratch, and we have sensitive necks."),
        ("Composition: {composition}; weave: {weave}.", "It measures {dimensions}.", "Dyeing: {dyeing}, so that the colours go through."),
        ("Air it overnight; wash it seldom.",), "One scarf"),
    KindFacts(
        "phone_case", "Phone cases", "phone case", (1500, 4900), (28, 52),
        ("cognac", "black", "sage", "rust", "navy"), ("leather", "rubber"),
        ("leather, card pocket", "silicone", "leather, card pocket"),
        (("=Material", ("Vegetable-tanned leather", "Liquid silicone, 1.8 mm", "Full-grain leather")), ("Fits", ("6.1 in models", "6.3 in models", "6.5 in models")), ("Drop test", ("1 m", "1.5 m", "2 m")), ("=Lining", ("Microfibre", "None", "Microfibre")),
         ("Wireless charging", ("Yes", "Yes, magnet ring")), ("Rim", ("0.6 mm", "1.2 mm")), ("Keys", ("Covered", "Covered, metal"))),
        ("{name} saves your phone from the kitchen floor and looks better every month.", "Slim and grippy: {name} does its work without making a brick of the phone."),
        ("Material: {material}; lining: {lining}.", "It survived drops from {drop_test} on stone in our own test.", "Wireless charging: {wireless_charging}. It fits {fits}."),
        ("Check your model before ordering: the camera opening has to match.",), "One case"),
)

ACCESSORIES = Category(
    "Accessories",
    ("Velcurra", "Saddlemere", "Rondavelle & Fils", "Cintarello", "Auklet & Daughter", "Meridow"),
    ("Porto", "Lago", "Stella", "Rua", "Corso", "Vento", "Molo", "Sera", "Alba", "Ponte", "Faro", "Riva"),
    ("2 years", "2 years", "5 years"),
    ("Italy", "Spain", "Portugal", "Japan", "France"),
    CARRIED + WORN,
)
