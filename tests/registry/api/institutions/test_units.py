from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_registration, make_unit, make_vacancy
from tests.registry.api.programs import Program

FACTS = {"name": "Parque Cultural", "kind": "municipality", "ubigeo": "211101"}


def test_a_unit_is_added_to_an_institution(program: Program, officer: Account):
    institution_id = make_registration(officer=officer).institution_id

    made = program.ask("POST", f"/institutions/{institution_id}/units", FACTS, status=201)

    assert program.read(f"/units/{made['id']}")[0]["kind_label"] == "Municipalidad"


def test_the_list_tells_what_units_offer(program: Program, officer: Account, stranger: Program):
    make_vacancy(officer=officer, unit=make_unit(officer=officer, name="Parque Norte"))
    make_unit(officer=stranger.officer)

    page = program.ask("GET", "/units?has_places=true")

    assert [(row["unit"]["name"], row["free_places"]) for row in page["items"]] == [("Parque Norte", 2)]


def test_a_unit_is_corrected_closed_and_reopened(program: Program, officer: Account):
    path = f"/units/{make_unit(officer=officer).id}"

    program.change(path, FACTS, program.read(path)[1])
    closed = program.change(f"{path}/closing", None, program.read(path)[1], method="POST")
    reopened = program.change(f"{path}/reopening", None, program.read(path)[1], method="POST")

    assert (closed["is_open"], reopened["is_open"], reopened["name"]) == (False, True, "Parque Cultural")


def test_another_office_s_unit_is_not_found(officer: Account, stranger: Program):
    path = f"/units/{make_unit(officer=officer).id}"

    stranger.ask("GET", path, status=404)
    stranger.change(path, FACTS, '"1-1"', status=404)
