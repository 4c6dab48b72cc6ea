from flask.testing import FlaskClient

from tests.browsing import Browser
from tests.factories.accounts import make_office, make_officer
from tests.factories.procedures import make_filed
from tests.registry.services.procedures.reviewed import current, make_desk_chief, taken
from tests.registry.views.procedures.desks import as_chief
from tests.statements import counting_statements


def test_the_desk_is_empty_at_first(client: FlaskClient) -> None:
    _, browser = as_chief(client)

    assert "No hay expedientes en trámite" in browser.get("/expedientes/")


def test_the_desk_tells_number_institution_and_last_day(client: FlaskClient) -> None:
    _, browser = as_chief(client)
    case = make_filed()

    page = browser.get("/expedientes/")

    assert case.shown_number in page
    assert "Municipalidad Distrital de Ñuñoa" in page
    assert "nadie" in page
    assert f"{case.due_on:%d/%m/%Y}" in page


def test_a_search_leaves_no_name_in_the_address(client: FlaskClient) -> None:
    _, browser = as_chief(client)
    wanted, other = make_filed(), make_filed()

    answer = browser.post("/expedientes/buscar", {"search": wanted.ruc})
    page = browser.get(answer.location)

    assert wanted.ruc not in answer.location
    assert wanted.shown_number in page
    assert other.shown_number not in page


def test_filters_tell_how_many_files_they_leave(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    taken(make_filed(), chief)
    make_filed()

    page = browser.get("/expedientes/?oficial=nobody")

    assert "Sin asignar (1)" in page
    assert f"{chief.full_name} (1)" in page
    assert "1 expediente</p>" in page


def test_filters_that_leave_nothing_can_be_taken_back(client: FlaskClient) -> None:
    _, browser = as_chief(client)
    make_filed()

    page = browser.get("/expedientes/?estado=denied")

    assert "Ningún expediente responde a estos filtros" in page


def test_ticked_files_are_given_and_each_refusal_is_told(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    officer = make_officer(office_id=chief.office_id, full_name="Ana Poma")
    fresh, stale = make_filed(), make_filed()
    ticked = [f"{fresh.id}.{fresh.version}", f"{stale.id}.{stale.version}"]
    taken(stale, chief)

    page = browser.send(
        "/expedientes/asignar", {"officer_id": officer.id, "case_files": ticked, "whole_filter": "false"}
    )

    assert "1 expediente asignado." in page
    assert f"{stale.shown_number}: " in page
    assert current(fresh).officer_id == officer.id
    assert current(stale).officer_id == chief.id


def test_all_of_the_filtered_list_are_given_once_their_number_is_confirmed(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    officer = make_officer(office_id=chief.office_id, full_name="Ana Poma")
    mine, others = taken(make_filed(), chief), [make_filed() for _ in range(2)]
    path, sent = "/expedientes/asignar?oficial=nobody", {"officer_id": officer.id, "whole_filter": "true"}

    asked = browser.send(path, sent)
    assert "<h1>Asignar 2 expedientes</h1>" in asked
    assert "A Ana Poma" in asked
    assert "Filtro: Sin asignar." in asked
    assert {current(one).officer_id for one in others} == {None}

    assert "2 expedientes asignados." in browser.send(path, {**sent, "confirmed": "2"})
    assert {current(one).officer_id for one in others} == {officer.id}
    assert current(mine).officer_id == chief.id


def test_a_list_that_grew_meanwhile_is_counted_again(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    case = make_filed()
    make_filed()

    page = browser.send("/expedientes/asignar", {"officer_id": chief.id, "whole_filter": "true", "confirmed": "1"})

    assert "<h1>Asignar 2 expedientes</h1>" in page
    assert current(case).officer_id is None


def test_nobody_chosen_and_nothing_ticked_are_told(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    make_filed()

    for fields in ({}, {"officer_id": chief.id, "whole_filter": "false"}, {"officer_id": chief.id, "case_files": "x"}):
        assert "Elija a quién asignar" in browser.send("/expedientes/asignar", fields)


def test_the_number_of_queries_does_not_grow_with_the_list(client: FlaskClient) -> None:
    chief, browser = as_chief(client)
    taken(make_filed(), chief)
    browser.get("/expedientes/")
    with counting_statements() as one:
        browser.get("/expedientes/")
    for _ in range(3):
        make_filed()

    with counting_statements() as four:
        browser.get("/expedientes/")

    assert four.count == one.count


def test_an_officer_of_another_office_sees_none_of_it(client: FlaskClient) -> None:
    make_desk_chief()
    case = make_filed()
    other = make_officer(office_id=make_office(region="lima", ubigeo="150101").id)

    assert case.shown_number not in Browser(client).sign_in(other).get("/expedientes/")
