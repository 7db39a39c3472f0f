"""What every template may know: the visitor, the choices and the frame's links.

Nothing here touches the database for an anonymous visitor, so that anonymous pages are the
same for all and may be cached by language, currency and theme.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from fondaco.market.messaging import queries as messaging
from fondaco.market.trade import queries as trade
from fondaco.market.trade.values import CartOwner
from fondaco.market.web.shell.access import HOUSE, SELLER_STAFF, Visitor, visitor_of
from fondaco.market.web.shell.choices import Choices, choices_of, currencies
from fondaco.market.web.shell.links import LINKS, installed
from fondaco.market.web.shell.nav import ACCOUNT_NAV, WORK_NAV


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site: its code and its own name for itself."""

    code: str
    name: str


def languages() -> tuple[Language, ...]:
    """The site's languages, each named in itself."""
    return tuple(
        Language(code, translation.get_language_info(code)["name_local"])
        for code, _ in settings.LANGUAGES
    )


class Shell:
    """The frame of one page. Costly parts are looked up only when a template asks."""

    links = LINKS

    def __init__(self, request: HttpRequest | None) -> None:
        self._request = request

    @property
    def account_nav(self) -> list[dict[str, Any]]:
        """The account's side navigation: where the member works, and pages that are installed."""
        return [*self.work_nav, *(item for item in ACCOUNT_NAV if installed(str(item["url"])))]

    @property
    def work_nav(self) -> list[dict[str, Any]]:
        """The member's own shop and the desks of the house, for those who have them."""
        has = {"seller": self.is_seller, "desk": self.is_desk}
        return [item for item in WORK_NAV if has[str(item["for"])]]

    @cached_property
    def choices(self) -> Choices:
        """Theme and currency chosen by cookie."""
        return choices_of(self._request) if self._request else Choices()

    @property
    def theme(self) -> str:
        """``light``, ``dark`` or empty for the device's own."""
        return self.choices.theme

    @property
    def currency(self) -> str:
        """ISO 4217 code of the prices shown."""
        return self.choices.currency

    @property
    def language(self) -> str:
        """Active language, as the ``lang`` attribute wants it."""
        return translation.get_language() or settings.LANGUAGE_CODE

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if translation.get_language_bidi() else "ltr"

    @property
    def languages(self) -> tuple[Language, ...]:
        """All languages, for the form in the footer."""
        return languages()

    @property
    def currencies(self) -> tuple[str, ...]:
        """All currencies, for the form in the footer."""
        return currencies()

    @property
    def path(self) -> str:
        """Path and query of this page, to come back to after a choice or a sign-in."""
        return self._request.get_full_path() if self._request else "/"

    @cached_property
    def origin(self) -> str:
        """The site's public origin, without a trailing slash."""
        stated = getattr(settings, "MARKET_URL", "").rstrip("/")
        if stated or self._request is None:
            return str(stated)
        return f"{self._request.scheme}://{self._request.get_host()}"

    @property
    def canonical(self) -> str:
        """This page's address without its query."""
        return f"{self.origin}{self._request.path if self._request else '/'}"

    @property
    def query(self) -> str:
        """What is being searched, to show it in the search field."""
        return self._request.GET.get("q", "")[:200] if self._request else ""

    @property
    def is_practice(self) -> bool:
        """Whether this installation runs on practice money."""
        return bool(getattr(settings, "DEMO", False))

    @property
    def practice_post(self) -> str:
        """Where a practice installation's mail arrives."""
        return f"{str(settings.BANK_URL).rstrip('/')}/post/"

    @property
    def practice_phone(self) -> str:
        """Where the practice bank's text messages with codes arrive."""
        return f"{str(settings.BANK_URL).rstrip('/')}/phone/"

    @cached_property
    def visitor(self) -> Visitor:
        """Who is looking; anonymous where no request is at hand."""
        return visitor_of(self._request) if self._request else Visitor()

    @property
    def is_signed_in(self) -> bool:
        """Whether a member is signed in."""
        return self.visitor.member_id is not None

    @cached_property
    def name(self) -> str:
        """The member's own name, for the account link."""
        user = getattr(self._request, "user", None)
        for field in ("display_name", "first_name", "email"):
            text = str(getattr(user, field, "") or "").strip()
            if text:
                return text
        return ""

    @property
    def initials(self) -> str:
        """One or two letters of the name."""
        words = self.name.split("@")[0].replace(".", " ").split()
        return "".join(word[0] for word in words[:2]).upper()

    @property
    def is_seller(self) -> bool:
        """Whether the member works for a seller."""
        return bool(self.visitor.roles & SELLER_STAFF)

    @property
    def is_desk(self) -> bool:
        """Whether the member works for the house."""
        return bool(self.visitor.roles & HOUSE)

    @cached_property
    def cart_count(self) -> int:
        """Things in the member's cart; for anonymous visitors the script fills it in."""
        if self.visitor.member_id is None:
            return 0
        return trade.cart_count(CartOwner(member_id=self.visitor.member_id))

    @cached_property
    def message_count(self) -> int:
        """Unread messages of the member, and of their shop."""
        if self.visitor.member_id is None:
            return 0
        return messaging.unread(self.visitor.member_id, self.visitor.seller_id)

    @property
    def alternates(self) -> tuple[tuple[str, str], ...]:
        """This page in each language: code and address, for ``hreflang``; none of only one."""
        known = languages()
        if len(known) < 2:
            return ()
        return tuple((each.code, f"{self.canonical}?hl={each.code}") for each in known)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: ``{{ shell }}`` in every template."""
    return {"shell": Shell(request)}
