from io import BytesIO

from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.reading import get_case
from registry.vocabulary.accounts import Role
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureCode
from tests.factories.institutions import make_registration
from tests.factories.procedures import make_filed, make_manager
from tests.files import photo, plain_pdf
from tests.registry.services.procedures.reviewed import checked, current, taken
from tests.registry.views.procedures.desks import as_chief, carried

VISIT = {"received_by": "Julia Apaza", "is_safe": "true", "is_favourable": "true", "words": "Local adecuado"}


def test_everything_observed_is_listed_and_sent_once(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)
    checked(case, chief, appointment="No se lee")

    page = browser.get(f"/expedientes/{case.id}/observar")
    assert "1 observación" in page
    assert "No se lee" in page
    assert "por confirmar" in page or "días hábiles" in page

    assert "Se notificaron las observaciones" in browser.send(f"/expedientes/{case.id}/observar", carried(case))
    assert current(case).state is CaseState.OBSERVED


def test_nothing_observed_is_told_before_anything_is_sent(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)

    assert "No hay nada observado" in browser.get(f"/expedientes/{case.id}/observar")
    assert "No hay nada observado" in browser.send(f"/expedientes/{case.id}/observar", carried(case), status=422)


def test_a_visit_is_noted_with_its_photographs(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(ProcedureCode.PRIVATE_UNIT), chief)
    sent = {**VISIT, "visited_on": today().isoformat(), "photos": [(BytesIO(photo("PNG")), "sede.png")]}

    page = browser.send(f"/expedientes/{case.id}/visita", carried(case, **sent))

    view = get_case(case.id, by=chief)
    assert "La visita quedó registrada" in page
    assert "Recibió Julia Apaza. Se llega y se entra sin riesgo: no." in page
    assert "Fotografía 1</a>" in page
    assert view.events[-1].kind is CaseEventKind.VISITED
    assert view.events[-1].facts["is_safe"] == "yes"
    assert [paper.kind for paper in view.papers].count(AttachmentKind.VISIT_PHOTO) == 1


def test_what_a_visit_lacks_is_told_and_nothing_is_lost(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)
    browser.get(f"/expedientes/{case.id}/visita")

    page = browser.send(f"/expedientes/{case.id}/visita", carried(case, words="Local pequeño"), status=422)

    assert "Falta «Quién recibió»" in page
    assert "Local pequeño</textarea>" in page


def test_a_fake_photograph_is_refused_beside_its_box(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)
    sent = {**VISIT, "visited_on": today().isoformat(), "photos": [(BytesIO(b"nada"), "sede.jpg")]}

    page = browser.send(f"/expedientes/{case.id}/visita", carried(case, **sent), status=422)

    assert 'href="#campo-photos"' in page


def test_too_many_photographs_are_refused(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)
    many = [(BytesIO(plain_pdf()), f"{rank}.pdf") for rank in range(7)]
    sent = {**VISIT, "visited_on": today().isoformat(), "photos": many}

    assert "Elija hasta 6" in browser.send(f"/expedientes/{case.id}/visita", carried(case, **sent), status=422)


def test_reports_are_given_where_the_procedure_asks_for_them(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    registration = make_registration(officer=chief, role=InstitutionRole.COMPANY)
    manager = make_manager(registration.institution, Role.COMPANY_MANAGER)
    case = make_filed(ProcedureCode.ACTIVITY_PROPOSAL, by=Applicant(account=manager), registration_id=registration.id)
    case = taken(case, chief)
    sent = {"kind": "technical", "is_favourable": "true", "words": "Es viable"}
    browser.get(f"/expedientes/{case.id}/informe")

    page = browser.send(f"/expedientes/{case.id}/informe", carried(case, **sent))

    assert "El informe quedó en el expediente" in page
    assert "Informe técnico" in page
    assert "Falta «Informe»" in browser.send(f"/expedientes/{case.id}/informe", carried(case), status=422)


def test_a_procedure_without_reports_says_so(client: FlaskClient) -> None:
    _, browser = as_chief(client)

    assert "no pide ningún informe" in browser.get(f"/expedientes/{make_filed().id}/informe")
