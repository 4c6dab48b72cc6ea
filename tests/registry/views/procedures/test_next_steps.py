from flask.testing import FlaskClient

from registry.services.procedures.decision import reviewing
from registry.views.procedures.next_steps import NEXT
from registry.vocabulary.procedures import CaseState, CheckState, ProcedureCode
from tests.factories.procedures import make_filed
from tests.registry.services.procedures.reviewed import current, taken
from tests.registry.views.procedures.desks import as_chief


def test_every_state_of_a_filed_case_tells_what_comes_next() -> None:
    assert set(NEXT) == set(CaseState) - {CaseState.DRAFT}


def test_a_file_that_waits_tells_who_comes_next(client: FlaskClient) -> None:
    _, browser = as_chief(client)

    page = browser.get(f"/expedientes/{make_filed().id}")

    assert NEXT[CaseState.SUBMITTED] in page


def test_what_an_approval_lacks_is_told_and_saving_the_review_comes_first(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(ProcedureCode.PRIVATE_UNIT), chief)

    page = browser.get(f"/expedientes/{case.id}")

    assert "Para aprobar falta" in page
    assert first_words(page) == ["Guardar revisión"]


def test_once_something_is_observed_telling_it_comes_first(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = taken(make_filed(), chief)
    found = {"state": CheckState.OBSERVED, "remark": "No se lee"}
    reviewing.check(case.id, "institution", **found, version=current(case).version, officer=chief)

    assert first_words(browser.get(f"/expedientes/{case.id}")) == ["Observar"]


def first_words(page: str) -> list[str]:
    """The words of each primary button of a page."""
    return [part.partition(">")[2].partition("<")[0].strip() for part in page.split("btn-primary")[1:]]
