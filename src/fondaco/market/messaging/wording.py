"""A notice in words: from kind, context and language to subject, text and link."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_currency
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from fondaco.market.messaging.texts import TEXTS
from fondaco.money.amount import Money

SENT_PATH = "/you/sent/"
PHRASE_PATH = "/you/security/"


@dataclass(frozen=True, slots=True)
class Written:
    """A mail's words. ``action_url`` is empty where the link has a secret: that is minted when
    the mail is sent."""

    subject: str
    body: str
    action_label: str
    action_url: str
    has_secret_link: bool


def written(kind: str, context: Mapping[str, Any], *, language: str, phrase: str) -> Written:
    """The mail of ``kind`` in ``language``; raises ``KeyError`` when the context lacks a value."""
    text = TEXTS[kind]
    with translation.override(language):
        values = _values(context, language)
        paragraphs = [str(part) % values for part in text.body]
        if name := str(values.get("name", "")).strip():
            paragraphs.insert(0, _("Hello %(name)s,") % {"name": name})
        paragraphs.append(_closing(phrase, has_member=not text.for_strangers))
        path = text.path % values
        return Written(
            subject=" ".join((str(text.subject) % values).split())[:200],
            body="\n\n".join(paragraphs),
            action_label=str(text.action),
            action_url="" if text.secret or not path else settings.MARKET_URL + path,
            has_secret_link=text.secret,
        )


def _values(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    values = dict(context)
    if "amount_minor" in values and values.get("currency"):
        money = Money(int(values["amount_minor"]), str(values["currency"]))
        values["amount"] = format_currency(
            money.to_decimal(), money.currency, locale=_locale(language)
        )
    return values


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"), resolve_likely_subtags=True)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _closing(phrase: str, *, has_member: bool) -> str:
    never = _("We never ask for a card number, a code or a password by mail.")
    if not has_member:
        return never
    every = _("Every mail that we really sent you stands at %(url)s") % {
        "url": settings.MARKET_URL + SENT_PATH
    }
    if phrase:
        own = _("Your phrase: “%(phrase)s”. A mail without it is not from us.") % {"phrase": phrase}
    else:
        own = _("Choose a phrase that only our mails to you carry: %(url)s") % {
            "url": settings.MARKET_URL + PHRASE_PATH
        }
    return f"{own}\n{never}\n{every}"
