"""The checker of pages finds what it is there to find."""

import pytest

from tests.pages import check_page, findings

SOUND = """<!doctype html>
<html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hoy</title></head>
<body><main><h1>Hoy</h1>%s</main></body></html>"""


def test_a_sound_page_has_no_findings():
    check_page(SOUND % '<form method="get" action="/"><label for="a">Nombre</label><input id="a" name="a"></form>')


@pytest.mark.parametrize(
    ("fragment", "finding"),
    [
        ("<p>abierto</div>", "does not parse"),
        ("<h1>Otra vez</h1>", "there are 2 h1"),
        ("<h3>Salto</h3>", "h1 is followed by h3"),
        ('<p id="a"></p><p id="a"></p>', "the id 'a' stands 2 times"),
        ('<form method="get" action="/"><input name="a"></form>', "has no label"),
        ('<form method="post"><input type="hidden" name="csrf_token" value="x"></form>', "has no action"),
        ('<form method="post" action="/"></form>', "posts without csrf_token"),
        ('<form action="/"></form>', "does not say its method"),
        ('<a href="#">Ver</a>', "leads nowhere"),
        ('<a href="/"></a>', "has no words"),
        ('<label for="nada">Nombre</label>', "points to 'nada'"),
        ("<table><tr><td>a</td></tr></table>", "has no caption"),
        ('<p style="color:red">Rojo</p>', "has an inline style"),
        ("<script>alert(1)</script>", "an inline script"),
        ("<p>None</p>", "None is shown"),
        ("<p>Vence el 2026-09-07</p>", "an ISO date is shown"),
        ("<p>Estado: to_review</p>", "a machine name is shown"),
        ("<p>Estado: Active</p>", "a machine word is shown"),
        ("<p>1 personas</p>", "one with a plural is shown"),
        ("<p>RoundState.READY</p>", "a Python value is shown"),
        ("<p>{{ nombre }}</p>", "an unfilled template is shown"),
        ('<p id="resumen-errores">Hay un problema</p>', "does not begin «Error: »"),
    ],
)
def test_each_fault_is_found(fragment: str, finding: str):
    assert any(finding in found for found in findings(SOUND % fragment))


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>21 personas, 1 persona, 2.1 plazas</p>",
        "<p>Escriba a rosa_medina@example.pe</p>",
        "<p>Llame a la columna <code>birth_date</code>, como 07/09/2026</p>",
        '<label>Fecha <input type="date" value="2026-09-07"></label>',
    ],
)
def test_what_is_right_is_left_alone(fragment: str):
    check_page(SOUND % fragment)


def test_a_page_in_another_language_is_found():
    assert findings((SOUND % "").replace('lang="es"', 'lang="en"')) == ['html is not lang="es"']


def test_a_page_without_a_title_of_its_own_is_found():
    assert "the title is empty: '– Reinserta'" in findings((SOUND % "").replace("<title>Hoy", "<title> – Reinserta"))
