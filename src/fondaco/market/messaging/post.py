"""Sends a written notice through Django's mail, outside any transaction.

May run twice; the message id is the notice's, so a mail server or reader can tell. Links with
a secret are minted here and stand in the mail only.
"""

from email.utils import formatdate, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from fondaco.kernel import clock, outbox
from fondaco.market.members import links
from fondaco.market.messaging import actions, queries


@outbox.outside
def deliver(event: outbox.Event) -> None:
    """Send one notice; an error of the mail server leaves it pending for the sweep."""
    notice = queries.notice(event.subject_id)
    if notice.sent_at is not None:
        return
    member_id, to, language = queries.addressee(notice.id)
    url = notice.action_url
    if notice.has_secret_link and member_id is not None:
        url = links.mint(notice.kind, member_id, to)
    with translation.override(language):
        mail = EmailMultiAlternatives(
            subject=notice.subject,
            body=_plain(notice.body, notice.action_label, url),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[to],
            headers=_headers(str(notice.id), language),
        )
        html = render_to_string(
            "messaging/mail/notice.html",
            {
                "subject": notice.subject,
                "paragraphs": notice.body.split("\n\n"),
                "action_label": notice.action_label,
                "action_url": url,
                "language": language,
                "direction": "rtl" if translation.get_language_bidi() else "ltr",
            },
        )
    mail.attach_alternative(html, "text/html")
    mail.send()
    actions.record_sent(notice_id=notice.id)


def _plain(body: str, label: str, url: str) -> str:
    """The link stands before the closing, under what it is for."""
    if not url:
        return body
    *paragraphs, closing = body.split("\n\n")
    return "\n\n".join(
        [*paragraphs, _("%(label)s: %(url)s") % {"label": label, "url": url}, closing]
    )


def _headers(identifier: str, language: str) -> dict[str, str]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {
        "Message-ID": f"<{identifier}@{domain}>",
        "Date": formatdate(clock.now().timestamp()),
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",
    }
