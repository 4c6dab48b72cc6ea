from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.models import Account
from registry.services.agreements.listing import get_agreement
from registry.services.agreements.publishing import last_quarter_end
from registry.vocabulary.agreements import AgreementState
from tests.browsing import Browser
from tests.factories.agreements import DETAILS, make_agreement, make_signatory, make_signed_agreement
from tests.factories.institutions import make_institution
from tests.factories.procedures import make_manager
from tests.files import plain_pdf

FORM = {
    "kind": "community_service",
    "title": "Convenio con la municipalidad",
    "purpose": "Recibir a personas en los parques.",
    "counterpart": "Elena Mamani",
    "counterpart_post": "Alcaldesa",
    "starts_on": "2026-09-15",
    "ends_on": "2028-09-14",
    "obligations-1-words": "Supervisar cada mes.",
    "obligations-1-side": "operator",
    "obligations-2-words": "Nombrar a un responsable.",
    "obligations-2-side": "institution",
    "obligations-2-due_on": "2026-10-01",
    "annexes": "Relación de sedes",
}
#: Obligations without a day of their own.
LASTING = tuple(replace(part, due_on=None) for part in DETAILS.obligations)


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_signatory()


@pytest.fixture
def desk(client: FlaskClient, chief: Account) -> Browser:
    return Browser(client).sign_in(chief)


def test_an_agreement_is_drafted(desk: Browser, chief: Account) -> None:
    path = f"/instituciones/{make_institution(officer=chief).id}/convenios/nuevo"
    desk.get(path)

    page = desk.send(path, FORM)

    assert "quedó en elaboración" in page
    assert "Nombrar a un responsable." in page


def test_what_was_typed_stays_where_something_is_missing(desk: Browser, chief: Account) -> None:
    path = f"/instituciones/{make_institution(officer=chief).id}/convenios/nuevo"

    page = desk.send(path, {**FORM, "title": ""}, status=422)

    assert "Falta «Título»" in page
    assert "Nombrar a un responsable." in page


def test_one_side_alone_owes_nothing_to_sign(desk: Browser, chief: Account) -> None:
    path = f"/instituciones/{make_institution(officer=chief).id}/convenios/nuevo"

    page = desk.send(path, {**FORM, "obligations-1-side": "institution"}, status=422)

    assert "al menos una obligación de cada parte" in page


def test_a_draft_is_corrected(desk: Browser, chief: Account) -> None:
    path = f"/convenios/{make_agreement(officer=chief).id}/editar"
    assert "Supervisar el servicio cada mes." in desk.get(path)

    page = desk.send(path, {**FORM, "version": "1"})

    assert "Convenio con la municipalidad" in page


def test_it_goes_from_draft_to_force(desk: Browser, chief: Account) -> None:
    agreement = make_agreement(officer=chief)
    desk.send(f"/convenios/{agreement.id}/enviar", {"version": "1"})

    signed = {"version": "2", "signed_on": f"{today()}", "file": (BytesIO(plain_pdf()), "convenio.pdf")}
    page = desk.send(f"/convenios/{agreement.id}/firmado", signed)

    assert "firmado por ambas partes" in page
    assert get_agreement(agreement.id, officer=chief).state is AgreementState.IN_FORCE


def test_its_pdf_is_read(desk: Browser, chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)

    assert desk.client.get(f"/convenios/{agreement.id}/pdf").data.startswith(b"%PDF")


def test_its_signed_copy_is_read(desk: Browser, chief: Account) -> None:
    agreement = make_agreement(officer=chief)
    desk.send(f"/convenios/{agreement.id}/enviar", {"version": "1"})
    signed = {"version": "2", "signed_on": f"{today()}", "file": (BytesIO(plain_pdf()), "convenio.pdf")}

    page = desk.send(f"/convenios/{agreement.id}/firmado", signed)

    path = page.split('href="/adjuntos/')[1].split('"')[0]
    assert desk.client.get(f"/adjuntos/{path}").status_code == 200


def test_a_signed_copy_is_asked_for(desk: Browser, chief: Account) -> None:
    agreement = make_agreement(officer=chief)
    desk.send(f"/convenios/{agreement.id}/enviar", {"version": "1"})
    desk.get(f"/convenios/{agreement.id}/firmado")

    page = desk.send(f"/convenios/{agreement.id}/firmado", {"version": "2", "signed_on": f"{today()}"}, status=422)

    assert "Falta «Copia firmada»" in page


def test_what_nobody_signed_is_taken_back(desk: Browser, chief: Account) -> None:
    agreement = make_agreement(officer=chief)
    desk.send(f"/convenios/{agreement.id}/enviar", {"version": "1"})

    assert "volvió a elaboración" in desk.send(f"/convenios/{agreement.id}/devolver", {"version": "2"})


def test_a_renewal_is_drafted_and_found_from_the_old_one(desk: Browser, chief: Account) -> None:
    old = make_signed_agreement(chief=chief)
    desk.get(f"/convenios/{old.id}/renovar")

    desk.send(f"/convenios/{old.id}/renovar", {"ends_on": "2030-09-14"})

    assert "Ver su renovación, 002-2026" in desk.get(f"/convenios/{old.id}")


def test_an_agreement_is_ended_with_its_cause(desk: Browser, chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)
    desk.get(f"/convenios/{agreement.id}/resolver")
    ending = {
        "version": f"{agreement.version}",
        "cause": "breach",
        "on_day": "2026-10-01",
        "words": "No hubo responsable.",
    }

    page = desk.send(f"/convenios/{agreement.id}/resolver", ending)

    assert "incumplimiento de obligaciones: No hubo responsable." in page


def test_an_obligation_is_noted(desk: Browser, chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)
    path = f"/convenios/{agreement.id}/obligaciones/{agreement.obligations[1].id}"
    assert "Nombrar a un responsable." in desk.get(path)

    page = desk.send(path, {"done_on": "2026-09-20", "proof": "Oficio 12-2026"})

    assert "20/09/2026, Oficio 12-2026" in page


def test_the_list_is_narrowed(desk: Browser, chief: Account) -> None:
    make_signed_agreement(chief=chief, title="Convenio de Ácora")
    make_agreement(officer=chief, title="Convenio de Ilave")

    page = desk.get("/convenios/?estado=draft")

    assert "Convenio de Ilave" in page
    assert "Convenio de Ácora" not in page


def test_an_institution_reads_its_own(app: Flask, chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)
    other = make_signed_agreement(chief=chief)
    browser = Browser(app.test_client()).sign_in(make_manager(agreement.institution))

    assert agreement.title in browser.get(f"/convenios/{agreement.id}")
    browser.get(f"/convenios/{other.id}", status=404)


def test_everybody_reads_the_quarter_s_list(client: FlaskClient, chief: Account) -> None:
    as_of = last_quarter_end(today())
    began = {"starts_on": as_of - timedelta(days=10), "obligations": LASTING}
    make_signed_agreement(chief=chief, title="Convenio publicado", **began)
    browser = Browser(client)

    assert "Convenio publicado" in browser.get("/convenios-publicos/")
    assert "Convenio publicado" in client.get("/convenios-publicos/convenios.csv").get_data(as_text=True)
    assert "Ningún convenio estaba vigente" in browser.get("/convenios-publicos/?tipo=social_help")


def test_another_office_reads_and_changes_nothing(app: Flask, chief: Account) -> None:
    draft, signed = make_agreement(officer=chief), make_signed_agreement(chief=chief)
    browser = Browser(app.test_client()).sign_in(make_signatory())

    pages = browser.get(f"/convenios/{draft.id}") + browser.get(f"/convenios/{signed.id}")

    assert not [verb for verb in ("Corregir", "Firmar y enviar", "Renovar", "Resolver", "Anotar") if verb in pages]
