"""The tags of the design system, as templates use them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from fondaco.market.web.shell.forms import CodeField, ExampleForm
from fondaco.money.amount import Money

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def draw(text: str, **values: object) -> str:
    return Template("{% load fondaco i18n %}" + text).render(Context(values))


def test_money_is_isolated_from_the_text_around_it() -> None:
    assert draw('{% money 8390 "EUR" %}') == '<bdi class="money">€83.90</bdi>'
    assert draw("{{ sum|money }}", sum=Money(500, "GBP")) == '<bdi class="money">£5.00</bdi>'


def test_money_follows_the_active_language() -> None:
    with translation.override("de"):
        assert "83,90" in draw('{% money 8390 "EUR" %}')


def test_a_moment_carries_its_machine_form_and_its_zone(
    at_time: Callable[[datetime], None],
) -> None:
    at_time(NOW)
    with timezone.override("Europe/Madrid"):
        drawn = draw("{{ at|when }}", at=NOW)
    assert 'datetime="2026-11-24T12:00:00+00:00"' in drawn
    assert ">Tue 24 Nov, 13:00<" in drawn
    assert "CET" in drawn


def test_what_is_left_is_counted_in_business_time(at_time: Callable[[datetime], None]) -> None:
    at_time(NOW)
    assert "29 days 6 hours" in draw("{{ at|left }}", at=NOW + timedelta(days=29, hours=6))


@pytest.mark.parametrize("name", ["when", "when_zone", "day", "long_day", "ago", "left", "number"])
def test_nothing_is_drawn_of_nothing(name: str) -> None:
    assert draw("{{ value|" + name + " }}", value=None) == ""


def test_stars_say_their_figure_to_readers() -> None:
    drawn = draw('{% stars 4.6 318 "#reviews" %}')
    assert 'aria-label="4.6 out of 5 stars"' in drawn
    assert '<a href="#reviews">318 reviews</a>' in drawn
    assert "No reviews yet" in draw("{% stars None %}")


def test_the_holder_stands_where_the_money_is() -> None:
    drawn = draw('{% holder 8390 "EUR" "fondaco" buyer="You" seller="Officina Brenta" %}')
    assert drawn.index('class="done"') < drawn.index('class="here"') < drawn.index("€83.90")
    assert drawn.count('aria-current="step"') == 1


def test_text_of_people_is_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>"
    drawn = draw(
        "{% badge t %}{% notice 'ok' t %}{{ t }}{% endnotice %}{% empty t t '/' t %}{% tile t t %}"
        "{% facts f %}{% sheet s %}{% crumbs c %}{% timeline e %}{% fold t %}{{ t }}{% endfold %}"
        "{% icon 'cart' t t %}{% json_ld j %}{% picture t t 1 1 %}",
        t=evil, f=[{"label": evil, "value": evil}], s=[{"state": "ok", "title": evil}],
        c=[(evil, evil)], e=[{"title": evil}], j={"name": evil},
    )  # fmt: skip
    assert "<script>" not in drawn


def test_a_wrong_field_is_tied_to_its_message() -> None:
    form = ExampleForm({"email": "maria@"})
    drawn = draw("{% field form.email %}", form=form)
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_email-help id_email-error"' in drawn
    assert 'id="id_email-error"' in drawn


def test_a_group_of_choices_is_a_fieldset() -> None:
    drawn = draw("{% field form.reason %}", form=ExampleForm())
    assert drawn.count("<legend>") == 1
    assert drawn.count('class="option"') == 3


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "optional" in draw("{% field form.postcode %}", form=ExampleForm())
    assert "optional" not in draw("{% field form.email %}", form=ExampleForm())


def test_errors_at_the_head_lead_to_their_fields() -> None:
    drawn = draw("{% form_errors form %}", form=ExampleForm({"email": "maria@"}))
    assert 'href="#id_email"' in drawn
    assert draw("{% form_errors form %}", form=ExampleForm()).strip() == ""


def test_a_code_may_be_typed_with_spaces() -> None:
    class CodeForm(forms.Form):
        code = CodeField()

    form = CodeForm({"code": "123 456"})
    assert form.is_valid()
    assert form.cleaned_data["code"] == "123456"
    assert not CodeForm({"code": "12345a"}).is_valid()


def test_pages_keep_the_rest_of_the_query(rf: object) -> None:
    request = rf.get("/search/?q=lamp&page=3")  # type: ignore[attr-defined]  # pytest-django's factory
    drawn = draw("{% pager 3 12 %}", request=request)
    assert "?q=lamp&amp;page=4" in drawn
    assert 'rel="prev"' in drawn
    assert drawn.count('aria-current="page"') == 1
    assert draw("{% pager 1 1 %}", request=request).strip() == ""


def test_the_current_place_is_marked(rf: object) -> None:
    request = rf.get("/orders/7/")  # type: ignore[attr-defined]  # pytest-django's factory
    assert "aria-current" in draw('{% current "/orders/" %}', request=request)
    assert "aria-current" not in draw('{% current "/orders/" True %}', request=request)
    assert "aria-current" not in draw('{% current "/order/" %}', request=request)


def test_structured_data_cannot_close_its_own_tag() -> None:
    drawn = draw("{% json_ld data %}", data={"@type": "Product", "name": "</script><b>"})
    assert drawn.count("</script>") == 1
