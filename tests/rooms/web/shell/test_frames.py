"""The frames for who is signed in: counts, names, roles, step-up, zone, language by address."""

from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path
from pytest_django.fixtures import Settings

from fondaco.market.web.shell import access, context, middleware
from fondaco.market.web.shell.access import Role, Visitor, member
from fondaco.market.web.shell.choices import page_key
from fondaco.market.web.shell.urls import urlpatterns as shell_urls

MARIA = UUID(int=7)


def _draw(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("t", '{% extends "shell/base.html" %}')
    return HttpResponse(engines["django"].from_string(text).render({}, request))


def _key(request: HttpRequest) -> HttpResponse:
    return HttpResponse("|".join(page_key(request)))


urlpatterns = [
    *shell_urls,
    path("account/", include("allauth.urls")),
    path("t/draw/", _draw, name="t_draw"),
    path("t/key/", _key, name="t_key"),
    path("t/proof/", _draw, name="t_proof"),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def _table(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {
        **access.access_table,
        "t_draw": access.anyone(),
        "t_key": access.anyone(),
        "t_proof": member(step_up=True),
    }
    monkeypatch.setattr(access, "access_rules", lambda: rules)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor(MARIA, frozenset({Role.ANYONE, Role.MEMBER, Role.MEDIATOR}))
    for module in (middleware, context):
        monkeypatch.setattr(module, "visitor_of", lambda request: visitor)
    monkeypatch.setattr("fondaco.market.trade.queries.cart_count", lambda owner: 3)
    monkeypatch.setattr(
        "fondaco.market.messaging.queries.unread", lambda member_id, seller_id: 1204
    )
    monkeypatch.setattr(context.Shell, "name", "María Ruiz")


@pytest.mark.usefixtures("signed_in")
def test_the_header_counts_for_who_is_signed_in(client: Client) -> None:
    page = client.get("/t/draw/").content.decode()
    assert "1,204" in page
    assert "data-cart-count>3<" in page
    assert ">MR</span>" in page
    header = page.split("</header>")[0]
    assert 'href="/desk/"' in header
    assert "Your shop" not in page


@pytest.mark.usefixtures("signed_in")
def test_whoever_works_here_finds_the_way_in_the_account_menu(client: Client) -> None:
    text = '{% extends "shell/account.html" %}'
    page = client.get("/t/draw/", {"t": text}).content.decode()
    menu = page.split('class="account-nav"')[1].split("</nav>")[0]
    assert 'href="/desk/"' in menu
    assert "/sell/home/" not in menu


def test_the_header_asks_the_database_nothing_for_the_anonymous(client: Client) -> None:
    # No database mark on this test: a query would fail it.
    assert "data-cart-count hidden" in client.get("/t/draw/").content.decode()


@pytest.mark.parametrize("frame", ["base", "page", "desk", "account", "checkout", "signin"])
def test_every_frame_has_one_main_and_one_title(client: Client, frame: str) -> None:
    text = (
        f'{{% extends "shell/{frame}.html" %}}'
        "{% block title %}Here{% endblock %}{% block heading %}A sentence{% endblock %}"
    )
    page = client.get("/t/draw/", {"t": text}).content.decode()
    assert "<title>Here · Fondaco</title>" in page
    assert page.count("<main") == 1
    assert page.count("<h1") == 1
    assert page.index('href="#main"') < page.index('id="main"')


@pytest.mark.usefixtures("signed_in")
def test_an_old_proof_is_asked_for_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    monkeypatch.setattr("fondaco.market.members.stepup.is_fresh", lambda request: False)
    monkeypatch.setattr(
        middleware, "get_adapter", lambda: type("Ways", (), {
            "get_reauthentication_methods": lambda self, user: [{"url": "/account/reauthenticate/"}]
        })()
    )  # fmt: skip
    answer = client.get("/t/proof/?a=1")
    assert answer["Location"] == "/account/reauthenticate/?next=%2Ft%2Fproof%2F%3Fa%3D1"
    monkeypatch.setattr("fondaco.market.members.stepup.is_fresh", lambda request: True)
    assert client.get("/t/proof/").status_code == 200


def test_the_address_may_name_the_language(client: Client, settings: Settings) -> None:
    settings.LANGUAGES = settings.FONDACO_LANGUAGES
    assert '<html lang="es"' in client.get("/t/draw/?hl=es").content.decode()
    assert '<html lang="en"' in client.get("/t/draw/?hl=zz").content.decode()
    assert '<html lang="en"' in client.get("/t/draw/").content.decode()


def test_hours_are_said_in_the_visitors_zone(client: Client) -> None:
    client.cookies["fondaco_zone"] = "Europe/Madrid"
    assert "|Europe/Madrid|" in client.get("/t/key/").content.decode()
    client.cookies["fondaco_zone"] = "../../etc/passwd"
    assert client.get("/t/key/").content.decode().endswith("||")
