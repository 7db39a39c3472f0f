"""Screening of messages: what is refused, what is delivered with a warning, what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules.screening import screen
from fondaco.market.trust.rules.screening_numbers import is_card_number

CARDS = ("4111111111111111", "5555555555554444", "378282246310005", "2223003122003222",
         "30569309025904", "3530111333300000", "6011111111111117", "6212341234123452",
         "4000123412341234560")  # fmt: skip
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_fours(number: str, between: str) -> str:
    return between.join(number[i : i + 4] for i in range(0, len(number), 4))


FORMS = {
    "plain": lambda n: n,
    "in fours": lambda n: in_fours(n, " "),
    "with dashes": lambda n: in_fours(n, "-"),
    "with dots": lambda n: in_fours(n, "."),
    "digit by digit": " ".join,
    "in words": lambda n: " ".join(WORDS[int(digit)] for digit in n),
    "full width": lambda n: n.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "over two lines": lambda n: in_fours(n, "\n"),
    "with invisible blanks": "\u200b".join,
    "with expiry and code": lambda n: f"{in_fours(n, ' ')} 12/29 123",
    "in a sentence": lambda n: f"my card is {n}, please charge it",
    "in eights": lambda n: f"{n[:8]} {n[8:]}",
    "with the letter o": lambda n: n.replace("0", "O"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", CARDS)
def test_a_card_number_is_refused_however_it_is_written(number: str, form: str) -> None:
    screening = screen(f"Hello. {FORMS[form](number)} Thanks")
    assert screening.verdict == "refuse"
    assert "card_number" in screening.kinds()


def luhn_digit(digits: str) -> str:
    return next(d for d in "0123456789" if is_card_number(digits + d))


@given(st.text("0123456789", min_size=11, max_size=11), st.sampled_from(list(FORMS)))
def test_any_card_number_of_a_known_range_is_refused(middle: str, form: str) -> None:
    number = "4321987" + middle[3:]
    assert screen(FORMS[form](number + luhn_digit(number))).verdict == "refuse"


def gtin(body: str) -> str:
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body)))
    return body + str(-total % 10)


@given(st.text("0123456789", min_size=12, max_size=12), st.booleans())
def test_no_gtin_is_taken_for_a_card_printed_or_padded(body: str, padded: bool) -> None:
    number = gtin(body)
    assert "card_number" not in screen(f"EAN {'0' if padded else ''}{number}").kinds()


@given(st.text("0123456789", min_size=12, max_size=12), st.sampled_from("123456789"))
def test_the_listing_s_own_gtin_is_exempt_in_every_form(body: str, indicator: str) -> None:
    number = gtin(indicator + body)
    assert screen(f"Is {in_fours(number, ' ')} the right one?", [number]).verdict == "pass"


@pytest.mark.parametrize(
    "text",
    [
        "We have sizes 36 37 38 39 40 41 42 43",
        "It measures 30 x 40 x 50 cm and weighs 1,250 g; the price was 1,299.00 EUR.",
        "My order FO-7Q2M-19XK-3 has not come yet.",
        "Tracking number 00340434161094042557 has not moved since 2026-11-20.",
        "Order 4915112345678 was placed on 24.11.2026 at 12:30.",
        "The serial number on the box is 35209900176148.",
        "Is the voltage 100-240 V, 50/60 Hz?",
        "I live at 1100-001 Lisboa, flat 12.",
        "Does the phone support WhatsApp notifications?",
        "The postcode is 20457 and the door code is 4821.",
        "What is the colour code: 12345?",
        "Never send anybody your password or a code from your bank.",
        "We never ask for your password.",
        "Does the discount code: 2026 still work?",
        "How long is the cable? 2.5 m or 3.0 m?",
        "Thank you, it arrived today and works. 5 stars!",
        "Can you send me the invoice and a picture of the box?",
        "Please send it to my work address.",
        "It came with a crack, I would like my money back.",
        "ISBN 9783161484100, second edition, 2019.",
        "Passt das Gehäuse zum Modell 2021? Danke!",
    ],
)
def test_honest_messages_pass(text: str) -> None:
    screening = screen(text)
    assert (screening.verdict, screening.findings) == ("pass", ())


@pytest.mark.parametrize(
    "text",
    [
        "Please send me the verification code you received.",
        "I sent a 6-digit code to your phone, what is the code that you got?",
        "tell me the OTP",
        "The code is 483 920",
        "OTP: 48392",
        "my one-time password is 482911",
        "Can you read me the code from your bank?",
        "and the CVV please",
        "CVV 123 ok? cvc: 4321",
        "Schicken Sie mir bitte den Bestätigungscode",
        "Envíame el código de verificación",
        "Envoyez-moi le code de vérification",
    ],
)
def test_a_one_time_code_asked_for_or_given_is_refused(text: str) -> None:
    screening = screen(text)
    assert screening.verdict == "refuse"
    assert "one_time_code" in screening.kinds()


@pytest.mark.parametrize(
    "text",
    ["What is your password?", "my password is hunter22!", "Password: tr0ub4dor",
     "Bitte senden Sie mir Ihr Passwort", "dame tu contraseña"],
)  # fmt: skip
def test_a_password_asked_for_or_given_is_refused(text: str) -> None:
    assert screen(text).kinds()[:1] == ("password",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Send it to DE89 3704 0044 0532 0130 00", "iban"),
        ("gb33bukb20201555555555", "iban"),
        ("ES91-2100-0418-4502-0005-1332 thanks", "iban"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "wallet"),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "wallet"),
        ("0x52908400098527886E0F7030069857D2E4169EE7", "wallet"),
        ("TRX: TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "wallet"),
        ("call me at +49 151 12345678", "phone"),
        ("0151 / 123 456 78", "phone"),
        ("ring 0044 20 7946 0958", "phone"),
        ("(212) 555-0123", "phone"),
        ("zero seven nine one one one two three four five six", "phone"),
        ("my number 612345678", "phone"),
        ("+34.612.345.678", "phone"),
        ("write to ana.lima@example.org", "email"),
        ("ana (at) example dot com", "email"),
        ("ana.lima at gmail dot com", "email"),
        ("message me on WhatsApp", "handle"),
        ("telegram: @ana_lima", "handle"),
        ("I am @ana_lima there", "handle"),
        ("https://wa.me/4915112345678", "handle"),
        ("Pay me directly and I give you 10 % off", "pay_outside"),
        ("You can pay by bank transfer", "pay_outside"),
        ("use PayPal friends and family", "pay_outside"),
        ("let us do this outside the platform", "pay_outside"),
        ("we can avoid the fees", "pay_outside"),
        ("Sie können mir das Geld direkt überweisen, ohne Fondaco", "pay_outside"),
        ("Puedes pagarme por transferencia", "pay_outside"),
        ("Cancel the order and pay me directly", "pay_outside"),
    ],
)
def test_ways_outside_are_delivered_with_a_warning(text: str, kind: str) -> None:
    screening = screen(text)
    assert screening.verdict == "warn"
    assert kind in screening.kinds()


def test_a_link_is_noted_with_its_host_and_does_not_warn() -> None:
    screening = screen("See https://Shop.Example.com/a?b=c and www.maker.example/x")
    assert screening.verdict == "pass"
    assert [finding.shown for finding in screening.findings] == [
        "shop.example.com",
        "www.maker.example",
    ]


def test_no_finding_repeats_what_must_not_be_kept() -> None:
    shown = repr(screen("4111 1111 1111 1111, code is 483920, password: tr0ub4dor"))
    assert "4111" not in shown
    assert "483920" not in shown
    assert "tr0ub4dor" not in shown


@given(st.text(max_size=400))
def test_any_text_gets_one_of_three_verdicts(text: str) -> None:
    assert screen(text).verdict in {"pass", "warn", "refuse"}
