"""The macros of fields, rendered alone."""

from datetime import date
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask, render_template_string

ERRORS = {"ruc": ["El RUC tiene 10 dígitos."], "places": {"10": ["Escriba un número."]}}


@pytest.fixture
def render(in_request: Flask):
    """Render one call of a macro and parse it."""

    def rendered(module: str, macro: str, call: str, **given) -> Element:
        source = f"{{% from 'components/{module}.html' import {macro} %}}{{{{ {macro}({call}) }}}}"
        html = render_template_string(source, errors=ERRORS, **given)
        page: Element = html5lib.parse(html, namespaceHTMLElements=False)
        return page

    return rendered


def field(page: Element, tag: str = "input") -> Element:
    found = page.find(f".//{tag}")
    assert found is not None
    return found


def test_what_was_typed_is_kept_and_never_becomes_markup(render):
    page = render("fields", "text_field", "'name', 'Nombre', value", value='<b>"Ñandú"</b>')

    assert field(page).get("value") == '<b>"Ñandú"</b>'


def test_a_password_is_never_sent_back(render):
    page = render("fields", "text_field", "'password', 'Contraseña', 'secreta', type='password'")

    assert field(page).get("value") is None


def test_a_refused_field_points_to_its_message(render):
    page = render("fields", "text_field", "'ruc', 'RUC', '205', errors, hint='De su ficha.'")

    assert field(page).get("aria-invalid") == "true"
    assert field(page).get("aria-describedby") == "campo-ruc-ayuda campo-ruc-error"
    message = page.find(".//*[@id='campo-ruc-error']")
    assert message is not None
    assert "".join(message.itertext()) == "Error: El RUC tiene 10 dígitos."


def test_an_accepted_field_points_to_nothing(render):
    page = render("fields", "text_field", "'name', 'Nombre', none, errors")

    assert field(page).get("aria-invalid") is None
    assert field(page).get("aria-describedby") is None
    assert field(page).get("value") == ""


def test_a_date_reaches_the_browser_as_it_expects_it(render):
    page = render("fields", "date_field", "'birth_date', 'Nacimiento', day", day=date(1990, 9, 7))

    assert (field(page).get("type"), field(page).get("value")) == ("date", "1990-09-07")


def test_only_a_field_that_may_stay_empty_says_so(render):
    asked = render("fields", "textarea", "'reason', 'Motivo'")
    offered = render("fields", "textarea", "'reason', 'Motivo', required=false")

    assert "opcional" not in "".join(asked.itertext())
    assert "(opcional)" in "".join(offered.itertext())


def test_the_choice_made_is_kept_whatever_its_type(render):
    page = render("fields", "select_field", "'unit', 'Unidad', [(1, 'Uno'), (2, 'Dos')], '2'")

    assert [option.text for option in page.iter("option") if option.get("selected") is not None] == ["Dos"]


def test_a_group_is_reached_by_its_first_choice(render):
    page = render("choices", "checkbox_group", "'skills', 'Habilidades', [('a', 'Una'), ('b', 'Otra')], ['b']")

    boxes = list(page.iter("input"))
    assert [box.get("id") for box in boxes] == ["campo-skills", "campo-skills-2"]
    assert [box.get("checked") is not None for box in boxes] == [False, True]


def test_the_summary_leads_to_the_fields(render):
    page = render("choices", "error_summary", "errors")

    assert [link.get("href") for link in page.iter("a")] == ["#campo-ruc", "#campo-places"]


def test_there_is_no_summary_without_errors(render):
    assert render("choices", "error_summary", "none").find(".//h2") is None


def test_the_weekend_is_asked_first_and_the_working_days_stay_folded(render):
    page = render("shifts", "shift_grid", "'places', 'Plazas', {10: 3}, kind='places'")

    assert [box.get("name") for box in page.iter("input")][:3] == ["places-10", "places-11", "places-12"]
    assert field(page).get("value") == "3"
    assert field(page, "details").get("open") is None


def test_working_days_in_use_are_unfolded(render):
    page = render("shifts", "shift_grid", "'free', 'Turnos', {1: true}, kind='free'")

    assert field(page, "details").get("open") is not None
    assert [box.get("value") for box in page.iter("input") if box.get("checked") is not None] == ["1"]


def test_a_refused_shift_is_marked_and_the_others_are_not(render):
    page = render("shifts", "shift_grid", "'places', 'Plazas', {10: 'tres', 11: 2}, kind='places', errors=errors")

    assert [box.get("name") for box in page.iter("input") if box.get("aria-invalid")] == ["places-10"]
