"""Who vouches for a wallet: roots from a file, or in the demo from the practice bank.

A file is read each time, so that replacing it needs no restart. What is fetched is kept, and
fetched anew when it is old or when a token names a signer that is not known.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
from cryptography.x509 import Certificate, load_pem_x509_certificate
from django.conf import settings

from fondaco.kernel import clock
from fondaco.kernel.transaction import action
from fondaco.vault.wallets.models import FetchedRoots
from fondaco.vault.wallets.rules import google
from fondaco.vault.wallets.rules.google import RootKey
from fondaco.vault.wallets.rules.tokens import Kind, TokenRefused

log = logging.getLogger(__name__)

FRESH_FOR = timedelta(days=1)
ASKED_AGAIN_AFTER = timedelta(seconds=30)
TIMEOUT_S = 5.0
LARGEST = 100_000
PUBLISHED_AS = {Kind.GOOGLE_PAY: "keys.json", Kind.APPLE_PAY: "apple-root.pem"}


class RootsUnavailable(RuntimeError):
    """There are no roots to hold a token against, now."""


def is_on(kind: Kind) -> bool:
    """Whether this installation takes the wallet: there is a file of roots, or the demo's bank."""
    return bool(_file(kind) or settings.VAULT_WALLETS_PRACTICE)


def google_roots(*, anew: bool = False) -> tuple[RootKey, ...]:
    """Google's root signing keys; raises :class:`RootsUnavailable`."""
    return _google(_content(Kind.GOOGLE_PAY, anew=anew))


def apple_root(*, anew: bool = False) -> Certificate:
    """Apple's root certificate; raises :class:`RootsUnavailable`."""
    return _apple(_content(Kind.APPLE_PAY, anew=anew))


def _google(content: str) -> tuple[RootKey, ...]:
    try:
        return google.root_keys(content)
    except TokenRefused:
        raise RootsUnavailable("the list of root signing keys can't be read") from None


def _apple(content: str) -> Certificate:
    try:
        return load_pem_x509_certificate(content.encode())
    except ValueError:
        raise RootsUnavailable("the root certificate can't be read") from None


_READERS: dict[Kind, Callable[[str], object]] = {Kind.GOOGLE_PAY: _google, Kind.APPLE_PAY: _apple}


def _file(kind: Kind) -> str:
    name = {
        Kind.GOOGLE_PAY: settings.VAULT_GOOGLE_PAY_ROOT_KEYS,
        Kind.APPLE_PAY: settings.VAULT_APPLE_PAY_ROOT,
    }[kind]
    return str(name)


def _content(kind: Kind, *, anew: bool) -> str:
    if _file(kind):
        try:
            return Path(_file(kind)).read_text()
        except (OSError, UnicodeDecodeError):
            raise RootsUnavailable(f"the roots of {kind} can't be read") from None
    if not settings.VAULT_WALLETS_PRACTICE:
        raise RootsUnavailable(f"{kind} is off")
    held = FetchedRoots.objects.filter(kind=kind).first()
    age = clock.real_now() - held.fetched_at if held is not None else FRESH_FOR
    if held is None or age >= FRESH_FOR or (anew and age >= ASKED_AGAIN_AFTER):
        fetched = _fetch(kind)
        if fetched is not None:
            _READERS[kind](fetched)  # only what can be read is kept
            _keep(kind=kind, content=fetched)
            return fetched
    if held is None:
        raise RootsUnavailable(f"the roots of {kind} can't be fetched")
    return held.content


def _fetch(kind: Kind) -> str | None:
    address = settings.VAULT_WALLETS_PRACTICE + PUBLISHED_AS[kind]
    try:
        with httpx.Client(timeout=TIMEOUT_S, trust_env=False) as client:
            answer = client.get(address).raise_for_status()
    except httpx.HTTPError as error:
        log.warning("roots of %s: %s", kind.value, type(error).__name__)
        return None
    return answer.text if len(answer.content) <= LARGEST else None


@action
def _keep(*, kind: Kind, content: str) -> None:
    FetchedRoots.objects.update_or_create(
        kind=kind, defaults={"content": content, "fetched_at": clock.real_now()}
    )
