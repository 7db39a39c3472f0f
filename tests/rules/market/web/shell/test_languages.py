"""A language is offered once its catalogue is there."""

from pathlib import Path

from fondaco.market.web.shell.languages import offered

KNOWN = [("en", "English"), ("de", "German"), ("zh-hans", "Chinese")]


def test_only_languages_with_a_compiled_catalogue_are_offered(tmp_path: Path) -> None:
    assert offered(KNOWN, [tmp_path]) == [("en", "English")]
    for locale, name in (("zh_Hans", "django.mo"), ("de", "django.po")):
        folder = tmp_path / locale / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / name).touch()
    assert offered(KNOWN, [tmp_path]) == [("en", "English"), ("zh-hans", "Chinese")]
