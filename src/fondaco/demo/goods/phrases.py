"""What buyers and sellers say, by mood and category; values stand in braces."""

Moods = dict[str, tuple[str, ...]]

OPENING: Moods = {
    "good": (
        "Exactly as described.",
        "Very happy with this {noun}.",
        "Bought after comparing four sellers, and glad I did.",
        "My second {noun} from {brand}; as good as the first.",
        "Better than I expected from the pictures.",
        "Does what it promises.",
        "Arrived yesterday and I'm pleased so far.",
        "After two months of daily use: no complaints.",
        "A present for my father, who wants another one.",
        "I hesitated over the price and shouldn't have.",
        "Good value.",
        "The colour is like in the picture: {colour}, not too bright.",
        "No surprises, which is what I want.",
        "I read the specifications twice and they are all true.",
        "Replaced an older {noun}; a clear step up.",
        "Solid.",
        "This is how a {noun} should be made.",
        "I looked for a flaw and found none worth the name.",
    ),
    "middling": (
        "It's all right.",
        "Fine, with one reservation.",
        "Not bad, but I expected a little more at this price.",
        "A decent {noun}, nothing special.",
        "Good in parts.",
        "I'll keep it, without great enthusiasm.",
        "The {label} is as listed ({value}), the rest is average.",
        "Between good and so-so.",
    ),
    "bad": (
        "Disappointed.",
        "Not what I ordered.",
        "I can't recommend this one.",
        "Had to send it back.",
        "The pictures promise more than the {noun} holds.",
        "Sadly faulty on arrival.",
        "It lasted three weeks.",
    ),
}

ABOUT: dict[str, Moods] = {
    "Electronics": {
        "good": (
            "The {label} is as listed ({value}), I measured it.",
            "Set up in five minutes and it simply works.",
            "Nothing rattles, nothing creaks, and it doesn't get warm.",
            "Battery and connection hold what the page says.",
            "The manual is short and clear, in several languages.",
            "The finish is clean, with no sharp edges anywhere.",
            "Even the cable in the box is a proper one.",
            "{value} for the {label} was what decided me, and it's true.",
            "My son took it over within a day, so I ordered another.",
            "Comes with everything but needs nothing.",
        ),
        "middling": (
            "It gets warm under load, though never hot.",
            "It works.",
            "The {label} ({value}) is right, the software could be simpler.",
            "There was a scratch on the underside that I can live with.",
        ),
        "bad": (
            "The {label} isn't {value}, whatever the page says.",
            "The box had been opened and the seal was gone.",
        ),
    },
    "Clothing": {
        "good": (
            "The cloth is dense and soft at the same time.",
            "Washed four times, no change in shape.",
            "Stitching is straight, inside too.",
            "The {label} ({value}) makes the difference.",
            "I've had three compliments, which is three more than usual.",
            "It creases little and dries overnight.",
            "The colour stayed the same in the wash.",
            "Sits well from the first day.",
        ),
        "middling": (
            "A loose thread at the hem, easily cut.",
            "Nice, but it shrank a centimetre in the first wash.",
            "The colour is a shade darker than in the picture.",
            "Comfortable, though thinner than I thought.",
        ),
        "bad": (
            "A seam opened on the second day.",
            "The size is wrong, and not by a little.",
            "It smelled of storage and still does after washing.",
            "The dye came off on everything.",
        ),
    },
    "Accessories": {
        "good": (
            "The material feels like it will get better with age.",
            "Edges are clean and the stitching is even.",
            "Everything has its place and nothing jingles.",
            "Lighter than it looks.",
            "The {label}, {value}, is just right.",
            "I've carried it every day since; not a mark.",
            "Elegant without shouting.",
            "It came nicely packed, so I could give it as it was.",
            "A small thing made with care.",
        ),
        "middling": (
            "Smaller than I thought; read the dimensions.",
            "One stitch was loose, I fixed it myself.",
            "Pretty, though it scratches easily.",
        ),
        "bad": (
            "The finish came off at the corners in a week.",
            "It is not the material that is stated under {label}.",
            "It arrived bent.",
        ),
    },
    "Home goods": {
        "good": (
            "It looks even better on the table than on the page.",
            "Packed so well that it could have crossed a desert.",
            "No two are quite alike, which I like.",
            "The {label} is right ({value}).",
            "Easy to clean, and it shows no marks.",
            "The finish is even, underneath as well.",
            "It fits the room as if it had always been there.",
            "My mother asked at once where it came from.",
        ),
        "middling": (
            "A bit smaller than it seems in the picture.",
            "Good, but the colour is cooler than on my screen.",
            "One corner was slightly rubbed.",
        ),
        "bad": (
            "The surface came off after the first wash.",
            "One part was missing and nobody could tell me which.",
        ),
    },
}

SERVICE: Moods = {
    "good": (
        "Two days from order to door.",
        "Well packed, without a crumb of plastic.",
        "The seller answered my question within an hour.",
        "Delivery on the day that was named.",
        "Tracking was right all the way.",
        "A friendly note was in the parcel.",
        "Came a day early.",
        "The invoice was in the parcel, correct to the cent.",
        "Would buy here again.",
        "The box was dented but the content was safe, thanks to good padding.",
    ),
    "middling": (
        "Delivery took two days longer than said.",
        "The seller was polite and offered a small refund.",
        "Packaging could be better.",
        "I had to ask twice before it was sent.",
    ),
    "bad": (
        "The seller took it back without discussion, that much I'll say.",
        "It took three messages to get an answer.",
        "The refund came within four days through Fondaco.",
        "I opened a case and it was settled in a week.",
        "Late, and without a word.",
    ),
}

ABROAD: dict[str, Moods] = {
    "es": {
        "good": (
            "Tal como se describe.",
            "Muy buena calidad para el precio.",
            "Llegó antes de lo previsto y bien embalado.",
            "El vendedor respondió enseguida.",
            "Lo uso a diario y estoy encantada.",
            "Repetiría sin dudarlo.",
            "El color es igual que en la foto.",
            "Se nota que está bien hecho.",
        ),
        "middling": (
            "Correcto, sin más.",
            "Esperaba algo más por este precio.",
            "Tardó dos días más de lo indicado.",
            "Cumple, aunque es más pequeño de lo que parece.",
        ),
        "bad": (
            "Llegó con un defecto.",
            "No es lo que pedí.",
            "Tuve que devolverlo.",
            "El reembolso llegó en cuatro días.",
        ),
    },
    "de": {
        "good": (
            "Genau wie beschrieben.",
            "Sehr gute Verarbeitung.",
            "Schnell geliefert und sorgfältig verpackt.",
            "Auf Rückfragen kam sofort eine Antwort.",
            "Nach zwei Monaten immer noch zufrieden.",
            "Jederzeit wieder.",
            "Farbe wie auf dem Bild.",
            "Jeden Cent wert.",
        ),
        "middling": (
            "In Ordnung, mehr nicht.",
            "Für den Preis hätte ich etwas mehr erwartet.",
            "Die Lieferung dauerte zwei Tage länger.",
            "Etwas kleiner als gedacht.",
        ),
        "bad": (
            "Kam leider defekt an.",
            "Entspricht nicht der Beschreibung.",
            "Ging zurück.",
            "Das Geld war nach vier Tagen wieder da.",
        ),
    },
}

ANSWERS: Moods = {
    "good": (
        "Thank you, we're glad that it suits you.",
        "Thanks for taking the time to write.",
        "That is good to read. Should anything come up later, write to us.",
    ),
    "middling": (
        "Thank you for the honest words. We've passed this on to the maker.",
        "You can exchange it within 30 days; just write to us.",
        "We are sorry for the delay: the carrier missed a collection.",
    ),
    "bad": (
        "We are sorry. Your money went back on the day the parcel reached us.",
        "This must not happen; we've checked the rest of the batch and found two more.",
        "Please write to us through the order, we will put it right.",
        "You're right, and we have corrected the description.",
    ),
}

QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        ("Is the {label} really {value}, or is that the figure of another version?"),
        "It is {value} for this version; we checked it on the one in our shelf.",
    ),
    (
        "Do you send it as a gift, without the invoice in the parcel?",
        "Yes: tell us when you order, and the invoice comes by mail only.",
    ),
    ("Does it come in the maker's own box?", "Yes, sealed, with the papers of {brand}."),
    ("When would it leave if I order on Friday evening?", "On Monday before noon."),
    (
        "Can I send it back if I only try it at home?",
        "Yes, within 14 days, and used no more than you would in a shop.",
    ),
    (
        "Are spare parts to be had for {name}?",
        "From {brand} directly, and the common ones from us.",
    ),
    (
        "What is the difference from last year's {noun} by {brand}?",
        "Mostly the {label}: now {value}. Otherwise very close.",
    ),
    (
        "Is the guarantee valid outside the EU?",
        ("The maker's is; bring the invoice. Shipping for repair within the EU is on us."),
    ),
    ("Could you measure the {label} once more, please?", "Done: {value}."),
    ("Will more colours come back in stock?", "We expect a delivery in two to three weeks."),
    (
        "How is it packed? My last one from elsewhere arrived broken.",
        "Double box with paper padding; none has been broken this year.",
    ),
    (
        "Is this from an authorised supplier?",
        "Yes, we buy from {brand} itself and can show the invoice.",
    ),
)
