"""Headers on every answer; errors and refusals said to people; choices kept in cookies."""

import json
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from pytest_django.fixtures import Settings

from fondaco.kernel.errors import InDoubt, NotFound, Refusal
from fondaco.market.web.shell import access, errors, middleware, views
from fondaco.market.web.shell.access import Role, Visitor, anyone, member, seller
from fondaco.market.web.shell.security import comes_from_us
from fondaco.market.web.shell.urls import urlpatterns as shell_urls


def _fine(request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse("fine")


def _refuse(request: HttpRequest) -> HttpResponse:
    raise Refusal(
        "out_of_stock", "Only 2 are left.", not_done="Nothing was put into your cart.",
        next_step="Take two, or look at other sellers.",
    )  # fmt: skip


def _missing(request: HttpRequest) -> HttpResponse:
    raise NotFound("This listing is gone.")


def _doubt(request: HttpRequest) -> HttpResponse:
    raise InDoubt("vault")


def _break(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("4242424242424242")


urlpatterns = [
    *shell_urls,
    path("account/", include("allauth.urls")),
    path("t/open/", _fine, name="t_open"),
    path("t/member/", _fine, name="t_member"),
    path("t/seller/", _fine, name="t_seller"),
    path("t/own/<int:thing>/", _fine, name="t_own"),
    path("t/unlisted/", _fine, name="t_unlisted"),
    path("t/refuse/", _refuse, name="t_refuse"),
    path("t/missing/", _missing, name="t_missing"),
    path("t/doubt/", _doubt, name="t_doubt"),
    path("t/break/", _break, name="t_break"),
]
handler400 = "fondaco.market.web.shell.views.bad_request"
handler403 = "fondaco.market.web.shell.views.permission_denied"
handler404 = "fondaco.market.web.shell.views.not_found"
handler500 = "fondaco.market.web.shell.views.server_error"

pytestmark = pytest.mark.urls(__name__)
TABLE = {
    "t_open": anyone(), "t_member": member(), "t_seller": seller(), "t_own": member("t.thing"),
    **{f"t_{name}": anyone() for name in ("refuse", "missing", "doubt", "break")},
}  # fmt: skip


@pytest.fixture(autouse=True)
def _table(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {**access.access_table, **TABLE}
    monkeypatch.setattr(access, "access_rules", lambda: rules)
    monkeypatch.setitem(access.OWNERSHIP, "t.thing", lambda visitor, given: given["thing"] == 1)


@pytest.fixture
def packer(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor(UUID(int=1), frozenset({Role.ANYONE, Role.MEMBER, Role.SELLER_PACKER}))
    monkeypatch.setattr(middleware, "visitor_of", lambda request: visitor)


def test_every_answer_carries_the_headers_of_the_house(client: Client) -> None:
    answer = client.get("/offline/")
    for name in (
        "Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy",
        "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options",
    ):  # fmt: skip
        assert answer[name]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_a_page_that_says_nothing_about_caching_is_kept_private(client: Client) -> None:
    assert client.get("/t/open/")["Cache-Control"] == "private, no-cache"


def test_a_route_outside_the_table_is_refused(client: Client, settings: Settings) -> None:
    settings.DEBUG = settings.FONDACO_ACCESS_STRICT = False
    assert client.get("/t/unlisted/").status_code == 403


def test_a_route_outside_the_table_is_an_error_for_who_builds(
    client: Client, settings: Settings
) -> None:
    settings.FONDACO_ACCESS_STRICT = True
    with pytest.raises(ImproperlyConfigured, match="t_unlisted"):
        client.get("/t/unlisted/")


def test_who_is_not_signed_in_is_asked_to_and_comes_back(client: Client) -> None:
    answer = client.get("/t/member/?a=1")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Ft%2Fmember%2F%3Fa%3D1")


def test_htmx_is_sent_to_sign_in_as_a_whole_page(client: Client) -> None:
    answer = client.get("/t/member/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert "next=" in answer["HX-Redirect"]


@pytest.mark.usefixtures("packer")
def test_a_role_opens_its_routes(client: Client) -> None:
    assert client.get("/t/seller/").status_code == 200


@pytest.mark.usefixtures("packer")
def test_a_thing_of_another_is_not_found(client: Client) -> None:
    assert client.get("/t/own/1/").status_code == 200
    assert client.get("/t/own/2/").status_code == 404


def test_a_refusal_says_what_was_not_done_and_what_to_do(client: Client) -> None:
    answer = client.get("/t/refuse/")
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Only 2 are left.", "Nothing was put into your cart.", "Take two"):
        assert words in page


def test_a_refusal_to_htmx_is_a_toast(client: Client) -> None:
    answer = client.get("/t/refuse/", headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#toasts"
    assert "<html" not in answer.content.decode()


def test_a_doubt_is_never_called_a_failure(client: Client) -> None:
    answer = client.get("/t/doubt/")
    assert answer.status_code == 503
    assert "Nothing is done twice" in answer.content.decode()


def test_the_page_of_a_fault_shows_a_number_and_nothing_of_the_fault(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/t/break/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something broke on our side" in page
    assert "4242" not in page


def test_what_is_missing_has_a_page_of_ours(client: Client) -> None:
    answer = client.get("/t/missing/")
    assert answer.status_code == 404
    assert "This listing is gone." in answer.content.decode()


@pytest.mark.parametrize("status", errors.STATUSES)
def test_each_error_page_exists_and_leads_on(client: Client, status: int) -> None:
    answer = client.get(f"/design/error/{status}/")
    assert answer.status_code == status
    assert 'class="button button-go"' in answer.content.decode()


def test_throttles_and_shed_load_say_when_to_come_back() -> None:
    request = RequestFactory().get("/api/v1/orders")
    assert views.too_many(request, 12)["Retry-After"] == "12"
    assert views.unavailable(request)["Retry-After"] == "30"


def test_the_api_gets_problem_documents(client: Client) -> None:
    answer = client.get("/api/nothing-here")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["code"] == "not_found"


def test_choices_are_kept_and_lead_back(client: Client, settings: Settings) -> None:
    settings.LANGUAGES = settings.FONDACO_LANGUAGES
    answer = client.post(
        "/preferences/",
        {"language": "de", "currency": "USD", "theme": "dark", "next": "/offline/?x=1"},
        headers={"Origin": "http://testserver"},
    )
    assert answer["Location"] == "/offline/?x=1"
    page = client.get("/design/error/404/").content.decode()
    assert '<html lang="de" dir="ltr" data-theme="dark">' in page
    assert '<option value="USD" selected>' in page


def test_unknown_choices_change_nothing(client: Client) -> None:
    answer = client.post(
        "/preferences/",
        {"language": "../x", "currency": "XXX", "theme": "'><b", "next": "//elsewhere.example/"},
        headers={"Origin": "http://testserver"},
    )
    assert answer["Location"] == "/"
    assert not any(morsel.value for morsel in answer.cookies.values())


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client: Client, headers: dict[str, str]) -> None:
    answer = client.post("/preferences/", {"theme": "dark"}, headers=headers)
    assert answer.status_code == 403
    assert not answer.cookies


def test_a_browser_that_says_same_origin_is_believed() -> None:
    request = RequestFactory().post("/", headers={"Sec-Fetch-Site": "same-origin"})
    assert comes_from_us(request)
