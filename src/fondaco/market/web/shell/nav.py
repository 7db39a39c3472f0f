"""The side navigation of the buyer's account."""

from django.utils.translation import gettext_lazy as _

from fondaco.market.web.shell.links import LINKS

WORK_NAV = (
    {"title": _("Your shop"), "url": LINKS["seller"], "icon": "shop", "for": "seller"},
    {"title": _("Desks"), "url": LINKS["desks"], "icon": "scale", "for": "desk"},
)
"""Where somebody works: ``for`` whom it is shown, a seller's staff or people of the house."""

ACCOUNT_NAV = (
    {"title": _("Overview"), "url": LINKS["account"], "icon": "home", "exact": True},
    {"title": _("Orders"), "url": LINKS["orders"], "icon": "orders"},
    {"title": _("Cases"), "url": LINKS["cases"], "icon": "scale"},
    {"title": _("Messages"), "url": LINKS["messages"], "icon": "messages"},
    {"title": _("Reviews"), "url": LINKS["reviews"], "icon": "star"},
    {"title": _("Statement"), "url": LINKS["statement"], "icon": "paper"},
    {"title": _("Cards"), "url": LINKS["cards"], "icon": "card"},
    {"title": _("Credit"), "url": LINKS["credit"], "icon": "wallet"},
    {"title": _("Addresses"), "url": LINKS["addresses"], "icon": "pin"},
    {"title": _("Sign-in and security"), "url": LINKS["security"], "icon": "key"},
    {"title": _("Activity"), "url": LINKS["activity"], "icon": "clock"},
    {"title": _("Messages we sent"), "url": LINKS["sent"], "icon": "paper"},
)
"""Items as the frame draws them: title, url, icon, exact (current only at exactly this path)."""
