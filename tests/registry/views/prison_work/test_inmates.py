"""Pages of inmates: found, opened step by step, moved, and shut without a purpose."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from registry.models import Inmate
from registry.services.accounts.accounts import Account
from registry.services.prison_work.inmates import get_inmate
from tests.browsing import Browser
from tests.factories.inmates import make_inmate, make_keeper, reserved_details
from tests.factories.religious import JULIACA, PUNO

LIST = f"/penales/{JULIACA}/internos/"


@pytest.fixture
def keeper(app: Any) -> Account:
    return make_keeper()


@pytest.fixture
def work(client: FlaskClient, keeper: Account) -> Browser:
    """The browser of the officer of work."""
    return Browser(client).sign_in(keeper)


def inmate_form(**overrides: Any) -> dict[str, Any]:
    given = {
        "document_kind": "dni",
        "document_number": "40112233",
        "given_names": "Rosa",
        "first_surname": "Quispe",
        "birth_date": "1991-03-14",
        "sex": "female",
        "situation": "sentenced",
        "held_since": "2025-06-01",
        "stage": "medium",
        "education": "secondary",
        "is_first_timer": "true",
        "experience-sewing-months": "12",
        "free_shifts": ["0", "1"],
        "reparation": "1250.50",
    }
    return {name: value for name, value in (given | overrides).items() if value is not None}


def state_purpose(work: Browser, inmate: Inmate) -> None:
    work.post(f"{LIST}{inmate.id}/datos-reservados/motivo", {"purpose": "Clasificar el puesto"})


def test_the_list_shows_one_prison_s_inmates(work: Browser, keeper: Account):
    make_inmate(officer=keeper, document_number="40124821")
    make_inmate(officer=make_keeper(PUNO), prison=PUNO, first_surname="Ajena")

    page = work.get(LIST)

    assert "Quispe Mamani, Rosa" in page
    assert "40124821" not in page
    assert "Ajena" not in page


def test_a_file_is_opened_in_two_steps(work: Browser, keeper: Account):
    answer = work.post(f"{LIST}nuevo", inmate_form())

    inmate = get_inmate(1, officer=keeper)
    assert answer.headers["Location"].endswith(f"/{inmate.id}/datos-reservados/")
    assert (inmate.reparation_cents, inmate.free_shift_numbers) == (125_050, [0, 1])
    state_purpose(work, inmate)
    work.post(f"{LIST}{inmate.id}/datos-reservados/", {"version": "1", "offences": "186; 108c"})
    assert "Puede abrirla" in work.get(f"{LIST}{inmate.id}")


def test_what_is_missing_is_told_at_the_top(work: Browser):
    answer = work.post(f"{LIST}nuevo", inmate_form(given_names="", stage=None))

    assert answer.status_code == 422
    assert "Falta «Nombres»" in answer.text


def test_a_file_is_corrected(work: Browser, keeper: Account):
    inmate = make_inmate(officer=keeper)

    assert "Corregir la ficha" in work.get(f"{LIST}{inmate.id}/editar")
    work.post(f"{LIST}{inmate.id}/editar", inmate_form(version="1", stage=None, given_names="Ana"))

    assert get_inmate(inmate.id, officer=keeper).given_names == "Ana"


def test_reserved_facts_ask_for_a_purpose_first(work: Browser, keeper: Account):
    inmate = make_inmate(officer=keeper, reserved=reserved_details("297"))

    assert work.client.get(f"{LIST}{inmate.id}/datos-reservados/").headers["Location"].endswith("/motivo")
    state_purpose(work, inmate)
    page = work.get(f"{LIST}{inmate.id}/datos-reservados/")

    assert 'value="297"' in page
    assert "Tráfico ilícito de drogas" in page


def test_a_search_leaves_the_name_out_of_the_address(work: Browser, keeper: Account):
    make_inmate(officer=keeper, first_surname="Ñahui")

    answer = work.post(f"{LIST}buscar", {"search": "nahui"})

    assert "nahui" not in answer.headers["Location"]
    assert "Ñahui" in work.get(answer.headers["Location"])


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("etapa", {"stage": "semi_open", "valid_from": "2025-10-01"}),
        ("libertad", {"released_on": "2026-01-01"}),
        ("traslado", {"prison": PUNO}),
        ("alimentos", {"ordered_on": "2026-01-10", "court": "Juzgado", "beneficiary": "Hija", "share": "33.33"}),
    ],
)
def test_each_step_has_its_form_and_is_noted(work: Browser, keeper: Account, act: str, form: dict[str, str]):
    inmate = make_inmate(officer=keeper)
    address = f"{LIST}{inmate.id}/{act}"

    work.get(address)
    refused = work.post(address, {"version": "1"})
    answer = work.post(address, {"version": "1", **form})

    assert (refused.status_code, answer.status_code) == (422, 303)


def test_the_table_is_handed_out_for_a_purpose(work: Browser, keeper: Account):
    make_inmate(officer=keeper)

    assert work.post(f"{LIST}exportar", {"purpose": "x"}).status_code == 422
    assert "spreadsheet" in work.post(f"{LIST}exportar", {"purpose": "Informe mensual"}).mimetype
