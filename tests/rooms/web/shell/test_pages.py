"""The shell's own pages: complete, tidy, the same for every anonymous visitor."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from fondaco.market.web import shell

STATIC = Path(shell.__file__).parent / "static" / "shell"
pytestmark = pytest.mark.urls("fondaco.market.web.shell.urls")
INLINE = re.compile(
    r"""\sstyle=|<style|\son[a-z]+=["']|javascript:|<script(?![^>]*\ssrc=)(?![^>]*ld\+json)"""
)


@pytest.fixture
def page(client: Client) -> str:
    return client.get("/design/").content.decode()


def test_the_style_guide_shows_every_part(page: str) -> None:
    for part in (
        "sheet", "checks", "holder", "timeline", "facts", "band", "trend", "spread", "product",
        "pager", "steps", "tabs", "tile", "notice-look", "badge-gold", "empty", "drop",
        "code-input",
        "option", "variant", "quantity",
        "say-mine", "data-cards", "filters", "buy", "cover", "crumbs",
    ):  # fmt: skip
        assert re.search(rf'class="[^"]*\b{part}\b', page), part


def test_no_page_needs_inline_script_or_style(page: str) -> None:
    assert INLINE.search(page) is None


def test_an_anonymous_page_carries_no_token_and_no_nonce(page: str) -> None:
    assert "csrfmiddlewaretoken" not in page
    assert "nonce=" not in page


def test_every_anonymous_visitor_gets_the_same_page() -> None:
    bodies = {Client().get("/offline/").content for _ in range(3)}
    assert len(bodies) == 1


def test_ids_are_unique_and_labels_lead_somewhere(page: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page)
    outside_forms = [name for name in ids if not name.startswith("id_")]
    assert len(outside_forms) == len(set(outside_forms))
    for target in re.findall(r'<label[^>]*\sfor="([^"]+)"', page):
        assert target in ids


def test_a_language_without_translations_is_not_offered(client: Client) -> None:
    page = client.get("/design/", headers={"Accept-Language": "ar"}).content.decode()
    assert '<html lang="en"' in page
    assert 'name="language"' not in page
    assert "hreflang" not in page
    assert '<html lang="en"' in client.get("/design/?hl=es").content.decode()


def test_translated_languages_are_offered_in_the_menu(client: Client, settings: Settings) -> None:
    settings.LANGUAGES = settings.FONDACO_LANGUAGES
    page = client.get("/design/").content.decode()
    assert 'name="language"' in page
    assert ">español<" in page


def test_arabic_runs_from_right_to_left(client: Client, settings: Settings) -> None:
    settings.LANGUAGES = settings.FONDACO_LANGUAGES
    page = client.get("/design/", headers={"Accept-Language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page


@pytest.mark.parametrize("language", [code for code, _ in settings.FONDACO_LANGUAGES])
def test_no_figure_of_a_drawing_is_written_in_a_languages_own_way(
    client: Client, language: str, settings: Settings
) -> None:
    settings.LANGUAGES = settings.FONDACO_LANGUAGES
    page = client.get("/design/", headers={"Accept-Language": language}).content.decode()
    for value in re.findall(r'\s(?:cx|x1|x2|x|width)="([^"]+)"', page):
        float(value)


def test_the_style_guide_is_closed_in_a_real_shop(client: Client, settings: Settings) -> None:
    settings.DEBUG = False
    settings.DEMO = False
    assert client.get("/design/").status_code == 404


def test_the_manifest_names_icons_that_exist(client: Client) -> None:
    manifest = json.loads(client.get("/app.webmanifest").content)
    for icon in manifest["icons"]:
        assert (STATIC / "icons" / icon["src"].rsplit("/", 1)[1]).exists()


def test_the_service_worker_is_served_from_the_root(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert b"/static/shell/tokens" in answer.content


def test_the_vendored_script_is_the_one_we_recorded() -> None:
    record = (STATIC / "vendor" / "README.md").read_text()
    name, digest = re.search(r"`(htmx[^`]+\.js)`.*`([0-9a-f]{64})`", record).groups()  # type: ignore[union-attr]  # a miss fails the test
    assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest


def test_the_style_sheets_stay_small_and_direction_neutral() -> None:
    sheets = {path.name: path.read_text() for path in STATIC.glob("*.css")}
    assert sum(len(text.encode()) for text in sheets.values()) <= 60 * 1024
    physical = re.compile(
        r"[{;\s](?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|width|height"
        r"|min-width|max-width|min-height|max-height|float)\s*:"
    )
    for name, text in sheets.items():
        without_queries = re.sub(r"@(?:media|container)[^{]+\{", "", text)
        assert physical.search(without_queries) is None, name
